/* idio-habits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habit.h"

G_BEGIN_DECLS

/**
 * IdioHabitSample:
 * @document: its number
 * @text: its text
 * @analysis: the analysis of the text
 *
 * A document of a writer in which habits are looked for that the features do not tell, such as a favorite phrase.
 */
typedef struct
{
  gint64              document;
  const char         *text;
  const IdioAnalysis *analysis;
} IdioHabitSample;

/* Minimum corpus for any habit to be reported. */
#define IDIO_HABITS_MIN_TEXTS 5
#define IDIO_HABITS_MIN_WORDS 300

/* Maximum number of habits reported. */
#define IDIO_HABITS_MAX 12

/* Maximum number of samples that are of use. */
#define IDIO_HABITS_MAX_SAMPLES 300

GPtrArray           *idio_habits_find            (GPtrArray             *features);
void                 idio_habits_find_in_samples (GPtrArray             *habits,
                                                  GPtrArray             *features,
                                                  const IdioHabitSample *samples,
                                                  guint                  n_samples);
const IdioHabitRule *idio_habits_get_rule        (guint                  n);
const IdioHabitRule *idio_habits_find_rule       (const char            *nick);
IdioHabit           *idio_habits_find_by_nick    (GPtrArray             *habits,
                                                  const char            *nick);

G_END_DECLS
