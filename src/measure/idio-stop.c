/* idio-stop.c: whether to go on counting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "measure/idio-stop.h"

static _Thread_local struct
{
  IdioStopFunc func;
  gpointer     data;
} watched;

/**
 * idio_stop_watch:
 * @func: (nullable): what tells whether to stop; %NULL to go on to the end
 * @data: data for @func
 *
 * Makes loops over texts, pieces of a text and the like end early in this thread, once @func says so. What was counted
 * until then is whole as far as memory goes, and means nothing: who asks to stop drops it.
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
