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
char *idio_decode_as   (const char    *data,
                        gsize          size,
                        const char    *charset);
void  idio_decode_tidy (char          *text,
                        GCancellable  *cancellable);

G_END_DECLS
