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

/* Minimum number of texts. */
#define MIN_TEXTS 4

/* Minimum steadiness, and minimum surprisal in bits, for a start to be a favorite. */
#define MIN_STEADY  0.08
#define MIN_UNUSUAL 1.0

/* Minimum share of the texts of others that have the same start, and the share for one that is common in letters. */
#define USUAL_SHARE        0.04
#define COMMONPLACE_SHARE  0.12

/* If so many of the texts go on with the same word it is part of the habit. */
#define SHARE_LONGER 0.75

#define MAX_WORDS 3

#define BIT(category) IDIO_CATEGORY_BIT (IDIO_CATEGORY_##category)

/* Where the sentences stand that are looked at. */
typedef gboolean (*IsPlaceFunc) (const IdioAnalysis *analysis,
                                 guint               sentence);

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
is_first (const IdioAnalysis *analysis,
          guint               sentence)
{
  return analysis->sentences->len > 2 &&
         sentence == ((idio_analysis_get (analysis, 0)->cues & IDIO_CUE_GREETING) != 0);
}

/* The last before the sign-off, or before thanks, which often are one. */
static gboolean
is_last (const IdioAnalysis *analysis,
         guint               sentence)
{
  return analysis->n_before_end > 2 && sentence == analysis->n_before_end - 1;
}

static gboolean
is_anywhere (const IdioAnalysis *analysis,
             guint               sentence)
{
  return TRUE;
}

/* What texts are about is no habit: all words must stand in lists. */
static gboolean
is_of_manner (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (find_categories (words[i]) == 0 && !g_str_equal (words[i], "attached") && !g_str_equal (words[i], "enclosed"))
      return FALSE;

  return TRUE;
}

static gboolean
is_function (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!(find_categories (words[i]) & BIT (FUNCTION_WORD)))
      return FALSE;

  return TRUE;
}

/* One word tells something if it is a verb; two function words tell nothing. */
static gboolean
is_telling (const char *words,
            gboolean    asking)
{
  g_auto(GStrv) parts = g_strsplit (words, " ", -1);
  guint32 first = find_categories (parts[0]), last = find_categories (parts[g_strv_length (parts) - 1]);
  gboolean is_verb = (first & (BIT (IMPERATIVE) | BIT (PARTICIPLE))) || g_str_equal (parts[0], "attached") ||
                     g_str_equal (parts[0], "enclosed");

  if (((first & BIT (PLEASE)) != 0) != asking ||
      idio_lexicon_contains (idio_lexicon_get ("en/bare-starters.txt"), words))
    return FALSE;

  /* "In the": the start of anything. */
  if (parts[1] != NULL && (!is_verb || parts[2] != NULL) &&
      idio_lexicon_contains (idio_lexicon_get ("en/no-ends.txt"), parts[g_strv_length (parts) - 1]))
    return FALSE;

  /* "Please" alone is another habit. */
  if (first & BIT (PLEASE))
    return parts[1] != NULL && (find_categories (parts[1]) & BIT (IMPERATIVE));

  if (first & (BIT (THANKS) | BIT (GREETING) | BIT (NUMBER)))
    return FALSE;

  if (parts[1] == NULL)
    return is_verb && !(first & (BIT (FUNCTION_WORD) | BIT (TIME) | BIT (DISCOURSE)));

  return is_of_manner (parts) && (is_verb || g_strv_length (parts) > 2 || !is_function (parts)) && last != 0;
}

/* Maximum share of the texts of others with such a start: those with the words anywhere in a sentence. */
static double
get_usual (const IdioHabit *habit,
           const char      *words,
           double           words_per_text)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (words, strlen (words));
  double usual = USUAL_SHARE;
  guint64 hash = 0, n_places;
  guint n = 0;

  if (idio_lexicon_has_prefix (idio_lexicon_get ("en/usual-starters.txt"), words) ||
      idio_lexicon_match_start (idio_lexicon_get ("en/commonplaces.txt"), words, strlen (words)) > 0)
    usual = COMMONPLACE_SHARE;

  for (; n < tokens->n_items; n++)
    hash = idio_token_hash_extend (hash, tokens->items[n].hash);

  if (habit->others != NULL && n >= 2 && n <= MAX_WORDS)
    {
      guint count = idio_reference_count_phrase (habit->others, hash, n, &n_places);

      usual = MAX (usual, 1 - exp (-words_per_text * count / (double) n_places));
    }

  return usual;
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

  /* "Ann, attached is the list": after the name. */
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

static guint
count_blanks (const char *words)
{
  guint n = 0;

  for (; *words != '\0'; words++)
    n += *words == ' ';

  return n;
}

static gboolean
begins_with (const IdioHabit    *habit,
             const IdioAnalysis *analysis,
             const char         *text,
             guint               sentence)
{
  g_autofree char *start = dup_start (analysis, text, sentence, count_blanks (habit->detail) + 1);

  return g_strcmp0 (start, habit->detail) == 0;
}

static gboolean
begins_first_with (const IdioHabit    *habit,
                   const IdioAnalysis *analysis,
                   const char         *text,
                   guint               sentence)
{
  return is_first (analysis, sentence) && begins_with (habit, analysis, text, sentence);
}

static gboolean
begins_last_with (const IdioHabit    *habit,
                  const IdioAnalysis *analysis,
                  const char         *text,
                  guint               sentence)
{
  return is_last (analysis, sentence) && begins_with (habit, analysis, text, sentence);
}

/* Counts the texts that have a sentence with each start, which was not copied from text to text. */
static void
count_starts (GHashTable            *counts,
              GHashTable            *sentences,
              const IdioHabitSample *sample,
              IsPlaceFunc            is_place)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sample->analysis->sentences->len; i++)
    {
      if (!is_place (sample->analysis, i) || idio_habit_is_copied (sample->analysis, sample->text, i, sentences))
        continue;

      for (guint n = 1; n <= MAX_WORDS; n++)
        {
          char *start = dup_start (sample->analysis, sample->text, i, n);

          if (start != NULL && g_hash_table_add (seen, start))
            idio_habit_count_word (counts, g_strdup (start));
        }
    }
}

static double
get_score (const IdioHabit *habit,
           const char      *words,
           guint            n_with,
           guint            n_samples,
           double           words_per_text)
{
  double steadiness = idio_habit_get_lower_end (n_with, n_samples);

  if (n_with < MIN_TEXTS || steadiness < MIN_STEADY)
    return 0;

  return steadiness * idio_habit_get_surprisal (steadiness, get_usual (habit, words, words_per_text), MIN_UNUSUAL);
}

/* The most telling one. */
static const char *
find_best (const IdioHabit *habit,
           GHashTable      *counts,
           guint            n_samples,
           double           words_per_text)
{
  GHashTableIter iter;
  gpointer key, value;
  const char *best = NULL;
  double best_score = 0;

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint count = GPOINTER_TO_UINT (value);
      double score = count >= MIN_TEXTS && is_telling (key, asks (habit)) ?
                     get_score (habit, key, count, n_samples, words_per_text) : 0;

      if (score > best_score || (best != NULL && score >= best_score && strcmp (key, best) < 0))
        best = key, best_score = score;
    }

  return best;
}

/* The longest one that begins with those words and is nearly as common. */
static const char *
find_longer (GHashTable *counts,
             const char *words,
             gboolean    asking)
{
  guint least = MAX (MIN_TEXTS, (guint) ceil (SHARE_LONGER * GPOINTER_TO_UINT (g_hash_table_lookup (counts, words))));
  g_autofree char *prefix = g_strconcat (words, " ", NULL);
  GHashTableIter iter;
  gpointer key, value;
  const char *longest = words;

  g_hash_table_iter_init (&iter, counts);

  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) >= least && g_str_has_prefix (key, prefix) && is_telling (key, asking) &&
        (strlen (key) > strlen (longest) || (strlen (key) == strlen (longest) && strcmp (key, longest) < 0)))
      longest = key;

  return longest;
}

static void
find_start (IdioHabit             *habit,
            const IdioHabitSample *samples,
            guint                  n_samples,
            IsPlaceFunc            is_place)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *best;
  double n_words = 0;

  for (guint i = 0; i < n_samples && !idio_stop_is_asked (); i++)
    {
      count_starts (counts, sentences, &samples[i], is_place);
      n_words += samples[i].analysis->n_words;
    }

  best = find_best (habit, counts, n_samples, n_words / MAX (1, n_samples));

  if (best == NULL)
    return;

  habit->detail = g_strdup (find_longer (counts, best, asks (habit)));

  for (guint i = 0; i < n_samples; i++)
    idio_habit_count_text (habit, samples[i].document, idio_habit_is_shown (habit, &samples[i]));

  idio_habit_set_score (habit, idio_habit_get_surprisal (idio_habit_get_steadiness (habit),
                                                         get_usual (habit, habit->detail, n_words / n_samples), 0));
}

static void
find_starter (IdioHabit             *habit,
              const IdioHabitSample *samples,
              guint                  n_samples)
{
  find_start (habit, samples, n_samples, is_anywhere);
}

static void
find_first_words (IdioHabit             *habit,
                  const IdioHabitSample *samples,
                  guint                  n_samples)
{
  find_start (habit, samples, n_samples, is_first);
}

static void
find_last_words (IdioHabit             *habit,
                 const IdioHabitSample *samples,
                 guint                  n_samples)
{
  find_start (habit, samples, n_samples, is_last);
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

  for (char *at = start; (at = strchr (at, ' ')) != NULL;)
    idio_habit_write_i (++at);

  *claim = idio_habit_fill (_(habit->rule->claim), named);
  *instruction = idio_habit_fill (habit->rule->instruction, named);
}

const IdioHabitMethod idio_habit_starter = {
  .find_in_samples = find_starter,
  .shows = begins_with,
  .put = put_starter,
};

const IdioHabitMethod idio_habit_first_words = {
  .find_in_samples = find_first_words,
  .shows = begins_first_with,
  .put = put_starter,
};

const IdioHabitMethod idio_habit_last_words = {
  .find_in_samples = find_last_words,
  .shows = begins_last_with,
  .put = put_starter,
};
