/* main.c: idiolect-cli, the main job without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-signals.h"
#include "cli/idio-terminal.h"
#include "llm/idio-service-address.h"

static struct
{
  char     *data_dir;
  char     *model;
  char     *base_url;
  gboolean  unencrypted;
  gboolean  version;
} global;

static const GOptionEntry global_entries[] = {
  { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &global.data_dir, N_("Use the texts and cards in DIR"), N_("DIR") },
  { "model", 0, 0, G_OPTION_ARG_STRING, &global.model,
    N_("Use this model: a file on this computer, or with --base-url the name of one there"), N_("MODEL") },
  { "base-url", 0, 0, G_OPTION_ARG_STRING, &global.base_url, N_("Use the service at URL"), N_("URL") },
  { "unencrypted", 0, 0, G_OPTION_ARG_NONE, &global.unencrypted,
    N_("With --base-url: send the API key unencrypted through your own network"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &global.version, N_("Print the version"), NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

typedef struct
{
  const char  *name;
  const char  *parameters;
  const char  *summary;
  IdioCliFunc  func;
  gboolean     takes_files; /* whose names may be any bytes */
} Command;

static const Command commands[] = {
  { "import", N_("PATH…"), N_("Add texts: files and folders"), idio_cli_import, TRUE },
  { "read", N_("PATH…"), N_("Show the texts in files and folders, and add nothing"), idio_cli_read, TRUE },
  { "documents", N_("[private NUMBER on|off]"), N_("List the texts, or keep one from services"), idio_cli_documents },
  { "audiences", N_("[add|rename|remove …]"), N_("List the audiences, or change your own"), idio_cli_audiences },
  { "check", NULL, N_("Find out what the model is good for"), idio_cli_check },
  { "infer", NULL, N_("Let the model look for habits"), idio_cli_infer },
  { "cards", N_("[keep|reject|edit|strength|audience|add …]"), N_("List or change the cards"), idio_cli_cards },
  { "draft", N_("BRIEF"), N_("Write something new, twice"), idio_cli_draft },
  { "rewrite", N_("FILE"), N_("Rewrite a text, twice"), idio_cli_rewrite, TRUE },
  { "measure", N_("[FILE]"), N_("Print the measures of a text, or your own ranges"), idio_cli_measure, TRUE },
  { "meter", N_("GENERIC PERSONAL"), N_("Say which of two texts is closer to how you write"), idio_cli_meter, TRUE },
  { "export", NULL, N_("Print the voice"), idio_cli_export },
  { "backup", N_("FILE"), N_("Save the whole voice to one file"), idio_cli_backup, TRUE },
  { "restore", N_("FILE"), N_("Add what is in such a file and missing here"), idio_cli_restore, TRUE },
  { "models", NULL, N_("List the models that can be had"), idio_cli_models },
  { "get-model", N_("MODEL"), N_("Download a model"), idio_cli_get_model },
  { "remove-model", N_("MODEL"), N_("Delete a model that was downloaded"), idio_cli_remove_model },
  { "sent", NULL, N_("List what was sent to services"), idio_cli_sent },
};

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

static gboolean
is_text (const Command *command,
         GStrv          words)
{
  for (guint i = 0; !command->takes_files && words[i] != NULL; i++)
    if (!g_utf8_validate (words[i], -1, NULL))
      return FALSE;

  return TRUE;
}

static char *
describe_commands (void)
{
  GString *description = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (description, "\n  %-13s %s", commands[i].name, _(commands[i].summary));

  g_string_append_printf (description, "\n\n%s", _("The API key of a service comes from the keyring, or from the "
                                                   "environment variable IDIOLECT_API_KEY."));

  return g_string_free_and_steal (description);
}

/**
 * idio_cli_use_model:
 * @cli: a command
 * @error: (out): a location for an error
 *
 * Chooses the model of the options, or else the one of the preferences. Whoever names a service in a command agrees
 * that texts go there.
 *
 * Returns: whether there is a model now
 */
gboolean
idio_cli_use_model (IdioCli  *cli,
                    GError  **error)
{
  IdioModelChoice *choice = idio_workspace_get_choice (cli->workspace);
  g_autofree char *base_url = NULL, *host = NULL;

  if (global.base_url == NULL)
    return dex_await (global.model != NULL ? idio_model_choice_use_file (choice, global.model, FALSE)
                                           : idio_model_choice_load (choice), error);

  if (!(base_url = idio_service_address_fix (global.base_url, error)))
    return FALSE;

  if ((host = idio_service_address_find_host (base_url)))
    idio_consent_give_once (idio_model_choice_get_consent (choice), host);

  if (global.unencrypted)
    idio_model_choice_allow_unencrypted (choice, base_url, FALSE);

  if (g_getenv ("IDIOLECT_API_KEY") != NULL &&
      !idio_secrets_set_session_key (idio_model_choice_get_secrets (choice), base_url, g_getenv ("IDIOLECT_API_KEY"),
                                     error))
    return FALSE;

  /* Looks into the keyring, which may keep us waiting. */
  return dex_await (dex_future_first (idio_model_choice_use_service (choice, base_url, global.model, FALSE),
                                      dex_cancellable_new_from_cancellable (cli->cancellable), NULL),
                    error);
}

typedef struct
{
  IdioCli       *cli;
  const Command *command;
} Run;

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  g_autofree char *data_dir = global.data_dir != NULL ? g_strdup (global.data_dir) : idio_workspace_dup_default ();
  g_autoptr(GError) error = NULL;

  if (!(run->cli->workspace = dex_await_object (idio_workspace_open (data_dir), &error)))
    return dex_future_new_for_int (idio_cli_fail ("%s", error->message));

  return dex_future_new_for_int (run->command->func (run->cli));
}

static IdioCliStatus
run_command (const Command *command,
             IdioCli       *cli)
{
  Run run = { cli, command };
  g_autoptr(DexFuture) future = dex_scheduler_spawn (NULL, 512 * 1024, run_fiber, &run, NULL);
  const GValue *value;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  value = dex_future_get_value (future, NULL);

  return value != NULL ? (IdioCliStatus) g_value_get_int (value) : IDIO_CLI_FAILED;
}

static GOptionContext *
make_command_context (const Command *command,
                      IdioCli       *cli)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Print JSON"), NULL },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &cli->audience, N_("Whom the text or card is for"), N_("AUDIENCE") },
    { "example", 0, 0, G_OPTION_ARG_NONE, &cli->example, N_("import: The made-up writer that comes with Idiolect"), NULL },
    { "others", 0, 0, G_OPTION_ARG_NONE, &cli->others, N_("import: Texts by others, to compare yours with"), NULL },
    { "no-others", 0, 0, G_OPTION_ARG_NONE, &cli->no_others,
      N_("import: Do not compare yours with what others wrote in the same mailboxes and chats"), NULL },
    { "me", 0, 0, G_OPTION_ARG_STRING_ARRAY, &cli->me, N_("import: A mail address of yours, or your name in chats"),
      N_("ADDRESS") },
    { "latest", 0, 0, G_OPTION_ARG_INT, &cli->latest, N_("import: Only so many of your mails and messages, the newest"),
      N_("N") },
    { "since", 0, 0, G_OPTION_ARG_INT, &cli->since, N_("import: Only your mails and messages since that year"),
      N_("YEAR") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &cli->search, N_("documents: Only those with these words"), N_("WORDS") },
    { "claim", 0, 0, G_OPTION_ARG_STRING, &cli->claim, N_("cards edit: What the card says"), N_("TEXT") },
    { "instruction", 0, 0, G_OPTION_ARG_STRING, &cli->instruction,
      N_("cards edit, cards add: What the model is told"), N_("TEXT") },
    { "axis", 0, 0, G_OPTION_ARG_STRING, &cli->axis, N_("cards add: communication, personality or style"), N_("AXIS") },
    { "words", 0, 0, G_OPTION_ARG_INT, &cli->words, N_("draft, rewrite: How long"), N_("N") },
    { "only", 0, 0, G_OPTION_ARG_STRING, &cli->only, N_("draft, rewrite: Only generic or personal"), N_("KIND") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &cli->seed, N_("draft, rewrite: Write the same again"), N_("N") },
    { "show-request", 0, 0, G_OPTION_ARG_NONE, &cli->show_request,
      N_("draft, rewrite: Print what would be sent, and send nothing"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &cli->format, N_("export: json, md, prompt, or skill"), N_("FORMAT") },
    { "without-documents", 0, 0, G_OPTION_ARG_NONE, &cli->without_documents,
      N_("backup: Only the cards and what you told about yourself"), NULL },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &cli->replace, N_("restore: Delete what is here before"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &cli->dry_run, N_("restore: Print what is in the file, and change nothing"),
      NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autofree char *parameters = command->parameters != NULL ? g_strdup (_(command->parameters)) : NULL;
  GOptionContext *context = g_option_context_new (parameters);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(command->summary));

  return context;
}

static void
cli_clear (IdioCli *cli)
{
  g_clear_object (&cli->workspace);
  g_clear_object (&cli->cancellable);
  g_clear_pointer (&cli->args, g_strfreev);
  g_clear_pointer (&cli->audience, g_free);
  g_clear_pointer (&cli->me, g_strfreev);
  g_clear_pointer (&cli->search, g_free);
  g_clear_pointer (&cli->claim, g_free);
  g_clear_pointer (&cli->instruction, g_free);
  g_clear_pointer (&cli->axis, g_free);
  g_clear_pointer (&cli->only, g_free);
  g_clear_pointer (&cli->format, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IdioCli, cli_clear)

static IdioCliStatus
parse_and_run (GStrv argv)
{
  const Command *command = find_command (argv[0]);
  g_autofree char *name = g_strdup_printf ("idiolect-cli %s", argv[0]);
  g_auto(IdioCli) cli = { .seed = -1, .latest = IDIO_CLI_ALL, .since = IDIO_CLI_ALL };
  g_autoptr(GOptionContext) context = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = g_strdupv (argv);

  if (command == NULL)
    return idio_cli_misuse (_("There is no command “%s”."), argv[0]);

  /* The program's name says which command, so that the help does too. */
  g_set_prgname (name);
  context = make_command_context (command, &cli);

  if (!g_option_context_parse_strv (context, &words, &error))
    return idio_cli_misuse ("%s", error->message);

  if (!is_text (command, words + 1))
    return idio_cli_misuse (_("What was given is not text in UTF-8."));

  /* GOption leaves the "--" where it is, if what comes after looks like an option. */
  cli.args = g_strdupv (words + (g_strcmp0 (words[1], "--") == 0 ? 2 : 1));
  cli.cancellable = g_cancellable_new ();

  return run_command (command, &cli);
}

static void
free_globals (void)
{
  g_clear_pointer (&global.data_dir, g_free);
  g_clear_pointer (&global.model, g_free);
  g_clear_pointer (&global.base_url, g_free);
}

static IdioCliStatus
parse_globals (GStrv *argv)
{
  g_autoptr(GOptionContext) context = g_option_context_new (_("COMMAND …"));
  g_autofree char *description = describe_commands ();
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, global_entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Writes in your voice, from texts you wrote."));
  g_option_context_set_description (context, description);
  g_option_context_set_strict_posix (context, TRUE);

  if (!g_option_context_parse_strv (context, argv, &error))
    return idio_cli_misuse ("%s", error->message);

  if (global.version)
    {
      idio_terminal_print_line ("idiolect %s", PACKAGE_VERSION);
      return IDIO_CLI_DONE;
    }

  if (global.base_url != NULL && global.model == NULL)
    return idio_cli_misuse (_("With --base-url, which --model there?"));

  if ((*argv)[1] == NULL)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
      g_auto(GStrv) lines = g_strsplit (g_strchomp (help), "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        idio_terminal_print_error ("%s", lines[i]);

      return IDIO_CLI_USAGE;
    }

  return parse_and_run (*argv + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_auto(GStrv) words = g_strdupv (argv);
  g_autoptr(GError) error = NULL;
  IdioCliStatus status;

  idio_cli_open_standard ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  dex_init ();

  g_set_prgname ("idiolect-cli");

  status = parse_globals (&words);
  free_globals ();
  idio_terminal_flush (&error);

  idio_signals_obey ();

  /* Whoever keeps what is printed must know whether all of it is there. Whoever has read enough need not be told; GIO
   * ignores the signal by which other programs end then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    idio_signals_end_by (SIGPIPE);
  else if (error != NULL)
    status = idio_cli_fail ("%s", error->message);

  return status;
}
