/* idio-habit-favorites.h: how favorite words are found; for that family only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habit-rule.h"

G_BEGIN_DECLS

extern const IdioHabitMethod idio_habit_phrase;
extern const IdioHabitMethod idio_habit_starter;
extern const IdioHabitMethod idio_habit_first_words;
extern const IdioHabitMethod idio_habit_last_words;

G_END_DECLS
