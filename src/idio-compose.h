/* idio-compose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From GIO, which is not included for it: what counts knows no objects. */
typedef struct _GCancellable GCancellable;

char *idio_compose       (const char   *text);
char *idio_compose_until (const char   *text,
                          GCancellable *cancellable);

G_END_DECLS
