/* idio-habit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-reference.h"
#include "habits/idio-axis.h"

G_BEGIN_DECLS

typedef struct _IdioHabitRule IdioHabitRule;

/**
 * IdioHabit:
 * @rule: what is claimed, and when
 * @n_with: number of texts in which it holds
 * @n_texts: number of texts in which it could hold
 * @least_words: minimum length of those texts in words; 0 if texts of any length were counted
 * @rate: per 100 sentences or 100 words, as the measure has it; 0 where only texts are counted
 * @low: lower quartile of the length of sentences, in words
 * @median: median of it
 * @high: upper quartile of it
 * @detail: (nullable): the words of a greeting, sign-off or phrase in lowercase; "thanks" for all sign-offs that
 *   thank, "" for a name alone, %NULL if there are several
 * @named: whether a name follows them
 * @mark: the mark after them, as in #IdioAnalysis; `\0` if it varies
 * @groups: the habits it excludes, as #IdioHabitGroup
 * @is_common: whether it is close to how most people write, however steady it is
 * @value: what is compared with others: the rate, the mean of the measure or the median length; NAN if it is the share of
 *   texts
 * @is_uneven: whether one text has so much of it that no rate is told
 * @is_low: whether it is that the value is low, not high
 * @others: (nullable): whose texts it is compared with
 * @genre: what kind of texts those others write; means something only if @n_others is not 0
 * @n_others: number of those writers of whom it is known how often they do it; 0 if nothing is told of them
 * @n_same: number of those who do it as often at least
 * @score: how telling it is, to be compared with other habits
 * @documents: (element-type gint64): some of the documents in which it holds, at most %IDIO_HABIT_MAX_DOCUMENTS, or
 *   %IDIO_HABIT_MAX_READ if the claim names words of the writer
 *
 * Something a writer does, or steadily does not do, and the figures behind it.
 */
typedef struct
{
  const IdioHabitRule *rule;
  guint                n_with;
  guint                n_texts;
  guint                least_words;
  double               rate;
  guint                low;
  guint                median;
  guint                high;
  char                *detail;
  gboolean             named;
  char                 mark;
  guint                groups;
  gboolean             is_common;
  double               value;
  gboolean             is_uneven;
  gboolean             is_low;
  const IdioReference *others;
  IdioGenre            genre;
  guint                n_others;
  guint                n_same;
  double               score;
  GArray              *documents;
} IdioHabit;

/**
 * IdioHabitReader:
 * @IDIO_HABIT_READER_USER: a person, in the language of the session
 * @IDIO_HABIT_READER_MODEL: a model, in English as the prompts are
 *
 * Who is told about a habit.
 */
typedef enum
{
  IDIO_HABIT_READER_USER,
  IDIO_HABIT_READER_MODEL,
} IdioHabitReader;

/* Number of the writer's own words that a claim about a word list names. */
#define IDIO_HABIT_N_WORDS 2

/* Maximum number of documents kept as evidence, and of those read to find the words that a claim names. */
#define IDIO_HABIT_MAX_DOCUMENTS 40
#define IDIO_HABIT_MAX_READ 1000

void        idio_habit_free            (IdioHabit           *self);
const char *idio_habit_get_nick        (const IdioHabit     *self);
IdioAxis    idio_habit_get_axis        (const IdioHabit     *self);
gboolean    idio_habit_is_absence      (const IdioHabit     *self);
gboolean    idio_habit_is_formula      (const IdioHabit     *self);
gboolean    idio_habit_is_enough       (const IdioHabit     *self);
gboolean    idio_habit_is_copied       (const IdioAnalysis  *analysis,
                                        const char          *text,
                                        guint                sentence,
                                        GHashTable          *seen);
guint       idio_habit_shows           (const IdioHabit     *self,
                                        const IdioAnalysis  *analysis,
                                        const char          *text,
                                        guint                sentence);
guint       idio_habit_get_n_words     (const IdioHabit     *self);
void        idio_habit_count_words     (const IdioHabit     *self,
                                        const IdioAnalysis  *analysis,
                                        const char          *text,
                                        guint                sentence,
                                        GHashTable          *counts);
IdioHabit  *idio_habit_new             (const IdioHabitRule *rule);
char       *idio_habit_dup_claim       (const IdioHabit     *self,
                                        const char * const  *words,
                                        IdioHabitReader      reader);
char       *idio_habit_dup_rate        (const IdioHabit     *self,
                                        IdioHabitReader      reader);
char       *idio_habit_dup_instruction (const IdioHabit     *self,
                                        const char * const  *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioHabit, idio_habit_free)

G_END_DECLS
