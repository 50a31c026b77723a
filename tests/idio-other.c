/* idio-other.c: another process of the same test
 *
 * A test program starts itself again, with an argument in its environment. What the other process says comes through a
 * pipe, so that it can be killed at any moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "idio-other.h"

#define ARGUMENT "IDIOLECT_TEST_OTHER"

/**
 * idio_other_spawn:
 * @argument: what the other process is to know
 *
 * Returns: (transfer full): a process that runs this program, with pipes for its input and output
 */
GSubprocess *
idio_other_spawn (const char *argument)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;
  GSubprocess *other;

  g_subprocess_launcher_setenv (launcher, ARGUMENT, argument, TRUE);
  other = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", NULL);
  g_assert_no_error (error);

  return other;
}

/**
 * idio_other_read_line:
 * @other: another process
 *
 * Returns: (transfer full) (nullable): the next line that it says, without the line end; %NULL if it has ended
 */
char *
idio_other_read_line (GSubprocess *other)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (other);
  GString *line = g_string_new (NULL);
  char c;

  /* By the byte, as what is left in a buffer would be missed by the next call. */
  while (g_input_stream_read (pipe, &c, 1, NULL, NULL) == 1)
    {
      if (c == '\n')
        return g_string_free_and_steal (line);

      g_string_append_c (line, c);
    }

  g_string_free (line, TRUE);

  return NULL;
}

/**
 * idio_other_write:
 * @other: another process
 * @text: what it is to read
 */
void
idio_other_write (GSubprocess *other,
                  const char  *text)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (other), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

static pid_t
get_pid (GSubprocess *other)
{
  return (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (other), NULL, 10);
}

/**
 * idio_other_stop:
 * @other: another process
 *
 * Stops it where it is. Returns when it has stopped.
 */
void
idio_other_stop (GSubprocess *other)
{
  siginfo_t info;

  g_subprocess_send_signal (other, SIGSTOP);
  g_assert_no_errno (waitid (P_PID, (id_t) get_pid (other), &info, WSTOPPED | WNOWAIT));
}

void
idio_other_continue (GSubprocess *other)
{
  g_subprocess_send_signal (other, SIGCONT);
}

/**
 * idio_other_end:
 * @other: another process
 * @signal: the signal that ends it; 0 to close its input and wait
 *
 * Returns: (transfer full): what it had still said
 */
char *
idio_other_end (GSubprocess *other,
                int          signal)
{
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;

  if (signal != 0)
    g_subprocess_send_signal (other, signal);
  else
    g_output_stream_close (g_subprocess_get_stdin_pipe (other), NULL, NULL);

  g_subprocess_wait (other, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_if_signaled (other), ==, signal != 0);

  if (signal == 0)
    g_assert_cmpint (g_subprocess_get_exit_status (other), ==, 0);

  g_output_stream_splice (output, g_subprocess_get_stdout_pipe (other), G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (output, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (output, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

/**
 * idio_other_get_argument:
 *
 * Returns: (nullable): the argument of this process, if it is the other one
 */
const char *
idio_other_get_argument (void)
{
  return g_getenv (ARGUMENT);
}

/**
 * idio_other_say:
 * @format: what to say, as for printf()
 * @...: its values
 *
 * Says something to the test at once.
 */
void
idio_other_say (const char *format,
                ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  fflush (stdout);
}

/**
 * idio_other_main:
 * @fiber: what the other process does, with its argument
 *
 * Returns: what main() returns
 */
int
idio_other_main (DexFiberFunc fiber)
{
  g_autoptr(DexFuture) future = NULL;

  dex_init ();
  future = dex_scheduler_spawn (NULL, 1024 * 1024, fiber, (gpointer) idio_other_get_argument (), NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  /* What was let go of at the end of the fiber may have work left to do. */
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return dex_future_is_resolved (future) ? EXIT_SUCCESS : EXIT_FAILURE;
}
