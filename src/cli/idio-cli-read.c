/* idio-cli-read.c: the command read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-signals.h"
#include "cli/idio-terminal.h"
#include "import/idio-findings.h"
#include "import/idio-import-item.h"
#include "import/idio-reading.h"
#include "llm/idio-json.h"

static void
print_parts (JsonBuilder    *builder,
             const IdioText *text)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);

  for (guint i = 0; text->parts != NULL && i < text->parts->len; i++)
    {
      const IdioTextPart *part = g_ptr_array_index (text->parts, i);
      g_autofree char *kept = g_strndup (text->body + part->start, part->length);

      json_builder_begin_object (builder);
      idio_json_add_string (builder, "kind", part->kind);
      json_builder_set_member_name (builder, "left-out");
      json_builder_add_boolean_value (builder, part->length == 0);
      idio_json_add_string (builder, "text", part->length == 0 ? part->text : kept);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static void
print_batch_json (JsonBuilder     *builder,
                  const IdioBatch *batch)
{
  for (guint i = 0; i < batch->texts->len; i++)
    {
      const IdioText *text = g_ptr_array_index (batch->texts, i);

      json_builder_begin_object (builder);
      idio_json_add_string (builder, "name", g_ptr_array_index (batch->names, i));
      idio_json_add_string (builder, "title", text->title);
      idio_json_add_int (builder, "words", text->n_words);
      idio_json_add_int (builder, "written", text->written);
      idio_json_add_string (builder, "text", text->body);
      print_parts (builder, text);
      json_builder_end_object (builder);
    }

  for (guint i = 0; i < batch->left_out->len; i++)
    {
      IdioImportItem *item = g_ptr_array_index (batch->left_out, i);

      json_builder_begin_object (builder);
      idio_json_add_string (builder, "name", idio_import_item_get_name (item));
      idio_json_add_string (builder, "refused", idio_import_item_get_reason (item));
      json_builder_end_object (builder);
    }
}

static void
print_batch (const IdioBatch *batch)
{
  for (guint i = 0; i < batch->texts->len; i++)
    {
      const IdioText *text = g_ptr_array_index (batch->texts, i);

      idio_terminal_print_line ("# %s", text->title);
      idio_terminal_print_line ("%s", "");
      idio_terminal_print_text (text->body);
      idio_terminal_print_line ("%s", "");
    }

  for (guint i = 0; i < batch->left_out->len; i++)
    {
      IdioImportItem *item = g_ptr_array_index (batch->left_out, i);

      idio_terminal_print_error ("%s: %s", idio_import_item_get_name (item), idio_import_item_get_reason (item));
    }
}

static gboolean
read_all (IdioCli      *cli,
          GPtrArray    *starts,
          JsonBuilder  *builder,
          GError      **error)
{
  g_autoptr(GPtrArray) findings = idio_findings_new ();
  g_autoptr(IdioReading) reading = NULL;
  gboolean end = FALSE;

  if (!dex_await (idio_findings_find (findings, starts, cli->cancellable), error))
    return FALSE;

  reading = idio_reading_new (findings, TRUE, NULL, cli->cancellable);

  while (!end)
    {
      g_autoptr(IdioBatch) batch = dex_await_boxed (idio_reading_next (reading), error);

      if (batch == NULL)
        return FALSE;

      if (cli->json)
        print_batch_json (builder, batch);
      else
        print_batch (batch);

      end = batch->end;
    }

  return TRUE;
}

/**
 * idio_cli_read:
 * @cli: what was asked for
 *
 * Prints what would become of files if the user had written all that is in them, and adds nothing.
 *
 * Returns: whether that worked
 */
IdioCliStatus
idio_cli_read (IdioCli *cli)
{
  g_autoptr(GPtrArray) starts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; cli->args[i] != NULL; i++)
    g_ptr_array_add (starts, idio_cli_find_file (cli->args[i]));

  if (starts->len == 0)
    return idio_cli_misuse (_("Which files or folders?"));

  idio_signals_watch (cli->cancellable);
  json_builder_begin_array (builder);

  if (!read_all (cli, starts, builder, &error))
    return idio_cli_fail ("%s", error->message);

  json_builder_end_array (builder);

  if (cli->json)
    idio_cli_print (builder);

  return IDIO_CLI_DONE;
}
