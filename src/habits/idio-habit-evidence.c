/* idio-habit-evidence.c: which sentences show a habit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "habits/idio-favorite.h"
#include "habits/idio-habit-rules.h"
#include "text/idio-lexicon.h"
#include "text/idio-stop.h"

/* A quote of so many words can be read at a glance and still says something. */
#define CLEAR_WORDS_MIN 4
#define CLEAR_WORDS_MAX 18

/* Thanks of so many words are a formula. With an exclamation mark they are a habit if so many texts have them, and they
 * are so much of the texts with such a mark at all. */
#define MAX_THANKS_WORDS 5
#define MIN_EXCLAIMED    5
#define EXCLAIMED_SHARE  0.4

/* How far from the median a sentence may be that shows the usual length, in words. */
#define NEAR_WORDS 2

static const char *
skip_word (const char *at,
           const char *end)
{
  while (at < end && (g_ascii_isalnum (*at) || *at == '\'' || (*at & 0x80)))
    at++;

  return at;
}

static gint
find_first_behind_greeting (const IdioAnalysis *analysis)
{
  guint i = analysis->sentences->len > 0 && (idio_analysis_get (analysis, 0)->cues & IDIO_CUE_GREETING) ? 1 : 0;

  return i < analysis->sentences->len ? (gint) i : -1;
}

static gint
find_last_before_closing (const IdioAnalysis *analysis)
{
  guint i = analysis->sentences->len;

  while (i > 0 && (idio_analysis_get (analysis, i - 1)->cues & IDIO_CUE_CLOSING))
    i--;

  return (gint) i - 1;
}

/* Habits that are at home in one place of a text. */
static gboolean
is_in_place (const IdioHabit    *habit,
             const IdioAnalysis *analysis,
             guint               sentence)
{
  IdioCues cues = idio_analysis_get (analysis, sentence)->cues;

  switch ((guint) habit->kind)
    {
    case IDIO_HABIT_GREETING:
    case IDIO_HABIT_OTHER_GREETING:
    case IDIO_HABIT_NO_GREETING:
      return sentence == 0;

    case IDIO_HABIT_NAME:
      return analysis->name_length > 0 && analysis->name_start >= idio_analysis_get (analysis, sentence)->start &&
             analysis->name_start - idio_analysis_get (analysis, sentence)->start <
             idio_analysis_get (analysis, sentence)->length;

    case IDIO_HABIT_CLOSING:
      return (cues & IDIO_CUE_CLOSING) &&
             (sentence == 0 || !(idio_analysis_get (analysis, sentence - 1)->cues & IDIO_CUE_CLOSING));

    case IDIO_HABIT_NO_CLOSING:
      return sentence + 1 == analysis->sentences->len;

    case IDIO_HABIT_OPENS_WITH_THANKS:
      return (gint) sentence == find_first_behind_greeting (analysis);

    case IDIO_HABIT_ENDS_WITH_THANKS:
      return (cues & IDIO_CUE_THANKS) && (gint) sentence >= find_last_before_closing (analysis);

    case IDIO_HABIT_ENDS_WITH_QUESTION:
      return (gint) sentence == find_last_before_closing (analysis);

    default:
      return FALSE;
    }
}

/* "Thanks!" and "Thanks for your help!", at the end. */
static gboolean
is_last_thanks (const IdioAnalysis *analysis,
                guint               number)
{
  const IdioSentence *sentence = idio_analysis_get (analysis, number);

  return (sentence->cues & IDIO_CUE_THANKS) && sentence->n_words <= MAX_THANKS_WORDS &&
         (gint) number >= find_last_before_closing (analysis);
}

static gboolean
is_of_place (IdioHabitKind kind)
{
  return kind <= IDIO_HABIT_ENDS_WITH_QUESTION;
}

static gboolean
shows (const IdioHabit    *habit,
       const IdioAnalysis *analysis,
       const char         *text,
       guint               number)
{
  const IdioHabitRule *rule = &idio_habit_rules[habit->kind];
  const IdioSentence *sentence = idio_analysis_get (analysis, number);

  if (is_of_place (habit->kind))
    return is_in_place (habit, analysis, number);

  if (habit->kind == IDIO_HABIT_PHRASE)
    return idio_favorite_is_in (habit->detail, text + sentence->start, sentence->length);

  if (habit->kind == IDIO_HABIT_STARTER || habit->kind == IDIO_HABIT_PLEASE_STARTER)
    return idio_starter_is_at (habit->detail, analysis, text, number);

  if (habit->kind == IDIO_HABIT_EXCLAIMED_THANKS)
    return is_last_thanks (analysis, number) && (sentence->cues & IDIO_CUE_EXCLAMATION);

  if (rule->way != IDIO_HABIT_WAY_TEXTS && habit->kind != IDIO_HABIT_LIST_ITEMS && !(sentence->cues & IDIO_CUE_PROSE))
    return FALSE;

  if (rule->way == IDIO_HABIT_WAY_NEVER)
    return (sentence->cues & rule->cues) == 0;

  if (rule->way == IDIO_HABIT_WAY_LENGTH)
    return ABS ((gint) sentence->n_words - (gint) habit->median) <= NEAR_WORDS;

  return (sentence->cues & rule->cues) || (sentence->categories & rule->categories);
}

/**
 * idio_habit_shows:
 * @self: a habit
 * @analysis: the analysis of a text in which it holds
 * @text: the text
 * @sentence: the number of a sentence
 *
 * Of what is never done, a sentence shows it in which others might have done it.
 *
 * Returns: how well the sentence shows the habit, to be compared with others; 0 if it does not
 */
guint
idio_habit_shows (const IdioHabit    *self,
                  const IdioAnalysis *analysis,
                  const char         *text,
                  guint               sentence)
{
  const IdioHabitRule *rule = &idio_habit_rules[self->kind];
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);

  if (!shows (self, analysis, text, sentence))
    return 0;

  return 1 + (candidate->n_words >= CLEAR_WORDS_MIN && candidate->n_words <= CLEAR_WORDS_MAX) +
         2 * ((candidate->cues & rule->instead) != 0);
}

/**
 * idio_exclaimed_thanks_find:
 * @texts: (array length=n_texts): texts of a writer
 * @documents: (array length=n_texts): the numbers of their documents
 * @n_texts: how many
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (nullable): the habit of ending with "Thanks!", of all texts that end with such thanks, if
 *   many of the texts with an exclamation mark have it there; else %NULL
 */
IdioHabit *
idio_exclaimed_thanks_find (const char * const *texts,
                            const gint64       *documents,
                            guint               n_texts)
{
  g_autoptr(IdioHabit) habit = idio_habit_new (IDIO_HABIT_EXCLAIMED_THANKS);
  guint n_exclaiming = 0;

  for (guint i = 0; i < n_texts && !idio_stop_is_asked (); i++)
    {
      g_autoptr(IdioAnalysis) analysis = idio_analysis_new (texts[i]);
      gboolean thanks = FALSE, exclaims = FALSE, holds = FALSE;

      for (guint j = 0; j < analysis->sentences->len; j++)
        {
          thanks |= is_last_thanks (analysis, j);
          exclaims |= (idio_analysis_get (analysis, j)->cues & IDIO_CUE_EXCLAMATION) != 0;
          holds |= shows (habit, analysis, texts[i], j);
        }

      n_exclaiming += exclaims;
      habit->n_texts += thanks;
      habit->n_with += holds;

      if (holds && habit->documents->len < IDIO_HABIT_MAX_DOCUMENTS)
        g_array_append_val (habit->documents, documents[i]);
    }

  if (habit->n_with < MIN_EXCLAIMED || 2 * habit->n_with < habit->n_texts ||
      habit->n_with < EXCLAIMED_SHARE * n_exclaiming)
    return NULL;

  idio_habit_set_score (habit, IDIO_HABIT_MAX_UNUSUAL);

  return g_steal_pointer (&habit);
}

/**
 * idio_habit_is_absence:
 * @self: a habit
 *
 * Returns: whether it is that something is never done, which no sentence shows
 */
gboolean
idio_habit_is_absence (const IdioHabit *self)
{
  IdioHabitWay way = idio_habit_rules[self->kind].way;

  return way == IDIO_HABIT_WAY_NEVER || way == IDIO_HABIT_WAY_NO_FORM;
}

/* The list whose words tell more than that there are some. */
static const char *
get_list (IdioHabitKind kind)
{
  switch ((guint) kind)
    {
    case IDIO_HABIT_HEDGES:
      return "hedges";

    case IDIO_HABIT_BOOSTERS:
      return "boosters";

    case IDIO_HABIT_INFORMAL_WORDS:
      return "informal";

    case IDIO_HABIT_SHORTHAND:
      return "shorthand";

    case IDIO_HABIT_OPENS_WITH_CONJUNCTION:
      return "conjunctions";

    case IDIO_HABIT_OPENS_WITH_DISCOURSE:
      return "discourse";

    default:
      return NULL;
    }
}

/**
 * idio_habit_get_n_words:
 * @self: a habit
 *
 * Returns: how many of the writer's own words, which idio_habit_count_words() counts, say what the habit is
 */
guint
idio_habit_get_n_words (const IdioHabit *self)
{
  if (get_list (self->kind) != NULL)
    return IDIO_HABIT_N_WORDS;

  if (self->kind == IDIO_HABIT_GREETING || self->kind == IDIO_HABIT_OTHER_GREETING || self->kind == IDIO_HABIT_CLOSING)
    return self->detail != NULL && *self->detail != '\0';

  return self->kind == IDIO_HABIT_NAME;
}

static void
count_word (GHashTable *counts,
            char       *word)
{
  g_hash_table_insert (counts, word, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, word)) + 1));
}

/* The words of a greeting, sign-off or name as they stand there. */
static void
count_form (const IdioHabit    *self,
            const IdioAnalysis *analysis,
            const char         *text,
            guint               sentence,
            GHashTable         *counts)
{
  gsize start = idio_analysis_get (analysis, sentence)->start, length = 0;

  if (self->kind == IDIO_HABIT_NAME)
    {
      start = analysis->name_start;
      length = analysis->name_length;
    }
  else if (self->kind == IDIO_HABIT_CLOSING)
    length = analysis->closing_length;
  else if (self->kind == IDIO_HABIT_GREETING)
    length = analysis->greeting_length;
  else
    length = MIN (analysis->greeting_length, strcspn (text + start, " "));

  if (length > 0)
    count_word (counts, g_strndup (text + start, length));
}

/**
 * idio_habit_count_words:
 * @self: a habit
 * @analysis: the analysis of a text
 * @text: the text
 * @sentence: the number of a sentence
 * @counts: (element-type utf8 guint): how often each word or phrase was seen, in lower case but for "I"; a greeting,
 *   sign-off or name as it stands there
 *
 * Counts the words and phrases of the sentence in which the habit shows.
 */
void
idio_habit_count_words (const IdioHabit    *self,
                        const IdioAnalysis *analysis,
                        const char         *text,
                        guint               sentence,
                        GHashTable         *counts)
{
  static const char * const folders[IDIO_N_LANGUAGES] = { NULL, "en", "de", "fr", "es" };
  const char *start = text + idio_analysis_get (analysis, sentence)->start;
  const char *end = start + idio_analysis_get (analysis, sentence)->length;
  gboolean only_first = idio_habit_rules[self->kind].cues != 0;
  g_autofree char *name = NULL;
  const IdioLexicon *lexicon;

  if (get_list (self->kind) == NULL && idio_habit_get_n_words (self) > 0)
    count_form (self, analysis, text, sentence, counts);

  if (get_list (self->kind) == NULL || folders[analysis->language] == NULL)
    return;

  name = g_strdup_printf ("%s/%s.txt", folders[analysis->language], get_list (self->kind));
  lexicon = idio_lexicon_get (name);

  for (const char *at = start; at < end;)
    {
      const char *word_end = skip_word (at, end);
      gsize matched = idio_lexicon_match_start (lexicon, at, (gsize) (end - at));

      /* "i.e." */
      if (matched > 0 && at + matched < end && at[matched] == '.' && memchr (at, '.', matched) != NULL)
        matched++;

      if (matched > 0)
        {
          char *words = g_utf8_strdown (at, (gssize) matched);

          /* English: "I think" */
          if (words[0] == 'i' && strchr (" '", words[1]) != NULL)
            words[0] = 'I';

          count_word (counts, words);
        }

      if (only_first && word_end > at)
        return;

      at = MAX (word_end + 1, at + matched);
    }
}
