/* idio-habit-typing.c: capitals and spaces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habit-rule.h"

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("stressed-words", STYLE, GLANCE, NONE), COUNT (idio_habit_more, STRESSED_WORDS),
    CUE (STRESSED_WORD), .least = 0.3,
    /* Translators: cards tell the user how they write */
    SAY (WORDS, N_("You stress words with CAPITALS."), "Stress a word with CAPITALS") },
  { HABIT ("lower-case-starts", STYLE, GLANCE, CASE), COUNT (idio_habit_more, LOWER_CASE_STARTS),
    CUE (LOWER_CASE_START), .least = 15,
    SAY (SENTENCES, N_("You begin sentences with a small letter."), "Begin sentences with a small letter") },
  { HABIT ("lower-case-i", STYLE, GLANCE, CASE), COUNT (idio_habit_mostly, LOWER_CASE_I), CUE (LOWER_CASE_I),
    /* Translators: of English texts only; examples stay in English */
    SAY (PLACES, N_("You write “i” with a small letter."), "Write \"i\" for \"I\"") },
  { HABIT ("bare-its", STYLE, GLANCE, NONE), COUNT (idio_habit_cue, TYPOS), CUE (BARE_ITS),
    /* Translators: of English texts only; examples stay in English */
    SAY (TEXTS, N_("You write “its” for “it’s”."), "Write \"its\" for \"it's\"") },
  { HABIT ("apostrophe-its", STYLE, GLANCE, NONE), COUNT (idio_habit_cue, TYPOS), CUE (APOSTROPHE_ITS),
    /* Translators: of English texts only; examples stay in English */
    SAY (TEXTS, N_("You write “it’s own” for “its own”."), "Write \"it's own\" for \"its own\"") },
  { HABIT ("double-spaces", STYLE, CLOSE, NONE), COUNT (idio_habit_mostly, DOUBLE_SPACES), CUE (DOUBLE_SPACE),
    SAY (PLACES, N_("You put two spaces between sentences."), "Put two spaces between sentences") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_typing = { rules, G_N_ELEMENTS (rules) };
