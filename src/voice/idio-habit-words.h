/* idio-habit-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "habits/idio-habits.h"
#include "voice/idio-hypothesis.h"

G_BEGIN_DECLS

void idio_habit_put_in_words (const IdioHabit    *habit,
                              const char * const *words,
                              IdioCardFields     *fields);

G_END_DECLS
