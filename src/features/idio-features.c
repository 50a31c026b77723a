/* idio-features.c: what is kept of an analysis
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "features/idio-features.h"

/* To be raised when a measure is taken in another way than before. */
#define METHOD "8"

/* A text that ends within a sentence may have been cut, or end with a name that no rule knows, such as "asmith2" and
 * "Eve for Bob": it can't be said that there is no sign-off. */
static char *
dup_closing (const IdioAnalysis *analysis)
{
  guint n = analysis->sentences->len;

  if (analysis->closing == NULL && n > 0 && (idio_analysis_get (analysis, n - 1)->cues & IDIO_CUE_OPEN_END))
    return g_strdup ("");

  return g_strdup (analysis->closing);
}

/**
 * idio_features_new:
 * @analysis: the analysis of a document
 * @document: its number
 * @group: its group
 *
 * Returns: (transfer full): its features
 */
IdioFeatures *
idio_features_new (const IdioAnalysis *analysis,
                   gint64              document,
                   guint               group)
{
  IdioFeatures *self = g_atomic_rc_box_new0 (IdioFeatures);

  self->document = document;
  self->group = group;
  self->n_words = analysis->n_words;
  self->n_sentences = analysis->counts[IDIO_COUNT_PROSE];
  self->language = analysis->language;
  self->greeting = g_strdup (analysis->greeting);
  self->greeting_named = analysis->greeting_named;
  self->greeting_mark = analysis->greeting_mark;
  self->closing = dup_closing (analysis);
  self->closing_named = analysis->closing_named;
  idio_measures_compute (analysis, self->values);

  /* As precise as they are kept, so that they are the same after the next start. */
  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    self->values[i] = (double) (float) self->values[i];

  for (guint i = 0; i < analysis->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);
      guint16 *n = &self->lengths[MIN (sentence->n_words, IDIO_FEATURES_N_LENGTHS - 1)];

      self->cues |= sentence->cues;

      if ((sentence->cues & IDIO_CUE_PROSE) && *n < G_MAXUINT16)
        (*n)++;
    }

  return self;
}

IdioFeatures *
idio_features_ref (IdioFeatures *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
idio_features_clear (gpointer data)
{
  IdioFeatures *self = data;

  g_free (self->greeting);
  g_free (self->closing);
}

void
idio_features_unref (IdioFeatures *self)
{
  g_atomic_rc_box_release_full (self, idio_features_clear);
}

static guint32
mix (gint64 document)
{
  return (guint32) ((guint64) document * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
}

static gint
compare_mixed (gconstpointer a,
               gconstpointer b)
{
  guint32 x = mix (*(const gint64 *) a), y = mix (*(const gint64 *) b);

  return (x > y) - (x < y);
}

/**
 * idio_features_leave_out:
 * @features: (element-type IdioFeatures): the features of documents
 * @group: a group
 * @n_least: how many have to be left
 *
 * Returns: (transfer full) (element-type IdioFeatures): those of other groups; all of them if fewer than @n_least are
 */
GPtrArray *
idio_features_leave_out (GPtrArray *features,
                         guint      group,
                         guint      n_least)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new_full (features->len, (GDestroyNotify) idio_features_unref);
  GPtrArray *all = g_ptr_array_new_full (features->len, (GDestroyNotify) idio_features_unref);

  for (guint i = 0; i < features->len; i++)
    {
      IdioFeatures *one = g_ptr_array_index (features, i);

      g_ptr_array_add (all, idio_features_ref (one));

      if (one->group != group)
        g_ptr_array_add (left, idio_features_ref (one));
    }

  if (left->len < n_least)
    return all;

  g_ptr_array_unref (all);

  return g_steal_pointer (&left);
}

/**
 * idio_features_choose:
 * @features: (element-type IdioFeatures): the features of documents
 * @languages: the languages that may be chosen, a bit each, as in #IdioMeasure
 * @n_most: how many to choose
 *
 * Chooses some of many, over all of them, and so that one that comes or goes changes little.
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the chosen documents, in an order of their own
 */
GArray *
idio_features_choose (GPtrArray *features,
                      guint      languages,
                      guint      n_most)
{
  GArray *chosen = g_array_sized_new (FALSE, FALSE, sizeof (gint64), features->len);

  for (guint i = 0; i < features->len; i++)
    {
      const IdioFeatures *one = g_ptr_array_index (features, i);

      if (languages & (1u << one->language))
        g_array_append_val (chosen, one->document);
    }

  g_array_sort (chosen, compare_mixed);

  if (chosen->len > n_most)
    g_array_set_size (chosen, n_most);

  return chosen;
}

/**
 * idio_features_dup_version:
 *
 * Features of another version can't be compared with those that are taken now.
 *
 * Returns: (transfer full): which measures there are, in which order, and how they are taken, in short
 */
char *
idio_features_dup_version (void)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) METHOD, -1);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    g_checksum_update (checksum, (const guchar *) idio_measures[i].nick, -1);

  return g_strndup (g_checksum_get_string (checksum), 16);
}
