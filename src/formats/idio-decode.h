/* idio-decode.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *idio_decode      (GBytes        *bytes,
                        GCancellable  *cancellable,
                        GError       **error);
void  idio_decode_tidy (char          *text,
                        GCancellable  *cancellable);

G_END_DECLS
