/* idio-meter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-calibration.h"
#include "meter/idio-profile.h"

G_BEGIN_DECLS

/**
 * IdioRefusal:
 * @IDIO_REFUSAL_NONE: it does answer
 * @IDIO_REFUSAL_FEW_DOCUMENTS: the writer has fewer than %IDIO_METER_MIN_DOCUMENTS documents
 * @IDIO_REFUSAL_FEW_WORDS: they have fewer than %IDIO_METER_MIN_WORDS words
 * @IDIO_REFUSAL_SHORT_DRAFT: a draft has fewer than %IDIO_METER_MIN_DRAFT_WORDS words
 * @IDIO_REFUSAL_COPIED_DRAFT: a draft has fewer that were not copied from the documents, or is one of them with some words
 *   changed
 * @IDIO_REFUSAL_REPEATED_DRAFT: a draft has fewer that do not repeat what it said already, or repeats more than half
 * @IDIO_REFUSAL_UNFAMILIAR_DRAFT: a draft has hardly any words that are in the documents
 * @IDIO_REFUSAL_SENSELESS_DRAFT: the words of a draft in English stand in no order
 *
 * Why the meter does not answer.
 */
typedef enum
{
  IDIO_REFUSAL_NONE,
  IDIO_REFUSAL_FEW_DOCUMENTS,
  IDIO_REFUSAL_FEW_WORDS,
  IDIO_REFUSAL_SHORT_DRAFT,
  IDIO_REFUSAL_COPIED_DRAFT,
  IDIO_REFUSAL_REPEATED_DRAFT,
  IDIO_REFUSAL_UNFAMILIAR_DRAFT,
  IDIO_REFUSAL_SENSELESS_DRAFT,
} IdioRefusal;

/**
 * IdioSureness:
 * @IDIO_SURENESS_LOW: from fewer than 10 documents, or 3,000 words
 * @IDIO_SURENESS_FAIR: from fewer than 20 documents, or 6,000 words
 * @IDIO_SURENESS_GOOD: from more
 *
 * How much the meter knows of the writer.
 */
typedef enum
{
  IDIO_SURENESS_LOW,
  IDIO_SURENESS_FAIR,
  IDIO_SURENESS_GOOD,
} IdioSureness;

#define IDIO_METER_MIN_DOCUMENTS   5
#define IDIO_METER_MIN_WORDS       1500
#define IDIO_METER_MIN_DRAFT_WORDS 25

/* A draft is read no further. */
#define IDIO_METER_MAX_DRAFT_BYTES (1 << 16)

/**
 * IdioReadout:
 * @style: how close the draft is in style
 * @deviation: by how many of the writer's own standard deviations @style is above the mean of their own texts of its
 *   length
 * @position: where it lies, by idio_calibration_get_position()
 * @content: how close it is in content and phrases
 * @n_words: how many words it has
 * @n_copied: how many of them were copied from the documents, and not measured
 * @n_repeated: how many of them repeat what the draft said already, and were not measured
 * @refusal: why it can't be measured, if it can't
 *
 * What the meter says of one draft.
 */
typedef struct
{
  double      style;
  double      deviation;
  double      position;
  double      content;
  guint       n_words;
  guint       n_copied;
  guint       n_repeated;
  IdioRefusal refusal;
} IdioReadout;

/**
 * IdioVerdict:
 * @closeness: whether @draft is closer to the writer than @reference
 * @refusal: if refused, why
 * @sureness: how much the writer is known
 * @reference: the draft that anyone would get
 * @draft: the one in the writer's voice
 * @conditions: what @probability depends on, apart from the drafts
 * @own_low: the position below which few of the writer's own texts are to be expected
 * @own_lower: the position below which a quarter of them are to be expected
 * @own_median: the position below which half of them are to be expected
 * @change: by how much @draft is closer, as a difference of positions
 * @probability: the probability that it is closer
 *
 * The answer for a pair of drafts on one brief. Scores and positions can be compared with each other, but not with those
 * of another writer.
 */
typedef struct
{
  IdioCloseness  closeness;
  IdioRefusal    refusal;
  IdioSureness   sureness;
  IdioReadout    reference;
  IdioReadout    draft;
  IdioConditions conditions;
  double         own_low;
  double         own_lower;
  double         own_median;
  double         change;
  double         probability;
} IdioVerdict;

IdioVerdict idio_meter_compare (IdioProfile *profile,
                                const char  *reference,
                                const char  *draft);

G_END_DECLS
