/* idio-habit-rules.h: when each habit is claimed; for idio-habits.c and its like only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habits.h"

G_BEGIN_DECLS

/**
 * IdioHabitWay:
 * @IDIO_HABIT_WAY_FORM: the most common way to open or end
 * @IDIO_HABIT_WAY_NAME: texts that end with a name
 * @IDIO_HABIT_WAY_NO_FORM: texts that open or end without any
 * @IDIO_HABIT_WAY_TEXTS: texts that have the mark, or whose measure is more than 0
 * @IDIO_HABIT_WAY_RATE: more of the measure than others have
 * @IDIO_HABIT_WAY_NEVER: texts without the mark
 * @IDIO_HABIT_WAY_MOSTLY: texts in which it is so more than half of the times, of those in which it could be
 * @IDIO_HABIT_WAY_NONE: texts in which it is never so, of those in which it could be
 * @IDIO_HABIT_WAY_LENGTH: the usual length of sentences
 * @IDIO_HABIT_WAY_TEXT: not from features but in the texts themselves
 *
 * How a habit is found.
 */
typedef enum
{
  IDIO_HABIT_WAY_FORM,
  IDIO_HABIT_WAY_NAME,
  IDIO_HABIT_WAY_NO_FORM,
  IDIO_HABIT_WAY_TEXTS,
  IDIO_HABIT_WAY_RATE,
  IDIO_HABIT_WAY_NEVER,
  IDIO_HABIT_WAY_MOSTLY,
  IDIO_HABIT_WAY_NONE,
  IDIO_HABIT_WAY_LENGTH,
  IDIO_HABIT_WAY_TEXT,
} IdioHabitWay;

/**
 * IdioHabitGroup:
 *
 * Habits of which only the most telling one is claimed, because they say the same or contradict each other. One may
 * belong to several groups.
 */
typedef enum
{
  IDIO_HABIT_GROUP_NONE         = 0,
  IDIO_HABIT_GROUP_OPENING      = 1 << 0,
  IDIO_HABIT_GROUP_ENDING       = 1 << 1,
  IDIO_HABIT_GROUP_THANKS       = 1 << 2,
  IDIO_HABIT_GROUP_LAST_THANKS  = 1 << 3,
  IDIO_HABIT_GROUP_REQUESTS     = 1 << 4,
  IDIO_HABIT_GROUP_QUESTIONS    = 1 << 5,
  IDIO_HABIT_GROUP_LENGTH       = 1 << 6,
  IDIO_HABIT_GROUP_EXCLAMATIONS = 1 << 7,
  IDIO_HABIT_GROUP_FACES        = 1 << 8,
  IDIO_HABIT_GROUP_CASE         = 1 << 9,
  IDIO_HABIT_GROUP_CHAT         = 1 << 10,
  IDIO_HABIT_GROUP_NAME         = 1 << 11,
} IdioHabitGroup;

/**
 * IdioHabitRule:
 * @way: how it is found
 * @groups: which others it excludes
 * @visibility: how soon a reader notices: 3 at once, 2 on reading, 1 on looking closely
 * @measure: the measure
 * @cues: sentences with one of these show it; for what is never done, these are what is never done
 * @categories: sentences with words of one of these lists show it
 * @occasion: it could be only in texts with one of these
 * @instead: sentences with one of these are where others would have done what is never done
 * @mail: how usual it is in letters: a share of texts for ways that count texts, and of those with the occasion, else
 *   the measure's value over all texts
 * @post: the same for longer texts without greeting and sign-off
 * @least: for a rate, what a reader can't but notice; less is no habit, however unusual
 *
 * When a habit is claimed, and what shows it.
 */
typedef struct
{
  IdioHabitWay   way;
  IdioHabitGroup groups;
  guint          visibility;
  IdioMeasureId  measure;
  IdioCues          cues;
  guint          categories;
  IdioCues          occasion;
  IdioCues          instead;
  double         mail;
  double         post;
  double         least;
} IdioHabitRule;

/**
 * IdioHabitTexts:
 * @features: (element-type IdioFeatures): a writer's texts, in the order of documents
 * @are_letters: whether the writer writes letters
 *
 * Where habits are looked for.
 */
typedef struct
{
  GPtrArray *features;
  gboolean   are_letters;
} IdioHabitTexts;

/* In bits; more tells no more. */
#define IDIO_HABIT_MAX_UNUSUAL 3.0

/* What does not hold in so much of the texts for sure is no habit of opening or ending. */
#define IDIO_HABIT_MIN_FORM_STEADY   0.3
#define IDIO_HABIT_MIN_OTHER_STEADY  0.18
#define IDIO_HABIT_MIN_MOSTLY_STEADY 0.5
#define IDIO_HABIT_MIN_FORM_UNUSUAL  0.25

IdioHabit          *idio_habit_new           (IdioHabitKind         kind);
void                idio_habit_set_score     (IdioHabit            *self,
                                              double                unusualness);
void                idio_habit_count_text    (IdioHabit            *habit,
                                              const IdioFeatures   *text,
                                              gboolean              holds);
void                idio_habit_score_texts   (IdioHabit            *habit,
                                              const IdioHabitTexts *texts,
                                              double                min_steady,
                                              double                min_unusual);
double              idio_habit_get_lower_end (guint                 n_with,
                                              guint                 n_texts);
gboolean            idio_habit_can_take      (const IdioHabitRule  *rule,
                                              const IdioFeatures   *text);
gboolean            idio_habit_is_common     (const IdioHabit      *self);
const IdioFeatures *idio_habit_texts_get     (const IdioHabitTexts *texts,
                                              guint                 i);
void                idio_habit_find_form     (IdioHabit            *habit,
                                              const IdioHabitTexts *texts);
void                idio_habit_find_name     (IdioHabit            *habit,
                                              const IdioHabitTexts *texts);
void                idio_habit_find_no_form  (IdioHabit            *habit,
                                              const IdioHabitTexts *texts);

extern const IdioHabitRule idio_habit_rules[IDIO_N_HABITS];

G_END_DECLS
