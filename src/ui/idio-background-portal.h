/* idio-background-portal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

gboolean   idio_background_portal_is_needed (void);
DexFuture *idio_background_portal_ask       (GDBusConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
