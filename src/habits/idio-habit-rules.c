/* idio-habit-rules.c: when each habit is claimed
 *
 * How usual something is was counted in 2,043 business mails of 14 writers, and for longer texts in 463 posts of 43
 * writers on the sites of public agencies and in 1,250 reports of 25 journalists of a news agency (each writer with at
 * least five texts): the mean over writers of the share of texts, or of the measure over all texts of a writer. What
 * all journalists do, or none of them, such as to quote and to ask for nothing, is nobody's habit: there the figure is
 * theirs. Where the two kinds only differ, as in the length of sentences, it is that of the posts, or lies between.
 * What nobody did is given as the least that the counts could tell from nothing, 0.01 of texts and 0.1 of 100
 * sentences. The mails had lost their paragraphs, for which the figure of the posts stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "habits/idio-habit-rules.h"

#define WAY(way_, group_, visibility_, measure_)                              \
  .way = IDIO_HABIT_WAY_##way_, .groups = IDIO_HABIT_GROUP_##group_,          \
  .visibility = (visibility_), .measure = IDIO_MEASURE_##measure_

#define CUE(cue)     .cues = IDIO_CUE_##cue
#define WORDS(list)    .categories = IDIO_CATEGORY_BIT (IDIO_CATEGORY_##list)
#define USUAL(m, p)    .mail = (m), .post = (p)

#define REQUESTS (IDIO_CUE_DIRECT_REQUEST | IDIO_CUE_SOFT_REQUEST | IDIO_CUE_PLEASE)

/* So many times as often as usual is more than near the usual. */
#define MORE_THAN_USUAL 2.0

/* clang-format off */
const IdioHabitRule idio_habit_rules[IDIO_N_HABITS] = {
  /* For a form, how many texts of others have the same one; for none, how many have none. */
  [IDIO_HABIT_GREETING] = { WAY (FORM, OPENING, 3, GREETING), CUE (GREETING), USUAL (0.35, 0.01) },
  [IDIO_HABIT_OTHER_GREETING] = { WAY (FORM, NONE, 3, GREETING), CUE (GREETING), USUAL (0.05, 0.01) },
  [IDIO_HABIT_NO_GREETING] = { WAY (NO_FORM, OPENING, 3, GREETING), USUAL (0.58, 0.98) },
  [IDIO_HABIT_CLOSING] = { WAY (FORM, ENDING, 3, CLOSING), CUE (CLOSING), USUAL (0.25, 0.01) },
  [IDIO_HABIT_NAME] = { WAY (NAME, NAME, 3, CLOSING_NAMED), CUE (CLOSING), USUAL (0.27, 0.02) },
  [IDIO_HABIT_NO_CLOSING] = { WAY (NO_FORM, ENDING | IDIO_HABIT_GROUP_NAME, 3, CLOSING), USUAL (0.44, 0.98) },
  [IDIO_HABIT_OPENS_WITH_THANKS] = { WAY (TEXTS, THANKS, 3, OPENS_WITH_THANKS), USUAL (0.02, 0.01) },
  [IDIO_HABIT_ENDS_WITH_THANKS] = { WAY (TEXTS, ENDING | IDIO_HABIT_GROUP_LAST_THANKS, 2, ENDS_WITH_THANKS),
    USUAL (0.27, 0.01) },
  [IDIO_HABIT_ENDS_WITH_QUESTION] = { WAY (TEXTS, QUESTIONS, 3, ENDS_WITH_QUESTION), USUAL (0.09, 0.02) },

  [IDIO_HABIT_THANKS] = { WAY (TEXTS, THANKS | IDIO_HABIT_GROUP_LAST_THANKS, 2, THANKS), CUE (THANKS),
    USUAL (0.31, 0.09) },
  [IDIO_HABIT_NO_THANKS] = { WAY (NEVER, THANKS, 2, THANKS), CUE (THANKS), .instead = REQUESTS, USUAL (2.03, 0) },
  [IDIO_HABIT_APOLOGIES] = { WAY (RATE, NONE, 2, APOLOGIES), CUE (APOLOGY), USUAL (0.53, 0.1), .least = 2 },
  [IDIO_HABIT_PLEASE] = { WAY (RATE, REQUESTS, 2, PLEASE), CUE (PLEASE), USUAL (6.89, 0.39), .least = 10 },
  [IDIO_HABIT_NO_PLEASE] = { WAY (NEVER, REQUESTS, 2, PLEASE), CUE (PLEASE),
    .occasion = REQUESTS, .instead = REQUESTS, USUAL (0.59, 0.08) },
  [IDIO_HABIT_DIRECT_REQUESTS] = { WAY (RATE, REQUESTS, 2, DIRECT_REQUESTS), CUE (DIRECT_REQUEST),
    USUAL (2.03, 6.32), .least = 6 },
  [IDIO_HABIT_SOFT_REQUESTS] = { WAY (RATE, REQUESTS, 2, SOFT_REQUESTS), CUE (SOFT_REQUEST),
    USUAL (2.73, 0.34), .least = 4 },
  [IDIO_HABIT_ASKED_REQUESTS] = { WAY (MOSTLY, REQUESTS, 2, ASKED_REQUESTS), CUE (ASKED_REQUEST), USUAL (0.1, 0.06) },
  [IDIO_HABIT_QUESTIONS] = { WAY (RATE, QUESTIONS, 2, QUESTIONS), CUE (QUESTION), USUAL (8.05, 5.98), .least = 10 },
  [IDIO_HABIT_NO_QUESTIONS] = { WAY (NEVER, QUESTIONS, 2, QUESTIONS), CUE (QUESTION),
    .instead = REQUESTS, USUAL (8.05, 0.07) },
  [IDIO_HABIT_HEDGES] = { WAY (RATE, NONE, 1, HEDGES), WORDS (HEDGE), USUAL (0.49, 0.17), .least = 0.7 },
  [IDIO_HABIT_BOOSTERS] = { WAY (RATE, NONE, 1, BOOSTERS), WORDS (BOOSTER), USUAL (0.23, 0.15), .least = 0.4 },
  [IDIO_HABIT_FIRST_PLURAL] = { WAY (RATE, NONE, 1, FIRST_PLURAL), WORDS (FIRST_PLURAL),
    USUAL (1.53, 1.32), .least = 3 },

  [IDIO_HABIT_SENTENCE_LENGTH] = { WAY (LENGTH, LENGTH, 2, SENTENCE_LENGTH), USUAL (14.9, 19.3) },
  [IDIO_HABIT_SHORT_SENTENCES] = { WAY (RATE, LENGTH, 2, SHORT_SENTENCES), CUE (SHORT), USUAL (8.8, 4.2), .least = 10 },
  [IDIO_HABIT_LONG_SENTENCES] = { WAY (RATE, LENGTH, 2, LONG_SENTENCES), CUE (LONG), USUAL (19, 30), .least = 33 },
  [IDIO_HABIT_SINGLE_PARAGRAPHS] = { WAY (MOSTLY, NONE, 2, SINGLE_PARAGRAPHS), CUE (SINGLE_PARAGRAPH), USUAL (0.15, 0.45) },
  [IDIO_HABIT_LIST_ITEMS] = { WAY (RATE, NONE, 3, LIST_ITEMS), CUE (LIST_ITEM), USUAL (0.39, 0.86), .least = 10 },
  [IDIO_HABIT_OPENS_WITH_CONJUNCTION] = { WAY (RATE, NONE, 2, OPENS_WITH_CONJUNCTION), CUE (OPENS_WITH_CONJUNCTION),
    USUAL (1.46, 3.4), .least = 5 },
  [IDIO_HABIT_OPENS_WITH_FIRST_PERSON] = { WAY (RATE, NONE, 1, OPENS_WITH_FIRST_PERSON), CUE (OPENS_WITH_FIRST_PERSON),
    USUAL (20.8, 6.16), .least = 30 },
  [IDIO_HABIT_OPENS_WITH_DISCOURSE] = { WAY (RATE, NONE, 1, OPENS_WITH_DISCOURSE), CUE (OPENS_WITH_DISCOURSE),
    USUAL (4.47, 4.47), .least = 8 },

  [IDIO_HABIT_CONTRACTIONS] = { WAY (MOSTLY, NONE, 2, CONTRACTED), CUE (CONTRACTION), USUAL (0.2, 0.52) },
  [IDIO_HABIT_NO_CONTRACTIONS] = { WAY (NONE, NONE, 2, CONTRACTED), WORDS (FULL_FORM), USUAL (0.56, 0.6) },
  [IDIO_HABIT_BARE_CONTRACTIONS] = { WAY (MOSTLY, NONE, 3, BARE_CONTRACTIONS), CUE (BARE_CONTRACTION), USUAL (0.08, 0.01) },
  [IDIO_HABIT_INFORMAL_WORDS] = { WAY (RATE, CHAT, 1, INFORMAL_WORDS), WORDS (INFORMAL),
    USUAL (0.33, 0.1), .least = 0.6 },
  [IDIO_HABIT_SHORTHAND] = { WAY (RATE, CHAT, 2, SHORTHAND), WORDS (SHORTHAND), USUAL (0.29, 0.1), .least = 0.5 },
  [IDIO_HABIT_SPELLED_NUMBERS] = { WAY (MOSTLY, NONE, 1, SPELLED_NUMBERS), WORDS (NUMBER), USUAL (0.14, 0.24) },
  [IDIO_HABIT_DIGITS] = { WAY (NONE, NONE, 1, SPELLED_NUMBERS), CUE (SMALL_NUMBER), USUAL (0.73, 0.34) },
  [IDIO_HABIT_BRITISH_SPELLING] = { WAY (MOSTLY, NONE, 1, BRITISH_SPELLING), WORDS (BRITISH), USUAL (0.05, 0.05) },

  [IDIO_HABIT_EXCLAMATIONS] = { WAY (RATE, EXCLAMATIONS, 3, EXCLAMATIONS), CUE (EXCLAMATION),
    USUAL (2.21, 1.47), .least = 5 },
  [IDIO_HABIT_NO_EXCLAMATIONS] = { WAY (NEVER, EXCLAMATIONS, 3, EXCLAMATIONS), CUE (EXCLAMATION),
    .instead = IDIO_CUE_THANKS | IDIO_CUE_CLOSING | IDIO_CUE_PLEASE, USUAL (2.21, 0.03) },
  [IDIO_HABIT_EXCLAMATION_RUNS] = { WAY (RATE, EXCLAMATIONS, 3, EXCLAMATION_RUNS), CUE (EXCLAMATION_RUN),
    USUAL (0.36, 0.1), .least = 2 },
  [IDIO_HABIT_DASHES] = { WAY (RATE, NONE, 2, DASHES), CUE (DASH), USUAL (0.1, 0.2), .least = 0.3 },
  [IDIO_HABIT_NO_DASHES] = { WAY (NEVER, NONE, 1, DASHES), CUE (DASH), USUAL (0.1, 0.15) },
  [IDIO_HABIT_DOUBLE_HYPHENS] = { WAY (MOSTLY, NONE, 2, DOUBLE_HYPHENS), CUE (DOUBLE_HYPHEN), USUAL (0.24, 0.93) },
  [IDIO_HABIT_PARENTHESES] = { WAY (RATE, NONE, 2, PARENTHESES), CUE (PARENTHESIS), USUAL (7.7, 5.66), .least = 10 },
  [IDIO_HABIT_NO_PARENTHESES] = { WAY (NEVER, NONE, 1, PARENTHESES), CUE (PARENTHESIS), USUAL (7.7, 1.24) },
  [IDIO_HABIT_ELLIPSES] = { WAY (RATE, NONE, 3, ELLIPSES), CUE (ELLIPSIS), USUAL (0.69, 0.14), .least = 3 },
  [IDIO_HABIT_QUOTES] = { WAY (RATE, NONE, 1, QUOTES), CUE (QUOTE), USUAL (3.22, 3.47), .least = 8 },
  [IDIO_HABIT_SEMICOLONS] = { WAY (RATE, NONE, 2, SEMICOLONS), CUE (SEMICOLON), USUAL (0.05, 0.09), .least = 0.2 },
  [IDIO_HABIT_AMPERSANDS] = { WAY (RATE, NONE, 2, AMPERSANDS), CUE (AMPERSAND), USUAL (0.02, 0.01), .least = 0.1 },
  [IDIO_HABIT_SERIAL_COMMAS] = { WAY (MOSTLY, NONE, 1, SERIAL_COMMAS), CUE (SERIAL_COMMA), USUAL (0.36, 0.6) },
  [IDIO_HABIT_NO_SERIAL_COMMAS] = { WAY (NONE, NONE, 1, SERIAL_COMMAS), CUE (NO_SERIAL_COMMA), USUAL (0.62, 0.5) },
  [IDIO_HABIT_OPEN_ENDS] = { WAY (RATE, CASE, 2, OPEN_ENDS), CUE (OPEN_END), USUAL (1.16, 3.52), .least = 20 },
  [IDIO_HABIT_EMOJI] = { WAY (RATE, FACES, 3, EMOJI), CUE (EMOJI), USUAL (0.1, 0.1), .least = 3 },
  [IDIO_HABIT_EMOTICONS] = { WAY (RATE, FACES, 3, EMOTICONS), CUE (EMOTICON), USUAL (0.1, 0.1), .least = 2 },
  [IDIO_HABIT_STRESSED_WORDS] = { WAY (RATE, NONE, 3, STRESSED_WORDS), CUE (STRESSED_WORD), USUAL (0.1, 0.06), .least = 0.3 },
  [IDIO_HABIT_LOWER_CASE_STARTS] = { WAY (RATE, CASE, 3, LOWER_CASE_STARTS), CUE (LOWER_CASE_START),
    USUAL (1.14, 0.52), .least = 15 },
  [IDIO_HABIT_LOWER_CASE_I] = { WAY (MOSTLY, CASE, 3, LOWER_CASE_I), CUE (LOWER_CASE_I), USUAL (0.01, 0.01) },
  [IDIO_HABIT_DOUBLE_SPACES] = { WAY (MOSTLY, NONE, 1, DOUBLE_SPACES), CUE (DOUBLE_SPACE), USUAL (0.01, 0.01) },
  [IDIO_HABIT_PHRASE] = { WAY (TEXT, NONE, 3, LENGTH) },
  [IDIO_HABIT_STARTER] = { WAY (TEXT, NONE, 3, LENGTH) },
  [IDIO_HABIT_PLEASE_STARTER] = { WAY (TEXT, REQUESTS, 3, PLEASE) },
  [IDIO_HABIT_EXCLAIMED_THANKS] = { WAY (TEXT, EXCLAMATIONS, 3, EXCLAMATIONS) },
};
/* clang-format on */

/* What is near to how anybody writes, though it may be so of nearly all texts. */
gboolean
idio_habit_is_common (const IdioHabit *self)
{
  const IdioHabitRule *rule = &idio_habit_rules[self->kind];

  return self->kind == IDIO_HABIT_NO_GREETING || self->kind == IDIO_HABIT_NO_EXCLAMATIONS ||
         self->kind == IDIO_HABIT_NO_DASHES ||
         (self->kind == IDIO_HABIT_QUESTIONS && self->rate < MORE_THAN_USUAL * MAX (rule->mail, rule->post));
}
