/* fuzz-events.c: server-sent events are the same, however their bytes come in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "llm/idio-sse-decoder.h"

static void
event_cb (const char *event,
          const char *data,
          gpointer    user_data)
{
  g_assert (*event != '\0' && strpbrk (event, "\r\n") == NULL && strchr (data, '\r') == NULL);

  g_string_append_printf (user_data, "%s\n%s\n\n", event, data);
}

/* @longest: the longest piece that is pushed at once */
static char *
decode (const char *data,
        gsize       size,
        gsize       longest)
{
  GString *events = g_string_new (NULL);
  g_autoptr(IdioSseDecoder) decoder = idio_sse_decoder_new (event_cb, events);
  g_autoptr(GRand) rand = g_rand_new_with_seed ((guint32) size);
  gboolean fine = TRUE;
  gsize n;

  for (gsize at = 0; at < size && fine; at += n)
    {
      n = (gsize) g_rand_int_range (rand, 1, (gint32) longest + 1);
      n = MIN (size - at, n);
      fine = idio_sse_decoder_push (decoder, data + at, n);
    }

  if (fine)
    idio_sse_decoder_end (decoder);

  return g_string_free_and_steal (events);
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *whole = decode ((const char *) data, size, G_MAXINT32 - 1);
  g_autofree char *bytes = decode ((const char *) data, size, 1);
  g_autofree char *pieces = decode ((const char *) data, size, 16);

  g_assert (g_str_equal (whole, bytes));
  g_assert (g_str_equal (whole, pieces));

  return 0;
}
