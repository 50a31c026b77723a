/* idio-words.c: words, and runs of them that two texts share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "measure/idio-boundaries.h"
#include "measure/idio-tokens.h"
#include "measure/idio-words.h"

/**
 * idio_count_words:
 * @text: valid UTF-8
 *
 * Returns: how many words @text has, as a reading counts them
 */
guint
idio_count_words (const char *text)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, strlen (text));
  guint n_words = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    n_words += idio_token_is_word (&tokens->items[i]);

  return n_words;
}

static const char *
fold (IdioWords  *self,
      const char *word,
      gsize       length)
{
  g_autofree char *folded = g_utf8_casefold (word, (gssize) length);
  g_autoptr(GString) straight = g_string_new (folded);

  g_string_replace (straight, "’", "'", 0);

  return g_string_chunk_insert_const (self->chunk, straight->str);
}

/**
 * idio_words_new:
 * @text: valid UTF-8
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): the words of @text
 */
IdioWords *
idio_words_new (const char *text)
{
  IdioWords *self = g_new0 (IdioWords, 1);
  UBreakIterator *boundaries = idio_boundaries_get_words ();
  g_autoptr(UText) utext = idio_boundaries_set_text (boundaries, text, strlen (text));
  int32_t from = ubrk_first (boundaries);
  int32_t to;

  self->words = g_array_new (FALSE, FALSE, sizeof (IdioWord));
  self->chunk = g_string_chunk_new (1024);

  while ((to = ubrk_next (boundaries)) != UBRK_DONE)
    {
      if (ubrk_getRuleStatus (boundaries) >= UBRK_WORD_NONE_LIMIT)
        {
          IdioWord word = { (gsize) from, (gsize) (to - from), fold (self, text + from, (gsize) (to - from)) };

          g_array_append_val (self->words, word);
        }

      from = to;
    }

  return self;
}

void
idio_words_free (IdioWords *self)
{
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->chunk, g_string_chunk_free);
  g_free (self);
}

static guint
hash_words (const IdioWords *self,
            guint            first,
            guint            n_words)
{
  guint hash = 5381;

  for (guint i = first; i < first + n_words; i++)
    hash = hash * 33 + g_str_hash (idio_words_get (self, i)->folded);

  return hash;
}

static guint
count_equal (const IdioWords *self,
             guint            first,
             const IdioWords *other,
             guint            other_first)
{
  guint n = 0;

  while (first + n < self->words->len && other_first + n < other->words->len &&
         strcmp (idio_words_get (self, first + n)->folded, idio_words_get (other, other_first + n)->folded) == 0)
    n++;

  return n;
}

/* The places in a text where runs of so many words begin, by the hash of the run. */
static GHashTable *
index_runs (const IdioWords *words,
            guint            n_words)
{
  GHashTable *places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i + n_words <= words->words->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (hash_words (words, i, n_words));
      GArray *found = g_hash_table_lookup (places, key);

      if (found == NULL)
        {
          found = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (places, key, found);
        }

      g_array_append_val (found, i);
    }

  return places;
}

/**
 * idio_words_find_shared:
 * @self: the words of a text
 * @other: the words of another
 * @min_words: how many words in a row count, at least 1
 *
 * Returns: (transfer full) (element-type IdioRun): the runs of @self that stand in @other too, each as long as it can
 *   be, in order and without overlap
 */
GArray *
idio_words_find_shared (const IdioWords *self,
                        const IdioWords *other,
                        guint            min_words)
{
  g_autoptr(GHashTable) places = NULL;
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (IdioRun));
  guint i = 0;

  g_return_val_if_fail (min_words > 0, runs);

  places = index_runs (other, min_words);

  while (i + min_words <= self->words->len)
    {
      GArray *found = g_hash_table_lookup (places, GUINT_TO_POINTER (hash_words (self, i, min_words)));
      guint longest = 0;

      for (guint j = 0; found != NULL && j < found->len; j++)
        longest = MAX (longest, count_equal (self, i, other, g_array_index (found, guint, j)));

      if (longest >= min_words)
        {
          IdioRun run = { i, longest };

          g_array_append_val (runs, run);
          i += longest;
        }
      else
        i++;
    }

  return runs;
}
