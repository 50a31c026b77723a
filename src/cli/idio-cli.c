/* idio-cli.c: what the commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "cli/idio-terminal.h"

/**
 * idio_cli_fail:
 * @format: a sentence, as for printf()
 * @...: its values
 *
 * Tells what did not work.
 *
 * Returns: %IDIO_CLI_FAILED
 */
IdioCliStatus
idio_cli_fail (const char *format,
               ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  idio_terminal_progress (NULL);
  idio_terminal_print_error ("idiolect-cli: %s", message);

  return IDIO_CLI_FAILED;
}

/**
 * idio_cli_misuse:
 * @format: a sentence, as for printf()
 * @...: its values
 *
 * Tells what is wrong with the words of the command.
 *
 * Returns: %IDIO_CLI_USAGE
 */
IdioCliStatus
idio_cli_misuse (const char *format,
                 ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  idio_terminal_print_error ("idiolect-cli: %s", message);
  idio_terminal_print_error ("%s", _("See “idiolect-cli --help”."));

  return IDIO_CLI_USAGE;
}

/**
 * idio_cli_has_args:
 * @cli: a command
 * @max: how many words it takes
 *
 * What is not understood is not passed over: “cards keep 1 2” would keep one card and look as if it had kept two.
 *
 * Returns: whether there are no more words than that; else that was told
 */
gboolean
idio_cli_has_args (IdioCli *cli,
                   guint    max)
{
  if (g_strv_length (cli->args) <= max)
    return TRUE;

  idio_cli_misuse (_("“%s” is one word too many."), cli->args[max]);

  return FALSE;
}

/**
 * idio_cli_get_audiences:
 * @cli: what the command is about
 *
 * Returns: (transfer none): whom texts can be for
 */
IdioAudiences *
idio_cli_get_audiences (IdioCli *cli)
{
  return idio_corpus_get_audiences (idio_workspace_get_corpus (cli->workspace));
}

/**
 * idio_cli_audience:
 * @cli: a command
 * @audience: (out): the audience of its option, or %IDIO_AUDIENCE_GENERAL
 *
 * Returns: whether the option, if given, is an audience; else that was told
 */
gboolean
idio_cli_audience (IdioCli      *cli,
                   IdioAudience *audience)
{
  IdioAudiences *audiences = idio_cli_get_audiences (cli);
  g_autofree char *list = NULL;

  *audience = IDIO_AUDIENCE_GENERAL;

  if (cli->audience == NULL || idio_audiences_find (audiences, cli->audience, audience))
    return TRUE;

  list = idio_audiences_dup_list (audiences);
  idio_cli_misuse (_("“%s” is no audience. Audiences are: %s"), cli->audience, list);

  return FALSE;
}

/**
 * idio_cli_print:
 * @builder: a builder with a whole value
 *
 * Prints the value on standard output, for people if that is a terminal.
 */
void
idio_cli_print (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);
  g_autofree char *json = json_to_string (root, isatty (STDOUT_FILENO));

  idio_terminal_print_json (json);
}
