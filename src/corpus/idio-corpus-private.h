/* idio-corpus-private.h: how a corpus follows the changes of its documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

/* The characters of an excerpt: about two lines of a row */
#define IDIO_CORPUS_EXCERPT_CHARS 160

/* What is read of each document */
#define IDIO_CORPUS_COLUMNS "id, title, substr (body, 1, 400), words, audience, added, example"

IdioDocument *idio_corpus_read_document    (sqlite3_stmt *row);
void          idio_corpus_append_documents (IdioCorpus   *self,
                                            GPtrArray    *documents);
void          idio_corpus_drop_documents   (IdioCorpus   *self,
                                            GArray       *ids);

G_END_DECLS
