/* idio-measures.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-analysis.h"

G_BEGIN_DECLS

/**
 * IdioMeasureId:
 *
 * The place of a measure in %idio_measures. It may change; what is kept in a database is the nick.
 */
typedef enum
{
  /* Length */
  IDIO_MEASURE_LENGTH,
  IDIO_MEASURE_SENTENCE_LENGTH,
  IDIO_MEASURE_SENTENCE_SPREAD,
  IDIO_MEASURE_SHORT_SENTENCES,
  IDIO_MEASURE_LONG_SENTENCES,
  IDIO_MEASURE_PARAGRAPH_LENGTH,
  IDIO_MEASURE_PARAGRAPH_SENTENCES,
  IDIO_MEASURE_SINGLE_PARAGRAPHS,
  IDIO_MEASURE_LIST_ITEMS,
  IDIO_MEASURE_WORD_LENGTH,
  IDIO_MEASURE_LONG_WORDS,

  /* Words in general */
  IDIO_MEASURE_VARIETY,
  IDIO_MEASURE_REPETITION,
  IDIO_MEASURE_LIX,
  IDIO_MEASURE_GRADE,
  IDIO_MEASURE_FUNCTION_WORDS,
  IDIO_MEASURE_ADVERBS,
  IDIO_MEASURE_NOMINALIZATIONS,

  /* How texts open and end */
  IDIO_MEASURE_GREETING,
  IDIO_MEASURE_GREETING_NAMED,
  IDIO_MEASURE_CLOSING,
  IDIO_MEASURE_CLOSING_NAMED,
  IDIO_MEASURE_OPENS_WITH_THANKS,
  IDIO_MEASURE_ENDS_WITH_THANKS,
  IDIO_MEASURE_ENDS_WITH_QUESTION,

  /* Marks */
  IDIO_MEASURE_COMMAS,
  IDIO_MEASURE_SERIAL_COMMAS,
  IDIO_MEASURE_SEMICOLONS,
  IDIO_MEASURE_COLONS,
  IDIO_MEASURE_DASHES,
  IDIO_MEASURE_SPACED_DASHES,
  IDIO_MEASURE_DOUBLE_HYPHENS,
  IDIO_MEASURE_PARENTHESES,
  IDIO_MEASURE_QUOTES,
  IDIO_MEASURE_EXCLAMATIONS,
  IDIO_MEASURE_EXCLAMATION_RUNS,
  IDIO_MEASURE_QUESTIONS,
  IDIO_MEASURE_ELLIPSES,
  IDIO_MEASURE_OPEN_ENDS,
  IDIO_MEASURE_AMPERSANDS,
  IDIO_MEASURE_HYPHENS,
  IDIO_MEASURE_EMOJI,
  IDIO_MEASURE_EMOTICONS,
  IDIO_MEASURE_ADDRESSES,

  /* Capitals and letters */
  IDIO_MEASURE_STRESSED_WORDS,
  IDIO_MEASURE_ACRONYMS,
  IDIO_MEASURE_NAMES,
  IDIO_MEASURE_LOWER_CASE_STARTS,
  IDIO_MEASURE_LOWER_CASE_I,
  IDIO_MEASURE_LENGTHENED_WORDS,

  /* Stance and manners */
  IDIO_MEASURE_CONTRACTIONS,
  IDIO_MEASURE_CONTRACTED,
  IDIO_MEASURE_BARE_CONTRACTIONS,
  IDIO_MEASURE_HEDGES,
  IDIO_MEASURE_BOOSTERS,
  IDIO_MEASURE_THANKS,
  IDIO_MEASURE_APOLOGIES,
  IDIO_MEASURE_PLEASE,
  IDIO_MEASURE_DIRECT_REQUESTS,
  IDIO_MEASURE_SOFT_REQUESTS,
  IDIO_MEASURE_ASKED_REQUESTS,
  IDIO_MEASURE_FIRST_PERSON,
  IDIO_MEASURE_FIRST_PLURAL,
  IDIO_MEASURE_SECOND_PERSON,
  IDIO_MEASURE_PASSIVES,
  IDIO_MEASURE_NEGATIONS,
  IDIO_MEASURE_MODALS,
  IDIO_MEASURE_INFORMAL_WORDS,
  IDIO_MEASURE_SHORTHAND,

  /* Connections */
  IDIO_MEASURE_DISCOURSE_MARKERS,
  IDIO_MEASURE_SUBORDINATORS,
  IDIO_MEASURE_OPENS_WITH_CONJUNCTION,
  IDIO_MEASURE_OPENS_WITH_FIRST_PERSON,
  IDIO_MEASURE_OPENS_WITH_DISCOURSE,
  IDIO_MEASURE_OPENS_ALIKE,

  /* Numbers, time, spelling, spacing */
  IDIO_MEASURE_NUMBERS,
  IDIO_MEASURE_SPELLED_NUMBERS,
  IDIO_MEASURE_TIME_WORDS,
  IDIO_MEASURE_TYPOS,
  IDIO_MEASURE_BRITISH_SPELLING,
  IDIO_MEASURE_DOUBLE_SPACES,
  IDIO_MEASURE_SPACED_MARKS,
  IDIO_MEASURE_UNSPACED_COMMAS,
} IdioMeasureId;

#define IDIO_N_MEASURES (IDIO_MEASURE_UNSPACED_COMMAS + 1)

/**
 * IdioUnit:
 * @IDIO_UNIT_WORDS: words
 * @IDIO_UNIT_LETTERS: letters
 * @IDIO_UNIT_SENTENCES: sentences
 * @IDIO_UNIT_PER_100_WORDS: so many in 100 words
 * @IDIO_UNIT_PER_100_SENTENCES: so many of 100 sentences
 * @IDIO_UNIT_PER_100_PARAGRAPHS: so many of 100 paragraphs
 * @IDIO_UNIT_PERCENT: so many of 100 places where it could be
 * @IDIO_UNIT_TEXTS: 1 if the text does it, else 0, so that a mean is a share of texts
 * @IDIO_UNIT_POINTS: points on a scale of its own
 *
 * What a measure counts in.
 */
typedef enum
{
  IDIO_UNIT_WORDS,
  IDIO_UNIT_LETTERS,
  IDIO_UNIT_SENTENCES,
  IDIO_UNIT_PER_100_WORDS,
  IDIO_UNIT_PER_100_SENTENCES,
  IDIO_UNIT_PER_100_PARAGRAPHS,
  IDIO_UNIT_PERCENT,
  IDIO_UNIT_TEXTS,
  IDIO_UNIT_POINTS,
} IdioUnit;

/**
 * IdioMeasure:
 * @nick: its name in a database; never changes
 * @name: its name on screen, to be translated with gettext()
 * @unit: what it counts in
 * @min_words: the smallest text that it means anything for
 * @languages: the languages it can be taken in, as bits 1 << #IdioLanguage
 *
 * A number about a text.
 */
typedef struct
{
  const char *nick;
  const char *name;
  IdioUnit    unit;
  guint       min_words;
  guint       languages;

  /*< private >*/
  IdioCount   top;
  IdioCount   bottom;
  double    (*take) (const IdioAnalysis *analysis);
} IdioMeasure;

extern const IdioMeasure idio_measures[IDIO_N_MEASURES];

void        idio_measures_compute (const IdioAnalysis *analysis,
                                   double              values[IDIO_N_MEASURES]);
int         idio_measures_find    (const char         *nick);

G_END_DECLS
