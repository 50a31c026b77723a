/* idio-habit-phrase.c: a favorite phrase as a habit
 *
 * Others who write such texts write few of them, and about something else: much of what they do not have is a subject.
 * What is left here stands in lists almost word by word, has a beginning and an end, and is no commonplace of letters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "features/idio-phrases.h"
#include "habits/idio-habit-favorites.h"
#include "text/idio-lexicon.h"
#include "text/idio-vocabulary.h"

/* Two words are a compound more often than a phrase. */
#define MIN_PHRASE_WORDS 3

/* In fewer of the texts nobody has a phrase for a favorite, and with fewer standard errors chance might have it. The
 * share is that of texts of a hundred words; any phrase is sooner found in longer ones. */
#define MIN_TEXTS     5
#define MIN_SHARE     0.08
#define MAX_MIN_SHARE 0.25
#define MIN_Z         4

/* A hundred words of English have about so many bytes. */
#define BYTES 600.0

/* A phrase that mostly stands between the same words, so many bytes before and behind, belongs to a sentence that is
 * copied from text to text. */
#define CONTEXT      16
#define SHARE_COPIED 0.5

/* Lists that are of spelling, whatever the words mean. */
#define SPELLED (IDIO_CATEGORY_BIT (IDIO_CATEGORY_BRITISH) | IDIO_CATEGORY_BIT (IDIO_CATEGORY_AMERICAN) | \
                 IDIO_CATEGORY_BIT (IDIO_CATEGORY_TYPO) | IDIO_CATEGORY_BIT (IDIO_CATEGORY_ABBREVIATION))

static gboolean
is_whole (char  **words,
          guint   n_words)
{
  const char *first = words[0], *last = words[n_words - 1];
  const IdioLexicon *prepositions = idio_lexicon_get ("en/prepositions.txt");

  if (idio_lexicon_contains (idio_lexicon_get ("en/no-starts.txt"), first) ||
      idio_lexicon_contains (idio_lexicon_get ("en/no-ends.txt"), last))
    return FALSE;

  return !idio_lexicon_contains (prepositions, last) || idio_lexicon_contains (prepositions, first);
}

static gboolean
is_commonplace (const char *phrase)
{
  const IdioLexicon *commonplaces = idio_lexicon_get ("en/commonplaces.txt");

  for (const char *at = phrase; at != NULL; at = strchr (at, ' '))
    {
      at += *at == ' ';

      if (idio_lexicon_match_start (commonplaces, at, strlen (at)) > 0)
        return TRUE;
    }

  return FALSE;
}

/* What texts are about is no habit, and stands at an end of most phrases: "at the harbor". At most one word between
 * others may stand in no list, as in "as it turns out". */
static gboolean
is_of_manner (char  **words,
              guint   n_words)
{
  const IdioVocabulary *vocabulary = idio_vocabulary_get (IDIO_LANGUAGE_ENGLISH);
  guint n_unlisted = 0;

  for (guint i = 0; i < n_words; i++)
    {
      g_autoptr(IdioTokens) tokens = idio_tokens_new (words[i], strlen (words[i]));

      if (tokens->n_items == 0 || tokens->items[0].kind != IDIO_TOKEN_WORD)
        return FALSE;

      if (idio_vocabulary_find (vocabulary, tokens->items[0].hash) & ~SPELLED)
        continue;

      if (i == 0 || i == n_words - 1 || ++n_unlisted > 1)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_favorite (const IdioPhrase *phrase,
             double            least)
{
  g_auto(GStrv) words = g_strsplit (phrase->words, " ", -1);
  guint n_words = g_strv_length (words);

  return n_words >= MIN_PHRASE_WORDS && phrase->z >= MIN_Z && phrase->n_texts >= least &&
         is_whole (words, n_words) && is_of_manner (words, n_words) && !is_commonplace (phrase->words);
}

static char *
fold (const char *text,
      gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  char *lower = g_utf8_strdown (valid, -1);
  char *to = lower;

  /* Lines are folded anywhere, and some have two blanks there. */
  for (const char *from = lower; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
    else if (to == lower || to[-1] != ' ')
      *to++ = ' ';

  *to = '\0';

  return lower;
}

/* Where the phrase stands as whole words. */
static const char *
find_in (const char *folded,
         const char *phrase)
{
  gsize n = strlen (phrase);

  for (const char *at = strstr (folded, phrase); at != NULL; at = strstr (at + 1, phrase))
    if ((at == folded || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[n]) && at[n] != '\'')
      return at;

  return NULL;
}

static gboolean
has_phrase (const IdioHabit    *habit,
            const IdioAnalysis *analysis,
            const char         *text,
            guint               sentence)
{
  const IdioSentence *candidate = idio_analysis_get (analysis, sentence);
  g_autofree char *folded = fold (text + candidate->start, candidate->length);

  return find_in (folded, habit->detail) != NULL;
}

/* Returns: whether the phrase stands in enough of the texts, mostly between other words */
static gboolean
count_texts (IdioHabit             *habit,
             const IdioHabitSample *samples,
             guint                  n_samples)
{
  g_autoptr(GHashTable) contexts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_samples; i++)
    {
      g_autofree char *folded = fold (samples[i].text, strlen (samples[i].text));
      const char *at = find_in (folded, habit->detail);
      gboolean holds = at != NULL && idio_habit_is_shown (habit, &samples[i]);

      idio_habit_count_text (habit, samples[i].document, holds);

      if (holds)
        {
          at -= MIN (at - folded, CONTEXT);
          g_hash_table_add (contexts, g_strndup (at, strlen (habit->detail) + 2 * CONTEXT));
        }
    }

  return habit->n_with >= MIN_TEXTS && g_hash_table_size (contexts) > SHARE_COPIED * habit->n_with;
}

/* The favorite phrase, of what idio_phrases_find() finds. */
static void
find_phrase (IdioHabit             *habit,
             const IdioHabitSample *samples,
             guint                  n_samples)
{
  g_autoptr(GPtrArray) phrases = NULL;
  g_autofree const char **texts = g_new (const char *, n_samples + 1);
  double n_bytes = 0, least;

  if (n_samples < IDIO_HABITS_MIN_TEXTS || habit->others == NULL)
    return;

  for (guint i = 0; i < n_samples; i++)
    {
      texts[i] = samples[i].text;
      n_bytes += (double) strlen (samples[i].text);
    }

  least = MAX (MIN_TEXTS, n_samples * CLAMP (MIN_SHARE * n_bytes / n_samples / BYTES, MIN_SHARE, MAX_MIN_SHARE));
  phrases = idio_phrases_find (texts, n_samples, habit->others);

  for (guint i = 0; i < phrases->len && habit->score <= 0; i++)
    {
      const IdioPhrase *phrase = g_ptr_array_index (phrases, i);

      if (!is_favorite (phrase, least))
        continue;

      idio_habit_clear_counts (habit);
      habit->detail = g_strdup (phrase->words);

      if (count_texts (habit, samples, n_samples))
        idio_habit_set_score (habit, MIN (phrase->log_odds / G_LN2, IDIO_HABIT_MAX_UNUSUAL));
    }
}

/* As it is written: English "I suppose so". */
static void
put_phrase (const IdioHabit     *habit,
            const char * const  *words,
            char               **claim,
            char               **instruction)
{
  g_autofree char *phrase = g_strdup (habit->detail);
  const char *named[] = { phrase, NULL };

  idio_habit_write_i (phrase);
  *claim = idio_habit_fill (_(habit->rule->claim), named);
  *instruction = idio_habit_fill (habit->rule->instruction, named);
}

const IdioHabitMethod idio_habit_phrase = {
  .find_in_samples = find_phrase,
  .shows = has_phrase,
  .put = put_phrase,
};
