/* idio-reader.h: what the parts of a reading share; for idio-reading.c and its like only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-reading.h"
#include "measure/idio-types.h"

G_BEGIN_DECLS

/**
 * IdioReader:
 * @reading: what is found
 * @text: the text
 * @vocabulary: (nullable): the word lists of its language
 * @types: the words so far
 * @begins_small: whether sentences begin with small letters
 * @last_opener: the hash of the word with which the sentence before begins, or 0
 *
 * A reading under way.
 */
typedef struct
{
  IdioReading          *reading;
  const char           *text;
  const IdioVocabulary *vocabulary;
  IdioTypes            *types;
  gboolean              begins_small;
  guint64               last_opener;
} IdioReader;

void idio_reader_see_words        (IdioReader      *self,
                                   const IdioToken *tokens,
                                   guint            n_tokens,
                                   IdioSentence    *sentence);
void idio_reader_see_marks        (IdioReader      *self,
                                   const IdioToken *tokens,
                                   guint            n_tokens,
                                   IdioSentence    *sentence);
void idio_reading_find_forms      (IdioReading     *self,
                                   const char      *text);
void idio_reading_find_paragraphs (IdioReading     *self,
                                   const char      *text);

G_END_DECLS
