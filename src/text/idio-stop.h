/* idio-stop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioStopFunc:
 * @data: what idio_stop_watch() was given
 *
 * Called often, from the thread that counts. Once it has returned %TRUE it has to go on doing so.
 *
 * Returns: whether to stop counting
 */
typedef gboolean (*IdioStopFunc) (gpointer data);

void     idio_stop_watch    (IdioStopFunc func,
                             gpointer     data);
gboolean idio_stop_is_asked (void);

G_END_DECLS
