/* idio-lzfu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GByteArray *idio_lzfu_decompress (const guint8 *data,
                                  gsize         length,
                                  gsize         max_bytes);

G_END_DECLS
