/* idio-habit-favorites.c: phrases, and the words that sentences begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habit-favorites.h"

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("phrase", STYLE, GLANCE, NONE), COUNT (idio_habit_phrase, LENGTH),
    /* Translators: cards tell the user how they write; %s is a word or phrase of theirs */
    SAY (TEXTS, N_("You like the phrase “%s”."), "Use the phrase \"%s\"") },
  { HABIT ("starter", STYLE, GLANCE, NONE), COUNT (idio_habit_starter, LENGTH),
    SAY (TEXTS, N_("You like to begin a sentence with “%s”."), "Begin a sentence with \"%s\"") },
  { HABIT ("please-starter", COMMUNICATION, GLANCE, NONE), COUNT (idio_habit_starter, PLEASE), .refines = "please",
    SAY (TEXTS, N_("You like to ask with “%s”."), "Ask with \"%s\" where it fits") },
  { HABIT ("first-words", COMMUNICATION, GLANCE, NONE), COUNT (idio_habit_first_words, LENGTH), .refines = "starter",
    SAY (TEXTS, N_("You get to the point with “%s”."),
      "Begin the text, after any greeting, with \"%s\" where it fits") },
  { HABIT ("last-words", COMMUNICATION, GLANCE, NONE), COUNT (idio_habit_last_words, LENGTH), .refines = "starter",
    SAY (TEXTS, N_("You like to end with “%s”."),
      "End the text, before thanks and sign-off, with \"%s\" where it fits") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_favorites = { rules, G_N_ELEMENTS (rules) };
