/* idio-habit-manners.c: thanks, apologies, requests and questions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habit-rule.h"
#include "text/idio-lexicon.h"
#include "text/idio-stop.h"

#define REQUESTS (IDIO_CUE_DIRECT_REQUEST | IDIO_CUE_SOFT_REQUEST | IDIO_CUE_PLEASE)

/* Minimum number of texts with a question without a question mark, and its surprisal in bits: the rules of
 * writing are against it, so that it needs no rate of others. */
#define MIN_UNMARKED     4
#define UNMARKED_UNUSUAL 1.5

/* "Could you send it?" and "Could you send it." */
static gboolean
opens_as_question (const IdioAnalysis *analysis,
                   const char         *text,
                   guint               sentence)
{
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);

  return (candidate->cues & IDIO_CUE_PROSE) &&
         idio_lexicon_match_start (idio_lexicon_get ("en/asking.txt"), text + candidate->start, candidate->length) > 0;
}

static gboolean
is_unmarked (const IdioHabit    *habit,
             const IdioAnalysis *analysis,
             const char         *text,
             guint               sentence)
{
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);

  return text[candidate->start + candidate->length - 1] == '.' && !(candidate->cues & IDIO_CUE_ELLIPSIS) &&
         opens_as_question (analysis, text, sentence);
}

/* Of the texts that ask so at all. */
static void
find_unmarked (IdioHabit             *habit,
               const IdioHabitSample *samples,
               guint                  n_samples)
{
  for (guint i = 0; i < n_samples && !idio_stop_is_asked (); i++)
    {
      gboolean asks = FALSE;

      for (guint j = 0; j < samples[i].analysis->sentences->len && !asks; j++)
        asks = opens_as_question (samples[i].analysis, samples[i].text, j);

      if (asks)
        idio_habit_count_text (habit, samples[i].document, idio_habit_is_shown (habit, &samples[i]));
    }

  if (habit->n_with >= MIN_UNMARKED && 2 * habit->n_with >= habit->n_texts)
    idio_habit_set_score (habit, UNMARKED_UNUSUAL);
}

static const IdioHabitMethod unmarked = {
  .find_in_samples = find_unmarked,
  .shows = is_unmarked,
};

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("thanks", PERSONALITY, READING, THANKS | IDIO_HABIT_GROUP_LAST_THANKS), COUNT (idio_habit_texts, THANKS),
    CUE (THANKS),
    /* Translators: cards tell the user how they write */
    SAY (TEXTS, N_("You often thank people."), "Thank the reader where there is any reason to") },
  { HABIT ("no-thanks", COMMUNICATION, READING, THANKS), COUNT (idio_habit_never, THANKS),
    CUE (THANKS), .instead = REQUESTS,
    SAY (NEVER, N_("You do without thanks."), "Do not thank the reader") },
  { HABIT ("apologies", PERSONALITY, READING, NONE), COUNT (idio_habit_more, APOLOGIES),
    CUE (APOLOGY), .least = 2,
    SAY (SENTENCES, N_("You say sorry."), "Apologize where there is any reason to") },
  { HABIT ("please", COMMUNICATION, READING, REQUESTS), COUNT (idio_habit_more, PLEASE),
    CUE (PLEASE), .least = 10,
    /* Translators: the example may be in your language */
    SAY (SENTENCES, N_("You ask with “please”."), "Say \"please\" when asking for something") },
  { HABIT ("no-please", COMMUNICATION, READING, REQUESTS), COUNT (idio_habit_never, PLEASE),
    CUE (PLEASE), .occasion = REQUESTS, .instead = REQUESTS,
    /* Translators: the example may be in your language */
    SAY (REQUESTS, N_("You ask for things without “please”."), "Ask for things without \"please\"") },
  { HABIT ("direct-requests", COMMUNICATION, READING, REQUESTS), COUNT (idio_habit_more, DIRECT_REQUESTS),
    CUE (DIRECT_REQUEST), .least = 6,
    /* Translators: the example may be in your language */
    SAY (SENTENCES, N_("You tell people what to do straight out, without “please”."),
      "Say straight out what the reader should do, in the imperative and without \"please\"") },
  { HABIT ("soft-requests", COMMUNICATION, READING, REQUESTS), COUNT (idio_habit_more, SOFT_REQUESTS),
    CUE (SOFT_REQUEST), .least = 4,
    /* Translators: the example may be in your language */
    SAY (SENTENCES, N_("You soften what you ask for, as with “could you”."),
      "Soften requests, as with \"could you\"") },
  { HABIT ("asked-requests", COMMUNICATION, READING, REQUESTS), COUNT (idio_habit_mostly, ASKED_REQUESTS),
    CUE (ASKED_REQUEST),
    SAY (PLACES, N_("You ask for things with a question."), "Put requests as questions") },
  { HABIT ("questions", COMMUNICATION, READING, QUESTIONS), COUNT (idio_habit_more, QUESTIONS),
    CUE (QUESTION), .least = 12,
    SAY (SENTENCES, N_("You ask questions."), "Ask the reader questions") },
  { HABIT ("unmarked-questions", COMMUNICATION, GLANCE, NONE), COUNT (unmarked, QUESTIONS), CUE (PROSE),
    /* Translators: the example may be in your language */
    SAY (PLACES, N_("You ask, as in “Can you …”, without a question mark."),
      "End requests such as \"Can you ...\" with a period, not a question mark") },
  { HABIT ("no-questions", COMMUNICATION, READING, QUESTIONS), COUNT (idio_habit_never, QUESTIONS),
    CUE (QUESTION), .instead = REQUESTS,
    SAY (NEVER, N_("You do not ask questions."), "Ask no questions") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_manners = { rules, G_N_ELEMENTS (rules) };
