/* idio-habit-lengths.c: sentences, paragraphs and lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "habits/idio-habit-rule.h"

/* Minimum number of sentences for a usual length, and the medians that are short or long, in words. */
#define MIN_SENTENCES    20
#define MAX_SHORT_LENGTH 14
#define MIN_LONG_LENGTH  19

/* Minimum surprisal, in bits, for a length to be reported. */
#define MIN_LENGTH_UNUSUAL 0.25

/* How far from the median a sentence may be that shows the usual length, in words. */
#define NEAR_WORDS 2

/* The length below which that many of the sentences are. */
static guint
get_length (const guint *lengths,
            guint        n)
{
  guint length = 0;

  for (guint n_below = lengths[0]; n_below <= n && length + 1 < IDIO_FEATURES_N_LENGTHS; n_below += lengths[length])
    length++;

  return length;
}

static gboolean
has_length_near (const IdioFeatures *text,
                 guint               median)
{
  for (guint i = median > NEAR_WORDS ? median - NEAR_WORDS : 0; i <= median + NEAR_WORDS; i++)
    if (i < IDIO_FEATURES_N_LENGTHS && text->lengths[i] > 0)
      return TRUE;

  return FALSE;
}

/* It is the steadier the closer the quartiles are (the coefficient of quartile variation), and as unusual as it is far
 * from that of others in either direction. */
static void
find_length (IdioHabit            *habit,
             const IdioHabitTexts *texts)
{
  const IdioHabitUsual rates = idio_habit_find_usual (habit->rule, texts);
  guint lengths[IDIO_FEATURES_N_LENGTHS] = { 0 }, n = 0, n_known = 0;
  double sum = 0, usual, distance, short_bits, long_bits;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      usual = idio_habit_get_usual (&rates, texts, text);
      sum += usual;
      n_known += usual > 0;

      for (guint j = 0; j < IDIO_FEATURES_N_LENGTHS; j++)
        {
          lengths[j] += text->lengths[j];
          n += text->lengths[j];
        }
    }

  if (n < MIN_SENTENCES)
    return;

  habit->low = get_length (lengths, n / 4);
  habit->median = get_length (lengths, n / 2);
  habit->high = get_length (lengths, n * 3 / 4);

  short_bits = idio_habit_rank (habit, texts, TRUE);
  long_bits = idio_habit_rank (habit, texts, FALSE);
  habit->value = habit->median;
  habit->is_low = habit->median <= MAX_SHORT_LENGTH || short_bits > 0;

  for (guint i = 0; i < texts->features->len; i++)
    {
      const IdioFeatures *text = idio_habit_texts_get (texts, i);

      if (text->n_sentences > 0)
        idio_habit_count_text (habit, text->document, has_length_near (text, habit->median));
    }

  /* Between the two it is neither short nor long, whatever is usual. */
  if ((habit->median > MAX_SHORT_LENGTH && habit->median < MIN_LONG_LENGTH && short_bits <= 0) ||
      rates.of_genre[texts->genre] <= 0)
    return;

  usual = sum / n_known;
  distance = habit->is_low ? usual / MAX (habit->median, 1) : habit->median / usual;
  habit->score = (1 - (double) (habit->high - habit->low) / MAX (habit->high + habit->low, 1)) *
                 MAX (idio_habit_get_surprisal (distance, 1, MIN_LENGTH_UNUSUAL), MAX (short_bits, long_bits)) *
                 habit->rule->visibility;
}

static gboolean
is_near_median (const IdioHabit    *habit,
                const IdioAnalysis *analysis,
                const char         *text,
                guint               number)
{
  const IdioSentence *sentence = idio_analysis_get (analysis, number);

  return (sentence->cues & IDIO_CUE_PROSE) &&
         ABS ((gint) MIN (sentence->n_words, IDIO_FEATURES_N_LENGTHS - 1) - (gint) habit->median) <= NEAR_WORDS;
}

static void
put_length (const IdioHabit     *habit,
            const char * const  *words,
            char               **claim,
            char               **instruction)
{
  if (habit->is_low)
    *claim = g_strdup_printf (_("You keep sentences short: half of them have at most %u words."), habit->median);
  else
    *claim = g_strdup_printf (_("You write long sentences: half of them have at least %u words."), habit->median);

  *instruction = g_strdup_printf ("Keep half of the sentences between %u and %u words (median %u)",
                                  habit->low, habit->high, habit->median);
}

static const IdioHabitMethod usual_length = {
  .find = find_length,
  .shows = is_near_median,
  .put = put_length,
};

static void
put_long_sentences (const IdioHabit     *habit,
                    const char * const  *words,
                    char               **claim,
                    char               **instruction)
{
  gboolean are_half = habit->rate >= 50;

  *claim = g_strdup (are_half ? _("You write very long sentences: half of them have more than 25 words.") :
                                _("You often write long sentences, of more than 25 words."));
  *instruction = g_strdup (are_half ? "Let half of the sentences have more than 25 words" :
                                      "Put in long sentences, of more than 25 words");
}

static const IdioHabitMethod long_sentences = {
  .find = idio_habit_find_more,
  .shows = idio_habit_shows_in_prose,
  .put = put_long_sentences,
};

/* clang-format off */
static const IdioHabitRule rules[] = {
  { HABIT ("sentence-length", STYLE, READING, LENGTH), COUNT (usual_length, SENTENCE_LENGTH),
    SAY (LENGTHS, NULL, NULL) },
  { HABIT ("short-sentences", STYLE, READING, LENGTH), COUNT (idio_habit_more, SHORT_SENTENCES),
    CUE (SHORT), .least = 10,
    /* Translators: cards tell the user how they write */
    SAY (SENTENCES, N_("You like very short sentences, of five words or fewer."),
      "Put in very short sentences, of five words or fewer") },
  { HABIT ("one-sentence", COMMUNICATION, GLANCE, NONE), COUNT (idio_habit_cue, LENGTH), CUE (ONLY),
    SAY (TEXTS, N_("You write texts of a single sentence."), "Say it in a single sentence where that is enough") },
  { HABIT ("long-sentences", STYLE, READING, LENGTH), COUNT (long_sentences, LONG_SENTENCES),
    CUE (LONG), .least = 33,
    SAY (SENTENCES, NULL, NULL) },
  { HABIT ("single-paragraphs", STYLE, READING, NONE), COUNT (idio_habit_mostly, SINGLE_PARAGRAPHS),
    CUE (SINGLE_PARAGRAPH),
    SAY (PLACES, N_("Most of your paragraphs are a single sentence."), "Make most paragraphs a single sentence") },
  { HABIT ("links", COMMUNICATION, READING, NONE), COUNT (idio_habit_more, ADDRESSES), CUE (ADDRESS), .least = 2,
    SAY (SENTENCES, N_("You put in links."), "Put in links") },
  { HABIT ("long-paragraphs", STYLE, CLOSE, NONE), COUNT (idio_habit_ranked, PARAGRAPH_LENGTH), CUE (PARAGRAPH),
    SAY (TEXTS, N_("You write long paragraphs."), "Write long paragraphs") },
  { HABIT ("short-paragraphs", STYLE, CLOSE, NONE), COUNT (idio_habit_ranked_low, PARAGRAPH_LENGTH),
    CUE (PARAGRAPH),
    SAY (TEXTS, N_("You keep paragraphs short."), "Keep paragraphs short") },
  { HABIT ("even-lengths", STYLE, CLOSE, LENGTH), COUNT (idio_habit_ranked_low, SENTENCE_SPREAD), CUE (PROSE),
    SAY (TEXTS, N_("Your sentences are much alike in length."), "Make sentences much alike in length") },
  { HABIT ("mixed-lengths", STYLE, CLOSE, LENGTH), COUNT (idio_habit_ranked, SENTENCE_SPREAD),
    .cues = IDIO_CUE_SHORT | IDIO_CUE_LONG,
    SAY (TEXTS, N_("You mix short and long sentences."), "Mix short and long sentences") },
  { HABIT ("list-items", COMMUNICATION, GLANCE, NONE), COUNT (idio_habit_more, LIST_ITEMS),
    CUE (LIST_ITEM), .least = 10,
    SAY (SENTENCES, N_("You put things in lists."), "Put things in lists") },
};
/* clang-format on */

const IdioHabitFamily idio_habit_lengths = { rules, G_N_ELEMENTS (rules) };
