/* idio-cli-sent.c: what is and was sent to services
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/idio-cli.h"
#include "cli/idio-terminal.h"
#include "llm/idio-json.h"
#include "voice/idio-outgoing.h"

static char *
format_time (IdioSentEntry *entry)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (idio_sent_entry_get_time (entry));

  /* A damaged database may have any number. */
  return time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");
}

static void
print_entry (IdioSentEntry *entry)
{
  g_autofree char *time = format_time (entry);
  guint n_received;
  gboolean answered = idio_sent_entry_get_n_received (entry, &n_received);
  g_autofree char *received = answered ? g_strdup_printf ("%u", n_received) : g_strdup ("–");

  idio_terminal_print_line ("%-25s  %-5s  %6u  %6s  %s  %s", time, idio_sent_entry_get_purpose (entry),
                            idio_sent_entry_get_n_sent (entry), received, idio_sent_entry_get_host (entry),
                            idio_sent_entry_get_model (entry));
}

static void
build_entry (JsonBuilder   *builder,
             IdioSentEntry *entry)
{
  g_autofree char *time = format_time (entry);
  guint n_received;

  json_builder_begin_object (builder);
  idio_json_add_string (builder, "time", time);
  idio_json_add_string (builder, "host", idio_sent_entry_get_host (entry));
  idio_json_add_string (builder, "model", idio_sent_entry_get_model (entry));
  idio_json_add_string (builder, "purpose", idio_sent_entry_get_purpose (entry));
  idio_json_add_int (builder, "sent", idio_sent_entry_get_n_sent (entry));

  if (idio_sent_entry_get_n_received (entry, &n_received))
    idio_json_add_int (builder, "received", n_received);
  else
    idio_json_add_string (builder, "received", NULL);

  json_builder_end_object (builder);
}

IdioCliStatus
idio_cli_sent (IdioCli *cli)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;

  if (!idio_cli_has_args (cli, 0))
    return IDIO_CLI_USAGE;

  if (!(entries = dex_await_boxed (idio_sent_log_load (idio_workspace_get_sent_log (cli->workspace)), &error)))
    return idio_cli_fail ("%s", error->message);

  json_builder_begin_array (builder);

  for (guint i = 0; i < entries->len; i++)
    if (cli->json)
      build_entry (builder, g_ptr_array_index (entries, i));
    else
      print_entry (g_ptr_array_index (entries, i));

  json_builder_end_array (builder);

  if (cli->json)
    idio_cli_print (builder);

  return IDIO_CLI_DONE;
}

static const char *
get_role_name (IdioRole role)
{
  static const char * const names[] = { "system", "user", "assistant" };

  return names[role];
}

static void
build_request (JsonBuilder  *builder,
               IdioOutgoing *outgoing)
{
  json_builder_begin_array (builder);

  for (guint i = 0; i < outgoing->request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (outgoing->request->messages, i);

      json_builder_begin_object (builder);
      idio_json_add_string (builder, "role", get_role_name (message->role));
      idio_json_add_string (builder, "content", message->content);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static void
print_request (IdioOutgoing *outgoing)
{
  for (guint i = 0; i < outgoing->request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (outgoing->request->messages, i);

      idio_terminal_print_line ("--- %s ---", get_role_name (message->role));
      idio_terminal_print_text (message->content);
      idio_terminal_print_text ("\n\n");
    }
}

/**
 * idio_cli_print_requests:
 * @cli: a command
 * @drafting: what would be written
 *
 * Prints the requests for drafts, each message as it would be sent, and sends none.
 *
 * Returns: how that went
 */
IdioCliStatus
idio_cli_print_requests (IdioCli      *cli,
                         IdioDrafting *drafting)
{
  IdioProvider *provider = idio_model_choice_get_provider (idio_workspace_get_choice (cli->workspace));
  gboolean local = provider != NULL && idio_provider_get_host (provider) == NULL;
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GPtrArray) outgoing = NULL;
  g_autoptr(GError) error = NULL;

  /* What the model is fit for, and so what it is asked, is found out only where nothing leaves for that. */
  if (!(outgoing = dex_await_boxed (idio_drafting_prepare (drafting, NULL, local), &error)))
    return idio_cli_fail ("%s", error->message);

  json_builder_begin_array (builder);

  for (guint i = 0; i < outgoing->len; i++)
    if (cli->json)
      build_request (builder, g_ptr_array_index (outgoing, i));
    else
      print_request (g_ptr_array_index (outgoing, i));

  json_builder_end_array (builder);

  if (cli->json)
    idio_cli_print (builder);

  return IDIO_CLI_DONE;
}
