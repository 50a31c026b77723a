/* idio-habits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-features.h"

G_BEGIN_DECLS

/**
 * IdioHabitKind:
 *
 * What a writer does, or steadily does not do; idio-habit-rules.c says when each is claimed. Their nicks are kept in
 * the database.
 */
typedef enum
{
  /* How texts open and end */
  IDIO_HABIT_GREETING,
  IDIO_HABIT_OTHER_GREETING,
  IDIO_HABIT_NO_GREETING,
  IDIO_HABIT_CLOSING,
  IDIO_HABIT_NAME,
  IDIO_HABIT_NO_CLOSING,
  IDIO_HABIT_OPENS_WITH_THANKS,
  IDIO_HABIT_ENDS_WITH_THANKS,
  IDIO_HABIT_ENDS_WITH_QUESTION,

  /* Manners */
  IDIO_HABIT_THANKS,
  IDIO_HABIT_NO_THANKS,
  IDIO_HABIT_APOLOGIES,
  IDIO_HABIT_PLEASE,
  IDIO_HABIT_NO_PLEASE,
  IDIO_HABIT_DIRECT_REQUESTS,
  IDIO_HABIT_SOFT_REQUESTS,
  IDIO_HABIT_ASKED_REQUESTS,
  IDIO_HABIT_QUESTIONS,
  IDIO_HABIT_NO_QUESTIONS,
  IDIO_HABIT_HEDGES,
  IDIO_HABIT_BOOSTERS,
  IDIO_HABIT_FIRST_PLURAL,

  /* Sentences and paragraphs */
  IDIO_HABIT_SENTENCE_LENGTH,
  IDIO_HABIT_SHORT_SENTENCES,
  IDIO_HABIT_LONG_SENTENCES,
  IDIO_HABIT_SINGLE_PARAGRAPHS,
  IDIO_HABIT_LIST_ITEMS,
  IDIO_HABIT_OPENS_WITH_CONJUNCTION,
  IDIO_HABIT_OPENS_WITH_FIRST_PERSON,
  IDIO_HABIT_OPENS_WITH_DISCOURSE,

  /* Words */
  IDIO_HABIT_CONTRACTIONS,
  IDIO_HABIT_NO_CONTRACTIONS,
  IDIO_HABIT_BARE_CONTRACTIONS,
  IDIO_HABIT_INFORMAL_WORDS,
  IDIO_HABIT_SHORTHAND,
  IDIO_HABIT_SPELLED_NUMBERS,
  IDIO_HABIT_DIGITS,
  IDIO_HABIT_BRITISH_SPELLING,

  /* Marks and capitals */
  IDIO_HABIT_EXCLAMATIONS,
  IDIO_HABIT_NO_EXCLAMATIONS,
  IDIO_HABIT_EXCLAMATION_RUNS,
  IDIO_HABIT_DASHES,
  IDIO_HABIT_NO_DASHES,
  IDIO_HABIT_DOUBLE_HYPHENS,
  IDIO_HABIT_PARENTHESES,
  IDIO_HABIT_NO_PARENTHESES,
  IDIO_HABIT_ELLIPSES,
  IDIO_HABIT_QUOTES,
  IDIO_HABIT_SEMICOLONS,
  IDIO_HABIT_AMPERSANDS,
  IDIO_HABIT_SERIAL_COMMAS,
  IDIO_HABIT_NO_SERIAL_COMMAS,
  IDIO_HABIT_OPEN_ENDS,
  IDIO_HABIT_EMOJI,
  IDIO_HABIT_EMOTICONS,
  IDIO_HABIT_STRESSED_WORDS,
  IDIO_HABIT_LOWER_CASE_STARTS,
  IDIO_HABIT_LOWER_CASE_I,
  IDIO_HABIT_DOUBLE_SPACES,

  /* Found in the texts, see idio-favorite.h */
  IDIO_HABIT_PHRASE,
  IDIO_HABIT_STARTER,
  IDIO_HABIT_PLEASE_STARTER,
  IDIO_HABIT_EXCLAIMED_THANKS,
} IdioHabitKind;

#define IDIO_N_HABITS (IDIO_HABIT_EXCLAIMED_THANKS + 1)

/**
 * IdioHabit:
 * @kind: what the habit is
 * @n_with: in how many texts it holds
 * @n_texts: in how many it could
 * @least_words: if shorter texts were left out, of which it can't be said, how many words a text must have; else 0
 * @rate: how often, of 100 sentences or in 100 words as the measure has it; 0 where only texts are counted
 * @low: lower quartile of the length of sentences, in words
 * @median: median of it
 * @high: upper quartile of it
 * @detail: (nullable): the words of a greeting, sign-off or phrase in lower case; "thanks" for all sign-offs that
 *   thank, "" for a name alone, %NULL for various ones
 * @named: whether a name follows them
 * @mark: the mark that follows in turn, as in #IdioAnalysis; `\0` for various ones
 * @score: how telling it is, to be compared with other habits
 * @documents: (element-type gint64): some of the documents in which it holds, at most %IDIO_HABIT_MAX_DOCUMENTS, or
 *   %IDIO_HABIT_MAX_READ if it has words
 *
 * A habit and the figures behind it.
 */
typedef struct
{
  IdioHabitKind  kind;
  guint          n_with;
  guint          n_texts;
  guint          least_words;
  double         rate;
  guint          low;
  guint          median;
  guint          high;
  char          *detail;
  gboolean       named;
  char           mark;
  double         score;
  GArray        *documents;
} IdioHabit;

/* Nothing is claimed on less. */
#define IDIO_HABITS_MIN_TEXTS 5
#define IDIO_HABITS_MIN_WORDS 300

/* So many of the writer's own words say what a habit of using certain words is. */
#define IDIO_HABIT_N_WORDS 2

/* More than this nobody reads: of habits, and of documents that show one. To find words of a habit more are read. */
#define IDIO_HABITS_MAX 12
#define IDIO_HABIT_MAX_DOCUMENTS 40
#define IDIO_HABIT_MAX_READ 1000

GPtrArray *idio_habits_find       (GPtrArray          *features);
void       idio_habits_trim       (GPtrArray          *habits);
void       idio_habit_free        (IdioHabit          *self);
guint      idio_habit_shows       (const IdioHabit    *self,
                                   const IdioAnalysis *analysis,
                                   const char         *text,
                                   guint               sentence);
gboolean   idio_habit_is_absence  (const IdioHabit    *self);
gboolean   idio_habit_is_enough   (const IdioHabit    *self);
guint      idio_habit_get_n_words (const IdioHabit    *self);
void       idio_habit_count_words (const IdioHabit    *self,
                                   const IdioAnalysis *analysis,
                                   const char         *text,
                                   guint               sentence,
                                   GHashTable         *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioHabit, idio_habit_free)

G_END_DECLS
