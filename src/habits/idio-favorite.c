/* idio-favorite.c: a favorite phrase as a habit
 *
 * The reference is of another kind than letters are, so that much of what it does not have is only what letters have.
 * What is left here stands in lists almost word by word, has a beginning and an end, and is no commonplace of letters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "features/idio-phrases.h"
#include "habits/idio-favorite.h"
#include "habits/idio-habit-rules.h"
#include "text/idio-lexicon.h"
#include "text/idio-vocabulary.h"

/* Two words are a compound more often than a phrase. */
#define MIN_PHRASE_WORDS 3

/* In fewer of the texts nobody has a phrase for a favorite, and with fewer standard errors chance might have it. The
 * share is that of texts of a hundred words; any phrase is sooner found in longer ones. */
#define MIN_TEXTS     5
#define MIN_SHARE     0.08
#define MAX_MIN_SHARE 0.25
#define MIN_Z         5

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

/**
 * idio_favorite_is_in:
 * @phrase: words in lower case, with a blank between two
 * @sentence: a sentence
 * @length: its length in bytes
 *
 * Returns: whether the sentence has the phrase, in upper or lower case and however it is folded
 */
gboolean
idio_favorite_is_in (const char *phrase,
                     const char *sentence,
                     gsize       length)
{
  g_autofree char *folded = fold (sentence, length);

  return find_in (folded, phrase) != NULL;
}

/* Returns: whether the phrase stands in enough of the texts, mostly between other words */
static gboolean
count_texts (IdioHabit          *habit,
             const char * const *texts,
             const gint64       *documents,
             guint               n_texts)
{
  g_autoptr(GHashTable) contexts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  habit->n_texts = n_texts;

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *folded = fold (texts[i], strlen (texts[i]));
      const char *at = find_in (folded, habit->detail);

      if (at == NULL)
        continue;

      habit->n_with++;
      at -= MIN (at - folded, CONTEXT);
      g_hash_table_add (contexts, g_strndup (at, strlen (habit->detail) + 2 * CONTEXT));

      if (habit->documents->len < IDIO_HABIT_MAX_DOCUMENTS)
        g_array_append_val (habit->documents, documents[i]);
    }

  return habit->n_with >= MIN_TEXTS && g_hash_table_size (contexts) > SHARE_COPIED * habit->n_with;
}

/**
 * idio_favorite_find:
 * @texts: (array length=n_texts): texts of a writer, in English
 * @documents: (array length=n_texts): the numbers of their documents
 * @n_texts: how many
 * @reference: what is typical of others
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (nullable): the writer's favorite phrase, of what idio_phrases_find() finds; %NULL if there
 *   is none
 */
IdioHabit *
idio_favorite_find (const char * const  *texts,
                    const gint64        *documents,
                    guint                n_texts,
                    const IdioReference *reference)
{
  g_autoptr(GPtrArray) phrases = NULL;
  double n_bytes = 0, least;

  if (n_texts < IDIO_HABITS_MIN_TEXTS)
    return NULL;

  for (guint i = 0; i < n_texts; i++)
    n_bytes += (double) strlen (texts[i]);

  least = MAX (MIN_TEXTS, n_texts * CLAMP (MIN_SHARE * n_bytes / n_texts / BYTES, MIN_SHARE, MAX_MIN_SHARE));

  phrases = idio_phrases_find (texts, n_texts, reference);

  for (guint i = 0; i < phrases->len; i++)
    {
      const IdioPhrase *phrase = g_ptr_array_index (phrases, i);
      g_autoptr(IdioHabit) habit = NULL;

      if (!is_favorite (phrase, least))
        continue;

      habit = idio_habit_new (IDIO_HABIT_PHRASE);
      habit->detail = g_strdup (phrase->words);

      if (count_texts (habit, texts, documents, n_texts))
        {
          idio_habit_set_score (habit, MIN (phrase->log_odds / G_LN2, IDIO_HABIT_MAX_UNUSUAL));

          return g_steal_pointer (&habit);
        }
    }

  return NULL;
}
