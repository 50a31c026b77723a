/* idio-habit-methods.c: the ways to count that habits of several families share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "habits/idio-habit-rule.h"

/* Minimum steadiness; an absence must hold in nearly all texts. */
#define MIN_TEXTS_STEADY  0.3
#define MIN_NONE_STEADY   0.75
#define MIN_NEVER_STEADY  0.8
#define MIN_NEVER_SHARE   0.98

/* Maximum rate in 100 words; a damaged database may have higher ones. */
#define MAX_RATE 1000

/* Minimum number of texts that show it, and minimum surprisal in bits. */
#define MIN_WITH          3
#define MIN_UNUSUAL       0.5
#define MIN_MORE_UNUSUAL  0.4
#define MIN_NEVER_UNUSUAL 1.8

/* What is done in nearly all texts is a habit even at the usual rate, if others' texts often go without. */
#define MIN_REGULAR_STEADY  0.6
#define MIN_REGULAR_UNUSUAL 0.2

/* Where one text has so much that without it the rate is a smaller share, no rate is told. */
#define MIN_EVEN_SHARE 0.85

/* Cap of what a single text can give, so that one mail full of questions makes no habit. */
#define MAX_OF_TEXT     3.0
#define MAX_TIMES_USUAL 4.0

/* Minimum number of texts with a cue, and minimum share of them for sure, for a habit to be reported. */
#define MIN_CUE_WITH    4
#define MIN_CUE_STEADY  0.06
#define MIN_CUE_UNUSUAL 0.35

/* The index of the 10 percent quantile. */
#define TENTH 1

/* Cues that count in a greeting or sign-off as well; others only in sentences proper. */
#define CUES_ANYWHERE                                                                                         \
  (IDIO_CUE_EXCLAMATION | IDIO_CUE_EXCLAMATION_RUN | IDIO_CUE_ELLIPSIS | IDIO_CUE_DASH | IDIO_CUE_SEMICOLON | \
   IDIO_CUE_EMOJI | IDIO_CUE_EMOTICON | IDIO_CUE_AMPERSAND)

/**
 * idio_habit_can_take:
 * @rule: a rule
 * @text: the features of a text
 *
 * Returns: whether its measure can be taken in the language of the text
 */
gboolean
idio_habit_can_take (const IdioHabitRule *rule,
                     const IdioFeatures  *text)
{
  guint languages = rule->languages != 0 ? rule->languages : idio_measures[rule->measure].languages;

  return (languages & (1u << text->language)) != 0;
}

/**
 * idio_habit_shows_in_prose:
 * @habit: a habit
 * @analysis: the analysis of a text
 * @text: the text
 * @sentence: the number of a sentence
 *
 * Rates of sentences are of sentences proper; those of words, and some cues, are of all.
 *
 * Returns: whether the sentence has what the rule counts, and is one of those in which it is counted
 */
gboolean
idio_habit_shows_in_prose (const IdioHabit    *habit,
                           const IdioAnalysis *analysis,
                           const char         *text,
                           guint               sentence)
{
  const IdioCues proper = IDIO_CUE_PROSE | (habit->rule->cues & (IDIO_CUE_LIST_ITEM | CUES_ANYWHERE));

  return ((idio_analysis_get (analysis, sentence)->cues & proper) ||
          idio_measures[habit->rule->measure].unit == IDIO_UNIT_PER_100_WORDS) &&
         idio_habit_shows_cues (habit, analysis, text, sentence);
}

static gboolean
shows_absence (const IdioHabit    *habit,
               const IdioAnalysis *analysis,
               const char         *text,
               guint               sentence)
{
  IdioCues cues = idio_analysis_get (analysis, sentence)->cues;

  return (cues & IDIO_CUE_PROSE) && !(cues & habit->rule->cues);
}

/**
 * idio_habit_find_texts:
 * @habit: a habit
 * @texts: the writer's texts
 *
 * Counts the texts that do it at all.
 */
void
idio_habit_find_texts (IdioHabit            *habit,
                       const IdioHabitTexts *texts)
{
  const IdioHabitRule *rule = habit->rule;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[rule->measure];

      if (rule->cues != 0 && idio_habit_can_take (rule, text))
        idio_habit_count_text (habit, text->document, (text->cues & rule->cues) != 0);
      else if (isfinite (value))
        idio_habit_count_text (habit, text->document, value > 0);
    }

  if (habit->n_texts >= IDIO_HABITS_MIN_TEXTS)
    idio_habit_score_texts (habit, texts, MIN_TEXTS_STEADY, MIN_UNUSUAL);
}

/* Texts with a cue that is rare with others. */
static void
find_cue (IdioHabit            *habit,
          const IdioHabitTexts *texts)
{
  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      if (idio_habit_can_take (habit->rule, text))
        idio_habit_count_text (habit, text->document, (text->cues & habit->rule->cues) != 0);
    }

  if (habit->n_texts >= IDIO_HABITS_MIN_TEXTS && habit->n_with >= MIN_CUE_WITH)
    idio_habit_score_texts (habit, texts, MIN_CUE_STEADY, MIN_CUE_UNUSUAL);
}

/* Texts that do it most of the times, or never, where they could. */
static void
find_places (IdioHabit            *habit,
             const IdioHabitTexts *texts,
             gboolean              mostly)
{
  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[habit->rule->measure];

      if (isfinite (value))
        idio_habit_count_text (habit, text->document, mostly ? value > 50 : value <= 0);
    }

  if (habit->n_texts >= IDIO_HABITS_MIN_TEXTS)
    idio_habit_score_texts (habit, texts, mostly ? IDIO_HABIT_MIN_MOSTLY_STEADY : MIN_NONE_STEADY, MIN_UNUSUAL);
}

static void
find_mostly (IdioHabit            *habit,
             const IdioHabitTexts *texts)
{
  find_places (habit, texts, TRUE);
}

static void
find_none (IdioHabit            *habit,
           const IdioHabitTexts *texts)
{
  find_places (habit, texts, FALSE);
}

/* How many words, sentences or the like of a text its measure is a rate of. */
static double
get_size (IdioMeasureId       measure,
          const IdioFeatures *text)
{
  return idio_measures[measure].unit == IDIO_UNIT_PER_100_WORDS ? text->n_words : text->n_sentences;
}

/* The least number that a count allows: the root of a Poisson variable has a standard deviation of about one half
 * (Anscombe 1948, The Transformation of Poisson, Binomial and Negative-Binomial Data). */
static double
get_least_count (double count)
{
  double root = MAX (0, sqrt (count) - IDIO_HABIT_Z / 2);

  return root * root;
}

/* What the texts have of a measure, and what those of others would. */
typedef struct
{
  double all;
  double capped;      /* the same, with a cap for each text */
  double size;
  double usual;
  double usual_texts; /* how many texts would have any */
  double first;       /* the most that a text has, and the next */
  double second;
} Amount;

static void
add_amount (Amount *amount,
            double  value,
            double  size,
            double  usual)
{
  double found = value * size / 100;

  amount->all += found;
  amount->capped += MIN (found, MAX (MAX_OF_TEXT, MAX_TIMES_USUAL * usual));
  amount->size += size;
  amount->usual += usual;
  amount->usual_texts += 1 - exp (-usual);

  amount->second = MAX (amount->second, MIN (amount->first, found));
  amount->first = MAX (amount->first, found);
}

/* @found in 100 sentences or words. */
static double
get_rate (const Amount *amount,
          double        found)
{
  return amount->size > 0 ? MIN (100 * found / amount->size, MAX_RATE) : 0;
}

/* Counts the texts with any, and what they have. */
static void
count_amount (IdioHabit            *habit,
              const IdioHabitTexts *texts,
              const IdioHabitUsual *rates,
              Amount               *amount)
{
  const IdioHabitRule *rule = habit->rule;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[rule->measure], size = get_size (rule->measure, text), usual;

      if (!idio_habit_can_take (rule, text))
        continue;

      if (!isfinite (value))
        {
          habit->least_words = idio_measures[rule->measure].min_words;
          continue;
        }

      usual = idio_habit_get_usual (rates, texts, text) * size / 100;

      /* Others are known, but not such texts of theirs. */
      if (usual <= 0 && rates->of_genre[texts->genre] > 0)
        continue;

      add_amount (amount, value, size, usual);
      idio_habit_count_text (habit, text->document, value > 0 || (text->cues & rule->cues & CUES_ANYWHERE));
    }
}

/**
 * idio_habit_find_more:
 * @habit: a habit
 * @texts: the writer's texts
 *
 * Counts what is done more often than usual, or so regularly that hardly a text is without.
 */
void
idio_habit_find_more (IdioHabit            *habit,
                      const IdioHabitTexts *texts)
{
  const IdioHabitRule *rule = habit->rule;
  const IdioHabitUsual rates = idio_habit_find_usual (rule, texts);
  Amount amount = { 0 };
  double steadiness, usual_share, bits = 0;

  count_amount (habit, texts, &rates, &amount);

  /* A text that has more of it than any other is taken to have as much as the next, so that one text alone makes no habit. */
  habit->rate = get_rate (&amount, amount.all);
  habit->value = get_rate (&amount, amount.all - amount.first + amount.second);
  habit->is_uneven = habit->value < MIN_EVEN_SHARE * habit->rate;
  steadiness = idio_habit_get_steadiness (habit);

  if (habit->n_with < MIN_WITH || steadiness < IDIO_HABIT_MIN_MORE_STEADY || habit->n_texts < IDIO_HABITS_MIN_TEXTS)
    return;

  if (rates.of_genre[texts->genre] <= 0)
    {
      if (habit->value >= rule->least && rule->visibility > IDIO_HABIT_VISIBILITY_CLOSE)
        idio_habit_score_alone (habit);

      return;
    }

  usual_share = amount.usual_texts / habit->n_texts;

  /* More than others, or in more texts than others would have it in, however often in each. */
  if (habit->value >= rule->least)
    bits = MAX (idio_habit_get_surprisal (get_least_count (amount.capped), amount.usual, MIN_MORE_UNUSUAL),
                idio_habit_get_surprisal (steadiness, usual_share, MIN_MORE_UNUSUAL));

  if (steadiness >= MIN_REGULAR_STEADY && habit->value >= rule->least / 2 && !(rule->groups & IDIO_HABIT_GROUP_LENGTH))
    bits = MAX (bits, idio_habit_get_surprisal (steadiness, usual_share, MIN_REGULAR_UNUSUAL));

  /* What a reader does not notice is not told, however rarely others do it. */
  if (habit->value >= rule->least / 2)
    bits = MAX (bits, idio_habit_rank (habit, texts, FALSE));

  idio_habit_set_score (habit, bits);
}

/* Texts with more of the measure than half of the texts of others, or less, if the writer ranks high, or low. */
static void
find_beyond (IdioHabit            *habit,
             const IdioHabitTexts *texts,
             gboolean              low)
{
  const IdioReferenceRange *others = idio_habit_get_others (habit->rule, texts);
  double sum = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[habit->rule->measure];

      if (!isfinite (value))
        continue;

      sum += value;
      idio_habit_count_text (habit, text->document, others != NULL && idio_habit_is_beyond (value, others, low) &&
                                                    (text->cues & habit->rule->cues));
    }

  habit->is_low = low;
  habit->value = sum / MAX (1, habit->n_texts);

  if (habit->n_with >= MIN_WITH)
    idio_habit_set_score (habit, idio_habit_rank (habit, texts, low));
}

static void
find_ranked (IdioHabit            *habit,
             const IdioHabitTexts *texts)
{
  find_beyond (habit, texts, FALSE);
}

static void
find_ranked_low (IdioHabit            *habit,
                 const IdioHabitTexts *texts)
{
  find_beyond (habit, texts, TRUE);
}

/* Whether less than a tenth of other writers never do it. */
static gboolean
is_rare_absence (const IdioHabitRule  *rule,
                 const IdioHabitTexts *texts)
{
  const IdioReferenceRange *others = idio_habit_get_others (rule, texts);

  return others != NULL && rule->occasion == 0 && others->writers[TENTH] > 0;
}

/* Texts without it, which is common if most of others' texts have none either. */
static void
find_never (IdioHabit            *habit,
            const IdioHabitTexts *texts)
{
  const IdioHabitRule *rule = habit->rule;
  const IdioHabitUsual rates = idio_habit_find_usual (rule, texts);
  double expected = 0, n_usual = 0, found = 0, size = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[rule->measure], n;

      if (!idio_habit_can_take (rule, text) || text->n_sentences == 0 ||
          (rule->occasion != 0 && !(text->cues & rule->occasion)))
        continue;

      if (isfinite (value))
        {
          found += value * get_size (rule->measure, text);
          size += get_size (rule->measure, text);
        }

      n = idio_habit_get_usual (&rates, texts, text) * (rule->occasion != 0 ? 1 : get_size (rule->measure, text) / 100);
      expected += n;
      n_usual += rule->occasion != 0 ? n : 1 - exp (-n);
      idio_habit_count_text (habit, text->document, (text->cues & rule->cues) == 0);
    }

  habit->rate = rule->occasion != 0 ? 1 - idio_habit_get_value (habit) : found / MAX (1, size);
  habit->is_common = 2 * n_usual < habit->n_texts;

  if (habit->n_with == habit->n_texts && habit->n_texts >= IDIO_HABITS_MIN_TEXTS && is_rare_absence (rule, texts))
    {
      habit->is_common = FALSE;
      idio_habit_set_score (habit, IDIO_HABIT_MAX_UNUSUAL);
    }
  else if (habit->n_texts >= IDIO_HABITS_MIN_TEXTS && habit->n_with >= MIN_NEVER_SHARE * habit->n_texts &&
           idio_habit_get_steadiness (habit) >= MIN_NEVER_STEADY)
    idio_habit_set_score (habit, idio_habit_get_surprisal (expected + 1, habit->n_texts - habit->n_with + 1,
                                                           MIN_NEVER_UNUSUAL));
}

const IdioHabitMethod idio_habit_cue = {
  .find = find_cue,
  .shows = idio_habit_shows_cues,
};

const IdioHabitMethod idio_habit_texts = {
  .find = idio_habit_find_texts,
  .shows = idio_habit_shows_cues,
};

const IdioHabitMethod idio_habit_mostly = {
  .find = find_mostly,
  .shows = idio_habit_shows_cues,
};

const IdioHabitMethod idio_habit_none = {
  .find = find_none,
  .shows = idio_habit_shows_cues,
};

const IdioHabitMethod idio_habit_more = {
  .find = idio_habit_find_more,
  .shows = idio_habit_shows_in_prose,
};

const IdioHabitMethod idio_habit_ranked = {
  .find = find_ranked,
  .shows = idio_habit_shows_cues,
};

const IdioHabitMethod idio_habit_ranked_low = {
  .find = find_ranked_low,
  .shows = idio_habit_shows_cues,
};

const IdioHabitMethod idio_habit_never = {
  .find = find_never,
  .shows = shows_absence,
  .is_absence = TRUE,
};
