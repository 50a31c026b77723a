/* idio-ngrams.c: runs of words that stand in texts again and again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-ngrams.h"
#include "text/idio-stop.h"

#define MAX_WORDS IDIO_NGRAMS_MAX_WORDS

/* All that have been seen, of one number of words. */
typedef struct
{
  IdioNgram *ngrams;
  guint      mask;
  guint      n_ngrams;
} Table;

static IdioNgram *
table_find (const Table *table,
            guint64      hash)
{
  guint i = (guint) (hash >> 32) & table->mask;

  while (table->ngrams[i].n != 0 && table->ngrams[i].hash != hash)
    i = (i + 1) & table->mask;

  return &table->ngrams[i];
}

static void
table_grow (Table *table)
{
  g_autofree IdioNgram *old = table->ngrams;
  guint n_old = old != NULL ? table->mask + 1 : 0;

  table->mask = MAX (4096, 2 * n_old) - 1;
  table->ngrams = g_new0 (IdioNgram, table->mask + 1);

  for (guint i = 0; i < n_old; i++)
    if (old[i].n != 0)
      *table_find (table, old[i].hash) = old[i];
}

/* Names, numbers and addresses say what a text is about; no run reaches over them. */
static gboolean
is_common_word (const IdioToken *tokens,
                guint            i)
{
  gboolean begins_sentence = i == 0 || tokens[i - 1].kind == IDIO_TOKEN_BREAK || tokens[i - 1].kind == IDIO_TOKEN_MARK;

  return tokens[i].kind == IDIO_TOKEN_WORD &&
         (begins_sentence || !(tokens[i].flags & IDIO_TOKEN_CAPITALIZED) || tokens[i].n_chars == 1 ||
          (tokens[i].flags & IDIO_TOKEN_APOSTROPHE));
}

static guint64
hash_words (const IdioToken *tokens,
            guint            n_words)
{
  guint64 hash = tokens->hash;

  for (guint i = 1; i < n_words; i++)
    hash = idio_token_hash_extend (hash, tokens[i].hash);

  return hash;
}

static void
count_one (Table           *table,
           const IdioToken *tokens,
           guint            n_words,
           guint            text,
           guint            group)
{
  guint64 hash = hash_words (tokens, n_words);
  IdioNgram *ngram;
  gsize length;

  if (2 * table->n_ngrams >= table->mask)
    table_grow (table);

  ngram = table_find (table, hash);

  if (ngram->n == 0)
    {
      length = tokens[n_words - 1].start + tokens[n_words - 1].length - tokens->start;
      *ngram = (IdioNgram) {
        .hash = hash, .last_group = G_MAXUINT, .text = text, .start = tokens->start,
        .length = (guint16) MIN (length, G_MAXUINT16), .n_words = (guint16) n_words,
      };
      table->n_ngrams++;
    }

  ngram->n++;
  ngram->n_groups += ngram->last_group != group;
  ngram->last_group = group;
}

/* A run can only stand somewhere so often if the runs in it do: those of one word less are in @shorter. */
static void
count_text (IdioNgrams       *self,
            Table            *table,
            const Table      *shorter,
            const IdioTokens *tokens,
            guint             n_words,
            guint             text,
            guint             group,
            guint             least)
{
  guint run = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *first = &tokens->items[i + 1 - MIN (i + 1, n_words)];

      run = is_common_word (tokens->items, i) ? run + 1 : 0;

      if (run < n_words)
        continue;

      self->n_places[n_words - 1]++;

      if (shorter == NULL || (table_find (shorter, hash_words (first, n_words - 1))->n >= least &&
                              table_find (shorter, hash_words (first + 1, n_words - 1))->n >= least))
        count_one (table, first, n_words, text, group);
    }
}

/**
 * idio_ngrams_new:
 * @texts: (array length=n_texts): texts
 * @groups: (array length=n_texts): the group of each, such as its writer; those of a group stand together
 * @n_texts: how many
 * @least: how often a run has to stand in them
 *
 * Counts runs of words, without case, level by level as in Agrawal and Srikant (1994, Fast Algorithms for Mining
 * Association Rules), so that memory is not filled with what stands there once.
 *
 * Returns: (transfer full): the runs
 */
IdioNgrams *
idio_ngrams_new (const char * const *texts,
                 const guint        *groups,
                 guint               n_texts,
                 guint               least)
{
  IdioNgrams *self = g_new0 (IdioNgrams, 1);
  g_autoptr(GPtrArray) tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_tokens_free);
  Table tables[MAX_WORDS] = { 0 };

  self->found = g_array_new (FALSE, FALSE, sizeof (IdioNgram));

  for (guint i = 0; i < n_texts; i++)
    g_ptr_array_add (tokens, idio_tokens_new (texts[i], strlen (texts[i])));

  for (guint n = 1; n <= MAX_WORDS; n++)
    {
      Table *table = &tables[n - 1];

      table_grow (table);

      for (guint i = 0; i < n_texts && !idio_stop_is_asked (); i++)
        count_text (self, table, n > 1 ? table - 1 : NULL, g_ptr_array_index (tokens, i), n, i, groups[i], least);

      for (guint i = 0; i <= table->mask; i++)
        if (table->ngrams[i].n >= least)
          g_array_append_val (self->found, table->ngrams[i]);
    }

  for (guint n = 0; n < MAX_WORDS; n++)
    g_free (tables[n].ngrams);

  return self;
}

void
idio_ngrams_free (IdioNgrams *self)
{
  g_array_unref (self->found);
  g_free (self);
}
