/* idio-habit-forms.h: the most common of several ways to open or close; for these two families only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habit-rule.h"

G_BEGIN_DECLS

/**
 * IdioFormFunc:
 * @text: the features of a text
 *
 * Ways to open or close that are alike have the same form: their words, after "+" if a name follows them, else "-".
 *
 * Returns: (transfer full) (nullable): the form of the text
 */
typedef char *(*IdioFormFunc) (const IdioFeatures *text);

GHashTable *idio_habit_count_forms      (const IdioHabitTexts *texts,
                                         IdioFormFunc          func);
char       *idio_habit_find_common_form (GHashTable           *counts,
                                         const char           *except,
                                         gboolean              with_words);
void        idio_habit_take_form        (IdioHabit            *habit,
                                         const IdioHabitTexts *texts,
                                         IdioFormFunc          func,
                                         const char           *form);
guint       idio_habit_has_detail       (const IdioHabit      *habit);

G_END_DECLS
