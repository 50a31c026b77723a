/* idio-compose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *idio_compose       (const char   *text);
char *idio_compose_until (const char   *text,
                          GCancellable *cancellable);

G_END_DECLS
