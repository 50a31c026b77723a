/* idio-run-index.c: where runs of words stand in a text, to find those that another text shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-run-index.h"

/* Where a run stands more often, in a text that says the same again and again, the first places tell enough. */
#define MAX_PLACES 32

struct _IdioRunIndex
{
  const IdioWords *words;
  guint            min_words;
  GHashTable      *firsts; /* of the hash of a run, the first place where it begins, from 1 */
  guint           *nexts;  /* of each place, the next one with the same hash, or 0 */
};

static guint
hash_run (const IdioWords *words,
          guint            first,
          guint            n_words)
{
  guint hash = 5381;

  for (guint i = first; i < first + n_words; i++)
    hash = hash * 33 + g_str_hash (idio_words_get (words, i)->folded);

  return hash;
}

/**
 * idio_run_index_new:
 * @words: the words of a text; they must live as long as what is returned
 * @min_words: how many words in a row count, at least 1
 *
 * Returns: (transfer full): an index of @words
 */
IdioRunIndex *
idio_run_index_new (const IdioWords *words,
                    guint            min_words)
{
  IdioRunIndex *self = g_new0 (IdioRunIndex, 1);

  g_assert (min_words > 0);

  self->words = words;
  self->min_words = min_words;
  self->firsts = g_hash_table_new (NULL, NULL);
  self->nexts = g_new0 (guint, words->words->len + 1);

  for (guint i = words->words->len; i > 0; i--)
    if (i - 1 + min_words <= words->words->len)
      {
        gpointer hash = GUINT_TO_POINTER (hash_run (words, i - 1, min_words));

        self->nexts[i] = GPOINTER_TO_UINT (g_hash_table_lookup (self->firsts, hash));
        g_hash_table_insert (self->firsts, hash, GUINT_TO_POINTER (i));
      }

  return self;
}

void
idio_run_index_free (IdioRunIndex *self)
{
  g_hash_table_unref (self->firsts);
  g_free (self->nexts);
  g_free (self);
}

static guint
count_equal (const IdioWords *words,
             guint            first,
             const IdioWords *other,
             guint            other_first)
{
  guint n = 0;

  while (first + n < words->words->len && other_first + n < other->words->len &&
         strcmp (idio_words_get (words, first + n)->folded, idio_words_get (other, other_first + n)->folded) == 0)
    n++;

  return n;
}

/**
 * idio_run_index_match:
 * @self: an index
 * @words: the words of another text
 * @first: the number of one of them
 *
 * Returns: how many of @words from @first on stand in a row in the text of the index, 0 if they are too few to count
 */
guint
idio_run_index_match (const IdioRunIndex *self,
                      const IdioWords    *words,
                      guint               first)
{
  guint longest = 0, place;

  if (first + self->min_words > words->words->len)
    return 0;

  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->firsts,
                                                 GUINT_TO_POINTER (hash_run (words, first, self->min_words))));

  for (guint n = 0; place > 0 && n < MAX_PLACES; n++, place = self->nexts[place])
    longest = MAX (longest, count_equal (words, first, self->words, place - 1));

  return longest >= self->min_words ? longest : 0;
}

/**
 * idio_run_index_find:
 * @self: an index
 * @words: the words of another text
 *
 * Returns: (transfer full) (element-type IdioRun): the runs of @words that stand in the text of the index too, each as
 *   long as it can be, in order and without overlap
 */
GArray *
idio_run_index_find (const IdioRunIndex *self,
                     const IdioWords    *words)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (IdioRun));

  for (guint i = 0; i < words->words->len;)
    {
      IdioRun run = { i, idio_run_index_match (self, words, i) };

      if (run.n_words > 0)
        g_array_append_val (runs, run);

      i += MAX (run.n_words, 1);
    }

  return runs;
}
