/* idio-habit-score.c: how telling a habit is
 *
 * The score is steadiness × surprisal × visibility:
 *
 * - Steadiness is the lower end of Wilson's interval for n of N texts, so that few texts claim little.
 * - Surprisal is a number of bits: log₂ of how many times as often this is seen here as with others. For texts that do
 *   something, of steadiness over the share of others' texts that do; for a measure, of the least rate that the count
 *   allows over the usual rate; for an absence, of how often others would have done it in as many sentences.
 * - Visibility is given in the rules: how soon a reader notices.
 *
 * The first two together are the term of a Kullback–Leibler divergence: how much it tells this writer from others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "habits/idio-habit-rule.h"

/* Minimum number of texts in which a habit holds. */
#define MIN_WITH 3

/* Surprisal of a way to open or close that many share, in bits. */
#define MIN_FORM_SURPRISAL 0.3

/* Minimum share of other writers who do it less for a habit to be reported by rank alone, and for one that is seen on
 * looking closely; and minimum steadiness of being above the median of their texts. */
#define MIN_SHARE_BELOW        0.85
#define MIN_SHARE_BELOW_CLOSE  0.9
#define MIN_ABOVE_STEADY       0.42

/* Minimum steadiness of what is reported where nothing is known of others, and its surprisal in bits. */
#define MIN_ALONE_STEADY 0.6
#define ALONE_SURPRISAL  0.3

/**
 * idio_habit_get_lower_end:
 * @n_with: number of texts in which something holds
 * @n_texts: number of texts
 *
 * Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference.
 *
 * Returns: the lower end of the one-sided 95 % interval of the share
 */
double
idio_habit_get_lower_end (guint n_with,
                          guint n_texts)
{
  const double z = IDIO_HABIT_Z;
  double n = n_texts, share;

  if (n_texts == 0)
    return 0;

  share = n_with / n;

  return (share + z * z / (2 * n) - z * sqrt ((share * (1 - share) + z * z / (4 * n)) / n)) / (1 + z * z / n);
}

double
idio_habit_get_steadiness (const IdioHabit *self)
{
  return idio_habit_get_lower_end (self->n_with, self->n_texts);
}

/**
 * idio_habit_get_surprisal:
 * @found: how often it was seen
 * @usual: how often others do it
 * @least: minimum, in bits, for a habit to be reported
 *
 * Returns: log₂ of the ratio, at most %IDIO_HABIT_MAX_UNUSUAL; 0 if it is less than @least
 */
double
idio_habit_get_surprisal (double found,
                          double usual,
                          double least)
{
  double bits = found > 0 && usual > 0 ? log2 (found / usual) : 0;

  return bits >= least ? MIN (bits, IDIO_HABIT_MAX_UNUSUAL) : 0;
}

/**
 * idio_habit_find_usual:
 * @rule: a rule
 * @texts: a writer's texts
 *
 * Returns: how usual the habit is with others who write such texts
 */
IdioHabitUsual
idio_habit_find_usual (const IdioHabitRule  *rule,
                       const IdioHabitTexts *texts)
{
  IdioHabitUsual usual = { 0 };

  for (guint i = 0; i < IDIO_N_GENRES; i++)
    {
      const IdioReference *reference = texts->references[i];
      const IdioReferenceRate *rate = reference != NULL ? idio_reference_get_rate (reference, rule->nick) : NULL;

      if (rate != NULL)
        usual.of_genre[i] = rate->usual;
    }

  return usual;
}

/**
 * idio_habit_get_usual:
 * @usual: how usual a habit is
 * @texts: a writer's texts
 * @text: one of them
 *
 * Returns: how usual it is in texts of that kind; 0 if that is not known
 */
double
idio_habit_get_usual (const IdioHabitUsual *usual,
                      const IdioHabitTexts *texts,
                      const IdioFeatures   *text)
{
  return usual->of_genre[idio_genre_find_of_text (text, texts->genre)];
}

/**
 * idio_habit_get_value:
 * @self: a habit, of which texts were counted
 *
 * Returns: what is compared with others: that of the method, else the share of texts
 */
double
idio_habit_get_value (const IdioHabit *self)
{
  return isnan (self->value) ? (double) self->n_with / MAX (1, self->n_texts) : self->value;
}

/* Sets how telling it is, from its counts and how surprising it is in bits. */
void
idio_habit_set_score (IdioHabit *self,
                      double     surprisal)
{
  self->score = idio_habit_get_steadiness (self) * surprisal * self->rule->visibility;
}

/**
 * idio_habit_score_alone:
 * @self: a habit, of which texts were counted
 *
 * Scores it where nothing is known of others: what is done in nearly all texts is common, as it may be with anyone, and
 * what is not done is nothing.
 */
void
idio_habit_score_alone (IdioHabit *self)
{
  if (self->rule->method->is_absence || self->n_with < MIN_WITH || idio_habit_get_steadiness (self) < MIN_ALONE_STEADY)
    return;

  self->is_common = TRUE;
  idio_habit_set_score (self, ALONE_SURPRISAL);
}

/**
 * idio_habit_score_texts:
 * @self: a habit, of which texts were counted
 * @texts: the writer's texts
 * @min_steady: minimum steadiness for it to be reported
 * @min_unusual: minimum surprisal in bits
 *
 * Scores it by the share of texts in which it holds, against the share of others' texts.
 */
void
idio_habit_score_texts (IdioHabit            *self,
                        const IdioHabitTexts *texts,
                        double                min_steady,
                        double                min_unusual)
{
  const IdioHabitUsual rates = idio_habit_find_usual (self->rule, texts);
  double sum = 0, steadiness = idio_habit_get_steadiness (self);
  guint n_known = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      double usual = idio_habit_get_usual (&rates, texts, idio_habit_texts_get (texts, i));

      sum += usual;
      n_known += usual > 0;
    }

  if (rates.of_genre[texts->genre] <= 0)
    idio_habit_score_alone (self);
  else if (self->n_with >= MIN_WITH && steadiness >= min_steady)
    idio_habit_set_score (self, idio_habit_get_surprisal (steadiness, sum / n_known, min_unusual));
}

/**
 * idio_habit_score_form:
 * @self: a way to open or close, of which texts were counted
 * @texts: the writer's texts
 * @min_steady: minimum steadiness for it to be reported
 *
 * As idio_habit_score_texts(). But a text has to open and close somehow: the writer's most common way is of use in a
 * draft even if others share it, and a name is nobody else's.
 */
void
idio_habit_score_form (IdioHabit            *self,
                       const IdioHabitTexts *texts,
                       double                min_steady)
{
  idio_habit_score_texts (self, texts, min_steady, 0);

  if (texts->genre == IDIO_GENRE_MAIL && self->n_with >= MIN_WITH && idio_habit_get_steadiness (self) >= min_steady)
    {
      self->is_common = FALSE;
      self->score = MAX (self->score, idio_habit_get_steadiness (self) * MIN_FORM_SURPRISAL * self->rule->visibility);
    }
}

/**
 * idio_habit_score_samples:
 * @self: a habit, of which samples were counted
 * @min_unusual: minimum surprisal in bits
 *
 * Scores it by the share of samples in which it holds, against the share of others' texts. Where that is not known it is
 * not reported.
 */
void
idio_habit_score_samples (IdioHabit *self,
                          double     min_unusual)
{
  const IdioReferenceRate *rate = self->others != NULL ? idio_reference_get_rate (self->others, self->rule->nick) : NULL;

  if (rate != NULL)
    idio_habit_set_score (self, idio_habit_get_surprisal (idio_habit_get_steadiness (self), rate->usual, min_unusual));
}

/**
 * idio_habit_get_others:
 * @rule: a rule
 * @texts: a writer's texts
 *
 * Returns: (transfer none) (nullable): its measure in the texts of other writers of what the writer mostly writes; %NULL
 *   if that is not known
 */
const IdioReferenceRange *
idio_habit_get_others (const IdioHabitRule  *rule,
                       const IdioHabitTexts *texts)
{
  const IdioReference *reference = texts->references[texts->genre];

  return reference != NULL ? idio_reference_get_range (reference, rule->measure) : NULL;
}

/**
 * idio_habit_is_beyond:
 * @value: a measure of a text
 * @others: the measure in the texts of other writers
 * @low: which side is meant
 *
 * Returns: whether it is above the median of their texts, or with @low below
 */
gboolean
idio_habit_is_beyond (double                    value,
                      const IdioReferenceRange *others,
                      gboolean                  low)
{
  double median = others->documents[IDIO_REFERENCE_N_QUANTILES / 2];

  return low ? value < median : value > median;
}

/**
 * idio_habit_rank:
 * @self: a habit, of which texts were counted
 * @texts: the writer's texts
 * @low: whether it is that they have little of the measure, not much
 *
 * Compares the mean of the measure with that of other writers of such texts, and most texts with the median of theirs,
 * so that one text alone does not count for much.
 *
 * Returns: how surprising it is, in bits; 0 if it is not, or nothing is known of others
 */
double
idio_habit_rank (IdioHabit            *self,
                 const IdioHabitTexts *texts,
                 gboolean              low)
{
  const IdioReferenceRange *others = idio_habit_get_others (self->rule, texts);
  guint n = 0, n_beyond = 0;
  double sum = 0, share;

  for (guint i = 0; others != NULL && i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      double value = text->values[self->rule->measure];

      if (!isfinite (value) || idio_genre_find_of_text (text, texts->genre) != texts->genre)
        continue;

      n++;
      n_beyond += idio_habit_is_beyond (value, others, low);
      sum += value;
    }

  if (n < IDIO_HABITS_MIN_TEXTS || idio_habit_get_lower_end (n_beyond, n) < MIN_ABOVE_STEADY)
    return 0;

  share = idio_reference_get_share_below (texts->references[texts->genre], self->rule->measure, sum / n);

  if (low)
    share = 1 - share;

  if (!(share >= (self->rule->visibility == IDIO_HABIT_VISIBILITY_CLOSE ? MIN_SHARE_BELOW_CLOSE : MIN_SHARE_BELOW)))
    return 0;

  return MIN (-log2 (1 - share), IDIO_HABIT_MAX_UNUSUAL);
}
