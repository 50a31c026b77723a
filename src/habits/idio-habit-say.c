/* idio-habit-say.c: what a habit is told as
 *
 * Claims and rates are translated for people. For models they are in English, as instructions and all of the prompts
 * are. Models overdo an instruction without a rate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <math.h>

#include <glib/gi18n.h>

#include "habits/idio-habit-rule.h"

/* Minimum rate in 100 words that is told; below it, the number of texts says more. */
#define MIN_RATE_OF_WORDS 0.5

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/**
 * idio_habit_fill:
 * @form: a claim or an instruction, with at most two "%s"; msgfmt checks that its translations have as many
 * @words: (array zero-terminated=1): as many words
 *
 * Returns: (transfer full): the form with the words filled in
 */
char *
idio_habit_fill (const char         *form,
                 const char * const *words)
{
  return g_strdup_printf (form, words[0], words[0] != NULL ? words[1] : NULL);
}

#pragma GCC diagnostic pop

/* The locale of this thread while it speaks to a model: no translations, and decimal points. */
typedef struct
{
  locale_t english;
  locale_t before;
} Speech;

static Speech
speech_begin (IdioHabitReader reader)
{
  Speech speech = { (locale_t) 0, (locale_t) 0 };

  if (reader == IDIO_HABIT_READER_MODEL)
    {
      locale_t now = duplocale (uselocale ((locale_t) 0));

      speech.english = newlocale (LC_MESSAGES_MASK | LC_NUMERIC_MASK, "C", now);
      speech.before = uselocale (speech.english);
    }

  return speech;
}

static void
speech_end (Speech *speech)
{
  if (speech->english == (locale_t) 0)
    return;

  uselocale (speech->before);
  freelocale (speech->english);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Speech, speech_end)

static void
put (const IdioHabit     *self,
     const char * const  *words,
     char               **claim,
     char               **instruction)
{
  if (self->rule->method->put != NULL)
    {
      self->rule->method->put (self, words, claim, instruction);
      return;
    }

  *claim = idio_habit_fill (_(self->rule->claim), words);
  *instruction = idio_habit_fill (self->rule->instruction, words);
}

/* Of the sentences: "about one in 8", or where that says too little, "about 40%". */
static char *
word_share (const IdioHabit *habit)
{
  guint one_in = (guint) round (100 / MAX (habit->rate, 0.1));

  /* Translators: how many of a writer's sentences show a habit, after "In 4 of 5 texts"; the number is at least 4 */
  if (one_in >= 4)
    return g_strdup_printf (ngettext ("about one in %u sentence", "about one in %u sentences", one_in), one_in);

  /* Translators: how many of a writer's sentences show a habit, as a percentage; shown after "In 4 of 5 texts" */
  return g_strdup_printf (_("about %u%% of sentences"), (guint) round (habit->rate));
}

/* In which texts: short ones tell nothing of what is rare. */
static char *
word_texts (const IdioHabit *habit)
{
  /* Translators: the plural form is that of the second number. The third, the length of a text, is at least 100. */
  if (habit->least_words > 0)
    return g_strdup_printf (ngettext ("In %u of %u text with %u words or more",
                                      "In %u of %u texts with %u words or more", habit->n_texts),
                            habit->n_with, habit->n_texts, habit->least_words);

  /* Translators: the plural form is that of the second number */
  return g_strdup_printf (ngettext ("In %u of %u text", "In %u of %u texts", habit->n_texts),
                          habit->n_with, habit->n_texts);
}

/* What is hardly ever done. */
static char *
word_exceptions (const IdioHabit *habit)
{
  guint n_texts = habit->n_texts, n = n_texts - habit->n_with;

  if (habit->rule->rate == IDIO_HABIT_RATE_REQUESTS)
    return n == 0 ? g_strdup_printf (ngettext ("Not found in the %u text that asks for something",
                                               "Not found in any of %u texts that ask for something", n_texts),
                                     n_texts) :
                    /* Translators: the plural form is that of the second number */
                    g_strdup_printf (ngettext ("Found in only %u of %u text that asks for something",
                                               "Found in only %u of %u texts that ask for something", n_texts),
                                     n, n_texts);

  if (n == 0)
    return g_strdup_printf (ngettext ("Not found in the %u text", "Not found in any of %u texts", n_texts), n_texts);

  /* Translators: the plural form is that of the second number */
  return g_strdup_printf (ngettext ("Found in only %u of %u text", "Found in only %u of %u texts", n_texts),
                          n, n_texts);
}

static char *
word_rate (const IdioHabit *habit)
{
  g_autofree char *texts = word_texts (habit);
  g_autofree char *share = word_share (habit);

  switch (habit->rule->rate)
    {
    case IDIO_HABIT_RATE_SENTENCES:
      if (habit->is_uneven)
        return g_steal_pointer (&texts);

      /* Translators: "In 4 of 5 texts", then "about 40% of sentences" */
      return g_strdup_printf (C_("rate", "%s, %s"), texts, share);

    case IDIO_HABIT_RATE_WORDS:
      if (habit->rate < MIN_RATE_OF_WORDS || habit->is_uneven)
        return g_steal_pointer (&texts);

      /* Translators: "In 4 of 5 texts", then how often in them. The number has one decimal and is at least 0.5. */
      return g_strdup_printf (C_("rate", "%s, about %.1f times in 100 words"), texts, habit->rate);

    case IDIO_HABIT_RATE_PLACES:
      if (habit->n_with == habit->n_texts)
        return g_strdup_printf (ngettext ("In the %u text where it can be told", "In all %u texts where it can be told",
                                          habit->n_texts), habit->n_texts);

      /* Translators: the plural form is that of the second number */
      return g_strdup_printf (ngettext ("In %u of the %u text where it can be told",
                                        "In %u of the %u texts where it can be told", habit->n_texts),
                              habit->n_with, habit->n_texts);

    case IDIO_HABIT_RATE_NEVER:
    case IDIO_HABIT_RATE_REQUESTS:
      return word_exceptions (habit);

    case IDIO_HABIT_RATE_LENGTHS:
      /* Translators: the plural form is that of the second number */
      return g_strdup_printf (ngettext ("Half of the sentences have %u to %u word",
                                        "Half of the sentences have %u to %u words", habit->high),
                              habit->low, habit->high);

    case IDIO_HABIT_RATE_TEXTS:
    default:
      return g_steal_pointer (&texts);
    }
}

/* Of others who write texts of that kind: how many do it as often at least. Most do it at times. */
static char *
word_others (const IdioHabit *habit)
{
  if (habit->genre == IDIO_GENRE_MAIL)
    {
      if (habit->n_same == 0)
        return g_strdup_printf (ngettext ("not so with the %u US government mail writer it was compared with",
                                          "none of %u US government mail writers matches that", habit->n_others),
                                habit->n_others);

      /* Translators: the plural form is that of the first number */
      return g_strdup_printf (ngettext ("%u of %u US government mail writers matches that",
                                        "%u of %u US government mail writers match that", habit->n_same),
                              habit->n_same, habit->n_others);
    }

  if (habit->n_same == 0)
    return g_strdup_printf (ngettext ("not so with the %u public blogger it was compared with",
                                      "none of %u public bloggers matches that", habit->n_others), habit->n_others);

  /* Translators: the plural form is that of the first number */
  return g_strdup_printf (ngettext ("%u of %u public bloggers matches that", "%u of %u public bloggers match that",
                                    habit->n_same),
                          habit->n_same, habit->n_others);
}

static char *
add_rate (const char      *instruction,
          const IdioHabit *habit)
{
  g_autofree char *texts = habit->least_words > 0 ?
                           g_strdup_printf ("texts with %u words or more", habit->least_words) : g_strdup ("texts");

  switch (habit->rule->rate)
    {
    case IDIO_HABIT_RATE_SENTENCES:
      if (habit->is_uneven)
        return g_strdup_printf ("%s (in %u of %u %s)", instruction, habit->n_with, habit->n_texts, texts);

      return g_strdup_printf ("%s (in %u of %u %s, about %.0f of 100 sentences)", instruction, habit->n_with,
                              habit->n_texts, texts, habit->rate);

    case IDIO_HABIT_RATE_WORDS:
      if (habit->rate < MIN_RATE_OF_WORDS || habit->is_uneven)
        return g_strdup_printf ("%s (in %u of %u %s)", instruction, habit->n_with, habit->n_texts, texts);

      return g_strdup_printf ("%s (in %u of %u %s, about %.1f in 100 words)", instruction, habit->n_with,
                              habit->n_texts, texts, habit->rate);

    case IDIO_HABIT_RATE_NEVER:
      return g_strdup_printf ("%s (%u of %u texts have none)", instruction, habit->n_with, habit->n_texts);

    case IDIO_HABIT_RATE_REQUESTS:
      return g_strdup_printf ("%s (%u of %u texts that ask for something have none)", instruction,
                              habit->n_with, habit->n_texts);

    case IDIO_HABIT_RATE_PLACES:
      return g_strdup_printf ("%s (in %u of the %u texts where it can be told)", instruction,
                              habit->n_with, habit->n_texts);

    case IDIO_HABIT_RATE_LENGTHS:
      return g_strdup (instruction);

    case IDIO_HABIT_RATE_TEXTS:
    default:
      return g_strdup_printf ("%s (in %u of %u texts)", instruction, habit->n_with, habit->n_texts);
    }
}

/**
 * idio_habit_dup_claim:
 * @self: a habit
 * @words: (array zero-terminated=1): idio_habit_get_n_words() of the writer's own words in which it shows, as they
 *   stand in the texts, the most common one first
 * @reader: who is told
 *
 * Returns: (transfer full): the claim, in the language of @reader
 */
char *
idio_habit_dup_claim (const IdioHabit    *self,
                      const char * const *words,
                      IdioHabitReader     reader)
{
  g_auto(Speech) speech = speech_begin (reader);
  g_autofree char *instruction = NULL;
  char *claim;

  put (self, words, &claim, &instruction);

  return claim;
}

/**
 * idio_habit_dup_instruction:
 * @self: a habit
 * @words: (array zero-terminated=1): as for idio_habit_dup_claim()
 *
 * Returns: (transfer full): what a model is told to do, in English, with the rate
 */
char *
idio_habit_dup_instruction (const IdioHabit    *self,
                            const char * const *words)
{
  g_auto(Speech) speech = speech_begin (IDIO_HABIT_READER_MODEL);
  g_autofree char *claim = NULL, *instruction = NULL;

  put (self, words, &claim, &instruction);

  return add_rate (instruction, self);
}

/**
 * idio_habit_dup_rate:
 * @self: a habit
 * @reader: who is told
 *
 * Returns: (transfer full): how often it was seen, and how that compares with others, in the language of @reader
 */
char *
idio_habit_dup_rate (const IdioHabit *self,
                     IdioHabitReader  reader)
{
  g_auto(Speech) speech = speech_begin (reader);
  g_autofree char *rate = word_rate (self);
  g_autofree char *others = NULL;

  if (self->n_others == 0)
    return g_steal_pointer (&rate);

  others = word_others (self);

  /* Translators: how often a writer does it, such as "In 4 of 5 texts", then how many others do it as often, such as "none
   * of 61 public bloggers matches that" */
  return g_strdup_printf (C_("rate", "%s; %s"), rate, others);
}
