/* idio-database.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-sql.h"

G_BEGIN_DECLS

/* How long to wait for another program, such as idiolect-cli, to end its transaction */
#define IDIO_DATABASE_BUSY_MSEC 5000

sqlite3  *idio_database_open             (const char  *path,
                                          GError     **error);
gboolean  idio_database_begin_adding     (sqlite3     *db,
                                          gint64      *last,
                                          GError     **error);
void      idio_database_pause_adding     (sqlite3     *db,
                                          gboolean     paused);
gboolean  idio_database_end_adding       (sqlite3     *db,
                                          gint64       last,
                                          GError     **error);
gboolean  idio_database_rebuild_index    (sqlite3     *db,
                                          GError     **error);
gboolean  idio_database_delete_documents (sqlite3     *db,
                                          const char  *condition,
                                          GError     **error);
gboolean  idio_database_shred            (sqlite3     *db,
                                          GError     **error);

G_END_DECLS
