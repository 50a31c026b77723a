/* idio-background-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-sql.h"

G_BEGIN_DECLS

/* The newest texts by others stay, and of one writer so many that they do not stand for all. Those of which the writer is
 * not known were chosen one by one, and go last. */
#define IDIO_BACKGROUND_STORE_MAX_TEXTS 2000

/* In place of an id: the text is one of the user's own documents. */
#define IDIO_BACKGROUND_STORE_OWN (-1)

/**
 * IdioBackgroundEntry:
 * @id: the number of the text's row; 0 if the same text was counted before, or %IDIO_BACKGROUND_STORE_OWN
 * @document: the number of the document that the text was until now, or 0
 * @text: (nullable): a hash of the text, as documents have it
 * @writer: (nullable): a salted hash of who wrote it
 * @n_words: how many words the text has, or 0 if that is not known
 * @feature_counts: what was counted in it
 *
 * A text by someone else, without the text.
 */
typedef struct
{
  gint64  id;
  gint64  document;
  char   *text;
  char   *writer;
  guint   n_words;
  GBytes *feature_counts;
} IdioBackgroundEntry;

void       idio_background_entry_free   (IdioBackgroundEntry  *entry);
gboolean   idio_background_store_tidy   (sqlite3              *db,
                                         GError              **error);
gboolean   idio_background_store_add    (sqlite3              *db,
                                         GPtrArray            *entries,
                                         GPtrArray            *writers,
                                         GError              **error);
gboolean   idio_background_store_remove (sqlite3              *db,
                                         GArray               *ids,
                                         GError              **error);
gboolean   idio_background_store_count  (sqlite3              *db,
                                         guint                *n_texts,
                                         GError              **error);
GPtrArray *idio_background_store_load   (sqlite3              *db,
                                         GError              **error);

G_END_DECLS
