/* idio-corpus-private.h: how the list follows the changes of documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

void idio_corpus_append_documents (IdioCorpus *self,
                                   GPtrArray  *documents);
void idio_corpus_drop_documents   (IdioCorpus *self,
                                   GArray     *ids);
void idio_corpus_title_document   (IdioCorpus *self,
                                   gint64      id,
                                   const char *title);
void idio_corpus_sort_document    (IdioCorpus   *self,
                                   IdioDocument *document,
                                   IdioAudience  audience);
gboolean idio_corpus_insert_text  (sqlite3         *db,
                                   const IdioText  *text,
                                   const char      *hash,
                                   gint64           replaced,
                                   IdioDocument   **document,
                                   GError         **error);
gboolean idio_corpus_insert_parts (sqlite3    *db,
                                   gint64      document,
                                   GPtrArray  *parts,
                                   GError    **error);

G_END_DECLS
