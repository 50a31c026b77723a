/* idio-starter.c: words that many of a writer's texts begin a sentence with, as a habit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "habits/idio-favorite.h"
#include "habits/idio-habit-rules.h"
#include "text/idio-lexicon.h"
#include "text/idio-stop.h"
#include "text/idio-vocabulary.h"

/* In so much of the texts, and so many of them, it is a habit. */
#define MIN_SHARE 0.2
#define MIN_TEXTS 5

/* Sentences of so many words are copies if they are the same. */
#define MIN_COPY_WORDS 6

/* So much of the texts of others have the same one. */
#define USUAL_SHARE 0.05

/* If so many of the texts go on with the same word it is part of the habit. */
#define SHARE_LONGER 0.75

#define BIT(category) IDIO_CATEGORY_BIT (IDIO_CATEGORY_##category)

static guint32
find_categories (const char *word)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (word, strlen (word));

  return idio_vocabulary_find (idio_vocabulary_get (IDIO_LANGUAGE_ENGLISH), tokens->items[0].hash);
}

static gboolean
is_telling (const char    *words,
            IdioHabitKind  kind)
{
  g_auto(GStrv) parts = g_strsplit (words, " ", 2);
  guint32 first = find_categories (parts[0]);
  gboolean is_verb = (first & (BIT (IMPERATIVE) | BIT (PARTICIPLE))) || g_str_equal (parts[0], "attached") ||
                     g_str_equal (parts[0], "enclosed");

  if (idio_lexicon_has_prefix (idio_lexicon_get ("en/usual-starters.txt"), words) ||
      idio_lexicon_contains (idio_lexicon_get ("en/bare-starters.txt"), words))
    return FALSE;

  if (((first & BIT (PLEASE)) != 0) != (kind == IDIO_HABIT_PLEASE_STARTER))
    return FALSE;

  /* "Please" alone is another habit. */
  if (first & BIT (PLEASE))
    return parts[1] != NULL && (find_categories (parts[1]) & BIT (IMPERATIVE));

  return is_verb &&
         !(first & (BIT (FUNCTION_WORD) | BIT (THANKS) | BIT (GREETING) | BIT (TIME) | BIT (DISCOURSE) | BIT (NUMBER)));
}

/* The first @n_words words of a sentence in lower case; %NULL if it has fewer, or is no sentence. */
static char *
dup_start (const IdioAnalysis *analysis,
           const char         *text,
           guint               number,
           guint               n_words)
{
  const IdioSentence *sentence = idio_analysis_get (analysis, number);
  const char *start = text + sentence->start, *end = start + sentence->length;
  const IdioCues none = IDIO_CUE_GREETING | IDIO_CUE_CLOSING | IDIO_CUE_LIST_ITEM;
  GString *words = g_string_new (NULL);

  /* "Ann, attached is the list": behind the address. */
  if (number == 0 && analysis->greeting_mark != '\0' && !(sentence->cues & IDIO_CUE_GREETING))
    while (start < end && *start++ != analysis->greeting_mark)
      ;

  for (; n_words > 0; n_words--)
    {
      const char *word;

      while (start < end && !g_ascii_isalpha (*start) && !(*start & 0x80))
        start++;

      for (word = start; start < end && (g_ascii_isalpha (*start) || *start == '\'' || (*start & 0x80)); start++)
        ;

      if (word == start)
        break;

      if (words->len > 0)
        g_string_append_c (words, ' ');

      while (word < start)
        g_string_append_c (words, g_ascii_tolower (*word++));
    }

  return g_string_free (words, n_words > 0 || (sentence->cues & none) != 0);
}

/**
 * idio_starter_is_at:
 * @words: words in lower case, with a blank between two
 * @analysis: an analysis of a text
 * @text: the text
 * @sentence: the number of a sentence
 *
 * Returns: whether the sentence begins with these words, perhaps behind a name
 */
gboolean
idio_starter_is_at (const char         *words,
                    const IdioAnalysis *analysis,
                    const char         *text,
                    guint               sentence)
{
  g_autofree char *start = dup_start (analysis, text, sentence, strchr (words, ' ') != NULL ? 2 : 1);

  return g_strcmp0 (start, words) == 0;
}

/* Whether the sentence stood in an earlier text just so, and is no short formula. */
static gboolean
is_copy (GHashTable         *sentences,
         const IdioAnalysis *analysis,
         const char         *text,
         guint               number)
{
  const IdioSentence *sentence = idio_analysis_get (analysis, number);

  return sentence->n_words >= MIN_COPY_WORDS &&
         !g_hash_table_add (sentences, g_utf8_casefold (text + sentence->start, (gssize) sentence->length));
}

/* Counts the texts that have a sentence with each start, which was not copied from text to text. */
static void
count_starts (GHashTable   *counts,
              GHashTable   *sentences,
              IdioAnalysis *analysis,
              const char   *text)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < analysis->sentences->len; i++)
    for (guint n = is_copy (sentences, analysis, text, i) ? 3 : 1; n <= 2; n++)
      {
        char *start = dup_start (analysis, text, i, n);
        guint count;

        if (start == NULL || !g_hash_table_add (seen, start))
          continue;

        count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, start));
        g_hash_table_insert (counts, g_strdup (start), GUINT_TO_POINTER (count + 1));
      }
}

/* The most common one that tells something, or a longer one that is nearly as common. */
static const char *
find_best (GHashTable    *counts,
           guint          n_texts,
           IdioHabitKind  kind)
{
  GHashTableIter iter;
  gpointer key, value;
  const char *best = NULL, *longer = NULL;
  guint best_count = 0, longer_count = 0;

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint count = GPOINTER_TO_UINT (value);

      if (count < MAX (MIN_TEXTS, MIN_SHARE * n_texts) || !is_telling (key, kind))
        continue;

      if (strchr (key, ' ') != NULL && (count > longer_count || (count == longer_count && strcmp (key, longer) < 0)))
        longer = key, longer_count = count;
      else if (strchr (key, ' ') == NULL && (count > best_count || (count == best_count && strcmp (key, best) < 0)))
        best = key, best_count = count;
    }

  return longer_count >= SHARE_LONGER * best_count ? longer : best;
}

/**
 * idio_starter_find:
 * @kind: %IDIO_HABIT_PLEASE_STARTER for "please" and a verb, %IDIO_HABIT_STARTER for all else
 * @texts: (array length=n_texts): texts of a writer, in English
 * @documents: (array length=n_texts): the numbers of their documents
 * @n_texts: how many
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (nullable): the word or two that sentences begin with in many of the texts; %NULL if there
 *   are none
 */
IdioHabit *
idio_starter_find (IdioHabitKind       kind,
                   const char * const *texts,
                   const gint64       *documents,
                   guint               n_texts)
{
  g_autoptr(GPtrArray) analyses = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_analysis_free);
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(IdioHabit) habit = idio_habit_new (kind);

  for (guint i = 0; i < n_texts && !idio_stop_is_asked (); i++)
    {
      g_ptr_array_add (analyses, idio_analysis_new (texts[i]));
      count_starts (counts, sentences, g_ptr_array_index (analyses, i), texts[i]);
    }

  if (!(habit->detail = g_strdup (find_best (counts, n_texts, kind))))
    return NULL;

  habit->n_texts = n_texts;

  for (guint i = 0; i < analyses->len; i++)
    {
      const IdioAnalysis *analysis = g_ptr_array_index (analyses, i);
      gboolean holds = FALSE;

      for (guint j = 0; j < analysis->sentences->len && !holds; j++)
        holds = idio_starter_is_at (habit->detail, analysis, texts[i], j);

      habit->n_with += holds;

      if (holds && habit->documents->len < IDIO_HABIT_MAX_DOCUMENTS)
        g_array_append_val (habit->documents, documents[i]);
    }

  idio_habit_set_score (habit, MIN (log2 (habit->n_with / (USUAL_SHARE * n_texts)), IDIO_HABIT_MAX_UNUSUAL));

  return g_steal_pointer (&habit);
}
