/* idio-utf8.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioUtf8Reason:
 * @IDIO_UTF8_GUESSED: nothing but the text tells
 * @IDIO_UTF8_DECLARED: a mail or page says so, which may be wrong
 * @IDIO_UTF8_MARKED: the text began with a byte order mark
 *
 * Why a text may be in UTF-8.
 */
typedef enum
{
  IDIO_UTF8_GUESSED,
  IDIO_UTF8_DECLARED,
  IDIO_UTF8_MARKED,
} IdioUtf8Reason;

gboolean idio_utf8_is_ascii     (const char     *data,
                                 gsize           size);
gsize    idio_utf8_measure_mark (const char     *data,
                                 gsize           size);
gboolean idio_utf8_is_meant     (const char     *data,
                                 gsize          *size,
                                 IdioUtf8Reason  reason);

G_END_DECLS
