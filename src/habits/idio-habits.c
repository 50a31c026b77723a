/* idio-habits.c: what a writer's texts have in common, by counting
 *
 * Each habit is claimed of n texts of N, and its score is steadiness × unusualness × visibility:
 *
 * - Steadiness is the lower end of Wilson's interval for n of N, so that few texts claim little.
 * - Unusualness is a number of bits: log₂ of how many times as often this is seen here as with others. For what texts
 *   do, of steadiness over the share of others' texts that do; for a measure, of the least rate that the count allows
 *   over the usual rate; for what is never done, of how often others would have done it in as many sentences.
 * - Visibility is given in the rules: how soon a reader notices.
 *
 * The first two together are the term of a Kullback–Leibler divergence: how much it tells this writer from others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "features/idio-near-duplicates.h"
#include "habits/idio-habit-rules.h"
#include "text/idio-stop.h"

/* One-sided 95 %. */
#define Z 1.645

/* What does not hold in so much of the texts for sure is no habit; what is never done must hold in nearly all. */
#define MIN_STEADY        0.15
#define MIN_TEXTS_STEADY  0.3
#define MIN_NONE_STEADY   0.75
#define MIN_NEVER_STEADY  0.8
#define MIN_NEVER_SHARE   0.98

/* The highest rate in 100 words; a damaged database may have higher ones */
#define MAX_RATE 1000

/* So many texts at least must show it, and in bits what is hardly more unusual than this is how anyone writes. */
#define MIN_WITH           3
#define MIN_UNUSUAL        0.5
#define MIN_NEVER_UNUSUAL  1.8
#define MIN_LENGTH_UNUSUAL 0.25

/* What is done in nearly all texts is a habit even where it is done no more often than usual, if others' texts of that
 * length often go without. */
#define MIN_REGULAR_STEADY  0.6
#define MIN_REGULAR_UNUSUAL 0.2

/* What many do, or do not, says little of a writer: it comes behind all else, and is left out behind so many. */
#define COMMON_WEIGHT 0.1
#define ENOUGH_BETTER 5

/* What is seen in a greeting or sign-off as well as elsewhere; of other marks only those of sentences proper count. */
#define CUES_ANYWHERE                                                                                              \
  (IDIO_CUE_EXCLAMATION | IDIO_CUE_EXCLAMATION_RUN | IDIO_CUE_ELLIPSIS | IDIO_CUE_DASH | IDIO_CUE_SEMICOLON | \
   IDIO_CUE_EMOJI | IDIO_CUE_EMOTICON | IDIO_CUE_AMPERSAND)

/* The words that are named are so much of the habit at least, and in so many texts. */
#define NAMED_SHARE    0.4
#define MIN_NAMED_WITH 5

/* Who greets or signs off in most texts writes letters, or in so much of them, if most have fewer words than this; and
 * then a text so short is one also if it does neither. */
#define LETTER_WORDS 250
#define LETTER_SHARE 0.1

/* Fewer sentences have no usual length. One of so many words is short, or long. */
#define MIN_SENTENCES    20
#define MAX_SHORT_LENGTH 14
#define MIN_LONG_LENGTH  19

void
idio_habit_free (IdioHabit *self)
{
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->documents, g_array_unref);
  g_free (self);
}

/* A habit with no documents yet. */
IdioHabit *
idio_habit_new (IdioHabitKind kind)
{
  IdioHabit *habit = g_new0 (IdioHabit, 1);

  habit->kind = kind;
  habit->documents = g_array_new (FALSE, FALSE, sizeof (gint64));

  return habit;
}

void
idio_habit_count_text (IdioHabit          *habit,
                       const IdioFeatures *text,
                       gboolean            holds)
{
  guint max = idio_habit_get_n_words (habit) > 0 ? IDIO_HABIT_MAX_READ : IDIO_HABIT_MAX_DOCUMENTS;

  habit->n_texts++;
  habit->n_with += holds;

  if (holds && habit->documents->len < max)
    g_array_append_val (habit->documents, text->document);
}

/* Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference. */
double
idio_habit_get_lower_end (guint n_with,
                          guint n_texts)
{
  double n = n_texts, share;

  if (n_texts == 0)
    return 0;

  share = n_with / n;

  return (share + Z * Z / (2 * n) - Z * sqrt ((share * (1 - share) + Z * Z / (4 * n)) / n)) / (1 + Z * Z / n);
}

static double
get_steadiness (const IdioHabit *habit)
{
  return idio_habit_get_lower_end (habit->n_with, habit->n_texts);
}

/* Bits of how many times as often as usual, if that is enough; else 0. */
static double
get_unusualness (double found,
                 double usual,
                 double least)
{
  double bits = found > 0 && usual > 0 ? log2 (found / usual) : 0;

  return bits >= least ? MIN (bits, IDIO_HABIT_MAX_UNUSUAL) : 0;
}

const IdioFeatures *
idio_habit_texts_get (const IdioHabitTexts *texts,
                      guint                 i)
{
  return g_ptr_array_index (texts->features, i);
}

static gboolean
has_form (const IdioFeatures *text)
{
  return text->greeting != NULL || text->closing_named || (text->closing != NULL && *text->closing != '\0');
}

static double
get_usual (const IdioHabitRule  *rule,
           const IdioHabitTexts *texts,
           const IdioFeatures   *text)
{
  gboolean is_letter = texts->are_letters && (has_form (text) || text->n_words < LETTER_WORDS);

  return is_letter ? rule->mail : rule->post;
}

gboolean
idio_habit_can_take (const IdioHabitRule *rule,
                     const IdioFeatures  *text)
{
  return (idio_measures[rule->measure].languages & (1u << text->language)) != 0;
}

/* Sets how telling it is, from its counts and how unusual it is in bits. */
void
idio_habit_set_score (IdioHabit *self,
                      double     unusualness)
{
  self->score = get_steadiness (self) * unusualness * idio_habit_rules[self->kind].visibility;
}

/* For ways that count texts: in how many of those in which it could it holds, against how many of others' texts. */
void
idio_habit_score_texts (IdioHabit            *habit,
                        const IdioHabitTexts *texts,
                        double                min_steady,
                        double                min_unusual)
{
  const IdioHabitRule *rule = &idio_habit_rules[habit->kind];
  double usual = 0, steadiness = get_steadiness (habit);

  for (guint i = 0; i < texts->features->len; i++)
    usual += get_usual (rule, texts, idio_habit_texts_get (texts, i)) / texts->features->len;

  if (habit->n_with >= MIN_WITH && steadiness >= min_steady)
    idio_habit_set_score (habit, get_unusualness (steadiness, usual, min_unusual));
}

/* IdioHabitTexts that do something at all, that do it most of the times, or that never do it though they could. */
static void
find_texts (IdioHabit            *habit,
            const IdioHabitTexts *texts)
{
  const IdioHabitRule *rule = &idio_habit_rules[habit->kind];
  double least = rule->way == IDIO_HABIT_WAY_TEXTS  ? MIN_TEXTS_STEADY :
                 rule->way == IDIO_HABIT_WAY_MOSTLY ? IDIO_HABIT_MIN_MOSTLY_STEADY : MIN_NONE_STEADY;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[rule->measure];

      if (rule->way == IDIO_HABIT_WAY_TEXTS && rule->cues != 0 && idio_habit_can_take (rule, text))
        idio_habit_count_text (habit, text, (text->cues & rule->cues) != 0);
      else if (!isfinite (value))
        continue;
      else if (rule->way == IDIO_HABIT_WAY_TEXTS)
        idio_habit_count_text (habit, text, value > 0);
      else
        idio_habit_count_text (habit, text, rule->way == IDIO_HABIT_WAY_MOSTLY ? value > 50 : value <= 0);
    }

  if (habit->n_texts >= IDIO_HABITS_MIN_TEXTS)
    idio_habit_score_texts (habit, texts, least, MIN_UNUSUAL);
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
  double root = MAX (0, sqrt (count) - Z / 2);

  return root * root;
}

/* What is done more often than usual, or so regularly that hardly a text is without. */
static void
find_rate (IdioHabit            *habit,
           const IdioHabitTexts *texts)
{
  const IdioHabitRule *rule = &idio_habit_rules[habit->kind];
  double count = 0, size = 0, usual = 0, usual_texts = 0, steadiness, bits;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[rule->measure], text_size = get_size (rule->measure, text), text_usual;

      if (!idio_habit_can_take (rule, text))
        continue;

      if (!isfinite (value))
        {
          habit->least_words = idio_measures[rule->measure].min_words;
          continue;
        }

      text_usual = get_usual (rule, texts, text) * text_size / 100;
      count += value * text_size / 100;
      size += text_size;
      usual += text_usual;
      usual_texts += 1 - exp (-text_usual);
      idio_habit_count_text (habit, text, value > 0 || (text->cues & rule->cues & CUES_ANYWHERE));
    }

  habit->rate = size > 0 ? MIN (100 * count / size, MAX_RATE) : 0;
  steadiness = get_steadiness (habit);

  if (habit->n_with < MIN_WITH || steadiness < MIN_STEADY)
    return;

  bits = habit->rate >= rule->least ? get_unusualness (get_least_count (count), usual, MIN_UNUSUAL) : 0;

  if (steadiness >= MIN_REGULAR_STEADY && habit->rate >= rule->least / 2 && !(rule->groups & IDIO_HABIT_GROUP_LENGTH))
    bits = MAX (bits, get_unusualness (steadiness, usual_texts / habit->n_texts, MIN_REGULAR_UNUSUAL));

  idio_habit_set_score (habit, bits);
}

static void
find_never (IdioHabit            *habit,
            const IdioHabitTexts *texts)
{
  const IdioHabitRule *rule = &idio_habit_rules[habit->kind];
  double expected = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      if (!idio_habit_can_take (rule, text) || (rule->occasion != 0 && !(text->cues & rule->occasion)))
        continue;

      expected += get_usual (rule, texts, text) * (rule->occasion != 0 ? 1 : get_size (rule->measure, text) / 100);
      idio_habit_count_text (habit, text, (text->cues & rule->cues) == 0);
    }

  if (habit->n_texts >= IDIO_HABITS_MIN_TEXTS && habit->n_with >= MIN_NEVER_SHARE * habit->n_texts &&
      get_steadiness (habit) >= MIN_NEVER_STEADY)
    idio_habit_set_score (habit, get_unusualness (expected + 1, habit->n_texts - habit->n_with + 1, MIN_NEVER_UNUSUAL));
}

/* The length below which that many of the sentences are. */
static guint
get_length (const guint *lengths,
            guint        n)
{
  guint length = 0;

  for (guint n_below = lengths[0]; n_below <= n && length + 1 < IDIO_FEATURES_N_LENGTHS; n_below += lengths[length])
    length++;

  return length;
}

/* It is the steadier the closer the quartiles are (the coefficient of quartile variation), and as unusual as it is far
 * from that of others in either direction. */
static void
find_length (IdioHabit            *habit,
             const IdioHabitTexts *texts)
{
  guint lengths[IDIO_FEATURES_N_LENGTHS] = { 0 }, n = 0;
  double usual = 0, distance;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      usual += get_usual (&idio_habit_rules[habit->kind], texts, text) / texts->features->len;
      idio_habit_count_text (habit, text, text->n_sentences > 0);

      for (guint j = 0; j < IDIO_FEATURES_N_LENGTHS; j++)
        {
          lengths[j] += text->lengths[j];
          n += text->lengths[j];
        }
    }

  if (n < MIN_SENTENCES)
    return;

  habit->low = get_length (lengths, n / 4);
  habit->median = get_length (lengths, n / 2);
  habit->high = get_length (lengths, n * 3 / 4);

  /* Between the two it is neither short nor long, whatever is usual. */
  if (habit->median > MAX_SHORT_LENGTH && habit->median < MIN_LONG_LENGTH)
    return;

  distance = habit->median <= MAX_SHORT_LENGTH ? usual / MAX (habit->median, 1) : habit->median / usual;
  habit->score = (1 - (double) (habit->high - habit->low) / MAX (habit->high + habit->low, 1)) *
                 get_unusualness (distance, 1, MIN_LENGTH_UNUSUAL) * idio_habit_rules[habit->kind].visibility;
}

/**
 * idio_habits_trim:
 * @habits: (element-type IdioHabit): habits, the most telling one first
 *
 * Leaves out what nobody reads: what is common if there are enough better ones, and all beyond %IDIO_HABITS_MAX.
 */
void
idio_habits_trim (GPtrArray *habits)
{
  for (guint i = habits->len; i > ENOUGH_BETTER; i--)
    if (i > IDIO_HABITS_MAX || idio_habit_is_common (g_ptr_array_index (habits, i - 1)))
      g_ptr_array_remove_index (habits, i - 1);
}

static IdioHabit *
find_habit (IdioHabitKind         kind,
            const IdioHabitTexts *texts)
{
  IdioHabit *habit = idio_habit_new (kind);

  switch (idio_habit_rules[kind].way)
    {
    case IDIO_HABIT_WAY_FORM:
      idio_habit_find_form (habit, texts);
      break;

    case IDIO_HABIT_WAY_NAME:
      idio_habit_find_name (habit, texts);
      break;

    case IDIO_HABIT_WAY_NO_FORM:
      idio_habit_find_no_form (habit, texts);
      break;

    case IDIO_HABIT_WAY_TEXTS:
    case IDIO_HABIT_WAY_MOSTLY:
    case IDIO_HABIT_WAY_NONE:
      find_texts (habit, texts);
      break;

    case IDIO_HABIT_WAY_RATE:
      find_rate (habit, texts);
      break;

    case IDIO_HABIT_WAY_NEVER:
      find_never (habit, texts);
      break;

    case IDIO_HABIT_WAY_LENGTH:
      find_length (habit, texts);
      break;

    case IDIO_HABIT_WAY_TEXT:
    default:
      break;
    }

  return habit;
}

static gint
compare_scores (gconstpointer a,
                gconstpointer b)
{
  const IdioHabit *x = a, *y = b;

  if (x->score < y->score || x->score > y->score)
    return x->score < y->score ? 1 : -1;

  return (gint) x->kind - (gint) y->kind;
}

/* Of each group the most telling one, and of all these the most telling ones. */
static void
keep_most_telling (GPtrArray *habits)
{
  guint taken = 0;

  g_ptr_array_sort_values (habits, compare_scores);

  for (guint i = 0; i < habits->len;)
    {
      const IdioHabit *habit = g_ptr_array_index (habits, i);
      guint groups = idio_habit_rules[habit->kind].groups;

      /* “Cheers” and a name say that there is a name. */
      if (habit->kind == IDIO_HABIT_CLOSING && habit->named)
        groups |= IDIO_HABIT_GROUP_NAME;

      if (taken & groups)
        {
          g_ptr_array_remove_index (habits, i);
          continue;
        }

      taken |= groups;
      i++;
    }

  idio_habits_trim (habits);
}

/**
 * idio_habit_is_enough:
 * @self: a habit, whose figures were made those of some of the words it is about
 *
 * Returns: whether it is still one that a reader notices
 */
gboolean
idio_habit_is_enough (const IdioHabit *self)
{
  const IdioHabitRule *rule = &idio_habit_rules[self->kind];

  if (rule->way == IDIO_HABIT_WAY_RATE)
    return self->n_with >= MIN_NAMED_WITH && self->rate >= NAMED_SHARE * rule->least &&
           get_steadiness (self) >= MIN_STEADY;

  return get_steadiness (self) >= (self->kind == IDIO_HABIT_OTHER_GREETING ? IDIO_HABIT_MIN_OTHER_STEADY :
                                                                             NAMED_SHARE * IDIO_HABIT_MIN_FORM_STEADY);
}

/**
 * idio_habits_find:
 * @features: (element-type IdioFeatures): the features of a writer's documents, in any order
 *
 * Finds the habits that tell the writer from others. Nothing is claimed on fewer than %IDIO_HABITS_MIN_TEXTS texts or
 * %IDIO_HABITS_MIN_WORDS words. May be called from any thread.
 *
 * Returns: (transfer full) (element-type IdioHabit): at most %IDIO_HABITS_MAX habits, the most telling one first
 */
GPtrArray *
idio_habits_find (GPtrArray *features)
{
  GPtrArray *habits = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_habit_free);
  g_autoptr(GPtrArray) sorted = idio_near_duplicates_leave_out (features);
  IdioHabitTexts texts = { .features = sorted };
  guint64 n_words = 0;
  guint n_letters = 0, n_short = 0;

  for (guint i = 0; i < sorted->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (&texts, i);

      n_words += text->n_words;
      n_letters += has_form (text);
      n_short += text->n_words < LETTER_WORDS;
    }

  if (sorted->len < IDIO_HABITS_MIN_TEXTS || n_words < IDIO_HABITS_MIN_WORDS)
    return habits;

  texts.are_letters = 2 * n_letters > sorted->len ||
                      (n_letters >= LETTER_SHARE * sorted->len && 2 * n_short > sorted->len);

  for (guint kind = 0; kind < IDIO_N_HABITS && !idio_stop_is_asked (); kind++)
    {
      g_autoptr(IdioHabit) habit = find_habit ((IdioHabitKind) kind, &texts);

      if (idio_habit_is_common (habit))
        habit->score *= COMMON_WEIGHT;

      if (habit->score > 0)
        g_ptr_array_add (habits, g_steal_pointer (&habit));
    }

  keep_most_telling (habits);

  return habits;
}
