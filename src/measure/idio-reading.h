/* idio-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioMark:
 * @IDIO_MARK_CONTRACTION: has a contraction, such as "don't"
 * @IDIO_MARK_EXCLAMATION: has an exclamation mark
 * @IDIO_MARK_QUESTION: ends as a question
 * @IDIO_MARK_DASH: has a dash between words
 * @IDIO_MARK_PARENTHESIS: has something in parentheses
 * @IDIO_MARK_ELLIPSIS: has an ellipsis
 * @IDIO_MARK_GREETING: is the greeting at the beginning of the text
 * @IDIO_MARK_CLOSING: belongs to the sign-off at the end of the text
 *
 * What was seen in a sentence.
 */
typedef enum
{
  IDIO_MARK_CONTRACTION = 1 << 0,
  IDIO_MARK_EXCLAMATION = 1 << 1,
  IDIO_MARK_QUESTION    = 1 << 2,
  IDIO_MARK_DASH        = 1 << 3,
  IDIO_MARK_PARENTHESIS = 1 << 4,
  IDIO_MARK_ELLIPSIS    = 1 << 5,
  IDIO_MARK_GREETING    = 1 << 6,
  IDIO_MARK_CLOSING     = 1 << 7,
} IdioMark;

/**
 * IdioSentence:
 * @start: where it begins in the text, in bytes
 * @length: its length in bytes, without white space at its ends
 * @n_words: how many words it has
 * @n_contractions: how many of them are contractions
 * @marks: what was seen in it
 */
typedef struct
{
  gsize    start;
  gsize    length;
  guint    n_words;
  guint    n_contractions;
  IdioMark marks;
} IdioSentence;

/**
 * IdioReading:
 * @sentences: (element-type IdioSentence): the sentences in order; a line of its own, such as a greeting, a
 *   heading or an item of a list, is one too
 * @n_words: the words of all sentences
 * @greeting: (nullable): the words the text greets with in lower case, "" if it opens with a name alone, %NULL if
 *   it does not greet
 * @greeting_named: whether a name follows the greeting
 * @closing: (nullable): the words the text signs off with in lower case, "" if it ends with a name alone, %NULL
 *   if it does not sign off
 * @closing_named: whether a name follows
 *
 * What one pass over a text found.
 */
typedef struct
{
  GArray   *sentences;
  guint     n_words;
  char     *greeting;
  gboolean  greeting_named;
  char     *closing;
  gboolean  closing_named;
} IdioReading;

IdioReading *idio_reading_new  (const char  *text);
void         idio_reading_free (IdioReading *self);

#define idio_reading_get(self, i) (&g_array_index ((self)->sentences, IdioSentence, (i)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioReading, idio_reading_free)

G_END_DECLS
