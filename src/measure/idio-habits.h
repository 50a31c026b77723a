/* idio-habits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-reading.h"

G_BEGIN_DECLS

/**
 * IdioHabitKind:
 * @IDIO_HABIT_GREETING: texts open with @detail, then a name if @named
 * @IDIO_HABIT_NO_GREETING: texts open without a greeting
 * @IDIO_HABIT_CLOSING: texts end with @detail, then a name if @named
 * @IDIO_HABIT_NO_CLOSING: texts end without a sign-off
 * @IDIO_HABIT_SENTENCE_LENGTH: half of the sentences have @low to @high words, the median is @median
 * @IDIO_HABIT_CONTRACTIONS: @rate contractions in 100 words
 * @IDIO_HABIT_NO_CONTRACTIONS: hardly any contractions
 * @IDIO_HABIT_EXCLAMATIONS: @rate of 100 sentences have an exclamation mark
 * @IDIO_HABIT_NO_EXCLAMATIONS: none of them has
 * @IDIO_HABIT_QUESTIONS: @rate of 100 sentences are questions
 * @IDIO_HABIT_ENDS_WITH_QUESTION: the last sentence before the sign-off is a question
 * @IDIO_HABIT_DASHES: @rate of 100 sentences have a dash
 * @IDIO_HABIT_PARENTHESES: @rate of 100 sentences have parentheses
 * @IDIO_HABIT_ELLIPSES: @rate of 100 sentences have an ellipsis
 *
 * What a writer does, or steadily does not do. Their nicks are kept in the database.
 */
typedef enum
{
  IDIO_HABIT_GREETING,
  IDIO_HABIT_NO_GREETING,
  IDIO_HABIT_CLOSING,
  IDIO_HABIT_NO_CLOSING,
  IDIO_HABIT_SENTENCE_LENGTH,
  IDIO_HABIT_CONTRACTIONS,
  IDIO_HABIT_NO_CONTRACTIONS,
  IDIO_HABIT_EXCLAMATIONS,
  IDIO_HABIT_NO_EXCLAMATIONS,
  IDIO_HABIT_QUESTIONS,
  IDIO_HABIT_ENDS_WITH_QUESTION,
  IDIO_HABIT_DASHES,
  IDIO_HABIT_PARENTHESES,
  IDIO_HABIT_ELLIPSES,
} IdioHabitKind;

/**
 * IdioSpot:
 * @text: the number of a text, from 0
 * @sentence: the number of a sentence in it, from 0
 */
typedef struct
{
  guint text;
  guint sentence;
} IdioSpot;

/**
 * IdioHabit:
 * @kind: what the habit is
 * @n_with: in how many texts it shows
 * @n_texts: in how many it could
 * @rate: how often, as @kind says
 * @low: lower quartile, as @kind says
 * @median: median, as @kind says
 * @high: upper quartile, as @kind says
 * @detail: (nullable): words, as @kind says
 * @named: as @kind says
 * @spots: (element-type IdioSpot): sentences that show it, at most one a text
 *
 * A habit and the figures behind it.
 */
typedef struct
{
  IdioHabitKind  kind;
  guint          n_with;
  guint          n_texts;
  double         rate;
  guint          low;
  guint          median;
  guint          high;
  char          *detail;
  gboolean       named;
  GArray        *spots;
} IdioHabit;

/* Nothing is claimed on less. */
#define IDIO_HABITS_MIN_TEXTS 5
#define IDIO_HABITS_MIN_WORDS 300

GPtrArray *idio_habits_find (GPtrArray *readings);
void       idio_habit_free  (IdioHabit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioHabit, idio_habit_free)

G_END_DECLS
