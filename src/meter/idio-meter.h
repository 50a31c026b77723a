/* idio-meter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-profile.h"

G_BEGIN_DECLS

/**
 * IdioCloseness:
 * @IDIO_CLOSENESS_REFUSED: too little to say anything
 * @IDIO_CLOSENESS_NO_CLEAR_CHANGE: two texts by the writer may differ as much
 * @IDIO_CLOSENESS_CLOSER: the draft is closer to the writer than the other
 * @IDIO_CLOSENESS_FURTHER: it is further
 *
 * What the meter answers.
 */
typedef enum
{
  IDIO_CLOSENESS_REFUSED,
  IDIO_CLOSENESS_NO_CLEAR_CHANGE,
  IDIO_CLOSENESS_CLOSER,
  IDIO_CLOSENESS_FURTHER,
} IdioCloseness;

/**
 * IdioRefusal:
 * @IDIO_REFUSAL_NONE: it does answer
 * @IDIO_REFUSAL_FEW_DOCUMENTS: the writer has fewer than %IDIO_METER_MIN_DOCUMENTS documents
 * @IDIO_REFUSAL_FEW_WORDS: they have fewer than %IDIO_METER_MIN_WORDS words
 * @IDIO_REFUSAL_SHORT_DRAFT: a draft has fewer than %IDIO_METER_MIN_DRAFT_WORDS words
 * @IDIO_REFUSAL_COPIED_DRAFT: a draft has fewer that were not copied from the documents
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
} IdioRefusal;

/**
 * IdioSureness:
 * @IDIO_SURENESS_LOW: from fewer than 10 documents, or 3,000 words
 * @IDIO_SURENESS_FAIR: from fewer than 20 documents, or 6,000 words
 * @IDIO_SURENESS_GOOD: from more
 *
 * How sure the meter can be with what it knows of the writer.
 */
typedef enum
{
  IDIO_SURENESS_LOW,
  IDIO_SURENESS_FAIR,
  IDIO_SURENESS_GOOD,
} IdioSureness;

#define IDIO_METER_MIN_DOCUMENTS   5
#define IDIO_METER_MIN_WORDS       1500
#define IDIO_METER_MIN_DRAFT_WORDS 50

/* A draft is read no further. */
#define IDIO_METER_MAX_DRAFT_BYTES (1 << 16)

/**
 * IdioReadout:
 * @style: how close the draft is in style
 * @low: lower end of the 90 % interval of @style, over its sentences
 * @high: upper end
 * @content: how close it is in content and phrases
 * @n_words: how many words it has
 * @n_copied: how many of them were copied from the documents, and not measured
 *
 * What the meter says of one draft.
 */
typedef struct
{
  double style;
  double low;
  double high;
  double content;
  guint  n_words;
  guint  n_copied;
} IdioReadout;

/**
 * IdioVerdict:
 * @closeness: whether @draft is closer to the writer than @reference
 * @refusal: if refused, why
 * @sureness: how sure that is
 * @reference: the draft that anyone would get
 * @draft: the one in the writer's voice
 * @own_low: below this 6 in 100 of the writer's own texts of that length are to be expected
 * @own_ordinary: below this are three in ten
 * @own_median: below this are half of them
 * @own_high: above this 6 in 100 are to be expected
 * @change: by how much @draft is closer
 * @change_low: lower end of the 90 % interval of @change, over the sentences of both
 * @change_high: upper end
 * @clear_change: how much is needed to be called a change: two own texts rarely differ as much
 *
 * The answer for a pair of drafts on one brief. All scores are on one line; they can be compared with each other, but
 * not with those of another writer or length.
 */
typedef struct
{
  IdioCloseness closeness;
  IdioRefusal   refusal;
  IdioSureness  sureness;
  IdioReadout   reference;
  IdioReadout   draft;
  double        own_low;
  double        own_ordinary;
  double        own_median;
  double        own_high;
  double        change;
  double        change_low;
  double        change_high;
  double        clear_change;
} IdioVerdict;

IdioVerdict idio_meter_compare (IdioProfile *profile,
                                const char  *reference,
                                const char  *draft);

G_END_DECLS
