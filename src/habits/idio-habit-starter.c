/* idio-habit-starter.c: words that many of a writer's texts begin a sentence with, as a habit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "habits/idio-habit-favorites.h"
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

static gboolean
asks (const IdioHabit *habit)
{
  return habit->rule->measure == IDIO_MEASURE_PLEASE;
}

static guint32
find_categories (const char *word)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (word, strlen (word));

  return idio_vocabulary_find (idio_vocabulary_get (IDIO_LANGUAGE_ENGLISH), tokens->items[0].hash);
}

static gboolean
is_telling (const char    *words,
            gboolean  asking)
{
  g_auto(GStrv) parts = g_strsplit (words, " ", 2);
  guint32 first = find_categories (parts[0]);
  gboolean is_verb = (first & (BIT (IMPERATIVE) | BIT (PARTICIPLE))) || g_str_equal (parts[0], "attached") ||
                     g_str_equal (parts[0], "enclosed");

  if (idio_lexicon_has_prefix (idio_lexicon_get ("en/usual-starters.txt"), words) ||
      idio_lexicon_contains (idio_lexicon_get ("en/bare-starters.txt"), words))
    return FALSE;

  if (((first & BIT (PLEASE)) != 0) != (asking))
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

static gboolean
begins_with (const IdioHabit    *habit,
             const IdioAnalysis *analysis,
             const char         *text,
             guint               sentence)
{
  g_autofree char *start = dup_start (analysis, text, sentence, strchr (habit->detail, ' ') != NULL ? 2 : 1);

  return g_strcmp0 (start, habit->detail) == 0;
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
              const IdioAnalysis *analysis,
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
           gboolean  asking)
{
  GHashTableIter iter;
  gpointer key, value;
  const char *best = NULL, *longer = NULL;
  guint best_count = 0, longer_count = 0;

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint count = GPOINTER_TO_UINT (value);

      if (count < MAX (MIN_TEXTS, MIN_SHARE * n_texts) || !is_telling (key, asking))
        continue;

      if (strchr (key, ' ') != NULL && (count > longer_count || (count == longer_count && strcmp (key, longer) < 0)))
        longer = key, longer_count = count;
      else if (strchr (key, ' ') == NULL && (count > best_count || (count == best_count && strcmp (key, best) < 0)))
        best = key, best_count = count;
    }

  return longer_count >= SHARE_LONGER * best_count ? longer : best;
}

static void
find_starter (IdioHabit             *habit,
              const IdioHabitSample *samples,
              guint                  n_samples)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_samples && !idio_stop_is_asked (); i++)
    count_starts (counts, sentences, samples[i].analysis, samples[i].text);

  if (!(habit->detail = g_strdup (find_best (counts, n_samples, asks (habit)))))
    return;

  for (guint i = 0; i < n_samples; i++)
    idio_habit_count_text (habit, samples[i].document, idio_habit_is_shown (habit, &samples[i]));

  idio_habit_set_score (habit, MIN (log2 (habit->n_with / (USUAL_SHARE * n_samples)), IDIO_HABIT_MAX_UNUSUAL));
}

/* "Attached", as sentences begin with it. */
static void
put_starter (const IdioHabit     *habit,
             const char * const  *words,
             char               **claim,
             char               **instruction)
{
  g_autofree char *start = g_strdup (habit->detail);
  const char *named[] = { start, NULL };

  start[0] = g_ascii_toupper (start[0]);
  *claim = idio_habit_fill (_(habit->rule->claim), named);
  *instruction = idio_habit_fill (habit->rule->instruction, named);
}

const IdioHabitMethod idio_habit_starter = {
  .find_in_samples = find_starter,
  .shows = begins_with,
  .put = put_starter,
};
