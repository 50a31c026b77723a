/* idio-meter.c: which of two drafts is closer to the writer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "meter/idio-meter.h"
#include "text/idio-quantile.h"
#include "text/idio-stop.h"

#define N_ROUNDS       200
#define SEED           1605

/* Of a normal distribution, 88, 90 and 96 % are within so many standard deviations. */
#define NORMAL_88      1.555
#define NORMAL_90      1.645
#define NORMAL_96      2.054

/* A draft that does better than so many own texts is as close as those are. */
#define ORDINARY       0.3

/* With fewer own scores their spread is not known. */
#define MIN_OWN_SCORES 4

/* A gram of a draft, in the masked views: what it weighs and what that counts for. */
typedef struct
{
  float square;
  float product;
} Gram;

/* A draft in a form of which sentences can be drawn many times. */
typedef struct
{
  GArray *grams[IDIO_N_VIEWS];
  GArray *sequence[IDIO_N_VIEWS];
  guint  *counts;
} Sampler;

static void
sampler_init (Sampler         *self,
              IdioProfile     *profile,
              const IdioViews *views)
{
  const float *factors = idio_background_get_factors (idio_profile_get_background (profile));
  const float *direction = idio_profile_get_direction (profile);
  g_autofree guint *numbers = g_new (guint, IDIO_VIEW_SIZE);

  for (guint view = IDIO_FIRST_STYLE_VIEW; view < IDIO_N_VIEWS; view++)
    {
      const GArray *buckets = views->grams[view];

      self->grams[view] = g_array_new (FALSE, FALSE, sizeof (Gram));
      self->sequence[view] = g_array_sized_new (FALSE, FALSE, sizeof (guint), buckets->len);
      memset (numbers, 0xff, IDIO_VIEW_SIZE * sizeof *numbers);

      for (guint i = 0; i < buckets->len; i++)
        {
          guint bucket = g_array_index (buckets, guint16, i);

          if (numbers[bucket] == G_MAXUINT)
            {
              float factor = factors[view * IDIO_VIEW_SIZE + bucket];
              gsize column = (view - IDIO_FIRST_STYLE_VIEW) * IDIO_VIEW_SIZE + bucket;
              Gram gram = { factor * factor, factor * direction[column] };

              numbers[bucket] = self->grams[view]->len;
              g_array_append_val (self->grams[view], gram);
            }

          g_array_append_val (self->sequence[view], numbers[bucket]);
        }
    }

  self->counts = g_new0 (guint, IDIO_VIEW_SIZE);
}

static void
sampler_clear (Sampler *self)
{
  for (guint view = IDIO_FIRST_STYLE_VIEW; view < IDIO_N_VIEWS; view++)
    {
      g_array_unref (self->grams[view]);
      g_array_unref (self->sequence[view]);
    }

  g_free (self->counts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sampler, sampler_clear)

/* The product of the direction and a view of the sentences drawn, which has length 1. */
static double
sample_view (Sampler         *self,
             const IdioViews *views,
             IdioView         view,
             const guint     *drawn)
{
  const Gram *grams = (const Gram *) (gpointer) self->grams[view]->data;
  const guint *sequence = (const guint *) (gpointer) self->sequence[view]->data;
  double square = 0, product = 0;

  for (guint i = 0; i < views->sentences->len; i++)
    {
      guint end = idio_views_get_first (views, drawn[i] + 1, view);

      for (guint j = idio_views_get_first (views, drawn[i], view); j < end; j++)
        self->counts[sequence[j]]++;
    }

  for (guint i = 0; i < self->grams[view]->len; i++)
    if (self->counts[i] > 0)
      {
        double dampened = (double) idio_vector_dampen (self->counts[i]);

        square += dampened * dampened * (double) grams[i].square;
        product += dampened * (double) grams[i].product;
        self->counts[i] = 0;
      }

  return square > 0 ? product / sqrt (square) : 0;
}

static double
find_deviation (const double *values,
                guint         n)
{
  double sum = 0, squares = 0;

  for (guint i = 0; i < n; i++)
    {
      sum += values[i];
      squares += values[i] * values[i];
    }

  return n > 1 ? sqrt (MAX (0, squares - sum * sum / n) / (n - 1)) : 0;
}

/* How far the style of a draft depends on which sentences happen to be in it: the standard deviation over drafts of
 * as many sentences, drawn from it. */
static double
find_uncertainty (IdioProfile     *profile,
                  const IdioViews *views)
{
  g_auto(Sampler) sampler;
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  guint n = views->sentences->len;
  g_autofree guint *drawn = g_new (guint, n);
  double styles[N_ROUNDS] = { 0 };

  sampler_init (&sampler, profile, views);

  for (guint round = 0; round < N_ROUNDS && !idio_stop_is_asked (); round++)
    {
      double product = 0;

      for (guint i = 0; i < n; i++)
        drawn[i] = (guint) g_rand_int_range (rand, 0, (gint32) n);

      for (guint view = IDIO_FIRST_STYLE_VIEW; view < IDIO_N_VIEWS; view++)
        product += sample_view (&sampler, views, view, drawn);

      styles[round] = idio_profile_get_style (profile, product);
    }

  return find_deviation (styles, N_ROUNDS);
}

/* Reads a draft; returns how uncertain its style is, or a negative number if there is too little of it. */
static double
read_draft (IdioProfile *profile,
            const char  *text,
            IdioVerdict *verdict,
            IdioReadout *readout)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, IDIO_METER_MAX_DRAFT_BYTES));
  g_autofree char *rest = idio_profile_leave_out_copied (profile, valid, &readout->n_copied);
  g_autoptr(IdioViews) views = idio_views_new (rest);
  IdioScore score;
  double deviation;

  readout->n_words = views->n_words + readout->n_copied;

  if (views->n_words < IDIO_METER_MIN_DRAFT_WORDS)
    {
      verdict->refusal = readout->n_words < IDIO_METER_MIN_DRAFT_WORDS ? IDIO_REFUSAL_SHORT_DRAFT
                                                                       : IDIO_REFUSAL_COPIED_DRAFT;
      return -1;
    }

  score = idio_profile_score (profile, views);
  deviation = find_uncertainty (profile, views);
  readout->style = score.style;
  readout->content = score.content;
  readout->low = score.style - NORMAL_90 * deviation;
  readout->high = score.style + NORMAL_90 * deviation;

  return deviation;
}

/* Student's t where a normal distribution has @z, by Cornish and Fisher's expansion: the spread of a few own scores is
 * itself uncertain. */
static double
find_t (guint  n,
        double z)
{
  double freedom = n - 1;

  return z + (z * z * z + z) / (4 * freedom) +
         (5 * pow (z, 5) + 16 * z * z * z + 3 * z) / (96 * freedom * freedom);
}

static gboolean
calibrate (IdioProfile *profile,
           IdioVerdict *verdict)
{
  guint n_words = (verdict->reference.n_words + verdict->draft.n_words - verdict->reference.n_copied -
                   verdict->draft.n_copied) / 2;
  const GArray *own = idio_profile_get_held_out_scores (profile, n_words);
  double deviation, mean = 0, margin;
  guint n;

  if (own->len < MIN_OWN_SCORES)
    return FALSE;

  for (guint i = 0; i < own->len; i++)
    mean += g_array_index (own, double, i) / own->len;

  /* Pieces of one document are not independent: there are no more degrees of freedom than documents. */
  n = MIN (own->len, idio_profile_get_n_documents (profile));
  deviation = find_deviation ((const double *) (gpointer) own->data, own->len);
  margin = find_t (n, NORMAL_88) * deviation * sqrt (1 + 1.0 / n);
  verdict->own_low = mean - margin;
  verdict->own_high = mean + margin;
  verdict->own_ordinary = idio_quantile_get (own, ORDINARY);
  verdict->own_median = idio_quantile_get (own, 0.5);
  verdict->clear_change = find_t (n, NORMAL_96) * G_SQRT2 * deviation;

  return TRUE;
}

/* Whether the writer would rarely write as the one draft, and as easily as not as the other. */
static gboolean
comes_into_range (const IdioVerdict *verdict,
                  const IdioReadout *from,
                  const IdioReadout *to)
{
  return from->style < verdict->own_low && to->style > verdict->own_ordinary;
}

static IdioCloseness
find_closeness (const IdioVerdict *verdict)
{
  if ((verdict->change > verdict->clear_change ||
       comes_into_range (verdict, &verdict->reference, &verdict->draft)) && verdict->change_low > 0)
    return IDIO_CLOSENESS_CLOSER;

  if ((-verdict->change > verdict->clear_change ||
       comes_into_range (verdict, &verdict->draft, &verdict->reference)) && verdict->change_high < 0)
    return IDIO_CLOSENESS_FURTHER;

  return IDIO_CLOSENESS_NO_CLEAR_CHANGE;
}

static IdioSureness
find_sureness (IdioProfile *profile)
{
  guint n_documents = idio_profile_get_n_documents (profile);
  guint n_words = idio_profile_get_n_words (profile);

  if (n_documents < 10 || n_words < 3000)
    return IDIO_SURENESS_LOW;

  return n_documents < 20 || n_words < 6000 ? IDIO_SURENESS_FAIR : IDIO_SURENESS_GOOD;
}

/**
 * idio_meter_compare:
 * @profile: a writer
 * @reference: the draft that anyone would get
 * @draft: another draft on the same brief
 *
 * A change is called one if it is larger than that between two own texts of that length would be in 96 of 100 cases, or
 * if it leads from where hardly any own text is to where most are; and, in both cases, if it would be there had some
 * sentences been written twice and others not (bootstrap).
 *
 * Returns: which draft is closer to the writer; the same for the same documents and drafts
 */
IdioVerdict
idio_meter_compare (IdioProfile *profile,
                    const char  *reference,
                    const char  *draft)
{
  IdioVerdict verdict = { .sureness = find_sureness (profile) };
  double before, after, deviation;

  if (idio_profile_get_n_documents (profile) < IDIO_METER_MIN_DOCUMENTS)
    verdict.refusal = IDIO_REFUSAL_FEW_DOCUMENTS;
  else if (idio_profile_get_n_words (profile) < IDIO_METER_MIN_WORDS)
    verdict.refusal = IDIO_REFUSAL_FEW_WORDS;

  if (verdict.refusal != IDIO_REFUSAL_NONE)
    return verdict;

  before = read_draft (profile, reference, &verdict, &verdict.reference);
  after = read_draft (profile, draft, &verdict, &verdict.draft);

  if (verdict.refusal != IDIO_REFUSAL_NONE)
    return verdict;

  if (!calibrate (profile, &verdict))
    {
      verdict.refusal = IDIO_REFUSAL_FEW_WORDS;
      return verdict;
    }

  deviation = hypot (before, after);
  verdict.change = verdict.draft.style - verdict.reference.style;
  verdict.change_low = verdict.change - NORMAL_90 * deviation;
  verdict.change_high = verdict.change + NORMAL_90 * deviation;
  verdict.closeness = find_closeness (&verdict);

  return verdict;
}
