/* idio-passages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

/**
 * IdioPassage:
 * @document: the number of the document it is from
 * @audience: whom that was written for
 * @n_words: how many words it has
 * @begins: whether the document begins with it
 * @ends: whether the document ends with it
 * @sentences: (element-type IdioQuote): its sentences, in order
 *
 * Some sentences in a row, for a model to read.
 */
typedef struct
{
  gint64        document;
  IdioAudience  audience;
  guint         n_words;
  gboolean      begins;
  gboolean      ends;
  GPtrArray    *sentences;
} IdioPassage;

GArray    *idio_passages_choose_documents (GListModel   *documents,
                                           guint         n_documents,
                                           GArray       *withheld);
GPtrArray *idio_passages_choose           (GPtrArray    *texts,
                                           guint         n_passages);
guint      idio_passages_next_batch       (GPtrArray    *passages,
                                           guint         from);
guint      idio_passages_count_texts      (GPtrArray    *passages,
                                           guint         from,
                                           guint         to);
char      *idio_passages_format           (GPtrArray    *passages,
                                           guint         from,
                                           guint         to,
                                           GPtrArray   **numbered);
void       idio_passage_free              (IdioPassage  *passage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPassage, idio_passage_free)

G_END_DECLS
