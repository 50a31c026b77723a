/* idio-habit-words.c: which words, and which form of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habit-rule.h"

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("hedges", PERSONALITY, CLOSE, NONE), COUNT (idio_habit_more, HEDGES), WORDS (HEDGE), .least = 0.6,
    .list = "hedges",
    /* Translators: cards tell the user how they write; %s is a word or phrase of theirs */
    SAY (WORDS, N_("You leave room for doubt with words such as “%s” and “%s”."),
      "Leave room for doubt with words such as \"%s\" and \"%s\"") },
  { HABIT ("boosters", PERSONALITY, CLOSE, NONE), COUNT (idio_habit_more, BOOSTERS),
    WORDS (BOOSTER), .least = 0.4, .list = "boosters",
    SAY (WORDS, N_("You stress things with words such as “%s” and “%s”."),
      "Stress things with words such as \"%s\" and \"%s\"") },
  { HABIT ("first-plural", COMMUNICATION, CLOSE, NONE), COUNT (idio_habit_more, FIRST_PLURAL),
    WORDS (FIRST_PLURAL), .least = 2.5,
    /* Translators: the example may be in your language */
    SAY (WORDS, N_("You write as “we”."), "Write as \"we\"") },
  { HABIT ("first-person", COMMUNICATION, CLOSE, FIRST_PERSON), COUNT (idio_habit_more, FIRST_PERSON),
    WORDS (FIRST_PERSON), .least = 1,
    /* Translators: the example may be in your language */
    SAY (WORDS, N_("You speak as “I”."), "Speak as \"I\"") },
  { HABIT ("second-person", COMMUNICATION, READING, NONE), COUNT (idio_habit_more, SECOND_PERSON),
    WORDS (SECOND_PERSON), .least = 2.5,
    /* Translators: the example may be in your language */
    SAY (WORDS, N_("You speak to the reader as “you”."), "Speak to the reader as \"you\"") },
  { HABIT ("modals", STYLE, CLOSE, NONE), COUNT (idio_habit_more, MODALS), WORDS (MODAL), .least = 2.5,
    .list = "modals",
    SAY (WORDS, N_("You like verbs such as “%s” and “%s”."), "Use verbs such as \"%s\" and \"%s\"") },
  { HABIT ("negations", STYLE, CLOSE, NONE), COUNT (idio_habit_more, NEGATIONS), WORDS (NEGATION),
    .least = 0.8, .list = "negations",
    SAY (WORDS, N_("You often use negations, such as “%s” and “%s”."),
      "Use negations, such as \"%s\" and \"%s\"") },
  { HABIT ("subordinators", STYLE, CLOSE, NONE), COUNT (idio_habit_more, SUBORDINATORS),
    WORDS (SUBORDINATOR), .least = 2,
    .list = "subordinators",
    SAY (WORDS, N_("You join thoughts with words such as “%s” and “%s”."),
      "Join thoughts with words such as \"%s\" and \"%s\"") },
  { HABIT ("time-words", STYLE, CLOSE, NONE), COUNT (idio_habit_more, TIME_WORDS), WORDS (TIME), .least = 1,
    .list = "time",
    SAY (WORDS, N_("You often say when, with words such as “%s” and “%s”."),
      "Say when, with words such as \"%s\" and \"%s\"") },
  { HABIT ("passives", STYLE, CLOSE, NONE), COUNT (idio_habit_more, PASSIVES), CUE (PASSIVE), .least = 18,
    /* Translators: of English texts only; examples stay in English */
    SAY (SENTENCES, N_("You often use the passive, as in “it was sent”."),
      "Use the passive, as in \"it was sent\"") },
  { HABIT ("few-passives", STYLE, CLOSE, NONE), COUNT (idio_habit_ranked_low, PASSIVES), CUE (PROSE),
    /* Translators: of English texts only; examples stay in English */
    SAY (TEXTS, N_("You hardly use the passive, as in “it was sent”."),
      "Hardly use the passive, as in \"it was sent\"") },
  { HABIT ("opens-alike", STYLE, READING, NONE), COUNT (idio_habit_more, OPENS_ALIKE), CUE (OPENS_ALIKE), .least = 10,
    SAY (SENTENCES, N_("You begin one sentence after another with the same word."),
      "Begin a sentence with the same word as the one before") },
  { HABIT ("opens-with-conjunction", STYLE, READING, NONE), COUNT (idio_habit_more, OPENS_WITH_CONJUNCTION),
    CUE (OPENS_WITH_CONJUNCTION), .least = 5, .list = "conjunctions",
    SAY (SENTENCES, N_("You begin sentences with words such as “%s” and “%s”."),
      "Begin sentences with words such as \"%s\" and \"%s\"") },
  { HABIT ("opens-with-first-person", STYLE, CLOSE, FIRST_PERSON), COUNT (idio_habit_more, OPENS_WITH_FIRST_PERSON),
    CUE (OPENS_WITH_FIRST_PERSON), .least = 30,
    /* Translators: the example may be in your language */
    SAY (SENTENCES, N_("You begin sentences with “I” or “we”."), "Begin sentences with \"I\" or \"we\"") },
  { HABIT ("opens-with-discourse", STYLE, CLOSE, DISCOURSE), COUNT (idio_habit_more, OPENS_WITH_DISCOURSE),
    CUE (OPENS_WITH_DISCOURSE), .least = 8, .list = "discourse",
    SAY (SENTENCES, N_("You tie sentences together by starting them with words such as “%s” and “%s”."),
      "Tie sentences together by starting them with words such as \"%s\" and \"%s\"") },
  { HABIT ("discourse", STYLE, CLOSE, DISCOURSE), COUNT (idio_habit_more, DISCOURSE_MARKERS), WORDS (DISCOURSE),
    .list = "discourse", .least = 20,
    SAY (SENTENCES, N_("You tie sentences together with words such as “%s” and “%s”."),
      "Tie sentences together with words such as \"%s\" and \"%s\"") },
  { HABIT ("contractions", STYLE, READING, NONE), COUNT (idio_habit_mostly, CONTRACTED), CUE (CONTRACTION),
    /* Translators: of English texts only; examples stay in English */
    SAY (PLACES, N_("You use contractions, such as “don’t”."), "Use contractions, mostly") },
  { HABIT ("no-contractions", STYLE, READING, NONE), COUNT (idio_habit_none, CONTRACTED), WORDS (FULL_FORM),
    /* Translators: of English texts only; examples stay in English */
    SAY (PLACES, N_("You write words out, without contractions."), "Write words out, without contractions") },
  { HABIT ("bare-contractions", STYLE, GLANCE, NONE), COUNT (idio_habit_mostly, BARE_CONTRACTIONS),
    CUE (BARE_CONTRACTION),
    /* Translators: of English texts only; examples stay in English */
    SAY (PLACES, N_("You leave the apostrophe out of contractions."),
      "Leave the apostrophe out of contractions, as in \"dont\"") },
  { HABIT ("informal-words", STYLE, CLOSE, CHAT), COUNT (idio_habit_more, INFORMAL_WORDS),
    WORDS (INFORMAL), .least = 0.6, .list = "informal",
    SAY (WORDS, N_("You write as people talk, with words such as “%s” and “%s”."),
      "Use words of speech such as \"%s\" and \"%s\"") },
  { HABIT ("shorthand", STYLE, READING, CHAT), COUNT (idio_habit_more, SHORTHAND),
    WORDS (SHORTHAND), .least = 0.5, .list = "shorthand",
    SAY (WORDS, N_("You use shorthand, such as “%s” and “%s”."), "Use shorthand such as \"%s\" and \"%s\"") },
  { HABIT ("spelled-numbers", STYLE, CLOSE, NONE), COUNT (idio_habit_mostly, SPELLED_NUMBERS), WORDS (NUMBER),
    SAY (PLACES, N_("You write small numbers as words."), "Write small numbers as words") },
  { HABIT ("digits", STYLE, CLOSE, NONE), COUNT (idio_habit_none, SPELLED_NUMBERS), CUE (SMALL_NUMBER),
    SAY (PLACES, N_("You write small numbers in digits."), "Write small numbers in digits") },
  { HABIT ("british-spelling", STYLE, CLOSE, NONE), COUNT (idio_habit_mostly, BRITISH_SPELLING),
    WORDS (BRITISH),
    /* Translators: of English texts only; examples stay in English */
    SAY (PLACES, N_("You use British spelling."), "Use British spelling") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_words = { rules, G_N_ELEMENTS (rules) };
