/* fuzz-retry.c: how long a server asks to wait, in its headers and in its words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"
#include "llm/idio-retry.h"

#define MAX_WAIT_MSEC (G_GINT64_CONSTANT (31) * 24 * 3600 * 1000)

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  gint64 waits[] = {
    idio_retry_parse_header (NULL, text, 0),
    idio_retry_parse_header (text, NULL, 0),
    idio_retry_parse_header (text, text, G_MAXINT32),
    idio_retry_parse_words (text),
  };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    g_assert (waits[i] >= -1 && waits[i] <= MAX_WAIT_MSEC);

  return 0;
}
