/* idio-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioWord:
 * @start: where it begins in the text, in bytes
 * @length: its length in bytes
 * @folded: the word without case and with straight apostrophes
 */
typedef struct
{
  gsize       start;
  gsize       length;
  const char *folded;
} IdioWord;

/**
 * IdioWords:
 * @words: (element-type IdioWord): the words of a text, in order
 *
 * The words of a text, to be compared with those of another.
 */
typedef struct
{
  GArray       *words;
  GStringChunk *chunk;
} IdioWords;

/**
 * IdioRun:
 * @first: the number of its first word, from 0
 * @n_words: how many words it has
 */
typedef struct
{
  guint first;
  guint n_words;
} IdioRun;

IdioWords *idio_words_new        (const char *text);
void       idio_words_free       (IdioWords  *self);
guint      idio_count_words      (const char *text);
guint      idio_count_some_words (const char *text,
                                  gsize       length,
                                  gsize      *position,
                                  gsize       n_bytes);

#define idio_words_get(self, i) (&g_array_index ((self)->words, IdioWord, (i)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioWords, idio_words_free)

G_END_DECLS
