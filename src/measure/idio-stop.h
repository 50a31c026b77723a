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
 * Called often, from the thread that counts.
 *
 * Returns: whether nobody waits for what is counted any more
 */
typedef gboolean (*IdioStopFunc) (gpointer data);

void     idio_stop_watch    (IdioStopFunc func,
                             gpointer     data);
gboolean idio_stop_is_asked (void);

G_END_DECLS
