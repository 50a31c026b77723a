/* idio-lexicon.c: a list of words and short phrases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/idio-lexicon.h"

struct _IdioLexicon
{
  GHashTable *entries;
  gsize       longest;
  guint32     firsts; /* the letters that entries begin with, as bits */
};

/* Letters are the same in upper and lower case, and few others are the same as letters. */
static guint32
get_first (const char *word)
{
  return 1u << (*word & 31);
}

/**
 * idio_lexicon_new:
 * @list: an entry a line, in lower case; lines that begin with `#` are comments
 *
 * Returns: (transfer full): a lexicon
 */
IdioLexicon *
idio_lexicon_new (const char *list)
{
  IdioLexicon *self = g_new0 (IdioLexicon, 1);
  g_auto(GStrv) lines = g_strsplit (list, "\n", -1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *entry = g_strstrip (lines[i]);

      if (*entry == '\0' || *entry == '#')
        continue;

      self->longest = MAX (self->longest, strlen (entry));
      self->firsts |= get_first (entry);
      g_hash_table_add (self->entries, g_strdup (entry));
    }

  return self;
}

void
idio_lexicon_free (IdioLexicon *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * idio_lexicon_contains:
 * @self: a lexicon
 * @words: a word or phrase, in lower case
 *
 * Returns: whether it is an entry
 */
gboolean
idio_lexicon_contains (const IdioLexicon *self,
                       const char        *words)
{
  return g_hash_table_contains (self->entries, words);
}

/* Makes a copy in lower case, in which every character stays where it is. */
static void
lower (char       *copy,
       const char *text,
       gsize       length)
{
  int32_t i = 0;

  for (gsize n = 0; n < length; n++)
    copy[n] = g_ascii_isupper (text[n]) ? text[n] | 0x20 : text[n];

  copy[length] = '\0';

  while (i < (int32_t) length)
    {
      int32_t from = i, to = i;
      UChar32 c;

      U8_NEXT (copy, i, (int32_t) length, c);

      if (c >= 0x80 && U8_LENGTH (u_tolower (c)) == i - from)
        U8_APPEND_UNSAFE (copy, to, u_tolower (c));
    }
}

/**
 * idio_lexicon_has_word:
 * @self: a lexicon
 * @word: a word or phrase in a text
 * @length: its length in bytes
 *
 * Returns: whether it is an entry, in upper or lower case
 */
gboolean
idio_lexicon_has_word (const IdioLexicon *self,
                       const char        *word,
                       gsize              length)
{
  char *words;

  if (length == 0 || length > self->longest || ((self->firsts & get_first (word)) == 0 && (*word & 0x80) == 0))
    return FALSE;

  words = g_newa (char, length + 1);
  lower (words, word, length);

  return g_hash_table_contains (self->entries, words);
}

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || c == '\'' || (c & 0x80) != 0;
}

/**
 * idio_lexicon_match_start:
 * @self: a lexicon
 * @text: a text
 * @length: the length of @text in bytes
 *
 * Returns: the length in bytes of the longest entry that @text begins with, in upper or lower case and ending
 *   where a word ends; 0 if there is none
 */
gsize
idio_lexicon_match_start (const IdioLexicon *self,
                          const char        *text,
                          gsize              length)
{
  gsize n = MIN (length, self->longest);
  char *words = g_newa (char, n + 1);

  lower (words, text, n);

  for (; n > 0; n--)
    {
      words[n] = '\0';

      if (n < length && is_word_byte (text[n]))
        continue;

      if (g_hash_table_contains (self->entries, words))
        return n;
    }

  return 0;
}

/**
 * idio_lexicon_has_prefix:
 * @self: a lexicon
 * @text: a text that begins where a word does
 *
 * Returns: whether @text begins with an entry, in upper or lower case, wherever the word ends
 */
gboolean
idio_lexicon_has_prefix (const IdioLexicon *self,
                         const char        *text)
{
  gsize length = MIN (strlen (text), self->longest);
  char *words = g_newa (char, length + 1);

  lower (words, text, length);

  for (gsize n = length; n > 0; n--)
    {
      words[n] = '\0';

      if (g_hash_table_contains (self->entries, words))
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_lexicon_get:
 * @name: the path of a list below `data/words`, such as "en/greetings.txt"
 *
 * Lists are parts of the program: one that is missing is a mistake in it. May be called from any thread.
 *
 * Returns: (transfer none): the list of that name
 */
const IdioLexicon *
idio_lexicon_get (const char *name)
{
  static GHashTable *lexicons;
  G_LOCK_DEFINE_STATIC (lexicons);
  IdioLexicon *lexicon;

  G_LOCK (lexicons);

  if (lexicons == NULL)
    lexicons = g_hash_table_new (g_str_hash, g_str_equal);

  if (!(lexicon = g_hash_table_lookup (lexicons, name)))
    {
      g_autofree char *path = g_strconcat (RESOURCE_PATH "/words/", name, NULL);
      g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *list = NULL;

      if (bytes == NULL)
        g_error ("The word list %s is missing", name);

      list = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      lexicon = idio_lexicon_new (list);
      g_hash_table_insert (lexicons, g_strdup (name), lexicon);
    }

  G_UNLOCK (lexicons);

  return lexicon;
}
