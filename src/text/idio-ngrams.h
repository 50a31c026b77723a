/* idio-ngrams.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/idio-tokens.h"

G_BEGIN_DECLS

#define IDIO_NGRAMS_MAX_WORDS 4

/**
 * IdioNgram:
 * @hash: the hash of its words
 * @n: how often it stands in the texts
 * @n_groups: in how many groups of texts
 * @last_group: the last of them
 * @text: the number of the first text it stands in
 * @start: where it begins there, in bytes
 * @length: its length in bytes
 * @n_words: how many words it has
 *
 * Some words in a row, within a sentence.
 */
typedef struct
{
  guint64 hash;
  guint   n;
  guint   n_groups;
  guint   last_group;
  guint   text;
  guint32 start;
  guint16 length;
  guint16 n_words;
} IdioNgram;

/**
 * IdioNgrams:
 * @found: (element-type IdioNgram): those that stand often enough in the texts
 * @n_places: of each number of words, less one, at how many places that many words stand in a row
 *
 * The runs of one to four words of some texts.
 */
typedef struct
{
  GArray  *found;
  guint64  n_places[IDIO_NGRAMS_MAX_WORDS];
} IdioNgrams;

IdioNgrams *idio_ngrams_new  (const char * const *texts,
                              const guint        *groups,
                              guint               n_texts,
                              guint               least);
void        idio_ngrams_free (IdioNgrams         *self);

#define idio_ngrams_get(self, i) (&g_array_index ((self)->found, IdioNgram, (i)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioNgrams, idio_ngrams_free)

G_END_DECLS
