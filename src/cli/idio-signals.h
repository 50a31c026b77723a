/* idio-signals.h: Ctrl+C, and being asked to end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void idio_signals_watch  (GCancellable *cancellable);
void idio_signals_obey   (void);
void idio_signals_end_by (int           number);

G_END_DECLS
