/* idio-cli-file.c: the files that commands are given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

#include "cli/idio-cli.h"
#include "idio-thread.h"
#include "formats/idio-decode.h"
#include "import/idio-file.h"

/* What the thread that reads a file works on, and owns: nobody waits for it after Ctrl+C. */
typedef struct
{
  GFile        *file;       /* or NULL for the descriptor */
  int           fd;
  GCancellable *cancellable;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->file);
  g_clear_object (&load->cancellable);
  g_free (load);
}

/* The descriptor that a name stands for, such as one that a shell opened for "<(command)", or -1. */
static int
find_descriptor (const char *name)
{
  static const char folder[] = "/dev/fd/";
  guint64 fd;

  if (g_str_equal (name, "-") || g_str_equal (name, "/dev/stdin"))
    return STDIN_FILENO;

  if (g_str_has_prefix (name, folder) &&
      g_ascii_string_to_unsigned (name + strlen (folder), 10, 0, G_MAXINT, &fd, NULL))
    return (int) fd;

  return -1;
}

static DexFuture *
load_thread (gpointer data)
{
  Load *load = data;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;
  char *text = NULL;

  if (load->file != NULL)
    bytes = idio_file_load (load->file, load->cancellable, &error);
  else
    {
      stream = g_unix_input_stream_new (load->fd, FALSE);
      bytes = idio_file_load_stream (stream, load->cancellable, &error);
    }

  if (bytes != NULL)
    text = idio_decode (bytes, load->cancellable, &error);

  return text != NULL ? dex_future_new_take_string (text) : dex_future_new_for_error (error);
}

/**
 * idio_cli_open_standard:
 *
 * Sees to it that no file which is opened later becomes standard input, output or error where the program was started
 * without one. To use what is missing fails.
 */
void
idio_cli_open_standard (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/**
 * idio_cli_find_file:
 * @name: the path or address of a file or folder
 *
 * Returns: (transfer full): the file
 */
GFile *
idio_cli_find_file (const char *name)
{
  /* GIO alone would take "Re: Lunch.txt" for an address. */
  if (strstr (name, ":/") == NULL || g_file_test (name, G_FILE_TEST_EXISTS))
    return g_file_new_for_path (name);

  return g_file_new_for_commandline_arg (name);
}

/**
 * idio_cli_read_file:
 * @cli: a command
 * @name: the name of a file, or "-" for standard input
 * @text: (out) (transfer full): a location for its text
 *
 * Returns: %IDIO_CLI_DONE, or else that was told
 */
IdioCliStatus
idio_cli_read_file (IdioCli     *cli,
                    const char  *name,
                    char       **text)
{
  g_autoptr(GError) error = NULL;
  Load *load;

  if (*name == '\0')
    return idio_cli_misuse (_("Which file?"));

  load = g_new0 (Load, 1);
  load->fd = find_descriptor (name);
  load->file = load->fd < 0 ? idio_cli_find_file (name) : NULL;
  load->cancellable = g_object_ref (cli->cancellable);

  /* What does not answer keeps its thread, but not those who press Ctrl+C. */
  *text = dex_await_string (dex_future_first (idio_thread_spawn ("[idiolect-load]", load_thread, load,
                                                                 (GDestroyNotify) load_free),
                                              dex_cancellable_new_from_cancellable (cli->cancellable),
                                              NULL),
                            &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return IDIO_CLI_FAILED;

  return *text != NULL ? IDIO_CLI_DONE : idio_cli_fail ("%s: %s", name, error->message);
}
