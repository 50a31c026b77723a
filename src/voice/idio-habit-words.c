/* idio-habit-words.c: what a card says of a habit
 *
 * Claims and rates are for people, and translated. Instructions are for models, and in English as all of the prompts
 * are; one without its rate is overdone by every model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "voice/idio-habit-words.h"

/* A length of sentences is claimed where it is far from the usual one, in words about this. */
#define USUAL_LENGTH 16

/* Of what is seen less often, in 100 words, a reader makes more of the number of texts. */
#define MIN_RATE_OF_WORDS 0.5

/* How a rate is told. */
typedef enum
{
  RATE_TEXTS,      /* in 4 of 5 texts */
  RATE_SENTENCES,  /* and about 1 sentence in 8 */
  RATE_WORDS,      /* and 1.2 times in 100 words */
  RATE_PLACES,     /* in 4 of the 5 texts where it could be */
  RATE_NEVER,      /* not found in any of 5 texts */
  RATE_REQUESTS,   /* the same, of those that ask for something */
} Rate;

/* "%s" stands for two of the writer's own words, in the order of how often they are used. What has no words here has
 * words of its own below. */
/* clang-format off */
static const struct
{
  IdioAxis    axis;
  Rate        rate;
  const char *claim;
  const char *instruction;
} templates[IDIO_N_HABITS] = {
  [IDIO_HABIT_GREETING] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS, NULL, NULL },
  [IDIO_HABIT_OTHER_GREETING] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS, NULL, NULL },
  [IDIO_HABIT_NO_GREETING] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS,
    N_("You start without a greeting."), "Start without a greeting" },
  [IDIO_HABIT_CLOSING] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS, NULL, NULL },
  [IDIO_HABIT_NAME] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS, NULL, NULL },
  [IDIO_HABIT_NO_CLOSING] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS,
    N_("You end without a sign-off."), "End without a sign-off or name" },
  [IDIO_HABIT_OPENS_WITH_THANKS] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS,
    N_("You thank people early: your texts open with thanks."), "Open with thanks, right after any greeting" },
  [IDIO_HABIT_ENDS_WITH_THANKS] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS,
    N_("You end with thanks."), "End with thanks" },
  [IDIO_HABIT_ENDS_WITH_QUESTION] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS,
    N_("You end with a question."), "End with a question before any sign-off" },

  [IDIO_HABIT_THANKS] = { IDIO_AXIS_PERSONALITY, RATE_TEXTS,
    N_("You often thank people."), "Thank the reader where there is any reason to" },
  [IDIO_HABIT_NO_THANKS] = { IDIO_AXIS_COMMUNICATION, RATE_NEVER,
    N_("You do without thanks."), "Do not thank the reader" },
  [IDIO_HABIT_APOLOGIES] = { IDIO_AXIS_PERSONALITY, RATE_SENTENCES,
    N_("You say sorry."), "Apologize where there is any reason to" },
  [IDIO_HABIT_PLEASE] = { IDIO_AXIS_COMMUNICATION, RATE_SENTENCES,
    N_("You ask with “please”."), "Say \"please\" when asking for something" },
  [IDIO_HABIT_NO_PLEASE] = { IDIO_AXIS_COMMUNICATION, RATE_REQUESTS,
    N_("You ask for things without “please”."), "Ask for things without \"please\"" },
  [IDIO_HABIT_DIRECT_REQUESTS] = { IDIO_AXIS_COMMUNICATION, RATE_SENTENCES,
    N_("You tell people what to do straight out, without “please”."),
    "Say straight out what the reader should do, in the imperative and without \"please\"" },
  [IDIO_HABIT_SOFT_REQUESTS] = { IDIO_AXIS_COMMUNICATION, RATE_SENTENCES,
    N_("You soften what you ask for, as with “could you”."), "Soften requests, as with \"could you\"" },
  [IDIO_HABIT_ASKED_REQUESTS] = { IDIO_AXIS_COMMUNICATION, RATE_PLACES,
    N_("You ask for things with a question."), "Put requests as questions" },
  [IDIO_HABIT_QUESTIONS] = { IDIO_AXIS_COMMUNICATION, RATE_SENTENCES,
    N_("You ask questions."), "Ask the reader questions" },
  [IDIO_HABIT_NO_QUESTIONS] = { IDIO_AXIS_COMMUNICATION, RATE_NEVER,
    N_("You do not ask questions."), "Ask no questions" },
  [IDIO_HABIT_HEDGES] = { IDIO_AXIS_PERSONALITY, RATE_WORDS,
    N_("You leave room for doubt with words such as “%s” and “%s”."),
    "Leave room for doubt with words such as \"%s\" and \"%s\"" },
  [IDIO_HABIT_BOOSTERS] = { IDIO_AXIS_PERSONALITY, RATE_WORDS,
    N_("You stress things with words such as “%s” and “%s”."), "Stress things with words such as \"%s\" and \"%s\"" },
  [IDIO_HABIT_FIRST_PLURAL] = { IDIO_AXIS_COMMUNICATION, RATE_WORDS,
    N_("You write as “we”."), "Write as \"we\"" },

  [IDIO_HABIT_SENTENCE_LENGTH] = { IDIO_AXIS_STYLE, RATE_TEXTS, NULL, NULL },
  [IDIO_HABIT_SHORT_SENTENCES] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You like very short sentences, of five words or fewer."),
    "Put in very short sentences, of five words or fewer" },
  [IDIO_HABIT_LONG_SENTENCES] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You often write long sentences, of more than 25 words."), "Put in long sentences, of more than 25 words" },
  [IDIO_HABIT_SINGLE_PARAGRAPHS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("Most of your paragraphs are a single sentence."), "Make most paragraphs a single sentence" },
  [IDIO_HABIT_LIST_ITEMS] = { IDIO_AXIS_COMMUNICATION, RATE_SENTENCES,
    N_("You put things in lists."), "Put things in lists" },
  [IDIO_HABIT_OPENS_WITH_CONJUNCTION] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You begin sentences with words such as “%s” and “%s”."),
    "Begin sentences with words such as \"%s\" and \"%s\"" },
  [IDIO_HABIT_OPENS_WITH_FIRST_PERSON] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You begin sentences with “I” or “we”."), "Begin sentences with \"I\" or \"we\"" },
  [IDIO_HABIT_OPENS_WITH_DISCOURSE] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You tie sentences together by starting them with words such as “%s” and “%s”."),
    "Tie sentences together by starting them with words such as \"%s\" and \"%s\"" },

  [IDIO_HABIT_CONTRACTIONS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You use contractions, such as “don’t”."), "Use contractions, mostly" },
  [IDIO_HABIT_NO_CONTRACTIONS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You write words out, without contractions."), "Write words out, without contractions" },
  [IDIO_HABIT_BARE_CONTRACTIONS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You leave the apostrophe out of contractions."), "Leave the apostrophe out of contractions, as in \"dont\"" },
  [IDIO_HABIT_INFORMAL_WORDS] = { IDIO_AXIS_STYLE, RATE_WORDS,
    N_("You write as people talk, with words such as “%s” and “%s”."),
    "Use words of speech such as \"%s\" and \"%s\"" },
  [IDIO_HABIT_SHORTHAND] = { IDIO_AXIS_STYLE, RATE_WORDS,
    N_("You use shorthand, such as “%s” and “%s”."), "Use shorthand such as \"%s\" and \"%s\"" },
  [IDIO_HABIT_SPELLED_NUMBERS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You write small numbers as words."), "Write small numbers as words" },
  [IDIO_HABIT_DIGITS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You write small numbers in digits."), "Write small numbers in digits" },
  [IDIO_HABIT_BRITISH_SPELLING] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You use British spelling."), "Use British spelling" },

  [IDIO_HABIT_EXCLAMATIONS] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You use exclamation marks."), "Use exclamation marks" },
  [IDIO_HABIT_NO_EXCLAMATIONS] = { IDIO_AXIS_STYLE, RATE_NEVER,
    N_("You do without exclamation marks."), "Use no exclamation marks" },
  [IDIO_HABIT_EXCLAMATION_RUNS] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You put several exclamation marks in a row."), "Put several exclamation marks in a row" },
  [IDIO_HABIT_DASHES] = { IDIO_AXIS_STYLE, RATE_WORDS,
    N_("You set thoughts off with dashes."), "Set thoughts off with dashes" },
  [IDIO_HABIT_NO_DASHES] = { IDIO_AXIS_STYLE, RATE_NEVER,
    N_("You do without dashes between thoughts."), "Use no dashes between thoughts" },
  [IDIO_HABIT_DOUBLE_HYPHENS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You type a dash as two hyphens."), "Type a dash as two hyphens, \"--\"" },
  [IDIO_HABIT_PARENTHESES] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You put asides in parentheses."), "Put asides in parentheses" },
  [IDIO_HABIT_NO_PARENTHESES] = { IDIO_AXIS_STYLE, RATE_NEVER,
    N_("You do without parentheses."), "Use no parentheses" },
  [IDIO_HABIT_ELLIPSES] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You pause or trail off with an ellipsis."), "Pause or trail off with an ellipsis" },
  [IDIO_HABIT_QUOTES] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You put a word or two in quotation marks."), "Put a word or two in quotation marks" },
  [IDIO_HABIT_SEMICOLONS] = { IDIO_AXIS_STYLE, RATE_WORDS,
    N_("You use semicolons."), "Use semicolons" },
  [IDIO_HABIT_AMPERSANDS] = { IDIO_AXIS_STYLE, RATE_WORDS,
    N_("You write “&” for “and”."), "Write \"&\" for \"and\"" },
  [IDIO_HABIT_SERIAL_COMMAS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You put a comma before the last “and” of a series."), "Put a comma before the last \"and\" of a series" },
  [IDIO_HABIT_NO_SERIAL_COMMAS] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You put no comma before the last “and” of a series."), "Put no comma before the last \"and\" of a series" },
  [IDIO_HABIT_OPEN_ENDS] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You let sentences end without a period."), "Let sentences end without a period" },
  [IDIO_HABIT_EMOJI] = { IDIO_AXIS_STYLE, RATE_SENTENCES, N_("You use emoji."), "Use emoji" },
  [IDIO_HABIT_EMOTICONS] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You put in faces such as “:-)”."), "Put in faces such as \":-)\"" },
  [IDIO_HABIT_STRESSED_WORDS] = { IDIO_AXIS_STYLE, RATE_WORDS,
    N_("You stress words with CAPITALS."), "Stress a word with CAPITALS" },
  [IDIO_HABIT_LOWER_CASE_STARTS] = { IDIO_AXIS_STYLE, RATE_SENTENCES,
    N_("You begin sentences with a small letter."), "Begin sentences with a small letter" },
  [IDIO_HABIT_LOWER_CASE_I] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You write “i” with a small letter."), "Write \"i\" for \"I\"" },
  [IDIO_HABIT_DOUBLE_SPACES] = { IDIO_AXIS_STYLE, RATE_PLACES,
    N_("You put two spaces between sentences."), "Put two spaces between sentences" },

  [IDIO_HABIT_PHRASE] = { IDIO_AXIS_STYLE, RATE_TEXTS, N_("You like the phrase “%s”."), "Use the phrase \"%s\"" },
  [IDIO_HABIT_STARTER] = { IDIO_AXIS_STYLE, RATE_TEXTS,
    N_("You like to begin a sentence with “%s”."), "Begin a sentence with \"%s\"" },
  [IDIO_HABIT_PLEASE_STARTER] = { IDIO_AXIS_COMMUNICATION, RATE_TEXTS,
    N_("You like to ask with “%s”."), "Ask with \"%s\" where it fits" },
  [IDIO_HABIT_EXCLAIMED_THANKS] = { IDIO_AXIS_COMMUNICATION, RATE_PLACES,
    N_("Where you close with thanks it is “Thanks!”, with an exclamation mark."),
    "Where the text closes with thanks, close with \"Thanks!\"" },
};

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

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* The templates above have as many "%s" as there are words; their translations are checked by msgfmt. */
static char *
fill (const char         *template,
      const char * const *words)
{
  return g_strdup_printf (template, words[0], words[0] != NULL ? words[1] : NULL);
}

#pragma GCC diagnostic pop

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
word_greeting (const IdioHabit     *habit,
               const char * const  *words,
               IdioCardFields      *fields,
               char               **instruction)
{
  guint i = G_N_ELEMENTS (openings) - 1;

  while (i > 0 && openings[i].mark != habit->mark)
    i--;

  if (*habit->detail == '\0')
    {
      fields->claim = g_strdup (_(openings[i].name_claim));
      *instruction = g_strdup (openings[i].name_instruction);
    }
  else if (habit->named)
    {
      fields->claim = fill (_(openings[i].claim), words);
      *instruction = fill (openings[i].instruction, words);
    }
  else
    {
      g_autofree char *opening = dup_with_mark (words[0], habit->mark);

      fields->claim = g_strdup_printf (_("You open with “%s”."), opening);
      *instruction = g_strdup_printf ("Open with \"%s\"", opening);
    }
}

/* Not how most texts open, but some. */
static void
word_other_greeting (const IdioHabit     *habit,
                     const char * const  *words,
                     IdioCardFields      *fields,
                     char               **instruction)
{
  g_autofree char *opening = NULL;

  if (*habit->detail == '\0')
    {
      gboolean has_colon = habit->mark == ':';

      fields->claim = g_strdup (has_colon ? _("You open some texts with the name and a colon, without a greeting.") :
                                            _("You open some texts with the name and a dash, without a greeting."));
      *instruction = g_strdup_printf ("Open with the reader's name and a %s where it fits",
                                      has_colon ? "colon" : "dash");
      return;
    }

  opening = dup_with_mark (words[0], habit->mark);
  fields->claim = g_strdup_printf (_("You open some texts with “%s”."), opening);
  *instruction = g_strdup_printf ("Open with \"%s\" where it fits", opening);
}

/* Hardly half of the texts are no rule. */
static gboolean
is_rule (const IdioHabit *habit)
{
  return 2 * habit->n_with > habit->n_texts;
}

/* A third of them are not often. */
static gboolean
is_frequent (const IdioHabit *habit)
{
  return 3 * habit->n_with > habit->n_texts;
}

static void
word_closing (const IdioHabit     *habit,
              const char * const  *words,
              IdioCardFields      *fields,
              char               **instruction)
{
  if (habit->named)
    {
      fields->claim = g_strdup_printf (is_rule (habit) ? _("You sign off with “%s” and your name.") :
                                                         _("You often sign off with “%s” and your name."), words[0]);
      *instruction = g_strdup_printf ("End with \"%s\" and the writer's name", words[0]);
    }
  else
    {
      fields->claim = g_strdup_printf (is_rule (habit) ? _("You sign off with “%s” and no name.") :
                                                         _("You often sign off with “%s” and no name."), words[0]);
      *instruction = g_strdup_printf ("End with \"%s\" and no name", words[0]);
    }
}

static void
word_name (const IdioHabit     *habit,
           const char * const  *words,
           IdioCardFields      *fields,
           char               **instruction)
{
  static const char * const claims[2][3] = {
    { N_("You sign some texts with “%s”."), N_("You often sign with “%s”."), N_("You sign with “%s”.") },
    { N_("You sign some texts with “%s”, often after thanks."), N_("You often sign with “%s”, and often after thanks."),
      N_("You sign with “%s”, often after thanks.") },
  };
  gboolean after_thanks = *habit->detail != '\0';

  fields->claim = fill (_(claims[after_thanks][is_frequent (habit) + is_rule (habit)]), words);
  *instruction = fill (after_thanks ? "Sign with \"%s\", often after thanks" : "Sign with \"%s\"", words);
}

static void
word_length (const IdioHabit *habit,
             IdioCardFields  *fields)
{
  if (habit->median <= USUAL_LENGTH)
    fields->claim = g_strdup_printf (_("You keep sentences short: half of them have at most %u words."), habit->median);
  else
    fields->claim = g_strdup_printf (_("You write long sentences: half of them have at least %u words."),
                                     habit->median);

  fields->rate = g_strdup_printf (_("Half of the sentences have %u to %u words"), habit->low, habit->high);
  fields->instruction = g_strdup_printf ("Keep half of the sentences between %u and %u words (median %u)",
                                         habit->low, habit->high, habit->median);
}

/* Of what: "1 sentence in 8", or where that says too little, "40 % of sentences". */
static char *
word_share (const IdioHabit *habit)
{
  guint one_in = (guint) round (100 / MAX (habit->rate, 0.1));

  if (one_in >= 4)
    return g_strdup_printf (_("about 1 sentence in %u"), one_in);

  return g_strdup_printf (_("about %u%% of sentences"), (guint) round (habit->rate));
}

/* In which texts: short ones tell nothing of what is rare. */
static char *
word_texts (const IdioHabit *habit)
{
  if (habit->least_words > 0)
    return g_strdup_printf (ngettext ("In %u of %u text with %u words or more",
                                      "In %u of %u texts with %u words or more", habit->n_texts),
                            habit->n_with, habit->n_texts, habit->least_words);

  return g_strdup_printf (ngettext ("In %u of %u text", "In %u of %u texts", habit->n_texts),
                          habit->n_with, habit->n_texts);
}

/* What is hardly ever done. */
static char *
word_exceptions (const IdioHabit *habit)
{
  guint n_texts = habit->n_texts, n = n_texts - habit->n_with;

  if (templates[habit->kind].rate == RATE_REQUESTS)
    return n == 0 ? g_strdup_printf (ngettext ("Not found in the %u text that asks for something",
                                               "Not found in any of %u texts that ask for something", n_texts),
                                     n_texts) :
                    g_strdup_printf (ngettext ("Found in only %u of %u text that asks for something",
                                               "Found in only %u of %u texts that ask for something", n_texts),
                                     n, n_texts);

  if (n == 0)
    return g_strdup_printf (ngettext ("Not found in the %u text", "Not found in any of %u texts", n_texts), n_texts);

  return g_strdup_printf (ngettext ("Found in only %u of %u text", "Found in only %u of %u texts", n_texts),
                          n, n_texts);
}

static char *
word_rate (const IdioHabit *habit)
{
  g_autofree char *texts = word_texts (habit);
  g_autofree char *share = word_share (habit);

  switch (templates[habit->kind].rate)
    {
    case RATE_SENTENCES:
      return g_strdup_printf (C_("rate", "%s, %s"), texts, share);

    case RATE_WORDS:
      if (habit->rate < MIN_RATE_OF_WORDS)
        return g_steal_pointer (&texts);

      return g_strdup_printf (_("%s, about %.1f times in 100 words"), texts, habit->rate);

    case RATE_PLACES:
      if (habit->n_with == habit->n_texts)
        return g_strdup_printf (ngettext ("In the %u text where it can be told", "In all %u texts where it can be told",
                                          habit->n_texts), habit->n_texts);

      return g_strdup_printf (ngettext ("In %u of the %u texts where it can be told",
                                        "In %u of the %u texts where it can be told", habit->n_texts),
                              habit->n_with, habit->n_texts);

    case RATE_NEVER:
    case RATE_REQUESTS:
      return word_exceptions (habit);

    case RATE_TEXTS:
    default:
      return g_steal_pointer (&texts);
    }
}

static char *
add_rate (const char      *instruction,
          const IdioHabit *habit)
{
  g_autofree char *texts = habit->least_words > 0 ?
                           g_strdup_printf ("texts with %u words or more", habit->least_words) : g_strdup ("texts");

  switch (templates[habit->kind].rate)
    {
    case RATE_SENTENCES:
      return g_strdup_printf ("%s (in %u of %u %s, about %.0f of 100 sentences)", instruction, habit->n_with,
                              habit->n_texts, texts, habit->rate);

    case RATE_WORDS:
      if (habit->rate < MIN_RATE_OF_WORDS)
        return g_strdup_printf ("%s (in %u of %u %s)", instruction, habit->n_with, habit->n_texts, texts);

      return g_strdup_printf ("%s (in %u of %u %s, about %.1f in 100 words)", instruction, habit->n_with,
                              habit->n_texts, texts, habit->rate);

    case RATE_NEVER:
      return g_strdup_printf ("%s (%u of %u texts have none)", instruction, habit->n_with, habit->n_texts);

    case RATE_REQUESTS:
      return g_strdup_printf ("%s (%u of %u texts that ask for something have none)", instruction,
                              habit->n_with, habit->n_texts);

    case RATE_PLACES:
      return g_strdup_printf ("%s (in %u of the %u texts where it can be told)", instruction,
                              habit->n_with, habit->n_texts);

    case RATE_TEXTS:
    default:
      return g_strdup_printf ("%s (in %u of %u texts)", instruction, habit->n_with, habit->n_texts);
    }
}

/**
 * idio_habit_put_in_words:
 * @habit: a habit
 * @words: (array zero-terminated=1): the writer's own words in which it shows, as they stand in the texts: those of a
 *   greeting or sign-off, or the two that are used most
 * @fields: the fields of a card, without words
 *
 * Puts the habit in words. What is about personality is off until someone turns it on.
 */
void
idio_habit_put_in_words (const IdioHabit    *habit,
                         const char * const *words,
                         IdioCardFields     *fields)
{
  g_autofree char *instruction = NULL;

  fields->source = IDIO_SOURCE_MEASURED;
  fields->axis = templates[habit->kind].axis;
  fields->habit = g_strdup (idio_nick_from_value (IDIO_TYPE_HABIT_KIND, (gint) habit->kind));

  if (fields->axis == IDIO_AXIS_PERSONALITY)
    fields->strength = IDIO_STRENGTH_OFF;

  if (habit->kind == IDIO_HABIT_SENTENCE_LENGTH)
    {
      word_length (habit, fields);
      return;
    }

  if (habit->kind == IDIO_HABIT_GREETING)
    word_greeting (habit, words, fields, &instruction);
  else if (habit->kind == IDIO_HABIT_OTHER_GREETING)
    word_other_greeting (habit, words, fields, &instruction);
  else if (habit->kind == IDIO_HABIT_CLOSING)
    word_closing (habit, words, fields, &instruction);
  else if (habit->kind == IDIO_HABIT_NAME)
    word_name (habit, words, fields, &instruction);
  else if (habit->kind == IDIO_HABIT_LONG_SENTENCES && habit->rate >= 50)
    {
      fields->claim = g_strdup (_("You write very long sentences: half of them have more than 25 words."));
      instruction = g_strdup ("Let half of the sentences have more than 25 words");
    }
  else
    {
      fields->claim = fill (_(templates[habit->kind].claim), words);
      instruction = fill (templates[habit->kind].instruction, words);
    }

  fields->instruction = add_rate (instruction, habit);
  fields->rate = word_rate (habit);
}
