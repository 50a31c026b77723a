/* idio-signals.c: Ctrl+C, and being asked to end
 *
 * A command that has nothing to keep ends at once. One that has is given the time to save and to print it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <glib-unix.h>

#include "cli/idio-signals.h"

#define PATIENCE_SECONDS 5

static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

/* The first signal that came, or 0; and whether Ctrl+C was one of them */
static volatile sig_atomic_t caught, interrupted;

/* Wakes the main loop. */
static int wake_pipe[2];

/* Both handlers run at any moment, and may call only what is safe then. */
static void
alarm_handler (int number)
{
  idio_signals_end_by (caught);
}

static void
signal_handler (int number)
{
  int saved_errno = errno;

  /* A second Ctrl+C does not wait. Other signals come twice without anybody being impatient: a terminal that is closed
   * sends one, and its shell another. */
  if (number == SIGINT && interrupted)
    idio_signals_end_by (number);

  interrupted = interrupted || number == SIGINT;

  if (caught == 0)
    {
      caught = number;
      alarm (PATIENCE_SECONDS);

      if (write (wake_pipe[1], "", 1) < 0)
        idio_signals_end_by (number);
    }

  errno = saved_errno;
}

static gboolean
wake_cb (int           fd,
         GIOCondition  condition,
         gpointer      cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

/* What is ignored stays so: whoever starts a program with nohup wants it to go on. */
static void
handle (int    number,
        void (*handler) (int))
{
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
  struct sigaction before;

  if (sigaction (number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
    sigaction (number, &action, NULL);
}

/**
 * idio_signals_watch:
 * @cancellable: what is cancelled by the first signal that asks the program to end
 *
 * From now on the program ends only with idio_signals_obey(), at a second Ctrl+C, or after some seconds.
 *
 * The cancellable is cancelled before anything else in the main loop: what breaks off because other processes got the
 * signal too is not taken for a failure.
 */
void
idio_signals_watch (GCancellable *cancellable)
{
  g_autoptr(GSource) source = NULL;

  g_return_if_fail (G_IS_CANCELLABLE (cancellable));

  if (!g_unix_open_pipe (wake_pipe, O_CLOEXEC | O_NONBLOCK, NULL))
    return;

  source = g_unix_fd_source_new (wake_pipe[0], G_IO_IN);
  g_source_set_callback (source, G_SOURCE_FUNC (wake_cb), g_object_ref (cancellable), g_object_unref);
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_attach (source, NULL);
  handle (SIGALRM, alarm_handler);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    handle (numbers[i], signal_handler);
}

/**
 * idio_signals_obey:
 *
 * For when all is saved and printed: from now on a signal ends the program at once, and one that came already does. It
 * ends by the signal, and not with a status, so that a script that runs it knows that it was interrupted too.
 */
void
idio_signals_obey (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    handle (numbers[i], SIG_DFL);

  if (caught != 0)
    idio_signals_end_by (caught);
}

/**
 * idio_signals_end_by:
 * @number: a signal that ends programs
 *
 * Ends the program as if nothing had been done about the signal.
 */
void
idio_signals_end_by (int number)
{
  signal (number, SIG_DFL);
  raise (number);
}
