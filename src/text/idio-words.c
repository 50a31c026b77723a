/* idio-words.c: words, to be counted and compared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-boundaries.h"
#include "text/idio-tokens.h"
#include "text/idio-words.h"

/**
 * idio_count_some_words:
 * @text: valid UTF-8
 * @length: its length in bytes
 * @position: (inout): where a line begins, at first 0; then where the next one to be read does
 * @n_bytes: how many bytes to read at least, up to the end of a line
 *
 * Counts the words of a part of a text, so that the caller can look up from it. The parts have as many words as the whole.
 *
 * Returns: how many words the part has, as an analysis counts them
 */
guint
idio_count_some_words (const char *text,
                       gsize       length,
                       gsize      *position,
                       gsize       n_bytes)
{
  g_autoptr(IdioTokens) tokens = g_new0 (IdioTokens, 1);
  gsize start = *position;
  guint n_words = 0;

  while (*position - start < n_bytes && idio_tokens_read_line (tokens, text, length, position))
    {
      for (guint i = 0; i < tokens->n_items; i++)
        n_words += idio_token_is_word (&tokens->items[i]);

      tokens->n_items = 0;
    }

  return n_words;
}

/**
 * idio_count_words:
 * @text: valid UTF-8
 *
 * Returns: how many words @text has, as an analysis counts them
 */
guint
idio_count_words (const char *text)
{
  gsize position = 0;

  return idio_count_some_words (text, strlen (text), &position, G_MAXSIZE);
}

static const char *
fold (IdioWords  *self,
      const char *word,
      gsize       length)
{
  g_autofree char *folded = g_utf8_casefold (word, (gssize) length);
  g_autoptr(GString) straight = g_string_new (folded);

  g_string_replace (straight, "’", "'", 0);

  return g_string_chunk_insert_const (self->chunk, straight->str);
}

/**
 * idio_words_new:
 * @text: valid UTF-8
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): the words of @text
 */
IdioWords *
idio_words_new (const char *text)
{
  IdioWords *self = g_new0 (IdioWords, 1);
  UBreakIterator *boundaries = idio_boundaries_get_words ();
  g_autoptr(UText) utext = idio_boundaries_set_text (boundaries, text, strlen (text));
  int32_t from = ubrk_first (boundaries);
  int32_t to;

  self->words = g_array_new (FALSE, FALSE, sizeof (IdioWord));
  self->chunk = g_string_chunk_new (1024);

  while ((to = ubrk_next (boundaries)) != UBRK_DONE)
    {
      if (ubrk_getRuleStatus (boundaries) >= UBRK_WORD_NONE_LIMIT)
        {
          IdioWord word = { (gsize) from, (gsize) (to - from), fold (self, text + from, (gsize) (to - from)) };

          g_array_append_val (self->words, word);
        }

      from = to;
    }

  return self;
}

void
idio_words_free (IdioWords *self)
{
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->chunk, g_string_chunk_free);
  g_free (self);
}
