/* idio-habit-turns.c: turns of a sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habit-rule.h"

#define ANY     (~0u)
#define ENGLISH (1u << IDIO_LANGUAGE_ENGLISH)
#define LISTED  (ENGLISH | 1u << IDIO_LANGUAGE_GERMAN | 1u << IDIO_LANGUAGE_FRENCH | 1u << IDIO_LANGUAGE_SPANISH)

#define TURN(cue_, languages_) .method = &idio_habit_cue, .languages = (languages_), CUE (cue_)

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("last-asides", STYLE, GLANCE, ASIDES), TURN (LAST_ASIDE, ANY), .refines = "parentheses",
    /* Translators: cards tell the user how they write */
    SAY (TEXTS, N_("You end a sentence with an aside in parentheses."),
      "End a sentence with an aside in parentheses") },
  { HABIT ("whole-asides", STYLE, GLANCE, ASIDES), TURN (WHOLE_ASIDE, ANY),
    SAY (TEXTS, N_("You put whole sentences in parentheses."), "Put a whole sentence in parentheses") },
  { HABIT ("afterthoughts", STYLE, GLANCE, NONE), TURN (AFTERTHOUGHT, ANY), .refines = "dashes",
    SAY (TEXTS, N_("You add a few words to a sentence after a dash."),
      "Add a few words to the end of a sentence after a dash") },
  { HABIT ("announcements", COMMUNICATION, READING, NONE), TURN (ANNOUNCEMENT, ANY),
    SAY (TEXTS, N_("You announce what follows with a colon."), "Announce what follows with a colon") },
  { HABIT ("postscripts", COMMUNICATION, GLANCE, NONE), TURN (POSTSCRIPT, ANY),
    SAY (TEXTS, N_("You add a P.S."), "Add a P.S.") },
  { HABIT ("full-dates", STYLE, READING, NONE), TURN (FULL_DATE, ENGLISH),
    SAY (TEXTS, N_("You write dates in full, with the day of the week."),
      "Write dates in full, with the day of the week") },
  { HABIT ("lettered-points", COMMUNICATION, GLANCE, NONE), TURN (LETTERED, ANY),
    SAY (TEXTS, N_("You number points within a sentence, as in (1) and (2)."),
      "Number points within a sentence, as in (1) and (2)") },
  { HABIT ("acronyms", COMMUNICATION, READING, NONE), TURN (ACRONYM, ANY),
    SAY (TEXTS, N_("You write a name out and put its acronym after it in parentheses."),
      "Write a name out the first time, with its acronym after it in parentheses") },
  { HABIT ("attributions", COMMUNICATION, READING, NONE), TURN (ATTRIBUTION, ENGLISH),
    SAY (TEXTS, N_("You say at the end of a sentence who said it."), "Put who said it at the end of the sentence") },
  { HABIT ("last-links", COMMUNICATION, GLANCE, NONE), TURN (LAST_LINK, LISTED), .refines = "links",
    SAY (TEXTS, N_("You end with a link."), "Put a link in the last sentence") },
  { HABIT ("dropped-subjects", STYLE, GLANCE, NONE), TURN (DROPPED_SUBJECT, ENGLISH),
    /* Translators: the example may be in your language */
    SAY (TEXTS, N_("You begin sentences with the verb, without “I” or “it”."),
      "Begin a sentence with its verb, without \"I\" or \"it\"") },
  { HABIT ("inserted-please", COMMUNICATION, GLANCE, NONE), TURN (INSERTED_PLEASE, LISTED),
    /* Translators: the example may be in your language */
    SAY (TEXTS, N_("You put “please” after a comma."), "Put \"please\" after a comma") },
  { HABIT ("shall", STYLE, GLANCE, NONE), TURN (SHALL, ENGLISH),
    /* Translators: the example may be in your language */
    SAY (TEXTS, N_("You write “I shall” or “we shall”."),
      "Write \"shall\" for \"will\" after \"I\" and \"we\"") },
  { HABIT ("says-that", STYLE, CLOSE, NONE), TURN (SAYS_THAT, ENGLISH),
    /* Translators: the example may be in your language */
    SAY (TEXTS, N_("You put “that” after verbs of saying and thinking."),
      "Put \"that\" after verbs of saying and thinking") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_turns = { rules, G_N_ELEMENTS (rules) };
