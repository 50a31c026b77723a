/* idio-withheld-words.c: words of withheld documents, and others that may be forms of them
 *
 * A model that read a document may name what is in it in another form: in the plural, as a part of a compound, or with a
 * typo. No stemmer is needed to find these in all languages: forms of a word share most of their letters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "voice/idio-withheld-words.h"

/* Letters of a word that are compared */
#define MAX_LETTERS 128

/* A shared run of letters: at least this long and this share of the shorter word; two where a letter is a syllable or a
 * word, as in Chinese and Japanese */
#define MIN_RUN       4
#define MIN_RUN_SHARE (2.0 / 3)
#define MIN_WIDE_RUN  2

/* What an inflection may add to a whole word that is too short for such a run, as in "Ann's" or "taxes" */
#define MIN_STEM   3
#define MAX_SUFFIX 2

/* One edit in words from the first length on, two from the second on */
#define ONE_EDIT_LETTERS  4
#define TWO_EDITS_LETTERS 8

typedef struct
{
  char     *folded;
  gunichar  letters[MAX_LETTERS];
  guint     n_letters;
} Word;

struct _IdioWithheldWords
{
  GHashTable *words;  /* a set of #Word, by their folded forms */
};

static void
word_init (Word       *word,
           const char *folded)
{
  word->n_letters = 0;

  for (const char *p = folded; *p != '\0' && word->n_letters < MAX_LETTERS; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      word->letters[word->n_letters++] = g_utf8_get_char (p);
}

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->folded);
  g_free (word);
}

/* Length of the longest run of letters that is in both words; a run of wide letters only is long enough sooner. */
static gboolean
share_run (const Word *a,
           const Word *b)
{
  guint shorter = MIN (a->n_letters, b->n_letters);
  double needed = MAX (MIN_RUN, shorter * MIN_RUN_SHARE);
  guint8 runs[MAX_LETTERS + 1] = { 0, }, wide[MAX_LETTERS + 1] = { 0, };

  for (guint i = 0; i < a->n_letters; i++)
    for (guint j = b->n_letters; j > 0; j--)
      {
        if (a->letters[i] != b->letters[j - 1])
          {
            runs[j] = wide[j] = 0;
            continue;
          }

        runs[j] = runs[j - 1] + 1;
        wide[j] = g_unichar_iswide (a->letters[i]) ? wide[j - 1] + 1 : 0;

        if (runs[j] >= needed || wide[j] >= MIN_WIDE_RUN)
          return TRUE;
      }

  return FALSE;
}

static gboolean
is_inflected (const Word *a,
              const Word *b)
{
  guint shorter = MIN (a->n_letters, b->n_letters), longer = MAX (a->n_letters, b->n_letters);

  if (shorter < MIN_STEM || longer - shorter > MAX_SUFFIX)
    return FALSE;

  for (guint i = 0; i < shorter; i++)
    if (a->letters[i] != b->letters[i])
      return FALSE;

  return TRUE;
}

/* Edits are letters added, left out, replaced, or swapped with the next one: the optimal string alignment distance. */
static guint
count_edits (const Word *a,
             const Word *b)
{
  guint8 rows[3][MAX_LETTERS + 1];

  for (guint j = 0; j <= b->n_letters; j++)
    rows[0][j] = (guint8) j;

  for (guint i = 1; i <= a->n_letters; i++)
    {
      guint8 *row = rows[i % 3], *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];

      row[0] = (guint8) i;

      for (guint j = 1; j <= b->n_letters; j++)
        {
          guint8 replaced = last[j - 1] + (a->letters[i - 1] != b->letters[j - 1]);

          row[j] = MIN (replaced, MIN (last[j], row[j - 1]) + 1);

          if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] && a->letters[i - 2] == b->letters[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }

  return rows[a->n_letters % 3][b->n_letters];
}

static gboolean
is_misspelt (const Word *a,
             const Word *b)
{
  guint shorter = MIN (a->n_letters, b->n_letters), longer = MAX (a->n_letters, b->n_letters);
  guint max_edits = shorter >= TWO_EDITS_LETTERS ? 2 : shorter >= ONE_EDIT_LETTERS ? 1 : 0;

  return max_edits > 0 && longer - shorter <= max_edits && count_edits (a, b) <= max_edits;
}

/**
 * idio_withheld_words_new:
 *
 * Returns: (transfer full): a set without words
 */
IdioWithheldWords *
idio_withheld_words_new (void)
{
  IdioWithheldWords *self = g_new0 (IdioWithheldWords, 1);

  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, word_free);

  return self;
}

void
idio_withheld_words_free (IdioWithheldWords *self)
{
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_free (self);
}

/**
 * idio_withheld_words_split:
 * @text: any text
 *
 * Characters that can't be seen, which a model may put into a word, are left out.
 *
 * Returns: (transfer full): the words of it, folded
 */
GStrv
idio_withheld_words_split (const char *text)
{
  g_autoptr(GString) seen = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_FORMAT)
      g_string_append_unichar (seen, g_utf8_get_char (p));

  return g_str_tokenize_and_fold (seen->str, NULL, NULL);
}

/**
 * idio_withheld_words_add:
 * @self: a set
 * @text: a text of a withheld document
 */
void
idio_withheld_words_add (IdioWithheldWords *self,
                         const char        *text)
{
  g_auto(GStrv) words = idio_withheld_words_split (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_hash_table_contains (self->words, words[i]))
      {
        Word *word = g_new (Word, 1);

        word_init (word, words[i]);
        word->folded = g_strdup (words[i]);
        g_hash_table_insert (self->words, word->folded, word);
      }
}

/**
 * idio_withheld_words_find_near:
 * @self: a set
 * @word: a folded word
 *
 * Returns: (transfer full) (element-type utf8): the words in the set that @word may be another form of; they live as long
 *   as @self
 */
GPtrArray *
idio_withheld_words_find_near (IdioWithheldWords *self,
                               const char        *word)
{
  GPtrArray *near = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer known;
  Word wanted;

  word_init (&wanted, word);
  g_hash_table_iter_init (&iter, self->words);

  while (g_hash_table_iter_next (&iter, NULL, &known))
    if (share_run (&wanted, known) || is_inflected (&wanted, known) || is_misspelt (&wanted, known))
      g_ptr_array_add (near, ((Word *) known)->folded);

  return near;
}
