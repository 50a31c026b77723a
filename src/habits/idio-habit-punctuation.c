/* idio-habit-punctuation.c: marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habit-rule.h"

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("exclamations", STYLE, GLANCE, EXCLAMATIONS), COUNT (idio_habit_more, EXCLAMATIONS),
    CUE (EXCLAMATION), .least = 5,
    /* Translators: cards tell the user how they write */
    SAY (SENTENCES, N_("You use exclamation marks."), "Use exclamation marks") },
  { HABIT ("no-exclamations", STYLE, GLANCE, EXCLAMATIONS), COUNT (idio_habit_never, EXCLAMATIONS),
    CUE (EXCLAMATION), .instead = IDIO_CUE_THANKS | IDIO_CUE_CLOSING | IDIO_CUE_PLEASE,
    SAY (NEVER, N_("You do without exclamation marks."), "Use no exclamation marks") },
  { HABIT ("exclamation-runs", STYLE, GLANCE, EXCLAMATIONS), COUNT (idio_habit_more, EXCLAMATION_RUNS),
    CUE (EXCLAMATION_RUN), .least = 2,
    SAY (SENTENCES, N_("You put several exclamation marks in a row."), "Put several exclamation marks in a row") },
  { HABIT ("dashes", STYLE, READING, NONE), COUNT (idio_habit_more, DASHES), CUE (DASH), .least = 0.3,
    SAY (WORDS, N_("You set thoughts off with dashes."), "Set thoughts off with dashes") },
  { HABIT ("no-dashes", STYLE, CLOSE, NONE), COUNT (idio_habit_never, DASHES), CUE (DASH),
    SAY (NEVER, N_("You do without dashes between thoughts."), "Use no dashes between thoughts") },
  { HABIT ("double-hyphens", STYLE, READING, NONE), COUNT (idio_habit_mostly, DOUBLE_HYPHENS),
    CUE (DOUBLE_HYPHEN),
    SAY (PLACES, N_("You type a dash as two hyphens."), "Type a dash as two hyphens, \"--\"") },
  { HABIT ("spaced-dashes", STYLE, CLOSE, NONE), COUNT (idio_habit_mostly, SPACED_DASHES), CUE (DASH),
    SAY (PLACES, N_("You put spaces around a dash."), "Put spaces around a dash") },
  { HABIT ("closed-dashes", STYLE, CLOSE, NONE), COUNT (idio_habit_none, SPACED_DASHES), CUE (DASH),
    SAY (PLACES, N_("You put no spaces around a dash."), "Put no spaces around a dash") },
  { HABIT ("parentheses", STYLE, READING, NONE), COUNT (idio_habit_more, PARENTHESES),
    CUE (PARENTHESIS), .least = 10,
    SAY (SENTENCES, N_("You put asides in parentheses."), "Put asides in parentheses") },
  { HABIT ("no-parentheses", STYLE, CLOSE, NONE), COUNT (idio_habit_never, PARENTHESES), CUE (PARENTHESIS),
    SAY (NEVER, N_("You do without parentheses."), "Use no parentheses") },
  { HABIT ("ellipses", STYLE, GLANCE, NONE), COUNT (idio_habit_more, ELLIPSES), CUE (ELLIPSIS), .least = 3,
    SAY (SENTENCES, N_("You pause or trail off with an ellipsis."), "Pause or trail off with an ellipsis") },
  { HABIT ("two-dots", STYLE, GLANCE, NONE), COUNT (idio_habit_cue, ELLIPSES), CUE (TWO_DOTS),
    SAY (TEXTS, N_("You pause or trail off with two dots."), "Pause or trail off with two dots, \"..\"") },
  { HABIT ("question-runs", STYLE, GLANCE, NONE), COUNT (idio_habit_cue, QUESTIONS), CUE (QUESTION_RUN),
    /* Translators: the example may be in your language */
    SAY (TEXTS, N_("You put several question marks in a row, or “?!”."),
      "Put several question marks in a row, or \"?!\"") },
  { HABIT ("quotes", STYLE, CLOSE, NONE), COUNT (idio_habit_more, QUOTES), CUE (QUOTE), .least = 8,
    SAY (SENTENCES, N_("You put a word or two in quotation marks."), "Put a word or two in quotation marks") },
  { HABIT ("semicolons", STYLE, READING, NONE), COUNT (idio_habit_more, SEMICOLONS),
    CUE (SEMICOLON), .least = 0.2,
    SAY (WORDS, N_("You use semicolons."), "Use semicolons") },
  { HABIT ("ampersands", STYLE, READING, NONE), COUNT (idio_habit_more, AMPERSANDS),
    CUE (AMPERSAND), .least = 0.1,
    /* Translators: the example may be in your language */
    SAY (WORDS, N_("You write “&” for “and”."), "Write \"&\" for \"and\"") },
  { HABIT ("serial-commas", STYLE, CLOSE, NONE), COUNT (idio_habit_mostly, SERIAL_COMMAS), CUE (SERIAL_COMMA),
    /* Translators: of English texts only; examples stay in English */
    SAY (PLACES, N_("You put a comma before the last “and” of a series."),
      "Put a comma before the last \"and\" of a series") },
  { HABIT ("no-serial-commas", STYLE, CLOSE, NONE), COUNT (idio_habit_none, SERIAL_COMMAS),
    CUE (NO_SERIAL_COMMA),
    /* Translators: of English texts only; examples stay in English */
    SAY (PLACES, N_("You put no comma before the last “and” of a series."),
      "Put no comma before the last \"and\" of a series") },
  { HABIT ("commas", STYLE, CLOSE, NONE), COUNT (idio_habit_ranked, COMMAS), CUE (MANY_COMMAS),
    SAY (TEXTS, N_("You write sentences with many commas."), "Write sentences with many commas") },
  { HABIT ("few-commas", STYLE, CLOSE, NONE), COUNT (idio_habit_ranked_low, COMMAS), CUE (PROSE),
    SAY (TEXTS, N_("You use few commas."), "Use few commas") },
  { HABIT ("colons", STYLE, CLOSE, NONE), COUNT (idio_habit_more, COLONS), CUE (COLON), .least = 0.6,
    SAY (WORDS, N_("You use colons."), "Use colons") },
  { HABIT ("open-ends", STYLE, READING, CASE), COUNT (idio_habit_more, OPEN_ENDS),
    CUE (OPEN_END), .least = 20,
    SAY (SENTENCES, N_("You let sentences end without a period."), "Let sentences end without a period") },
  { HABIT ("emoji", STYLE, GLANCE, FACES), COUNT (idio_habit_more, EMOJI), CUE (EMOJI), .least = 3,
    SAY (SENTENCES, N_("You use emoji."), "Use emoji") },
  { HABIT ("emoticons", STYLE, GLANCE, FACES), COUNT (idio_habit_more, EMOTICONS), CUE (EMOTICON), .least = 2,
    /* Translators: the example may be in your language */
    SAY (SENTENCES, N_("You put in faces such as “:-)”."), "Put in faces such as \":-)\"") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_punctuation = { rules, G_N_ELEMENTS (rules) };
