/* idio-card-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-sql.h"
#include "voice/idio-hypothesis.h"

G_BEGIN_DECLS

/* For jobs on the store's thread. */

gboolean        idio_card_store_purge      (sqlite3               *db,
                                            GError               **error);
GPtrArray      *idio_card_store_load       (sqlite3               *db,
                                            GError               **error);
gint64          idio_card_store_insert     (sqlite3               *db,
                                            const IdioCardFields  *fields,
                                            GPtrArray             *quotes,
                                            GError               **error);
IdioCardFields *idio_card_store_get        (sqlite3               *db,
                                            gint64                 id,
                                            GError               **error);
gboolean        idio_card_store_update     (sqlite3               *db,
                                            gint64                 id,
                                            const IdioCardFields  *fields,
                                            GError               **error);
gboolean        idio_card_store_set_quotes (sqlite3               *db,
                                            gint64                 id,
                                            GPtrArray             *quotes,
                                            GError               **error);
gboolean        idio_card_store_set_basis  (sqlite3               *db,
                                            const char            *basis,
                                            GError               **error);
char           *idio_card_store_dup_basis  (sqlite3               *db,
                                            GError               **error);

G_END_DECLS
