/* idio-cli-documents.c: the commands import and documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "cli/idio-cli-whose.h"
#include "cli/idio-signals.h"
#include "cli/idio-terminal.h"
#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "import/idio-import.h"
#include "llm/idio-json.h"

static void
show_progress (IdioImport *import,
               GParamSpec *pspec,
               gpointer    user_data)
{
  const IdioProgress *progress = idio_import_get_progress (import);

  /* Translators: the number of a file, how many there are, and how much was read */
  idio_terminal_progress (_("Reading %'u of %'u (%.0f%%)"), idio_import_get_n_done (import),
                          idio_import_get_n_found (import), progress != NULL ? floor (100 * progress->fraction) : 0);
}

static guint
count_added (GArray *ids)
{
  guint n_added = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    n_added += g_array_index (ids, gint64, i) > 0;

  return n_added;
}

/* With those of which it is not known whose they are */
static guint
count_left_out (IdioImport *import)
{
  return idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT) + idio_import_get_n_unanswered (import);
}

static void
print_import_json (IdioCli    *cli,
                   IdioImport *import,
                   GArray     *example)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GListModel *items = idio_import_get_not_added (import);

  json_builder_begin_object (builder);
  idio_json_add_int (builder, "added",
                     idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED) + count_added (example));
  idio_json_add_int (builder, "already-here", idio_import_count (import, IDIO_IMPORT_OUTCOME_ALREADY_HERE));
  idio_json_add_int (builder, "left-out", count_left_out (import));
  idio_json_add_string (builder, "failure", idio_import_get_failure (import));
  idio_json_add_int (builder, "others", idio_background_texts_get_n_texts (idio_workspace_get_background_texts (cli->workspace)));
  idio_json_add_int (builder, "not-read", idio_import_get_n_not_read (import));
  idio_json_add_int (builder, "read-in-part", idio_import_get_in_part (import));
  idio_cli_whose_build (builder, import);
  json_builder_set_member_name (builder, "not-added");
  json_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(IdioImportItem) item = g_list_model_get_item (items, i);

      json_builder_begin_object (builder);
      idio_json_add_string (builder, "name", idio_import_item_get_name (item));
      idio_json_add_string (builder, "outcome", idio_nick_from_value (IDIO_TYPE_IMPORT_OUTCOME,
                                                                       (gint) idio_import_item_get_outcome (item)));
      idio_json_add_string (builder, "reason", idio_import_item_get_reason (item));
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  json_builder_end_object (builder);
  idio_cli_print (builder);
}

static char *
describe_import (IdioImport *import,
                 guint       n_taken)
{
  guint n_here = idio_import_count (import, IDIO_IMPORT_OUTCOME_ALREADY_HERE), n_left_out = count_left_out (import);
  g_autofree char *taken =
    g_strdup_printf (idio_import_get_of_others (import) ? ngettext ("%u counted as text by others",
                                                                    "%u counted as texts by others", n_taken)
                                                        : ngettext ("%u added", "%u added", n_taken), n_taken);
  g_autofree char *here = g_strdup_printf (ngettext ("%u already here", "%u already here", n_here), n_here);
  g_autofree char *left_out = g_strdup_printf (ngettext ("%u left out", "%u left out", n_left_out), n_left_out);

  /* Translators: what became of texts: "5 added", "2 already here", "1 left out" */
  return g_strdup_printf (C_("import", "%s, %s, %s"), taken, here, left_out);
}

static void
print_import (IdioImport *import,
              GArray     *example)
{
  GListModel *items = idio_import_get_not_added (import);
  guint n_not_read = idio_import_get_n_not_read (import) - idio_import_get_in_part (import);
  g_autofree char *summary = NULL;

  summary = describe_import (import, idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED) + count_added (example));
  idio_terminal_print_line ("%s", summary);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(IdioImportItem) item = g_list_model_get_item (items, i);

      if (idio_import_item_get_outcome (item) != IDIO_IMPORT_OUTCOME_ALREADY_HERE)
        idio_terminal_print_line ("  %s: %s", idio_import_item_get_name (item), idio_import_item_get_reason (item));
    }

  if (idio_import_get_in_part (import))
    idio_terminal_print_line (_("A file was read in part."));

  if (n_not_read > 0)
    idio_terminal_print_line (ngettext ("%u file was not read.", "%u files were not read.", n_not_read), n_not_read);
}

/* Returns FALSE if there is no name. */
static gboolean
list_files (IdioCli    *cli,
            GListStore *files,
            guint      *n_missing)
{
  for (guint i = 0; cli->args[i] != NULL; i++)
    {
      g_autoptr(GFile) file = NULL;

      if (*cli->args[i] == '\0')
        return FALSE;

      file = idio_cli_find_file (cli->args[i]);
      g_list_store_append (files, file);

      /* Whether something is there on another computer may take long to find out, and is told by the import. */
      if (g_file_is_native (file) && !g_file_query_exists (file, NULL))
        (*n_missing)++;
    }

  return TRUE;
}

/* What is no number to go by would let in all, as if nothing had been said. */
static gboolean
check_limits (IdioCli *cli)
{
  if (cli->latest != IDIO_CLI_ALL && cli->latest < 1)
    idio_cli_misuse (_("A number of --latest is at least 1."));
  else if (cli->since != IDIO_CLI_ALL && (cli->since < 1000 || cli->since > 9999))
    idio_cli_misuse (_("A year of --since has four digits."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_sources (IdioCli *cli)
{
  if (cli->args[0] == NULL && !cli->example)
    idio_cli_misuse (_("Which files or folders?"));
  else if (cli->example && cli->others)
    idio_cli_misuse (_("Either --example or --others."));
  else if (cli->others && cli->no_others)
    idio_cli_misuse (_("Either --others or --no-others."));
  else
    return TRUE;

  return FALSE;
}

static IdioImport *
make_import (IdioCli      *cli,
             IdioAudience  audience)
{
  IdioImport *import = cli->others ? idio_workspace_import_others (cli->workspace)
                                   : idio_workspace_import (cli->workspace);

  if (cli->audience != NULL)
    idio_import_set_audience (import, audience);

  if (cli->no_others)
    idio_import_set_with_others (import, FALSE);

  idio_import_set_with_notes (import, TRUE);
  idio_import_set_limit (import, (guint) MAX (cli->latest, 0), MAX (cli->since, 0));

  g_signal_connect (import, "notify::n-done", G_CALLBACK (show_progress), NULL);
  idio_cli_whose_watch (cli, import);
  g_signal_connect_object (cli->cancellable, "cancelled", G_CALLBACK (idio_import_stop), import, G_CONNECT_SWAPPED);

  return import;
}

IdioCliStatus
idio_cli_import (IdioCli *cli)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (cli->workspace);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(IdioImport) import = NULL;
  g_autoptr(GArray) example = NULL;
  g_autoptr(GError) error = NULL;
  IdioAudience audience;
  guint n_missing = 0;
  gboolean done;

  if (!idio_cli_audience (cli, &audience) || !check_limits (cli) || !check_sources (cli))
    return IDIO_CLI_USAGE;

  if (!list_files (cli, files, &n_missing))
    return idio_cli_misuse (_("Which files or folders?"));

  if (cli->example && !(example = dex_await_boxed (idio_import_example (corpus), &error)))
    return idio_cli_fail ("%s", error->message);

  import = make_import (cli, audience);
  idio_signals_watch (cli->cancellable);
  done = dex_await (idio_import_run (import, G_LIST_MODEL (files)), &error);
  idio_terminal_progress (NULL);

  /* What was added until something went wrong is there. */
  if (cli->json)
    print_import_json (cli, import, example);
  else
    print_import (import, example);

  idio_cli_whose_print (cli, import);

  if (!done)
    return idio_cli_fail ("%s", error->message);

  /* The texts are saved: that they are not counted yet is no loss. */
  idio_terminal_flush (NULL);
  idio_signals_obey ();

  if (!dex_await (idio_workspace_count_habits (cli->workspace), &error))
    return idio_cli_fail ("%s", error->message);

  /* What was there is added all the same. */
  if (n_missing > 0)
    return idio_cli_fail (ngettext ("%u file or folder was not found.", "%u files or folders were not found.",
                                    n_missing), n_missing);

  if (idio_import_get_n_failed (import) > 0 &&
      idio_import_get_n_failed (import) == idio_import_get_n_found (import))
    return idio_cli_fail (_("None of the files could be read."));

  return IDIO_CLI_DONE;
}

static char *
format_time (gint64 time)
{
  g_autoptr(GDateTime) date = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return date != NULL ? g_date_time_format_iso8601 (date) : NULL;
}

static void
print_document_json (JsonBuilder  *builder,
                     IdioDocument *document)
{
  g_autofree char *added = format_time (idio_document_get_added (document));
  g_autofree char *written = format_time (idio_document_get_written (document));

  json_builder_begin_object (builder);
  idio_json_add_int (builder, "id", idio_document_get_id (document));
  idio_json_add_string (builder, "title", idio_document_get_title (document));
  idio_json_add_int (builder, "words", idio_document_get_n_words (document));
  idio_json_add_string (builder, "audience", idio_audience_get_nick (idio_document_get_audience (document)));

  if (idio_audience_is_own (idio_document_get_audience (document)))
    idio_json_add_string (builder, "audience-name", idio_document_get_audience_name (document));

  idio_json_add_string (builder, "written", written);
  idio_json_add_string (builder, "added", added);
  idio_json_add_string (builder, "excerpt", idio_document_get_excerpt (document));
  json_builder_set_member_name (builder, "private");
  json_builder_add_boolean_value (builder, idio_document_get_private (document));
  json_builder_end_object (builder);
}

/* Those for one audience if the user named one */
static void
add_document (GPtrArray          *documents,
              const IdioAudience *audience,
              IdioDocument       *document)
{
  if (document != NULL && (audience == NULL || idio_document_get_audience (document) == *audience))
    g_ptr_array_add (documents, g_object_ref (document));
}

static GPtrArray *
list_documents (IdioCli             *cli,
                const IdioAudience  *audience,
                GError             **error)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (cli->workspace);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) ids = NULL;

  if (cli->search == NULL)
    {
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
        {
          g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

          add_document (documents, audience, document);
        }

      return g_steal_pointer (&documents);
    }

  if (!(ids = dex_await_boxed (idio_corpus_search (corpus, cli->search), error)))
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    add_document (documents, audience, idio_corpus_find (corpus, g_array_index (ids, gint64, i)));

  return g_steal_pointer (&documents);
}

static const char *
describe_audience (IdioDocument *document)
{
  IdioAudience audience = idio_document_get_audience (document);

  return idio_audience_is_own (audience) ? idio_document_get_audience_name (document)
                                         : idio_audience_get_nick (audience);
}

static void
print_document (IdioDocument *document)
{
  const char *title = idio_document_get_title (document);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (idio_document_get_date (document));
  g_autofree char *date = time != NULL ? g_date_time_format (time, "%F") : g_strdup ("");
  /* Translators: a title, and what is so about that text */
  g_autofree char *both = idio_document_get_private (document)
                          ? g_strdup_printf (_("%s (never leaves this computer)"), title) : NULL;

  idio_terminal_print_line ("%5" G_GINT64_FORMAT "  %-10s  %6u  %-9s  %s", idio_document_get_id (document), date,
                            idio_document_get_n_words (document),
                            describe_audience (document), both != NULL ? both : title);
}

static IdioCliStatus
set_private (IdioCli *cli)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (cli->workspace);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GError) error = NULL;
  gboolean on;
  guint64 id;
  gint64 number;

  if (cli->args[1] == NULL || !g_ascii_string_to_unsigned (cli->args[1], 10, 1, G_MAXINT64, &id, NULL))
    return idio_cli_misuse (_("Which text? “idiolect-cli documents” shows their numbers."));

  on = g_strcmp0 (cli->args[2], "on") == 0;

  if (!on && g_strcmp0 (cli->args[2], "off") != 0)
    return idio_cli_misuse (_("Say on or off."));

  number = (gint64) id;

  if (idio_corpus_find (corpus, number) == NULL)
    return idio_cli_fail (_("There is no text %s."), cli->args[1]);

  g_array_append_val (ids, number);

  if (!dex_await (idio_corpus_set_private (corpus, ids, on), &error))
    return idio_cli_fail ("%s", error->message);

  if (cli->json)
    {
      print_document_json (builder, idio_corpus_find (corpus, number));
      idio_cli_print (builder);
    }
  else
    print_document (idio_corpus_find (corpus, number));

  return IDIO_CLI_DONE;
}

IdioCliStatus
idio_cli_documents (IdioCli *cli)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = NULL;
  IdioAudience audience;

  if (g_strcmp0 (cli->args[0], "private") == 0)
    return idio_cli_has_args (cli, 3) ? set_private (cli) : IDIO_CLI_USAGE;

  if (!idio_cli_has_args (cli, 0) || !idio_cli_audience (cli, &audience))
    return IDIO_CLI_USAGE;

  if (!(documents = list_documents (cli, cli->audience != NULL ? &audience : NULL, &error)))
    return idio_cli_fail ("%s", error->message);

  json_builder_begin_array (builder);

  for (guint i = 0; i < documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (documents, i);

      if (cli->json)
        print_document_json (builder, document);
      else
        print_document (document);
    }

  json_builder_end_array (builder);

  if (cli->json)
    idio_cli_print (builder);

  return IDIO_CLI_DONE;
}
