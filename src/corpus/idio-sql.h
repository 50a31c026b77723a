/* idio-sql.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

#define IDIO_STORE_ERROR (idio_store_error_quark ())

/**
 * IdioStoreError:
 * @IDIO_STORE_ERROR_FAILED: anything not named below
 * @IDIO_STORE_ERROR_CORRUPT: the file is damaged, or not a database of Idiolect
 * @IDIO_STORE_ERROR_NEWER: a newer version of Idiolect wrote the file
 * @IDIO_STORE_ERROR_READ_ONLY: the file or its folder can't be written
 * @IDIO_STORE_ERROR_FULL: no space is left
 * @IDIO_STORE_ERROR_BUSY: another program keeps the file locked
 */
typedef enum
{
  IDIO_STORE_ERROR_FAILED,
  IDIO_STORE_ERROR_CORRUPT,
  IDIO_STORE_ERROR_NEWER,
  IDIO_STORE_ERROR_READ_ONLY,
  IDIO_STORE_ERROR_FULL,
  IDIO_STORE_ERROR_BUSY,
} IdioStoreError;

GQuark        idio_store_error_quark (void);
void          idio_sql_set_error     (sqlite3       *db,
                                      GError       **error);
sqlite3_stmt *idio_sql_prepare       (sqlite3       *db,
                                      GError       **error,
                                      const char    *sql,
                                      const char    *types,
                                      ...);
gboolean      idio_sql_step          (sqlite3_stmt  *statement,
                                      GError       **error);
gboolean      idio_sql_run           (sqlite3       *db,
                                      GError       **error,
                                      const char    *sql,
                                      const char    *types,
                                      ...);
gboolean      idio_sql_script        (sqlite3       *db,
                                      const char    *script,
                                      GError       **error);
gint64        idio_sql_get_int       (sqlite3       *db,
                                      const char    *sql,
                                      GError       **error);
char         *idio_sql_dup_text      (sqlite3_stmt  *statement,
                                      int            column);

G_END_DECLS
