/* idio-differences.c: the named measures behind a verdict
 *
 * They explain it and do not make it, but for a habit that is overdone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-differences.h"

/* So many texts of a group have a range of their own; with fewer, that of all texts is better known. */
#define MIN_GROUP_TEXTS 5

/* A draft that is nearer by less than this, in spreads of the writer, is not worth a word. */
#define LEAST_GAIN 0.7

/* Of 20 drafts that do as the writer does where they do most, one has so many or more. */
#define OVERDONE_CHANCE 0.05

/* What is there less often than this is nothing to be called overdone. */
#define LEAST_OVERDONE 3

/* What anyone can see in a text, and so understand when it is named; the others are left out of explanations. */
static const IdioMeasureId visible[] = {
  IDIO_MEASURE_SENTENCE_LENGTH, IDIO_MEASURE_SHORT_SENTENCES, IDIO_MEASURE_LONG_SENTENCES, IDIO_MEASURE_PARAGRAPH_LENGTH,
  IDIO_MEASURE_LIST_ITEMS, IDIO_MEASURE_WORD_LENGTH, IDIO_MEASURE_LONG_WORDS, IDIO_MEASURE_GREETING,
  IDIO_MEASURE_CLOSING, IDIO_MEASURE_OPENS_WITH_THANKS, IDIO_MEASURE_ENDS_WITH_THANKS, IDIO_MEASURE_ENDS_WITH_QUESTION,
  IDIO_MEASURE_COMMAS, IDIO_MEASURE_SEMICOLONS, IDIO_MEASURE_COLONS, IDIO_MEASURE_DASHES, IDIO_MEASURE_PARENTHESES,
  IDIO_MEASURE_QUOTES, IDIO_MEASURE_EXCLAMATIONS, IDIO_MEASURE_QUESTIONS, IDIO_MEASURE_ELLIPSES, IDIO_MEASURE_EMOJI,
  IDIO_MEASURE_STRESSED_WORDS, IDIO_MEASURE_CONTRACTIONS, IDIO_MEASURE_HEDGES, IDIO_MEASURE_BOOSTERS, IDIO_MEASURE_THANKS,
  IDIO_MEASURE_APOLOGIES, IDIO_MEASURE_PLEASE, IDIO_MEASURE_DIRECT_REQUESTS, IDIO_MEASURE_SOFT_REQUESTS,
  IDIO_MEASURE_FIRST_PERSON, IDIO_MEASURE_FIRST_PLURAL, IDIO_MEASURE_SECOND_PERSON, IDIO_MEASURE_PASSIVES,
  IDIO_MEASURE_INFORMAL_WORDS, IDIO_MEASURE_DISCOURSE_MARKERS, IDIO_MEASURE_OPENS_WITH_CONJUNCTION,
  IDIO_MEASURE_OPENS_WITH_FIRST_PERSON, IDIO_MEASURE_NUMBERS, IDIO_MEASURE_TIME_WORDS,
};

/* What can be overdone: what is done by choice, and each time catches the eye. */
static const IdioMeasureId habits[] = {
  IDIO_MEASURE_SEMICOLONS, IDIO_MEASURE_DASHES, IDIO_MEASURE_PARENTHESES, IDIO_MEASURE_QUOTES, IDIO_MEASURE_EXCLAMATIONS,
  IDIO_MEASURE_QUESTIONS, IDIO_MEASURE_ELLIPSES, IDIO_MEASURE_EMOJI, IDIO_MEASURE_EMOTICONS, IDIO_MEASURE_STRESSED_WORDS,
  IDIO_MEASURE_LENGTHENED_WORDS, IDIO_MEASURE_HEDGES, IDIO_MEASURE_BOOSTERS, IDIO_MEASURE_THANKS, IDIO_MEASURE_APOLOGIES,
  IDIO_MEASURE_PLEASE, IDIO_MEASURE_INFORMAL_WORDS, IDIO_MEASURE_SHORTHAND, IDIO_MEASURE_DISCOURSE_MARKERS,
  IDIO_MEASURE_OPENS_WITH_CONJUNCTION,
};

static gboolean
get_own_range (const IdioRanges *ranges,
               IdioMeasureId     measure,
               guint             group,
               IdioRange        *range)
{
  return (idio_ranges_get_range (ranges, measure, group, range) && range->n >= MIN_GROUP_TEXTS) ||
         (idio_ranges_get_range (ranges, measure, IDIO_RANGES_ALL, range) && range->n >= MIN_GROUP_TEXTS);
}

/* Differences smaller than this nobody sees, however steady the writer is. */
static double
get_least_spread (IdioUnit unit)
{
  switch (unit)
    {
    case IDIO_UNIT_WORDS:
    case IDIO_UNIT_SENTENCES:
      return 1.5;
    case IDIO_UNIT_LETTERS:
      return 0.2;
    case IDIO_UNIT_PER_100_WORDS:
      return 1;
    case IDIO_UNIT_PER_100_SENTENCES:
    case IDIO_UNIT_PER_100_PARAGRAPHS:
    case IDIO_UNIT_PERCENT:
      return 8;
    case IDIO_UNIT_TEXTS:
      return 0.5;
    case IDIO_UNIT_POINTS:
    default:
      return 1;
    }
}

/* How far a value lies outside of the middle half of the writer's own, in spreads; their interquartile range is 1.35
 * standard deviations if they are spread normally. */
static double
get_distance (const IdioRange *own,
              IdioUnit         unit,
              double           value)
{
  double spread = MAX ((own->upper - own->lower) / 1.35, get_least_spread (unit));

  /* One text does it or does not: what counts is how many of the writer's do. */
  if (unit == IDIO_UNIT_TEXTS)
    return fabs (value - own->mean) / spread;

  return MAX (0, MAX (own->lower - value, value - own->upper)) / spread;
}

static gint
compare_gains (gconstpointer a,
               gconstpointer b)
{
  double x = fabs (((const IdioDifference *) a)->gain), y = fabs (((const IdioDifference *) b)->gain);

  return (y > x) - (y < x);
}

static double
get_gain (const IdioDifference *difference)
{
  IdioUnit unit = idio_measures[difference->measure].unit;

  return get_distance (&difference->own, unit, difference->reference) -
         get_distance (&difference->own, unit, difference->draft);
}

/**
 * idio_differences_find:
 * @ranges: the writer's own ranges
 * @group: the group of texts to which the drafts belong
 * @reference: (array fixed-size=IDIO_N_MEASURES): the measures of the draft that anyone would get
 * @draft: (array fixed-size=IDIO_N_MEASURES): those of the one in the writer's voice
 * @max_differences: how many at the most
 *
 * Returns: (transfer full) (element-type IdioDifference): the measures in which one of the drafts is nearer to the
 *   writer's own range than the other, the clearest first
 */
GArray *
idio_differences_find (const IdioRanges *ranges,
                       guint             group,
                       const double     *reference,
                       const double     *draft,
                       guint             max_differences)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (IdioDifference));

  for (guint i = 0; i < G_N_ELEMENTS (visible); i++)
    {
      IdioDifference difference = { .measure = visible[i],
                                    .reference = reference[visible[i]], .draft = draft[visible[i]] };

      if (isnan (difference.reference) || isnan (difference.draft) ||
          !get_own_range (ranges, visible[i], group, &difference.own))
        continue;

      difference.gain = get_gain (&difference);

      if (fabs (difference.gain) >= LEAST_GAIN)
        g_array_append_val (differences, difference);
    }

  g_array_sort (differences, compare_gains);
  g_array_set_size (differences, MIN (differences->len, max_differences));

  return differences;
}

/* The chance of @n or more where @expected are expected, by Poisson's law. */
static double
get_chance (guint  n,
            double expected)
{
  double term = exp (-expected), below = 0;

  for (guint i = 0; i < n; i++)
    {
      below += term;
      term *= expected / (i + 1);
    }

  return MAX (0, 1 - below);
}

static gboolean
is_overdone (const IdioRange    *own,
             IdioMeasureId       measure,
             const IdioAnalysis *draft,
             double              value)
{
  guint n = draft->counts[idio_measures[measure].top];
  double expected;

  if (isnan (value) || value <= own->high || n < LEAST_OVERDONE)
    return FALSE;

  expected = n * own->high / value;

  return get_chance (n, expected) < OVERDONE_CHANCE;
}

/**
 * idio_excesses_find:
 * @ranges: the writer's own ranges
 * @group: the group of texts to which the drafts belong
 * @reference: the draft that anyone would get
 * @reference_values: (array fixed-size=IDIO_N_MEASURES): its measures
 * @draft: the one in the writer's voice
 * @draft_values: (array fixed-size=IDIO_N_MEASURES): its measures
 *
 * A habit is overdone if it shows more often than in 19 of 20 of the writer's own texts, and that is not by chance; and if
 * the draft that anyone would get does not do the same.
 *
 * Returns: (transfer full) (element-type IdioDifference): the habits that @draft overdoes
 */
GArray *
idio_excesses_find (const IdioRanges   *ranges,
                    guint               group,
                    const IdioAnalysis *reference,
                    const double       *reference_values,
                    const IdioAnalysis *draft,
                    const double       *draft_values)
{
  GArray *excesses = g_array_new (FALSE, FALSE, sizeof (IdioDifference));

  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      IdioDifference excess = { .measure = habits[i],
                                .reference = reference_values[habits[i]], .draft = draft_values[habits[i]] };

      if (get_own_range (ranges, habits[i], group, &excess.own) &&
          is_overdone (&excess.own, habits[i], draft, excess.draft) &&
          !is_overdone (&excess.own, habits[i], reference, excess.reference))
        {
          excess.gain = get_gain (&excess);
          g_array_append_val (excesses, excess);
        }
    }

  return excesses;
}
