/* idio-near-duplicates.c: texts that were sent twice, or have two versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "features/idio-near-duplicates.h"
#include "text/idio-stop.h"

/* Shorter texts may have the same figures by chance; of many of these there are none. */
#define MIN_WORDS 50

/* Versions of a text have nearly as many words, and nearly all of their sentences have the same lengths; so many
 * sentences of different texts never do. */
#define VERSION_SENTENCES      8
#define VERSION_WORDS_SHARE    0.05
#define VERSION_DIFFERENT_SHARE 0.25

/* A text is compared with at most this many others, the nearest in length: with all it would take time that grows with the
 * square of their number. */
#define MAX_COMPARED 300

static gboolean
are_equal (gconstpointer a,
           gconstpointer b)
{
  const IdioFeatures *x = a, *y = b;

  return x->n_words == y->n_words && memcmp (x->lengths, y->lengths, sizeof x->lengths) == 0 &&
         memcmp (x->values, y->values, sizeof x->values) == 0;
}

static guint
hash_features (gconstpointer data)
{
  const IdioFeatures *features = data;
  guint hash = features->n_words;

  for (guint i = 0; i < IDIO_FEATURES_N_LENGTHS; i++)
    hash = hash * 31 + features->lengths[i];

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      guint64 bits;

      memcpy (&bits, &features->values[i], sizeof bits);
      hash = hash * 31 + (guint) (bits ^ bits >> 32);
    }

  return hash;
}

static gboolean
are_versions (const IdioFeatures *a,
              const IdioFeatures *b)
{
  guint n_different = 0;

  for (guint i = 0; i < IDIO_FEATURES_N_LENGTHS; i++)
    n_different += (guint) ABS ((gint) a->lengths[i] - (gint) b->lengths[i]);

  return n_different <= VERSION_DIFFERENT_SHARE * (a->n_sentences + b->n_sentences) / 2;
}

/* Whether one of the texts, sorted by their numbers of words, is a version of another one with as many or more. */
static gboolean
has_version (const GPtrArray    *texts,
             const IdioFeatures *text)
{
  guint end = texts->len > MAX_COMPARED ? texts->len - MAX_COMPARED : 0;

  for (guint i = texts->len; i > end; i--)
    {
      const IdioFeatures *other = g_ptr_array_index (texts, i - 1);

      if (other->n_words < (1 - VERSION_WORDS_SHARE) * text->n_words)
        return FALSE;

      if (are_versions (text, other))
        return TRUE;
    }

  return FALSE;
}

static gint
compare_words (gconstpointer a,
               gconstpointer b)
{
  const IdioFeatures *x = a, *y = b;

  if (x->n_words != y->n_words)
    return x->n_words < y->n_words ? -1 : 1;

  return (x->document > y->document) - (x->document < y->document);
}

static gint
compare_documents (gconstpointer a,
                   gconstpointer b)
{
  const IdioFeatures *x = a, *y = b;

  return (x->document > y->document) - (x->document < y->document);
}

/**
 * idio_near_duplicates_leave_out:
 * @features: (element-type IdioFeatures): features of documents
 *
 * What was written once tells once. May be called from any thread.
 *
 * Returns: (transfer container) (element-type IdioFeatures): those of documents that say something new, in the order of
 *   documents
 */
GPtrArray *
idio_near_duplicates_leave_out (GPtrArray *features)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new (features->len);
  g_autoptr(GPtrArray) with_versions = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (hash_features, are_equal);
  GPtrArray *kept = g_ptr_array_sized_new (features->len);

  for (guint i = 0; i < features->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (features, i));

  g_ptr_array_sort_values (sorted, compare_words);

  for (guint i = 0; i < sorted->len && !idio_stop_is_asked (); i++)
    {
      IdioFeatures *text = g_ptr_array_index (sorted, i);
      gboolean may_have_versions = text->n_sentences >= VERSION_SENTENCES;

      if ((text->n_words >= MIN_WORDS && g_hash_table_contains (seen, text)) ||
          (may_have_versions && has_version (with_versions, text)))
        continue;

      g_ptr_array_add (kept, text);
      g_hash_table_add (seen, text);

      if (may_have_versions)
        g_ptr_array_add (with_versions, text);
    }

  g_ptr_array_sort_values (kept, compare_documents);

  return kept;
}
