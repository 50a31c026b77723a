/* idio-word-overlap.c: whether two texts say the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-word-overlap.h"

/* Enough to tell, of a text of any length */
#define MAX_WORDS 2000

/* The different words of a text; characters, in scripts without spaces between words, are few enough for that too. */
static GHashTable *
list_words (const char *text,
            guint       max_words)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *start = NULL;

  for (const char *p = text; g_hash_table_size (words) < max_words; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_wide = g_unichar_iswide (c);

      if (start != NULL && (is_wide || !g_unichar_isalnum (c)))
        {
          g_hash_table_add (words, g_utf8_strdown (start, p - start));
          start = NULL;
        }

      if (is_wide)
        g_hash_table_add (words, g_strndup (p, (gsize) (g_utf8_next_char (p) - p)));
      else if (start == NULL && g_unichar_isalnum (c))
        start = p;

      if (c == '\0')
        break;
    }

  return words;
}

/**
 * idio_word_overlap:
 * @text: a text, valid UTF-8
 * @other: another
 *
 * Returns: the share of the words of @text that are also in @other, from 0 to 1; 1 if there are none
 */
double
idio_word_overlap (const char *text,
                   const char *other)
{
  g_autoptr(GHashTable) words = list_words (text, MAX_WORDS);
  g_autoptr(GHashTable) others = list_words (other, G_MAXUINT);
  GHashTableIter iter;
  gpointer word;
  guint n_common = 0;

  g_hash_table_iter_init (&iter, words);

  while (g_hash_table_iter_next (&iter, &word, NULL))
    n_common += g_hash_table_contains (others, word);

  return g_hash_table_size (words) > 0 ? (double) n_common / g_hash_table_size (words) : 1.0;
}
