/* idio-calibration.c: how strong the evidence is that one of two drafts is closer to the writer
 *
 * The probability that the text with the higher score is the writer's own, of a pair in which one is: logistic
 * regression on the difference between the scores (Platt, “Probabilistic outputs for support vector machines”, 1999;
 * Brümmer and du Preez, “Application-independent evaluation of speaker detection”, 2006). Its parameters were fitted by
 * build-aux/make-calibration, and `./dev bench calibration` prints how well they hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-calibration-parameters.h"
#include "meter/idio-calibration.h"

/* How often an answer has to be right for its word */
#define PROBABLY            0.75
#define CLEARLY             0.90
#define MUCH                0.97

/* The conditions are extrapolated no further than the parameters were fitted. */
#define MIN_WORDS           20
#define MAX_WORDS           500
#define MIN_DISTINCTNESS    0.2
#define MAX_DISTINCTNESS    10

/* The tails of own scores are longer than a normal distribution's, even of many texts. */
#define MAX_OWN             12

/* Above this deviation a text is as close as the writer's own, and little is gained by a higher score. */
#define ORDINARY_DEVIATION  0.5

static double
get_slope (const IdioConditions *conditions)
{
  double n_words = CLAMP (conditions->n_words, MIN_WORDS, MAX_WORDS);
  double distinctness = CLAMP (conditions->distinctness, MIN_DISTINCTNESS, MAX_DISTINCTNESS);

  return exp (SLOPE_CONSTANT + SLOPE_LENGTH * log (n_words / 100) + SLOPE_DISTINCTNESS * log (distinctness) +
              SLOPE_MATCH * CLAMP (conditions->match, 0, 1));
}

/* Student's t where a normal distribution has @z, by Cornish and Fisher's expansion (Abramowitz and Stegun, 26.7.5): the
 * spread of a few own texts is itself uncertain. */
static double
get_t (guint  n,
       double z)
{
  double freedom = CLAMP (n, 2, MAX_OWN) - 1;

  return z + (z * z * z + z) / (4 * freedom) +
         (5 * pow (z, 5) + 16 * z * z * z + 3 * z) / (96 * freedom * freedom);
}

/**
 * idio_calibration_get_position:
 * @deviation: by how many of the writer's own standard deviations the score of a text is above the mean of their own
 *
 * Places a text on a line where equal distances are equal evidence. Among the writer's own texts, and far from all of
 * them, a difference in score says less than on the edge of what they write.
 *
 * Returns: the position, at most 0; it increases with @deviation
 */
double
idio_calibration_get_position (double deviation)
{
  double x = ORDINARY_DEVIATION - deviation;
  double shortfall = x > 30 ? x : log1p (exp (x));

  return -2 * asinh (shortfall / 2);
}

/**
 * idio_calibration_get_probability:
 * @change: the position of the draft less that of the reference
 * @conditions: what the strength of evidence depends on
 *
 * Returns: the probability that the draft is the one that is closer, from 0 to 1. Exchanging the drafts gives the
 *   complement.
 */
double
idio_calibration_get_probability (double                change,
                                  const IdioConditions *conditions)
{
  g_return_val_if_fail (conditions != NULL, 0.5);

  return LEAST_ERROR + (1 - 2 * LEAST_ERROR) / (1 + exp (-get_slope (conditions) * change));
}

/**
 * idio_calibration_get_low_limit:
 * @conditions: what the strength of evidence depends on
 *
 * Returns: the deviation below which few of the writer's own texts are to be expected
 */
double
idio_calibration_get_low_limit (const IdioConditions *conditions)
{
  g_return_val_if_fail (conditions != NULL, 0);

  return get_t (conditions->n_own, UNUSUAL_DEVIATE);
}

/* Whether this happens rarely if both texts are the writer's: one is far below the others, or they are far apart. */
static gboolean
is_unusual (double                reference_deviation,
            double                draft_deviation,
            const IdioConditions *conditions)
{
  double limit = idio_calibration_get_low_limit (conditions);

  return MIN (reference_deviation, draft_deviation) < limit ||
         fabs (draft_deviation - reference_deviation) / G_SQRT2 > -limit;
}

/**
 * idio_calibration_get_closeness:
 * @reference_deviation: by how many of the writer's own standard deviations the reference is above the mean of their own
 *   texts
 * @draft_deviation: the same for the draft
 * @conditions: what the strength of evidence depends on
 *
 * The probability holds for pairs of which one text is not the writer's. Two texts that may both be the writer's own are
 * therefore no more than “probably” closer or further, and “much” is said only if one is where hardly any own text is.
 *
 * Returns: the verdict in words
 */
IdioCloseness
idio_calibration_get_closeness (double                reference_deviation,
                                double                draft_deviation,
                                const IdioConditions *conditions)
{
  double change, probability;
  gint strength = 0;

  g_return_val_if_fail (conditions != NULL, IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE);

  change = idio_calibration_get_position (draft_deviation) - idio_calibration_get_position (reference_deviation);
  probability = idio_calibration_get_probability (fabs (change), conditions);

  if (probability >= MUCH && MIN (reference_deviation, draft_deviation) < get_t (conditions->n_own, RARE_DEVIATE))
    strength = 3;
  else if (probability >= CLEARLY && is_unusual (reference_deviation, draft_deviation, conditions))
    strength = 2;
  else if (probability >= PROBABLY)
    strength = 1;

  return IDIO_CLOSENESS_NO_CLEAR_DIFFERENCE + (change > 0 ? strength : -strength);
}
