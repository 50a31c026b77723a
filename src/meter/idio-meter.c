/* idio-meter.c: which of two drafts is closer to the writer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "meter/idio-meter.h"
#include "text/idio-language.h"
#include "text/idio-shingle-set.h"
#include "text/idio-words.h"

/* Of texts of at least 25 words in the writer's language, hardly any has a smaller share of words that are in the
 * writer's documents; of nonsense and of other languages hardly any has a larger one. */
#define MIN_FAMILIARITY 0.25

/* The share of words in runs of a few that are in the documents. Of texts that somebody wrote anew hardly any has more,
 * however much of it is formula; of copies with each fifth word changed none has less. */
#define MAX_LOOSELY_COPIED 0.7

/* The same of runs that the draft had before: of texts that say something none has more. */
#define MAX_LOOSELY_REPEATED 0.5
#define LOOSE_RUN_WORDS      4

/* Of 100 texts of 25 words one or two stand in less of an order; of 100 heaps of words four stand in more. */
#define LEAST_ORDER 2.0

/* With fewer own scores their spread is not known. */
#define MIN_OWN_SCORES  4

/* Smaller own spreads were not found at any length, and come from texts that are nearly the same. */
#define MIN_SPREAD      0.01

/* A quarter of a normal distribution is below this. */
#define NORMAL_QUARTILE -0.674

/* How the writer's own texts of a length score. */
typedef struct
{
  guint  n;
  double mean;
  double spread;
} OwnScores;

static guint
count_measured (const IdioReadout *readout)
{
  return readout->n_words - readout->n_copied - readout->n_repeated;
}

static double
find_mean (const GArray *scores)
{
  double sum = 0;

  for (guint i = 0; i < scores->len; i++)
    sum += g_array_index (scores, double, i);

  return sum / scores->len;
}

static double
find_spread (const GArray *scores,
             double        mean)
{
  double squares = 0;

  for (guint i = 0; i < scores->len; i++)
    squares += pow (g_array_index (scores, double, i) - mean, 2);

  return MAX (sqrt (squares / (scores->len - 1)), MIN_SPREAD);
}

static gboolean
find_own_scores (IdioProfile       *profile,
                 const IdioReadout *readout,
                 OwnScores         *own)
{
  const GArray *scores = idio_profile_get_held_out_scores (profile, count_measured (readout));

  if (scores->len < MIN_OWN_SCORES)
    return FALSE;

  /* Pieces of one document are not independent: there are no more degrees of freedom than documents. */
  own->n = MIN (scores->len, idio_profile_get_n_documents (profile));
  own->mean = find_mean (scores);
  own->spread = find_spread (scores, own->mean);

  return TRUE;
}

/* Which words often follow each other is known from the background that comes with the program, which is English. */
static gboolean
is_english (const char *text)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, strlen (text));

  return idio_language_detect (tokens) == IDIO_LANGUAGE_ENGLISH;
}

/* Whether a draft without what was copied and repeated still says too little of how its author writes. */
static IdioRefusal
judge_rest (IdioProfile     *profile,
            const char      *rest,
            const IdioViews *views)
{
  guint n_words = idio_count_words (rest), n_repeated;
  g_autofree char *said_once = idio_shingle_set_leave_out_repeated (rest, LOOSE_RUN_WORDS, &n_repeated);

  if (idio_profile_count_loosely_copied (profile, rest) > MAX_LOOSELY_COPIED * n_words)
    return IDIO_REFUSAL_COPIED_DRAFT;

  if (n_repeated > MAX_LOOSELY_REPEATED * n_words)
    return IDIO_REFUSAL_REPEATED_DRAFT;

  if (idio_profile_get_familiarity (profile, views) < MIN_FAMILIARITY)
    return IDIO_REFUSAL_UNFAMILIAR_DRAFT;

  if (is_english (rest) && idio_profile_find_order (profile, rest) < LEAST_ORDER)
    return IDIO_REFUSAL_SENSELESS_DRAFT;

  return IDIO_REFUSAL_NONE;
}

/* What is copied from the documents, or repeated in the draft, is no sign of how its author writes. */
static IdioRefusal
read_draft (IdioProfile *profile,
            const char  *text,
            IdioReadout *readout)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, IDIO_METER_MAX_DRAFT_BYTES));
  g_autofree char *own = idio_profile_leave_out_copied (profile, valid, &readout->n_copied);
  g_autofree char *rest = idio_shingle_set_leave_out_repeated (own, IDIO_SHINGLE_WORDS, &readout->n_repeated);
  g_autoptr(IdioViews) views = idio_views_new (rest);
  IdioScore score;

  readout->n_words = views->n_words + readout->n_copied + readout->n_repeated;

  if (readout->n_words < IDIO_METER_MIN_DRAFT_WORDS)
    readout->refusal = IDIO_REFUSAL_SHORT_DRAFT;
  else if (views->n_words < IDIO_METER_MIN_DRAFT_WORDS)
    readout->refusal = readout->n_copied >= readout->n_repeated ? IDIO_REFUSAL_COPIED_DRAFT
                                                                : IDIO_REFUSAL_REPEATED_DRAFT;
  else if (readout->n_repeated > views->n_words)
    readout->refusal = IDIO_REFUSAL_REPEATED_DRAFT;
  else
    readout->refusal = judge_rest (profile, rest, views);

  if (readout->refusal == IDIO_REFUSAL_NONE)
    {
      score = idio_profile_score (profile, views);
      readout->style = score.style;
      readout->content = score.content;
    }

  return readout->refusal;
}

static void
place (IdioReadout     *readout,
       const OwnScores *own)
{
  readout->deviation = (readout->style - own->mean) / own->spread;
  readout->position = idio_calibration_get_position (readout->deviation);
}

/* How much of the background is not what comes with the program. */
static double
find_match (const IdioBackground *background)
{
  guint n_texts = idio_background_get_n_texts (background);
  guint n_shipped = idio_background_get_n_texts (idio_background_get_shipped ());
  double n_others = n_texts > n_shipped ? n_texts - n_shipped : 0;

  return n_others / (n_others + IDIO_BACKGROUND_HALF_TEXTS);
}

/* Each draft is placed among own texts of its own length: longer ones have higher scores, whoever wrote them. */
static gboolean
calibrate (IdioProfile *profile,
           IdioVerdict *verdict)
{
  OwnScores at_reference, at_draft;

  if (!find_own_scores (profile, &verdict->reference, &at_reference) ||
      !find_own_scores (profile, &verdict->draft, &at_draft))
    return FALSE;

  place (&verdict->reference, &at_reference);
  place (&verdict->draft, &at_draft);
  verdict->conditions.n_words = (count_measured (&verdict->reference) + count_measured (&verdict->draft)) / 2;
  verdict->conditions.n_own = MIN (at_reference.n, at_draft.n);
  verdict->conditions.distinctness = (at_reference.mean / at_reference.spread + at_draft.mean / at_draft.spread) / 2;
  verdict->conditions.match = find_match (idio_profile_get_background (profile));

  return TRUE;
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
 * Scores both drafts in style, places them among the writer's own texts of their length, and says how often a difference
 * as large as theirs tells which text is the writer's. See idio_calibration_get_closeness().
 *
 * Returns: which draft is closer to the writer; the same for the same documents and drafts
 */
IdioVerdict
idio_meter_compare (IdioProfile *profile,
                    const char  *reference,
                    const char  *draft)
{
  IdioVerdict verdict = { .sureness = find_sureness (profile), .probability = 0.5 };
  IdioRefusal refusal;

  if (idio_profile_get_n_documents (profile) < IDIO_METER_MIN_DOCUMENTS)
    verdict.refusal = IDIO_REFUSAL_FEW_DOCUMENTS;
  else if (idio_profile_get_n_words (profile) < IDIO_METER_MIN_WORDS)
    verdict.refusal = IDIO_REFUSAL_FEW_WORDS;

  if (verdict.refusal != IDIO_REFUSAL_NONE)
    return verdict;

  verdict.refusal = read_draft (profile, reference, &verdict.reference);

  if ((refusal = read_draft (profile, draft, &verdict.draft)) != IDIO_REFUSAL_NONE)
    verdict.refusal = refusal;
  else if (verdict.refusal == IDIO_REFUSAL_NONE && !calibrate (profile, &verdict))
    verdict.refusal = IDIO_REFUSAL_FEW_WORDS;

  if (verdict.refusal != IDIO_REFUSAL_NONE)
    return verdict;

  verdict.own_low = idio_calibration_get_position (idio_calibration_get_low_limit (&verdict.conditions));
  verdict.own_lower = idio_calibration_get_position (NORMAL_QUARTILE);
  verdict.own_median = idio_calibration_get_position (0);
  verdict.change = verdict.draft.position - verdict.reference.position;
  verdict.probability = idio_calibration_get_probability (verdict.change, &verdict.conditions);
  verdict.closeness = idio_calibration_get_closeness (verdict.reference.deviation, verdict.draft.deviation,
                                                      &verdict.conditions);

  return verdict;
}
