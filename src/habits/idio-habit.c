/* idio-habit.c: one thing that a writer does, and the sentences that show it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "habits/idio-habit-rule.h"
#include "text/idio-lexicon.h"

/* Length of a quote that can be read at a glance and still says something, in words. */
#define CLEAR_WORDS_MIN 4
#define CLEAR_WORDS_MAX 18

/* Minimum number of texts that have the words that a claim names. */
#define MIN_NAMED_WITH 5

/* Sentences of so many words are copies if they are the same. */
#define MIN_COPY_WORDS 6

void
idio_habit_free (IdioHabit *self)
{
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->documents, g_array_unref);
  g_free (self);
}

/**
 * idio_habit_new:
 * @rule: what may be claimed
 *
 * Returns: (transfer full): a habit of which nothing is counted yet
 */
IdioHabit *
idio_habit_new (const IdioHabitRule *rule)
{
  IdioHabit *self = g_new0 (IdioHabit, 1);

  self->rule = rule;
  self->groups = rule->groups;
  self->value = NAN;
  self->documents = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/**
 * idio_habit_count_text:
 * @self: a habit
 * @document: the number of a document in which it could hold
 * @holds: whether it does
 *
 * Counts the document, and keeps it as evidence if the habit holds.
 */
void
idio_habit_count_text (IdioHabit *self,
                       gint64     document,
                       gboolean   holds)
{
  guint max = idio_habit_get_n_words (self) > 0 ? IDIO_HABIT_MAX_READ : IDIO_HABIT_MAX_DOCUMENTS;

  self->n_texts++;
  self->n_with += holds;

  if (holds && self->documents->len < max)
    g_array_append_val (self->documents, document);
}

/**
 * idio_habit_clear_counts:
 * @self: a habit
 *
 * Forgets what was counted, so that another form of it can be.
 */
void
idio_habit_clear_counts (IdioHabit *self)
{
  g_clear_pointer (&self->detail, g_free);
  g_array_set_size (self->documents, 0);
  self->n_with = self->n_texts = 0;
}

/**
 * idio_habit_is_shown:
 * @self: a habit
 * @sample: a document
 *
 * Returns: whether any of its sentences shows the habit
 */
gboolean
idio_habit_is_shown (const IdioHabit       *self,
                     const IdioHabitSample *sample)
{
  for (guint i = 0; i < sample->analysis->sentences->len; i++)
    if (self->rule->method->shows (self, sample->analysis, sample->text, i))
      return TRUE;

  return FALSE;
}

/**
 * idio_habit_is_copied:
 * @analysis: the analysis of a text
 * @text: the text
 * @sentence: the number of a sentence
 * @seen: (inout) (element-type utf8): the sentences that were asked for before
 *
 * Returns: whether one of those is the same, and it is no short formula
 */
gboolean
idio_habit_is_copied (const IdioAnalysis *analysis,
                      const char         *text,
                      guint               sentence,
                      GHashTable         *seen)
{
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);

  return candidate->n_words >= MIN_COPY_WORDS &&
         !g_hash_table_add (seen, g_utf8_casefold (text + candidate->start, (gssize) candidate->length));
}

/**
 * idio_habit_get_nick:
 * @self: a habit
 *
 * Returns: its name in databases
 */
const char *
idio_habit_get_nick (const IdioHabit *self)
{
  return self->rule->nick;
}

/**
 * idio_habit_get_axis:
 * @self: a habit
 *
 * Returns: what its claim is about
 */
IdioAxis
idio_habit_get_axis (const IdioHabit *self)
{
  return self->rule->axis;
}

/**
 * idio_habit_is_absence:
 * @self: a habit
 *
 * Returns: whether it is that something is never done, which no sentence shows
 */
gboolean
idio_habit_is_absence (const IdioHabit *self)
{
  return self->rule->method->is_absence;
}

/**
 * idio_habit_is_formula:
 * @self: a habit
 *
 * Returns: whether the sentences that show it may be the same in each text, as a sign-off is
 */
gboolean
idio_habit_is_formula (const IdioHabit *self)
{
  return self->detail != NULL || (self->rule->cues | self->rule->categories) == 0 ||
         (self->rule->cues & (IDIO_CUE_THANKS | IDIO_CUE_PLEASE)) != 0;
}

/**
 * idio_habit_is_enough:
 * @self: a habit, whose figures were made those of some of the words it is about
 *
 * Returns: whether it is still one that a reader notices
 */
gboolean
idio_habit_is_enough (const IdioHabit *self)
{
  if (self->rule->method == &idio_habit_more)
    return self->n_with >= MIN_NAMED_WITH && self->rate >= IDIO_HABIT_NAMED_SHARE * self->rule->least &&
           idio_habit_get_steadiness (self) >= IDIO_HABIT_MIN_MORE_STEADY;

  return idio_habit_get_steadiness (self) >= self->rule->method->min_steadiness;
}

/**
 * idio_habit_shows_cues:
 * @habit: a habit
 * @analysis: the analysis of a text
 * @text: the text
 * @sentence: the number of a sentence
 *
 * Returns: whether the sentence has what the rule counts
 */
gboolean
idio_habit_shows_cues (const IdioHabit    *habit,
                       const IdioAnalysis *analysis,
                       const char         *text,
                       guint               sentence)
{
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);

  return (candidate->cues & habit->rule->cues) || (candidate->categories & habit->rule->categories);
}

/**
 * idio_habit_shows:
 * @self: a habit
 * @analysis: the analysis of a text in which it holds
 * @text: the text
 * @sentence: the number of a sentence
 *
 * An absence is shown by a sentence in which others might have done it.
 *
 * Returns: how well the sentence shows the habit, to be compared with others; 0 if it does not
 */
guint
idio_habit_shows (const IdioHabit    *self,
                  const IdioAnalysis *analysis,
                  const char         *text,
                  guint               sentence)
{
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);

  if (!self->rule->method->shows (self, analysis, text, sentence))
    return 0;

  return 1 + (candidate->n_words >= CLEAR_WORDS_MIN && candidate->n_words <= CLEAR_WORDS_MAX) +
         2 * ((candidate->cues & self->rule->instead) != 0);
}

/**
 * idio_habit_get_n_words:
 * @self: a habit
 *
 * Returns: how many of the writer's own words, which idio_habit_count_words() counts, say what the habit is
 */
guint
idio_habit_get_n_words (const IdioHabit *self)
{
  if (self->rule->method->get_n_words != NULL)
    return self->rule->method->get_n_words (self);

  return self->rule->list != NULL ? IDIO_HABIT_N_WORDS : 0;
}

/**
 * idio_habit_count_word:
 * @counts: (element-type utf8 guint): how often each word was seen
 * @word: (transfer full): a word
 */
void
idio_habit_count_word (GHashTable *counts,
                       char       *word)
{
  g_hash_table_insert (counts, word, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, word)) + 1));
}

/**
 * idio_habit_write_i:
 * @words: (inout): words of English in lowercase
 *
 * Writes the first of them with a capital if it is "I".
 */
void
idio_habit_write_i (char *words)
{
  if (words[0] == 'i' && strchr (" '", words[1]) != NULL)
    words[0] = 'I';
}

static const char *
skip_word (const char *at,
           const char *end)
{
  while (at < end && (g_ascii_isalnum (*at) || *at == '\'' || (*at & 0x80)))
    at++;

  return at;
}

/* The words of the rule's list, of which only the first counts where sentences begin with one. */
static void
count_listed (const IdioHabit    *self,
              const IdioAnalysis *analysis,
              const char         *text,
              guint               sentence,
              GHashTable         *counts)
{
  const char *folder = idio_language_get_folder (analysis->language);
  const char *start = text + idio_analysis_get (analysis, sentence)->start;
  const char *end = start + idio_analysis_get (analysis, sentence)->length;
  gboolean only_first = self->rule->cues != 0;
  g_autofree char *name = NULL;
  const IdioLexicon *lexicon;

  if (folder == NULL)
    return;

  name = g_strdup_printf ("%s/%s.txt", folder, self->rule->list);
  lexicon = idio_lexicon_get (name);

  for (const char *at = start; at < end;)
    {
      const char *word_end = skip_word (at, end);
      gsize matched = idio_lexicon_match_start (lexicon, at, (gsize) (end - at));

      /* "i.e." */
      if (matched > 0 && at + matched < end && at[matched] == '.' && memchr (at, '.', matched) != NULL)
        matched++;

      if (matched > 0)
        {
          char *words = g_utf8_strdown (at, (gssize) matched);

          idio_habit_write_i (words);
          idio_habit_count_word (counts, words);
        }

      if (only_first && word_end > at)
        return;

      at = MAX (word_end + 1, at + matched);
    }
}

/**
 * idio_habit_count_words:
 * @self: a habit
 * @analysis: the analysis of a text
 * @text: the text
 * @sentence: the number of a sentence
 * @counts: (element-type utf8 guint): how often each word or phrase was seen, in lowercase but for "I"; a greeting,
 *   sign-off or name as it stands there
 *
 * Counts the words and phrases of the sentence in which the habit shows.
 */
void
idio_habit_count_words (const IdioHabit    *self,
                        const IdioAnalysis *analysis,
                        const char         *text,
                        guint               sentence,
                        GHashTable         *counts)
{
  if (idio_habit_get_n_words (self) == 0)
    return;

  if (self->rule->method->count_words != NULL)
    self->rule->method->count_words (self, analysis, text, sentence, counts);
  else
    count_listed (self, analysis, text, sentence, counts);
}
