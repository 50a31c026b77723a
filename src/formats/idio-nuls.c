/* idio-nuls.c: NULs in texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-nuls.h"

/* A text has at most one NUL in so many bytes, or one in all. Compressed data has one in 256, and no text besides. */
#define BYTES_PER_NUL 100

/**
 * idio_nuls_are_few:
 * @data: (array length=size): bytes
 * @size: how many there are
 *
 * Returns: whether there are NULs that a broken disk or program may have put into a text. A file that is no text has
 *   more of them, and so has a text in UTF-16
 */
gboolean
idio_nuls_are_few (const char *data,
                   gsize       size)
{
  gsize n_nuls = 0;

  for (gsize i = 0; i < size; i++)
    n_nuls += data[i] == '\0';

  return n_nuls > 0 && n_nuls < size && n_nuls <= MAX (size / BYTES_PER_NUL, 1);
}

/**
 * idio_nuls_drop:
 * @data: (array length=size): bytes
 * @size: (inout): how many there are
 *
 * Returns: (transfer full): the bytes without NULs, with one at the end that does not count
 */
char *
idio_nuls_drop (const char *data,
                gsize      *size)
{
  char *text = g_malloc (*size + 1);
  gsize n = 0;

  for (gsize i = 0; i < *size; i++)
    if (data[i] != '\0')
      text[n++] = data[i];

  text[n] = '\0';
  *size = n;

  return text;
}
