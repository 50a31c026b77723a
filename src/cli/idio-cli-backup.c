/* idio-cli-backup.c: the voice to one file, and from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-terminal.h"
#include "idio-workspace-restore.h"
#include "llm/idio-json.h"

static IdioStore *
get_store (IdioCli *cli)
{
  return idio_corpus_get_store (idio_workspace_get_corpus (cli->workspace));
}

static void
build_counts (JsonBuilder            *builder,
              const char             *name,
              const IdioBackupCounts *counts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  idio_json_add_int (builder, "documents", counts->n_documents);
  idio_json_add_int (builder, "cards", counts->n_cards);
  idio_json_add_int (builder, "requests", counts->n_requests);
  json_builder_end_object (builder);
}

static void
print_counts (IdioCli                *cli,
              const char             *name,
              const char             *form,
              const IdioBackupCounts *counts)
{
  g_autofree char *words = idio_backup_counts_describe (counts);
  g_autoptr(JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      idio_terminal_print_line ("%s %s", form, words);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  build_counts (builder, name, counts);
  json_builder_end_object (builder);
  idio_cli_print (builder);
}

static gboolean
has_file (IdioCli *cli)
{
  if (!idio_cli_has_args (cli, 1))
    return FALSE;

  if (cli->args[0] != NULL && *cli->args[0] != '\0')
    return TRUE;

  idio_cli_misuse (_("Which file?"));

  return FALSE;
}

IdioCliStatus
idio_cli_backup (IdioCli *cli)
{
  g_autoptr(GFile) file = NULL;
  g_autofree IdioBackupCounts *counts = NULL;
  g_autoptr(GError) error = NULL;

  if (!has_file (cli))
    return IDIO_CLI_USAGE;

  file = g_file_new_for_commandline_arg (cli->args[0]);

  if (!(counts = dex_await_boxed (idio_backup_save (idio_workspace_get_corpus (cli->workspace), file,
                                                    cli->without_documents ? IDIO_BACKUP_WITHOUT_DOCUMENTS : 0),
                                  &error)))
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS)
             ? idio_cli_fail (_("“%s” is there already. Name another file."), cli->args[0])
             : idio_cli_fail ("%s", error->message);

  print_counts (cli, "saved", _("Saved:"), counts);

  return IDIO_CLI_DONE;
}

static char *
format_date (gint64 time)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time);

  return date != NULL ? g_date_time_format (date, "%F %H:%M") : g_strdup ("–");
}

static void
print_contents (IdioCli                  *cli,
                const IdioBackupContents *contents,
                const IdioBackupCounts   *here)
{
  g_autofree char *date = format_date (contents->created);
  g_autofree char *there_words = idio_backup_counts_describe (&contents->counts);
  g_autofree char *here_words = idio_backup_counts_describe (here);
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    {
      /* Translators: a date, a version and what there is: "In the backup (2026-11-30, Idiolect 0.1): 24 texts, …" */
      idio_terminal_print_line (_("In the backup (%s, Idiolect %s): %s"), date, contents->application, there_words);
      idio_terminal_print_line (_("Here: %s"), here_words);

      if (!contents->with_documents)
        idio_terminal_print_line ("%s", _("It has no texts, so its cards have no quotes."));

      return;
    }

  json_builder_begin_object (builder);
  idio_json_add_string (builder, "idiolect", contents->application);
  idio_json_add_int (builder, "created", contents->created);
  build_counts (builder, "backup", &contents->counts);
  build_counts (builder, "here", here);
  json_builder_end_object (builder);
  idio_cli_print (builder);
}

IdioCliStatus
idio_cli_restore (IdioCli *cli)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(IdioBackup) backup = NULL;
  g_autofree IdioBackupCounts *here = NULL;
  g_autofree IdioBackupCounts *added = NULL;
  g_autoptr(GError) error = NULL;

  if (!has_file (cli))
    return IDIO_CLI_USAGE;

  file = g_file_new_for_commandline_arg (cli->args[0]);

  if (!(backup = dex_await_boxed (idio_backup_open (file), &error)) ||
      !(here = dex_await_boxed (idio_backup_count (get_store (cli)), &error)))
    return idio_cli_fail ("%s", error->message);

  if (cli->dry_run || !cli->json)
    print_contents (cli, idio_backup_get_contents (backup), here);

  if (cli->dry_run)
    return IDIO_CLI_DONE;

  if (!(added = dex_await_boxed (idio_workspace_restore (cli->workspace, backup, cli->replace), &error)))
    return idio_cli_fail ("%s", error->message);

  /* As with an import, it is there even if it can't be counted yet. */
  print_counts (cli, "added", _("Added:"), added);
  idio_terminal_flush (NULL);

  return dex_await (idio_workspace_count_habits (cli->workspace), &error) ? IDIO_CLI_DONE
                                                                          : idio_cli_fail ("%s", error->message);
}
