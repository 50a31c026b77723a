/* idio-habit-openings.c: how texts open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "habits/idio-habit-forms.h"
#include "text/idio-stop.h"

/* clang-format off */
/* Ways to open. Those without a greeting come first. */
static const struct
{
  char        mark;
  const char *name_claim;
  const char *name_instruction;
  const char *claim;
  const char *instruction;
} openings[] = {
  { '\0', N_("You open with the name alone, without a greeting."),
    "Open with the reader's name alone, without a greeting",
    N_("You open with “%s” and the name."), "Open with \"%s\" and the reader's name" },
  { ',', N_("You open with the name and a comma, without a greeting."),
    "Open with the reader's name and a comma, without a greeting",
    N_("You open with “%s” and the name."), "Open with \"%s\" and the reader's name" },
  { ':', N_("You open with the name and a colon, without a greeting."),
    "Open with the reader's name and a colon, without a greeting",
    N_("You open with “%s”, the name and a colon."), "Open with \"%s\", the reader's name and a colon" },
  { '-', N_("You open with the name and a dash, without a greeting."),
    "Open with the reader's name and a dash, without a greeting",
    N_("You open with “%s”, the name and a dash."), "Open with \"%s\", the reader's name and a dash" },
  { '!', N_("You open with the name and an exclamation mark."), "Open with the reader's name and an exclamation mark",
    N_("You open with “%s”, the name and an exclamation mark."),
    "Open with \"%s\", the reader's name and an exclamation mark" },
};
/* clang-format on */

/* Minimum share of greetings with the same mark after them for it to be part of the habit. */
#define STEADY_MARK_SHARE 0.8

/* Minimum number of texts that open with a question, and minimum surprisal in bits */
#define MIN_ASKING         4
#define MIN_ASKING_UNUSUAL 0.5

static char *
dup_greeting (const IdioFeatures *text)
{
  return text->greeting != NULL ? g_strdup_printf ("%c%s", text->greeting_named ? '+' : '-', text->greeting) : NULL;
}

/* "Hi Tom" and "Hi all" are one of several ways to open. So are "Tom:" and "Tom -", but not "Tom,". */
static char *
dup_other_greeting (const IdioFeatures *text)
{
  if (text->greeting != NULL && *text->greeting != '\0')
    return g_strdup_printf ("-%.*s", (int) strcspn (text->greeting, " "), text->greeting);

  if (text->greeting != NULL && strchr (":-", text->greeting_mark) != NULL && text->greeting_mark != '\0')
    return g_strdup_printf ("+%c", text->greeting_mark);

  return dup_greeting (text);
}

/* The mark that nearly always stands after that greeting, or '\0'. */
static char
find_steady_mark (const IdioHabitTexts *texts,
                  IdioFormFunc          func,
                  const char           *form)
{
  guint counts[128] = { 0 }, n = 0, n_named = 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);
      g_autofree char *other = func (text);

      if (g_strcmp0 (form, other) == 0)
        {
          n++;
          n_named += text->greeting_named;
          counts[text->greeting_mark & 0x7f]++;
        }
    }

  /* Of those that are alike but for the name the mark says nothing. */
  if (n_named > 0 && *form != '+')
    return '\0';

  for (guint mark = 1; mark < G_N_ELEMENTS (counts); mark++)
    if (counts[mark] >= STEADY_MARK_SHARE * n)
      return (char) mark;

  return '\0';
}

static void
find_greeting (IdioHabit            *habit,
               const IdioHabitTexts *texts)
{
  g_autoptr(GHashTable) counts = idio_habit_count_forms (texts, dup_greeting);
  g_autofree char *form = idio_habit_find_common_form (counts, NULL, FALSE);

  if (form == NULL)
    return;

  habit->detail = g_strdup (form + 1);
  habit->mark = find_steady_mark (texts, dup_greeting, form);
  idio_habit_take_form (habit, texts, dup_greeting, form);
  idio_habit_score_form (habit, texts, IDIO_HABIT_MIN_FORM_STEADY);
}

/* The most common way to open but for the one that is steady. */
static void
find_other_greeting (IdioHabit            *habit,
                     const IdioHabitTexts *texts)
{
  g_autoptr(GHashTable) counts = idio_habit_count_forms (texts, dup_other_greeting);
  g_autofree char *first = idio_habit_find_common_form (counts, NULL, FALSE), *form = NULL;
  gboolean is_steady;

  if (first == NULL)
    return;

  is_steady = idio_habit_get_lower_end (GPOINTER_TO_UINT (g_hash_table_lookup (counts, first)),
                                        texts->features->len) >= IDIO_HABIT_MIN_FORM_STEADY;

  /* A name alone is seen in few texts where there is none. */
  form = idio_habit_find_common_form (counts, is_steady ? first : NULL, TRUE);

  if (form == NULL)
    return;

  habit->detail = g_strdup (*form == '+' ? "" : form + 1);
  habit->mark = find_steady_mark (texts, dup_other_greeting, form);
  idio_habit_take_form (habit, texts, dup_other_greeting, form);
  idio_habit_score_texts (habit, texts, IDIO_HABIT_MIN_OTHER_STEADY, IDIO_HABIT_MIN_FORM_UNUSUAL);
}

static void
find_no_greeting (IdioHabit            *habit,
                  const IdioHabitTexts *texts)
{
  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      if (idio_habit_can_take (habit->rule, text))
        idio_habit_count_text (habit, text->document, text->greeting == NULL);
    }

  habit->is_common = TRUE;
  idio_habit_score_texts (habit, texts, IDIO_HABIT_MIN_MOSTLY_STEADY, IDIO_HABIT_MIN_FORM_UNUSUAL);
}

static gboolean
is_first (const IdioHabit    *habit,
          const IdioAnalysis *analysis,
          const char         *text,
          guint               sentence)
{
  return sentence == 0;
}

static gboolean
is_first_after_greeting (const IdioHabit    *habit,
                         const IdioAnalysis *analysis,
                         const char         *text,
                         guint               sentence)
{
  return sentence == ((idio_analysis_get (analysis, 0)->cues & IDIO_CUE_GREETING) != 0);
}

static gboolean
asks_first (const IdioHabit    *habit,
            const IdioAnalysis *analysis,
            const char         *text,
            guint               sentence)
{
  const IdioCues asks = IDIO_CUE_QUESTION | IDIO_CUE_PROSE;

  return is_first_after_greeting (habit, analysis, text, sentence) &&
         (idio_analysis_get (analysis, sentence)->cues & asks) == asks;
}

static void
find_question (IdioHabit             *habit,
               const IdioHabitSample *samples,
               guint                  n_samples)
{
  for (guint i = 0; i < n_samples && !idio_stop_is_asked (); i++)
    idio_habit_count_text (habit, samples[i].document, idio_habit_is_shown (habit, &samples[i]));

  if (habit->n_with >= MIN_ASKING)
    idio_habit_score_samples (habit, MIN_ASKING_UNUSUAL);
}

static void
count_greeting (const IdioHabit    *habit,
                const IdioAnalysis *analysis,
                const char         *text,
                guint               sentence,
                GHashTable         *counts)
{
  if (analysis->greeting_length > 0)
    idio_habit_count_word (counts, g_strndup (text + idio_analysis_get (analysis, sentence)->start,
                                              analysis->greeting_length));
}

static void
count_first_of_greeting (const IdioHabit    *habit,
                         const IdioAnalysis *analysis,
                         const char         *text,
                         guint               sentence,
                         GHashTable         *counts)
{
  const char *start = text + idio_analysis_get (analysis, sentence)->start;
  gsize length = MIN (analysis->greeting_length, strcspn (start, " "));

  if (length > 0)
    idio_habit_count_word (counts, g_strndup (start, length));
}

/* "Guys," and "Team –". */
static char *
dup_with_mark (const char *words,
               char        mark)
{
  if (mark == '\0')
    return g_strdup (words);

  return mark == '-' ? g_strdup_printf ("%s –", words) : g_strdup_printf ("%s%c", words, mark);
}

static void
put_greeting (const IdioHabit     *habit,
              const char * const  *words,
              char               **claim,
              char               **instruction)
{
  guint i = G_N_ELEMENTS (openings) - 1;

  while (i > 0 && openings[i].mark != habit->mark)
    i--;

  if (*habit->detail == '\0')
    {
      *claim = g_strdup (_(openings[i].name_claim));
      *instruction = g_strdup (openings[i].name_instruction);
    }
  else if (habit->named)
    {
      *claim = idio_habit_fill (_(openings[i].claim), words);
      *instruction = idio_habit_fill (openings[i].instruction, words);
    }
  else
    {
      g_autofree char *opening = dup_with_mark (words[0], habit->mark);

      *claim = g_strdup_printf (_("You open with “%s”."), opening);
      *instruction = g_strdup_printf ("Open with \"%s\"", opening);
    }
}

static void
put_other_greeting (const IdioHabit     *habit,
                    const char * const  *words,
                    char               **claim,
                    char               **instruction)
{
  g_autofree char *opening = NULL;

  if (*habit->detail == '\0')
    {
      gboolean has_colon = habit->mark == ':';

      *claim = g_strdup (has_colon ? _("You open some texts with the name and a colon, without a greeting.") :
                                     _("You open some texts with the name and a dash, without a greeting."));
      *instruction = g_strdup_printf ("Open with the reader's name and a %s where it fits",
                                      has_colon ? "colon" : "dash");
      return;
    }

  opening = dup_with_mark (words[0], habit->mark);
  *claim = g_strdup_printf (_("You open some texts with “%s”."), opening);
  *instruction = g_strdup_printf ("Open with \"%s\" where it fits", opening);
}

static const IdioHabitMethod greeting = {
  .find = find_greeting,
  .shows = is_first,
  .get_n_words = idio_habit_has_detail,
  .count_words = count_greeting,
  .put = put_greeting,
  .min_steadiness = IDIO_HABIT_NAMED_SHARE * IDIO_HABIT_MIN_FORM_STEADY,
};

static const IdioHabitMethod other_greeting = {
  .find = find_other_greeting,
  .shows = is_first,
  .get_n_words = idio_habit_has_detail,
  .count_words = count_first_of_greeting,
  .put = put_other_greeting,
  .min_steadiness = IDIO_HABIT_MIN_OTHER_STEADY,
};

static const IdioHabitMethod no_greeting = {
  .find = find_no_greeting,
  .shows = is_first,
  .is_absence = TRUE,
};

static const IdioHabitMethod opens_with_question = {
  .find_in_samples = find_question,
  .shows = asks_first,
};

static const IdioHabitMethod opens = {
  .find = idio_habit_find_texts,
  .shows = is_first_after_greeting,
};

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("greeting", COMMUNICATION, GLANCE, OPENING), COUNT (greeting, GREETING), CUE (GREETING),
    SAY (TEXTS, NULL, NULL) },
  { HABIT ("other-greeting", COMMUNICATION, GLANCE, NONE), COUNT (other_greeting, GREETING), CUE (GREETING),
    SAY (TEXTS, NULL, NULL) },
  { HABIT ("no-greeting", COMMUNICATION, GLANCE, OPENING), COUNT (no_greeting, GREETING),
    /* Translators: cards tell the user how they write */
    SAY (TEXTS, N_("You start without a greeting."), "Start without a greeting") },
  { HABIT ("opens-with-thanks", COMMUNICATION, GLANCE, THANKS), COUNT (opens, OPENS_WITH_THANKS),
    SAY (TEXTS, N_("You thank people early: your texts open with thanks."),
      "Open with thanks, right after any greeting") },
  { HABIT ("opens-with-question", COMMUNICATION, GLANCE, NONE), COUNT (opens_with_question, QUESTIONS), CUE (QUESTION),
    SAY (TEXTS, N_("You open with a question."), "Open with a question, right after any greeting") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_openings = { rules, G_N_ELEMENTS (rules) };
