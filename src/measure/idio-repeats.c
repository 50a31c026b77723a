/* idio-repeats.c: texts that were sent twice, or have two versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "measure/idio-repeats.h"

/* Shorter texts may have the same figures by chance; of many of these there are none. */
#define MIN_WORDS 50

/* Versions of a text have nearly as many words, and nearly all of their sentences have the same lengths; so many
 * sentences of different texts never do. */
#define VERSION_SENTENCES      8
#define VERSION_WORDS_SHARE    0.05
#define VERSION_DIFFERENT_SHARE 0.25

static gboolean
are_equal (const IdioTraits *a,
           const IdioTraits *b)
{
  return a->n_words == b->n_words && a->n_words >= MIN_WORDS &&
         memcmp (a->lengths, b->lengths, sizeof a->lengths) == 0 &&
         memcmp (a->values, b->values, sizeof a->values) == 0;
}

static gboolean
are_versions (const IdioTraits *a,
              const IdioTraits *b)
{
  guint n_different = 0;

  if (a->n_sentences < VERSION_SENTENCES || b->n_sentences < VERSION_SENTENCES)
    return FALSE;

  for (guint i = 0; i < IDIO_TRAITS_N_LENGTHS; i++)
    n_different += (guint) ABS ((gint) a->lengths[i] - (gint) b->lengths[i]);

  return n_different <= VERSION_DIFFERENT_SHARE * (a->n_sentences + b->n_sentences) / 2;
}

static gint
compare_words (gconstpointer a,
               gconstpointer b)
{
  const IdioTraits *x = a, *y = b;

  if (x->n_words != y->n_words)
    return x->n_words < y->n_words ? -1 : 1;

  return (x->document > y->document) - (x->document < y->document);
}

static gint
compare_documents (gconstpointer a,
                   gconstpointer b)
{
  const IdioTraits *x = a, *y = b;

  return (x->document > y->document) - (x->document < y->document);
}

/**
 * idio_repeats_leave_out:
 * @traits: (element-type IdioTraits): traits of documents
 *
 * What was written once tells once. May be called from any thread.
 *
 * Returns: (transfer container) (element-type IdioTraits): those of documents that say something new, in the order of
 *   documents
 */
GPtrArray *
idio_repeats_leave_out (GPtrArray *traits)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new (traits->len);
  GPtrArray *kept = g_ptr_array_sized_new (traits->len);

  for (guint i = 0; i < traits->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (traits, i));

  g_ptr_array_sort_values (sorted, compare_words);

  for (guint i = 0; i < sorted->len; i++)
    {
      IdioTraits *text = g_ptr_array_index (sorted, i);
      gboolean is_new = TRUE;

      for (guint j = kept->len; j > 0 && is_new; j--)
        {
          const IdioTraits *other = g_ptr_array_index (kept, j - 1);

          if (other->n_words < (1 - VERSION_WORDS_SHARE) * text->n_words)
            break;

          is_new = !are_equal (text, other) && !are_versions (text, other);
        }

      if (is_new)
        g_ptr_array_add (kept, text);
    }

  g_ptr_array_sort_values (kept, compare_documents);

  return kept;
}
