/* idio-feature-counts.c: what was counted in a text, in few bytes
 *
 * For each bucket that is in the text, in order, how far it is from the one before, and how often it is there. Both are
 * written seven bits a byte, the lowest first, with the eighth set in all bytes but the last. Mostly each is one byte.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "meter/idio-feature-counts.h"

static void
write_number (GByteArray *bytes,
              guint32     number)
{
  guint8 byte;

  for (; number >= 0x80; number >>= 7)
    {
      byte = (guint8) (number | 0x80);
      g_byte_array_append (bytes, &byte, 1);
    }

  byte = (guint8) number;
  g_byte_array_append (bytes, &byte, 1);
}

/* Numbers of 28 bits are enough for any text. 0 is never written, and is returned for what can't be read. */
static guint32
read_number (const guint8 **at,
             const guint8  *end)
{
  guint32 number = 0;

  for (guint shift = 0; *at < end && shift < 28; shift += 7)
    {
      guint8 byte = *(*at)++;

      number |= (guint32) (byte & 0x7f) << shift;

      if (byte < 0x80)
        return number;
    }

  return 0;
}

static gint
compare_buckets (gconstpointer a,
                 gconstpointer b)
{
  guint x = ((const IdioVectorEntry *) a)->bucket, y = ((const IdioVectorEntry *) b)->bucket;

  return (x > y) - (x < y);
}

/**
 * idio_feature_counts_new:
 * @text: a text
 *
 * Returns: (transfer full): how often each bucket is in @text, from which it can't be read again
 */
GBytes *
idio_feature_counts_new (const char *text)
{
  g_autoptr(IdioViews) views = idio_views_new (text);
  IdioSpan all = { views, 0, views->sentences->len };
  g_autoptr(GArray) counts = idio_vector_count (&all, 1, 0);
  GByteArray *bytes = g_byte_array_sized_new (2 * counts->len);
  guint next = 0;

  g_array_sort (counts, compare_buckets);

  for (guint i = 0; i < counts->len; i++)
    {
      const IdioVectorEntry *entry = &g_array_index (counts, IdioVectorEntry, i);

      write_number (bytes, entry->bucket + 1 - next);
      write_number (bytes, (guint32) entry->weight);
      next = entry->bucket + 1;
    }

  return g_byte_array_free_to_bytes (bytes);
}

/**
 * idio_feature_counts_read:
 * @packed: what idio_feature_counts_new() gave, or any bytes
 *
 * Returns: (transfer full) (nullable) (element-type IdioVectorEntry): as of idio_vector_count(), but in order, or %NULL if
 *   @packed is none
 */
GArray *
idio_feature_counts_read (GBytes *packed)
{
  gsize size;
  const guint8 *at = g_bytes_get_data (packed, &size), *end = size > 0 ? at + size : at;
  g_autoptr(GArray) counts = g_array_sized_new (FALSE, FALSE, sizeof (IdioVectorEntry),
                                                (guint) MIN (size / 2, IDIO_N_BUCKETS));
  guint next = 0;

  while (at < end)
    {
      guint32 step = read_number (&at, end);
      IdioVectorEntry entry = { next + step - 1, (gint32) read_number (&at, end) };

      if (step == 0 || entry.weight == 0 || entry.bucket >= IDIO_N_BUCKETS)
        return NULL;

      g_array_append_val (counts, entry);
      next = entry.bucket + 1;
    }

  return g_steal_pointer (&counts);
}
