/* idio-vector.c: views become weights
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "meter/idio-vector.h"

/* Clearing a table for each text would cost more than counting it, so that each thread keeps one, all zeros. */
static guint32 *
get_counts (void)
{
  static GPrivate slot = G_PRIVATE_INIT (g_free);
  guint32 *counts = g_private_get (&slot);

  if (counts == NULL)
    {
      counts = g_new0 (guint32, IDIO_VIEW_SIZE);
      g_private_set (&slot, counts);
    }

  return counts;
}

/* What something weighs that was counted @n times, at least 1: 1 + ln n, as the tenth time says less than the first. */
static float
dampen (guint n)
{
  static float table[256];
  static gsize filled;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 1; i < G_N_ELEMENTS (table); i++)
        table[i] = 1 + logf ((float) i);

      g_once_init_leave (&filled, 1);
    }

  return n < G_N_ELEMENTS (table) ? table[n] : 1 + logf ((float) n);
}

static void
count_view (GArray         *entries,
            const IdioSpan *spans,
            guint           n_spans,
            IdioView        view)
{
  guint32 *counts = get_counts ();
  guint from = entries->len, n = 0, most = 0;
  IdioVectorEntry *found;

  for (guint i = 0; i < n_spans; i++)
    most += idio_views_get_first (spans[i].views, spans[i].end, view) -
            idio_views_get_first (spans[i].views, spans[i].first, view);

  g_array_set_size (entries, from + MIN (most, IDIO_VIEW_SIZE));
  found = &g_array_index (entries, IdioVectorEntry, from);

  for (guint i = 0; i < n_spans; i++)
    {
      const guint16 *grams = (const guint16 *) (gpointer) spans[i].views->grams[view]->data;
      guint end = idio_views_get_first (spans[i].views, spans[i].end, view);

      for (guint j = idio_views_get_first (spans[i].views, spans[i].first, view); j < end; j++)
        if (counts[grams[j]]++ == 0)
          found[n++].bucket = grams[j];
    }

  for (guint i = 0; i < n; i++)
    {
      guint32 *count = &counts[found[i].bucket];

      found[i].weight = (gint32) *count;
      found[i].bucket += view * IDIO_VIEW_SIZE;
      *count = 0;
    }

  g_array_set_size (entries, from + n);
}

/**
 * idio_vector_count:
 * @spans: (array length=n_spans): what to count
 * @n_spans: how many they are
 * @first_view: the first view that is counted; all after it are too
 *
 * Returns: (transfer full) (element-type IdioVectorEntry): how often each bucket is in @spans, by view; the weights are
 *   numbers of times here
 */
GArray *
idio_vector_count (const IdioSpan *spans,
                   guint           n_spans,
                   IdioView        first_view)
{
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (IdioVectorEntry), 4096);

  for (guint view = first_view; view < IDIO_N_VIEWS; view++)
    count_view (entries, spans, n_spans, view);

  return entries;
}

/* Gives some entries of a view weights whose squares add up to 1. */
static void
weigh_view (IdioVectorEntry   *entries,
            guint        n_entries,
            const float *factors)
{
  double square = 0;
  float scale;

  for (guint i = 0; i < n_entries; i++)
    {
      float weight = dampen ((guint) entries[i].weight) * factors[entries[i].bucket];

      square += (double) weight * (double) weight;
    }

  scale = square > 0 ? (float) (IDIO_VECTOR_UNIT / sqrt (square)) : 0;

  for (guint i = 0; i < n_entries; i++)
    {
      float weight = dampen ((guint) entries[i].weight) * factors[entries[i].bucket];

      entries[i].weight = (gint32) lrintf (weight * scale);
    }
}

/**
 * idio_vector_weigh:
 * @spans: (array length=n_spans): what to weigh
 * @n_spans: how many they are
 * @first_view: the first view that is weighed; all after it are too
 * @factors: (array fixed-size=163840): by what each bucket's weight is multiplied
 *
 * Returns: (transfer full) (element-type IdioVectorEntry): the weights of @spans, of length 1 in each view
 */
GArray *
idio_vector_weigh (const IdioSpan *spans,
                   guint           n_spans,
                   IdioView        first_view,
                   const float    *factors)
{
  GArray *entries = idio_vector_count (spans, n_spans, first_view);

  idio_vector_weigh_counts (entries, factors);

  return entries;
}

/**
 * idio_vector_weigh_counts:
 * @entries: (element-type IdioVectorEntry): counts, as of idio_vector_count()
 * @factors: (array fixed-size=163840): by what each bucket's weight is multiplied
 *
 * Makes weights of them, of length 1 in each view.
 */
void
idio_vector_weigh_counts (GArray      *entries,
                          const float *factors)
{
  for (guint from = 0, to = 0; from < entries->len; from = to)
    {
      guint view = g_array_index (entries, IdioVectorEntry, from).bucket / IDIO_VIEW_SIZE;

      while (to < entries->len && g_array_index (entries, IdioVectorEntry, to).bucket / IDIO_VIEW_SIZE == view)
        to++;

      weigh_view (&g_array_index (entries, IdioVectorEntry, from), to - from, factors);
    }
}

/**
 * idio_vector_multiply:
 * @vector: (element-type IdioVectorEntry): weights, as of idio_vector_weigh()
 * @first_view: the first view that counts
 * @end_view: the view before which to end
 * @dense: (array): a number for each bucket of these views
 *
 * Returns: the product of both
 */
double
idio_vector_multiply (const GArray *vector,
                      IdioView      first_view,
                      IdioView      end_view,
                      const float  *dense)
{
  guint first = first_view * IDIO_VIEW_SIZE, end = end_view * IDIO_VIEW_SIZE;
  double product = 0;

  for (guint i = 0; i < vector->len; i++)
    {
      const IdioVectorEntry *entry = &g_array_index (vector, IdioVectorEntry, i);

      if (entry->bucket >= first && entry->bucket < end)
        product += (double) entry->weight * (double) dense[entry->bucket - first];
    }

  return product / IDIO_VECTOR_UNIT;
}
