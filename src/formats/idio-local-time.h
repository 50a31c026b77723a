/* idio-local-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GTimeZone *idio_local_time_get_zone (void);
GDateTime *idio_local_time_new_unix (gint64 seconds);

G_END_DECLS
