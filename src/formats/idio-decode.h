/* idio-decode.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char       *idio_decode          (GBytes        *bytes,
                                  GCancellable  *cancellable,
                                  GError       **error);
char       *idio_decode_guess    (GBytes        *bytes,
                                  const char   **charset,
                                  GCancellable  *cancellable,
                                  GError       **error);
char       *idio_decode_as       (const char    *data,
                                  gsize          size,
                                  const char    *charset);
void        idio_decode_tidy     (char          *text,
                                  GCancellable  *cancellable);
const char *idio_decode_describe (const char    *charset);

G_END_DECLS
