/* idio-habit-closings.c: how texts end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "habits/idio-habit-forms.h"
#include "text/idio-stop.h"

/* Minimum share of signed texts with thanks before the name for these to be part of the habit. */
#define OFTEN_SHARE 0.3

/* Thanks of so many words are a formula. With an exclamation mark they are a habit if so many texts have them, and they
 * are so much of the texts with such a mark at all. */
#define MAX_THANKS_WORDS 5
#define MIN_EXCLAIMED    5
#define EXCLAIMED_SHARE  0.4

static gboolean
thanks (const char *closing)
{
  return closing != NULL && (strstr (closing, "thank") != NULL || strstr (closing, "thx") != NULL);
}

/* To end with a name alone is another habit. */
static char *
dup_closing (const IdioFeatures *text)
{
  if (text->closing == NULL || *text->closing == '\0')
    return NULL;

  return g_strdup_printf ("%c%s", text->closing_named ? '+' : '-', thanks (text->closing) ? "thanks" : text->closing);
}

static void
find_closing (IdioHabit            *habit,
              const IdioHabitTexts *texts)
{
  g_autoptr(GHashTable) counts = idio_habit_count_forms (texts, dup_closing);
  g_autofree char *form = idio_habit_find_common_form (counts, NULL, FALSE);

  if (form == NULL)
    return;

  habit->detail = g_strdup (form + 1);
  idio_habit_take_form (habit, texts, dup_closing, form);

  /* “Cheers” and a name say that there is a name. */
  if (habit->named)
    habit->groups |= IDIO_HABIT_GROUP_NAME;

  idio_habit_score_form (habit, texts, IDIO_HABIT_MIN_FORM_STEADY);
}

/* A name or initials at the end. If that is often after thanks, this is part of the habit. */
static void
find_name (IdioHabit            *habit,
           const IdioHabitTexts *texts)
{
  guint n_thanks = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      if (idio_habit_can_take (habit->rule, text))
        {
          idio_habit_count_text (habit, text->document, text->closing_named);
          n_thanks += text->closing_named &&
                      (thanks (text->closing) || text->values[IDIO_MEASURE_ENDS_WITH_THANKS] > 0);
        }
    }

  habit->detail = g_strdup (n_thanks >= OFTEN_SHARE * habit->n_with ? "thanks" : "");
  idio_habit_score_form (habit, texts, IDIO_HABIT_MIN_NAME_STEADY);
}

/* Not known where the end may be missing. */
static gboolean
can_tell (const IdioFeatures *text)
{
  return text->closing == NULL || *text->closing != '\0' || text->closing_named;
}

static void
find_no_closing (IdioHabit            *habit,
                 const IdioHabitTexts *texts)
{
  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      if (idio_habit_can_take (habit->rule, text) && can_tell (text))
        idio_habit_count_text (habit, text->document,
                               text->closing == NULL && !(text->values[IDIO_MEASURE_ENDS_WITH_THANKS] > 0));
    }

  idio_habit_score_texts (habit, texts, IDIO_HABIT_MIN_MOSTLY_STEADY, IDIO_HABIT_MIN_FORM_UNUSUAL);
}

static gint
find_last_before_closing (const IdioAnalysis *analysis)
{
  guint i = analysis->sentences->len;

  while (i > 0 && (idio_analysis_get (analysis, i - 1)->cues & IDIO_CUE_CLOSING))
    i--;

  return (gint) i - 1;
}

static gboolean
is_closing (const IdioHabit    *habit,
            const IdioAnalysis *analysis,
            const char         *text,
            guint               sentence)
{
  return (idio_analysis_get (analysis, sentence)->cues & IDIO_CUE_CLOSING) &&
         (sentence == 0 || !(idio_analysis_get (analysis, sentence - 1)->cues & IDIO_CUE_CLOSING));
}

static gboolean
has_name (const IdioHabit    *habit,
          const IdioAnalysis *analysis,
          const char         *text,
          guint               sentence)
{
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);

  return analysis->name_length > 0 && analysis->name_start >= candidate->start &&
         analysis->name_start - candidate->start < candidate->length;
}

static gboolean
is_last (const IdioHabit    *habit,
         const IdioAnalysis *analysis,
         const char         *text,
         guint               sentence)
{
  return sentence + 1 == analysis->sentences->len;
}

static gboolean
is_last_before_closing (const IdioHabit    *habit,
                        const IdioAnalysis *analysis,
                        const char         *text,
                        guint               sentence)
{
  return (gint) sentence == find_last_before_closing (analysis);
}

static gboolean
thanks_at_end (const IdioHabit    *habit,
               const IdioAnalysis *analysis,
               const char         *text,
               guint               sentence)
{
  return (idio_analysis_get (analysis, sentence)->cues & IDIO_CUE_THANKS) &&
         (gint) sentence >= find_last_before_closing (analysis);
}

/* "Thanks!" and "Thanks for your help!", at the end. */
static gboolean
are_last_thanks (const IdioAnalysis *analysis,
                 const char         *text,
                 guint               sentence)
{
  return idio_analysis_get (analysis, sentence)->n_words <= MAX_THANKS_WORDS &&
         thanks_at_end (NULL, analysis, text, sentence);
}

static gboolean
are_exclaimed_thanks (const IdioHabit    *habit,
                      const IdioAnalysis *analysis,
                      const char         *text,
                      guint               sentence)
{
  return are_last_thanks (analysis, text, sentence) &&
         (idio_analysis_get (analysis, sentence)->cues & IDIO_CUE_EXCLAMATION);
}

/* Of all texts that end with such thanks, if many of the texts with an exclamation mark have it there. */
static void
find_exclaimed_thanks (IdioHabit             *habit,
                       const IdioHabitSample *samples,
                       guint                  n_samples)
{
  guint n_exclaiming = 0;

  for (guint i = 0; i < n_samples && !idio_stop_is_asked (); i++)
    {
      const IdioAnalysis *analysis = samples[i].analysis;
      gboolean thanks = FALSE, exclaims = FALSE, holds = FALSE;

      for (guint j = 0; j < analysis->sentences->len; j++)
        {
          thanks |= are_last_thanks (analysis, samples[i].text, j);
          exclaims |= (idio_analysis_get (analysis, j)->cues & IDIO_CUE_EXCLAMATION) != 0;
          holds |= are_exclaimed_thanks (habit, analysis, samples[i].text, j);
        }

      n_exclaiming += exclaims;

      if (thanks)
        idio_habit_count_text (habit, samples[i].document, holds);
    }

  if (habit->n_with >= MIN_EXCLAIMED && 2 * habit->n_with >= habit->n_texts &&
      habit->n_with >= EXCLAIMED_SHARE * n_exclaiming)
    idio_habit_set_score (habit, IDIO_HABIT_MAX_UNUSUAL);
}

static void
count_closing (const IdioHabit    *habit,
               const IdioAnalysis *analysis,
               const char         *text,
               guint               sentence,
               GHashTable         *counts)
{
  if (analysis->closing_length > 0)
    idio_habit_count_word (counts, g_strndup (text + idio_analysis_get (analysis, sentence)->start,
                                              analysis->closing_length));
}

static guint
get_one (const IdioHabit *habit)
{
  return 1;
}

static void
count_name (const IdioHabit    *habit,
            const IdioAnalysis *analysis,
            const char         *text,
            guint               sentence,
            GHashTable         *counts)
{
  if (analysis->name_length > 0)
    idio_habit_count_word (counts, g_strndup (text + analysis->name_start, analysis->name_length));
}

/* Whether it holds in most texts. */
static gboolean
is_rule (const IdioHabit *habit)
{
  return 2 * habit->n_with > habit->n_texts;
}

/* Whether it holds in more than a third of them. */
static gboolean
is_frequent (const IdioHabit *habit)
{
  return 3 * habit->n_with > habit->n_texts;
}

static void
put_closing (const IdioHabit     *habit,
             const char * const  *words,
             char               **claim,
             char               **instruction)
{
  static const char * const claims[2][3] = {
    { N_("You sign off some texts with “%s” and no name."), N_("You often sign off with “%s” and no name."),
      N_("You sign off with “%s” and no name.") },
    { N_("You sign off some texts with “%s” and your name."), N_("You often sign off with “%s” and your name."),
      N_("You sign off with “%s” and your name.") },
  };

  *claim = idio_habit_fill (_(claims[habit->named][is_frequent (habit) + is_rule (habit)]), words);
  *instruction = idio_habit_fill (habit->named ? "End with \"%s\" and the writer's name" :
                                                 "End with \"%s\" and no name", words);
}

static void
put_name (const IdioHabit     *habit,
          const char * const  *words,
          char               **claim,
          char               **instruction)
{
  static const char * const claims[2][3] = {
    { N_("You sign some texts with “%s”."), N_("You often sign with “%s”."), N_("You sign with “%s”.") },
    { N_("You sign some texts with “%s”, often after thanks."),
      N_("You often sign with “%s”, and often after thanks."), N_("You sign with “%s”, often after thanks.") },
  };
  gboolean after_thanks = *habit->detail != '\0';

  *claim = idio_habit_fill (_(claims[after_thanks][is_frequent (habit) + is_rule (habit)]), words);
  *instruction = idio_habit_fill (after_thanks ? "Sign with \"%s\", often after thanks" : "Sign with \"%s\"", words);
}

static const IdioHabitMethod closing = {
  .find = find_closing,
  .shows = is_closing,
  .get_n_words = idio_habit_has_detail,
  .count_words = count_closing,
  .put = put_closing,
  .min_steadiness = IDIO_HABIT_NAMED_SHARE * IDIO_HABIT_MIN_FORM_STEADY,
};

static const IdioHabitMethod name = {
  .find = find_name,
  .shows = has_name,
  .get_n_words = get_one,
  .count_words = count_name,
  .put = put_name,
  .min_steadiness = IDIO_HABIT_NAMED_SHARE * IDIO_HABIT_MIN_FORM_STEADY,
};

static const IdioHabitMethod no_closing = {
  .find = find_no_closing,
  .shows = is_last,
  .is_absence = TRUE,
};

static const IdioHabitMethod ends_with_thanks = {
  .find = idio_habit_find_texts,
  .shows = thanks_at_end,
};

static const IdioHabitMethod ends_with_question = {
  .find = idio_habit_find_texts,
  .shows = is_last_before_closing,
};

static const IdioHabitMethod exclaimed_thanks = {
  .find_in_samples = find_exclaimed_thanks,
  .shows = are_exclaimed_thanks,
};

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("closing", COMMUNICATION, GLANCE, ENDING), COUNT (closing, CLOSING), CUE (CLOSING),
    SAY (TEXTS, NULL, NULL) },
  { HABIT ("name", COMMUNICATION, GLANCE, NAME), COUNT (name, CLOSING_NAMED), CUE (CLOSING),
    SAY (TEXTS, NULL, NULL) },
  { HABIT ("no-closing", COMMUNICATION, GLANCE, ENDING | IDIO_HABIT_GROUP_NAME), COUNT (no_closing, CLOSING),
    /* Translators: cards tell the user how they write */
    SAY (TEXTS, N_("You end without a sign-off."), "End without a sign-off or name") },
  { HABIT ("ends-with-thanks", COMMUNICATION, READING, ENDING | IDIO_HABIT_GROUP_LAST_THANKS),
    COUNT (ends_with_thanks, ENDS_WITH_THANKS),
    SAY (TEXTS, N_("You end with thanks."), "End with thanks") },
  { HABIT ("ends-with-question", COMMUNICATION, GLANCE, QUESTIONS), COUNT (ends_with_question, ENDS_WITH_QUESTION),
    SAY (TEXTS, N_("You end with a question."), "End with a question before any sign-off") },
  { HABIT ("exclaimed-thanks", COMMUNICATION, GLANCE, EXCLAMATIONS),
    COUNT (exclaimed_thanks, EXCLAMATIONS), .refines = "exclamations",
    SAY (PLACES, N_("You put an exclamation mark after closing thanks."),
      "Where the text closes with thanks, close with \"Thanks!\"") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_closings = { rules, G_N_ELEMENTS (rules) };
