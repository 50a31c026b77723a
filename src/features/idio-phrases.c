/* idio-phrases.c: favorite phrases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "features/idio-phrases.h"
#include "text/idio-ngrams.h"
#include "text/idio-vocabulary.h"

/* A phrase is a favorite if it stands so often, in so many texts, and beyond doubt more often than with others. There
 * are many to compare, so that three standard errors are not too many. */
#define LEAST       3
#define LEAST_TEXTS 3
#define LEAST_Z     3

/* Of two phrases one in the other, the shorter one is no phrase of its own if the longer one is most of it. */
#define SAME_SHARE 0.7

/* In so many bytes nobody has a phrase. */
#define MAX_BYTES 200

#define MAX_PHRASES    40
#define MAX_CANDIDATES 500

/* How many words of the reference stand beside the writer's own, so that few of the latter prove little. */
#define PRIOR_WORDS 1000

void
idio_phrase_free (IdioPhrase *self)
{
  g_free (self->words);
  g_free (self);
}

/**
 * idio_phrases_get_log_odds:
 * @n: how often a phrase stands in the texts
 * @n_all: how many phrases of as many words do
 * @n_reference: how often it stands in the reference
 * @n_all_reference: how many of as many words do
 * @z: (out): the logarithm in units of its standard error
 *
 * The log-odds ratio with an informative Dirichlet prior, taken from the reference (Monroe, Colaresi and Quinn 2008,
 * Fightin' Words, Political Analysis 16, equations 16, 20 and 22).
 *
 * Returns: the logarithm of the ratio of odds
 */
double
idio_phrases_get_log_odds (double  n,
                           double  n_all,
                           double  n_reference,
                           double  n_all_reference,
                           double *z)
{
  double prior = PRIOR_WORDS * n_reference / n_all_reference;
  double log_odds = log ((n + prior) / (n_all + PRIOR_WORDS - n - prior)) -
                    log ((n_reference + prior) / (n_all_reference + PRIOR_WORDS - n_reference - prior));

  *z = log_odds / sqrt (1 / (n + prior) + 1 / (n_reference + prior));

  return log_odds;
}

static IdioPhrase *
copy_phrase (const IdioPhrase *phrase)
{
  IdioPhrase *copy = g_memdup2 (phrase, sizeof *phrase);

  copy->words = g_strdup (phrase->words);

  return copy;
}

/* What words are about is no habit: more than half of a phrase has to be words that are in lists. And two words of
 * grammar, such as "of the", are no phrase. */
static gboolean
is_phrase (const char *words)
{
  const IdioVocabulary *vocabulary = idio_vocabulary_get (IDIO_LANGUAGE_ENGLISH);
  g_autoptr(IdioTokens) tokens = idio_tokens_new (words, strlen (words));
  guint n_words = 0, n_listed = 0, n_function = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    if (idio_token_is_word (&tokens->items[i]))
      {
        guint32 categories = idio_vocabulary_find (vocabulary, tokens->items[i].hash);

        n_words++;
        n_listed += categories != 0;
        n_function += (categories & IDIO_CATEGORY_BIT (IDIO_CATEGORY_FUNCTION_WORD)) != 0;
      }

  return 2 * n_listed > n_words && (n_words > 2 || n_function < n_words);
}

/* A line that is folded has a break where others have a blank. */
static char *
get_words (const char      *text,
           const IdioNgram *ngram)
{
  g_autofree char *words = g_utf8_make_valid (text + ngram->start, ngram->length);
  g_autofree char *lower = g_utf8_strdown (words, -1);
  g_auto(GStrv) parts = g_strsplit_set (lower, " \t\r\n", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", parts[i]);

  return g_string_free_and_steal (joined);
}

static int
compare_phrases (gconstpointer a,
                 gconstpointer b)
{
  const IdioPhrase *x = *(IdioPhrase * const *) a, *y = *(IdioPhrase * const *) b;

  return x->z > y->z ? -1 : x->z < y->z ? 1 : strcmp (x->words, y->words);
}

/* Whether one has all words of the other, in a row. */
static gboolean
contains (const char *words,
          const char *other)
{
  const char *found = strstr (words, other);

  return found != NULL && (found == words || found[-1] == ' ') &&
         (found[strlen (other)] == '\0' || found[strlen (other)] == ' ');
}

/* Leaves out what is only part of another, or another with something around it. */
static gboolean
is_covered (GPtrArray        *phrases,
            const IdioPhrase *phrase)
{
  for (guint i = 0; i < phrases->len; i++)
    {
      const IdioPhrase *other = g_ptr_array_index (phrases, i);

      if (other->n_words > phrase->n_words && other->n >= SAME_SHARE * phrase->n &&
          contains (other->words, phrase->words))
        return TRUE;

      if (other->n_words < phrase->n_words && other->z > phrase->z && phrase->n < SAME_SHARE * other->n &&
          contains (phrase->words, other->words))
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
find_candidates (const IdioNgrams    *ngrams,
                 const char * const  *texts,
                 const IdioReference *reference)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_phrase_free);

  for (guint i = 0; i < ngrams->found->len; i++)
    {
      const IdioNgram *ngram = idio_ngrams_get (ngrams, i);
      guint64 n_places;
      guint n_reference;
      double log_odds, z;

      if (ngram->n_words < 2 || ngram->n_groups < LEAST_TEXTS || ngram->length > MAX_BYTES)
        continue;

      n_reference = idio_reference_count_phrase (reference, ngram->hash, ngram->n_words, &n_places);
      log_odds = idio_phrases_get_log_odds (ngram->n, (double) ngrams->n_places[ngram->n_words - 1], n_reference,
                                            (double) n_places, &z);

      if (z >= LEAST_Z)
        {
          IdioPhrase *phrase = g_new0 (IdioPhrase, 1);

          phrase->words = get_words (texts[ngram->text], ngram);
          phrase->n_words = ngram->n_words;
          phrase->n = ngram->n;
          phrase->n_texts = ngram->n_groups;
          phrase->log_odds = log_odds;
          phrase->z = z;

          if (is_phrase (phrase->words))
            g_ptr_array_add (candidates, phrase);
          else
            idio_phrase_free (phrase);
        }
    }

  g_ptr_array_sort (candidates, compare_phrases);

  if (candidates->len > MAX_CANDIDATES)
    g_ptr_array_set_size (candidates, MAX_CANDIDATES);

  return candidates;
}

/**
 * idio_phrases_find:
 * @texts: (array length=n_texts): the texts of a writer, in English
 * @n_texts: how many
 * @reference: what is typical of others
 *
 * Finds runs of two to four words that the writer uses far more than the writers of the reference. Whether the
 * difference is one of the writer or of the kind of text, the reference can't say: see idio_reference_find().
 *
 * Returns: (transfer full) (element-type IdioPhrase): the phrases, the surest first, at most 40
 */
GPtrArray *
idio_phrases_find (const char * const  *texts,
                   guint                n_texts,
                   const IdioReference *reference)
{
  g_autofree guint *groups = g_new (guint, n_texts);
  g_autoptr(IdioNgrams) ngrams = NULL;
  g_autoptr(GPtrArray) candidates = NULL;
  GPtrArray *phrases;

  for (guint i = 0; i < n_texts; i++)
    groups[i] = i;

  ngrams = idio_ngrams_new (texts, groups, n_texts, LEAST);
  candidates = find_candidates (ngrams, texts, reference);
  phrases = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_phrase_free);

  for (guint i = 0; i < candidates->len && phrases->len < MAX_PHRASES; i++)
    {
      const IdioPhrase *phrase = g_ptr_array_index (candidates, i);

      if (!is_covered (candidates, phrase))
        g_ptr_array_add (phrases, copy_phrase (phrase));
    }

  return phrases;
}
