/* idio-boundaries.c: ICU's boundaries of words and sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/idio-boundaries.h"

#define LOCALE "en"

static void
close_iterator (gpointer iterator)
{
  ubrk_close (iterator);
}

/* Making an iterator costs more than reading a mail, so that each thread keeps its own. */
static UBreakIterator *
get_iterator (GPrivate           *slot,
              UBreakIteratorType  type)
{
  UBreakIterator *iterator = g_private_get (slot);
  UErrorCode status = U_ZERO_ERROR;

  if (iterator == NULL)
    {
      iterator = ubrk_open (type, LOCALE, NULL, 0, &status);

      if (U_FAILURE (status))
        g_error ("ICU has no text boundaries: %s", u_errorName (status));

      g_private_set (slot, iterator);
    }

  return iterator;
}

/**
 * idio_boundaries_get_words:
 *
 * Returns: (transfer none): this thread's iterator over words, by Unicode Standard Annex #29. What is a word has a
 *   status of at least %UBRK_WORD_NONE_LIMIT
 */
UBreakIterator *
idio_boundaries_get_words (void)
{
  static GPrivate slot = G_PRIVATE_INIT (close_iterator);

  return get_iterator (&slot, UBRK_WORD);
}

/**
 * idio_boundaries_get_sentences:
 *
 * Returns: (transfer none): this thread's iterator over sentences, by Unicode Standard Annex #29
 */
UBreakIterator *
idio_boundaries_get_sentences (void)
{
  static GPrivate slot = G_PRIVATE_INIT (close_iterator);

  return get_iterator (&slot, UBRK_SENTENCE);
}

/**
 * idio_boundaries_set_text:
 * @iterator: an iterator
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Lets @iterator walk over @text; its positions are bytes.
 *
 * Returns: (transfer full): what has to be kept until the walk is over
 */
UText *
idio_boundaries_set_text (UBreakIterator *iterator,
                          const char     *text,
                          gsize           length)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *utext = utext_openUTF8 (NULL, text, (int64_t) length, &status);

  ubrk_setUText (iterator, utext, &status);

  if (U_FAILURE (status))
    g_error ("ICU can't walk over a text: %s", u_errorName (status));

  return utext;
}
