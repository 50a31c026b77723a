/* idio-cli-check.c: the command check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-signals.h"
#include "cli/idio-terminal.h"
#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "llm/idio-json.h"

static void
show_progress (IdioModelChoice *choice,
               GParamSpec      *pspec,
               gpointer         user_data)
{
  idio_terminal_progress (_("Checked %.0f%%"), 100 * idio_model_choice_get_check_progress (choice));
}

static const char *
describe (IdioCapability capability)
{
  switch (capability)
    {
    case IDIO_CAPABILITY_STUDIES:
      return _("It writes drafts, follows your cards, and can study how you write.");

    case IDIO_CAPABILITY_FOLLOWS:
      return _("It writes drafts and follows your cards. It is too small to study how you write.");

    case IDIO_CAPABILITY_UNKNOWN:
    case IDIO_CAPABILITY_DRAFTS:
    default:
      return _("It writes drafts. It is too small to follow cards, and to study how you write.");
    }
}

static void
print_capability (IdioCli        *cli,
                  const char     *model,
                  IdioCapability  capability)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    {
      idio_terminal_print_line ("%s", model);
      idio_terminal_print_line ("%s", describe (capability));
      return;
    }

  json_builder_begin_object (builder);
  idio_json_add_string (builder, "model", model);
  idio_json_add_string (builder, "capability", idio_nick_from_value (IDIO_TYPE_CAPABILITY, (gint) capability));
  json_builder_end_object (builder);
  idio_cli_print (builder);
}

IdioCliStatus
idio_cli_check (IdioCli *cli)
{
  IdioModelChoice *choice = idio_workspace_get_choice (cli->workspace);
  g_autoptr(IdioProvider) provider = NULL;
  g_autoptr(GError) error = NULL;
  IdioCapability capability;

  if (!idio_cli_has_args (cli, 0))
    return IDIO_CLI_USAGE;

  idio_signals_watch (cli->cancellable);

  if (!idio_cli_use_model (cli, &error) || !(provider = idio_model_choice_ref_consented (choice, &error)))
    return idio_cli_fail ("%s", error->message);

  g_signal_connect (choice, "notify::check-progress", G_CALLBACK (show_progress), NULL);
  capability = dex_await_enum (dex_future_first (idio_model_choice_check_again (choice),
                                                 dex_cancellable_new_from_cancellable (cli->cancellable), NULL),
                               &error);
  idio_terminal_progress (NULL);

  if (error != NULL)
    return g_cancellable_is_cancelled (cli->cancellable) ? IDIO_CLI_FAILED : idio_cli_fail ("%s", error->message);

  print_capability (cli, idio_provider_get_model (provider), capability);

  return IDIO_CLI_DONE;
}
