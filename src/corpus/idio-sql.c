/* idio-sql.c: SQLite with GLib's errors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "corpus/idio-sql.h"

G_DEFINE_QUARK (idio-store-error-quark, idio_store_error)

/**
 * idio_sql_set_error:
 * @db: a connection on which a call just failed
 * @error: (out): a location for the error
 *
 * Turns SQLite's last error into one sentence a person can act on.
 */
void
idio_sql_set_error (sqlite3  *db,
                    GError  **error)
{
  int code = sqlite3_extended_errcode (db);

  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_CORRUPT,
                   _("The file with your texts and cards is damaged."));
      break;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_READ_ONLY,
                   _("The folder with your texts and cards can’t be written to."));
      break;

    case SQLITE_FULL:
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL,
                   _("The disk is full, so this could not be saved."));
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_BUSY,
                   _("Another program is using your texts and cards right now."));
      break;

    default:
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_FAILED,
                   _("This could not be saved or read (%s)."), sqlite3_errmsg (db));
      break;
    }
}

static gboolean
bind_values (sqlite3_stmt *statement,
             const char   *types,
             va_list       values)
{
  for (int i = 0; types != NULL && types[i] != '\0'; i++)
    {
      int result;

      switch (types[i])
        {
        case 's':
          result = sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
          break;

        case 'i':
          result = sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
          break;

        case 'd':
          result = sqlite3_bind_double (statement, i + 1, va_arg (values, double));
          break;

        default:
          g_assert_not_reached ();
        }

      if (result != SQLITE_OK)
        return FALSE;
    }

  return TRUE;
}

static sqlite3_stmt *
prepare_valist (sqlite3     *db,
                GError     **error,
                const char  *sql,
                const char  *types,
                va_list      values)
{
  g_autoptr(sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK ||
      !bind_values (statement, types, values))
    {
      idio_sql_set_error (db, error);
      return NULL;
    }

  return g_steal_pointer (&statement);
}

/**
 * idio_sql_prepare:
 * @db: a connection
 * @error: (out): a location for an error
 * @sql: one statement with a `?` for each value
 * @types: (nullable): a letter for each value: `s` text or %NULL, `i` #gint64, `d` double
 * @...: the values; integers that are not constants of that width have to be cast to #gint64
 *
 * Returns: (transfer full) (nullable): the statement, ready to be stepped
 */
sqlite3_stmt *
idio_sql_prepare (sqlite3     *db,
                  GError     **error,
                  const char  *sql,
                  const char  *types,
                  ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);

  return statement;
}

/**
 * idio_sql_step:
 * @statement: a statement
 * @error: (out): a location for an error
 *
 * Returns: %TRUE if there is a row to read, %FALSE at the end or, with @error set, on failure
 */
gboolean
idio_sql_step (sqlite3_stmt  *statement,
               GError       **error)
{
  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return TRUE;

    case SQLITE_DONE:
      return FALSE;

    default:
      idio_sql_set_error (sqlite3_db_handle (statement), error);
      return FALSE;
    }
}

/**
 * idio_sql_run:
 * @db: a connection
 * @error: (out): a location for an error
 * @sql: one statement that gives no rows
 * @types: (nullable): as for idio_sql_prepare()
 * @...: the values
 *
 * Returns: whether the statement ran
 */
gboolean
idio_sql_run (sqlite3     *db,
              GError     **error,
              const char  *sql,
              const char  *types,
              ...)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);

  if (statement == NULL)
    return FALSE;

  if (sqlite3_step (statement) == SQLITE_DONE)
    return TRUE;

  idio_sql_set_error (db, error);

  return FALSE;
}

/**
 * idio_sql_script:
 * @db: a connection
 * @script: any number of statements
 * @error: (out): a location for an error
 *
 * Returns: whether all statements ran
 */
gboolean
idio_sql_script (sqlite3     *db,
                 const char  *script,
                 GError     **error)
{
  if (sqlite3_exec (db, script, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  idio_sql_set_error (db, error);

  return FALSE;
}

/**
 * idio_sql_get_int:
 * @db: a connection
 * @sql: a query or pragma that gives one number
 * @error: (out): a location for an error
 *
 * Returns: the number; 0 without a row, -1 with @error set on failure
 */
gint64
idio_sql_get_int (sqlite3     *db,
                  const char  *sql,
                  GError     **error)
{
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, error, sql, NULL);

  if (statement == NULL)
    return -1;

  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return sqlite3_column_int64 (statement, 0);

    case SQLITE_DONE:
      return 0;

    default:
      idio_sql_set_error (db, error);
      return -1;
    }
}

/**
 * idio_sql_dup_text:
 * @statement: a statement with a row
 * @column: the number of a column, from 0
 *
 * Returns: (transfer full) (nullable): a copy of the text there, made valid UTF-8 if it is not
 */
char *
idio_sql_dup_text (sqlite3_stmt *statement,
                   int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text == NULL)
    return NULL;

  return g_utf8_make_valid (text, sqlite3_column_bytes (statement, column));
}
