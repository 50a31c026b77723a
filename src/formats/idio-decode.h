/* idio-decode.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is neither UTF-8 nor clearly anything else: as most texts of Western Europe that do not tell */
#define IDIO_CHARSET_WESTERN "windows-1252"

char       *idio_decode          (GBytes        *bytes,
                                  GCancellable  *cancellable,
                                  GError       **error);
char       *idio_decode_guess    (GBytes        *bytes,
                                  const char   **charset,
                                  GCancellable  *cancellable,
                                  GError       **error);
char       *idio_decode_in       (GBytes        *bytes,
                                  const char    *charset,
                                  GError       **error);
char       *idio_decode_as       (const char    *data,
                                  gsize          size,
                                  const char    *charset);
void        idio_decode_tidy     (char          *text,
                                  GCancellable  *cancellable);
const char *idio_decode_describe (const char    *charset);

/**
 * IdioDecoding:
 * @charset: a character set
 * @excerpt: what is read in it, as far as that depends on the character set: some words on one line
 *
 * How a text may be read.
 */
typedef struct
{
  const char *charset;
  char       *excerpt;
} IdioDecoding;

void        idio_decoding_free   (IdioDecoding  *self);
GPtrArray  *idio_decode_list     (GBytes        *bytes,
                                  const char    *first);

G_END_DECLS
