/* idio-sql.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-statements.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)

#define IDIO_STORE_ERROR (idio_store_error_quark ())

/**
 * IdioStoreError:
 * @IDIO_STORE_ERROR_FAILED: anything not named below
 * @IDIO_STORE_ERROR_CORRUPT: the file is damaged
 * @IDIO_STORE_ERROR_NOT_OURS: what is in the place of the file is not a database of Idiolect
 * @IDIO_STORE_ERROR_NEWER: a newer version of Idiolect wrote the file
 * @IDIO_STORE_ERROR_READ_ONLY: the file or its folder can't be written
 * @IDIO_STORE_ERROR_FULL: no space is left
 * @IDIO_STORE_ERROR_DISK: the disk can't be read or written
 * @IDIO_STORE_ERROR_BUSY: another program keeps the file locked
 * @IDIO_STORE_ERROR_INDEX: the search index is damaged
 * @IDIO_STORE_ERROR_GONE: what should be read or changed is not there, or not any more
 * @IDIO_STORE_ERROR_CHANGED: what should be taken back was changed since, and that change would be lost
 * @IDIO_STORE_ERROR_REMAINS: all was deleted, but what is left of it on the disk can't be overwritten now
 * @IDIO_STORE_ERROR_NAME: nothing can have that name
 * @IDIO_STORE_ERROR_MANY: there are as many already as there can be
 */
typedef enum
{
  IDIO_STORE_ERROR_FAILED,
  IDIO_STORE_ERROR_CORRUPT,
  IDIO_STORE_ERROR_NOT_OURS,
  IDIO_STORE_ERROR_NEWER,
  IDIO_STORE_ERROR_READ_ONLY,
  IDIO_STORE_ERROR_FULL,
  IDIO_STORE_ERROR_DISK,
  IDIO_STORE_ERROR_BUSY,
  IDIO_STORE_ERROR_INDEX,
  IDIO_STORE_ERROR_GONE,
  IDIO_STORE_ERROR_CHANGED,
  IDIO_STORE_ERROR_REMAINS,
  IDIO_STORE_ERROR_NAME,
  IDIO_STORE_ERROR_MANY,
} IdioStoreError;

GQuark        idio_store_error_quark  (void);
void          idio_sql_set_error      (sqlite3         *db,
                                       GError         **error);
void          idio_sql_set_error_code (IdioStoreError   code,
                                       GError         **error);
sqlite3_stmt *idio_sql_prepare        (sqlite3         *db,
                                       GError         **error,
                                       const char      *sql,
                                       const char      *types,
                                       ...);
gboolean      idio_sql_step           (sqlite3_stmt    *statement,
                                       GError         **error);
gboolean      idio_sql_run            (sqlite3         *db,
                                       GError         **error,
                                       const char      *sql,
                                       const char      *types,
                                       ...);
gboolean      idio_sql_script         (sqlite3         *db,
                                       const char      *script,
                                       GError         **error);
gboolean      idio_sql_query_int      (sqlite3         *db,
                                       const char      *sql,
                                       gint64          *value,
                                       GError         **error);
gboolean      idio_sql_exists         (sqlite3         *db,
                                       gboolean        *exists,
                                       GError         **error,
                                       const char      *sql,
                                       const char      *types,
                                       ...);
char         *idio_sql_dup_text       (sqlite3_stmt    *statement,
                                       int              column);
char         *idio_sql_dup_some_text  (sqlite3_stmt    *statement,
                                       int              column);
guint         idio_sql_get_count      (sqlite3_stmt    *statement,
                                       int              column);

G_END_DECLS
