/* idio-stop.c: whether to go on counting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/idio-stop.h"

/* An argument would have to pass through every function that counts. */
static _Thread_local struct
{
  IdioStopFunc func;
  gpointer     data;
} watched;

/**
 * idio_stop_watch:
 * @func: (nullable): tells whether to stop; %NULL to count to the end
 * @data: data for @func
 *
 * Makes long loops in this thread, such as those over texts or over the pieces of a text, end early once @func returns
 * %TRUE. The results are incomplete then, but can be used and freed safely; the caller discards them.
 */
void
idio_stop_watch (IdioStopFunc func,
                 gpointer     data)
{
  watched.func = func;
  watched.data = data;
}

/**
 * idio_stop_is_asked:
 *
 * Returns: whether this thread is to stop counting
 */
gboolean
idio_stop_is_asked (void)
{
  return watched.func != NULL && watched.func (watched.data);
}
