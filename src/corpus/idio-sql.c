/* idio-sql.c: SQLite with GLib's errors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>

#include <glib/gi18n.h>

#include "corpus/idio-sql.h"

G_DEFINE_QUARK (idio-store-error-quark, idio_store_error)

/* What the system said, where SQLite only knows that a file did not do as it was told. */
static IdioStoreError
get_file_error (sqlite3        *db,
                IdioStoreError  otherwise)
{
  switch (sqlite3_system_errno (db))
    {
    case ENOSPC:
    case EDQUOT:
      return IDIO_STORE_ERROR_FULL;

    case EROFS:
    case EACCES:
    case EPERM:
      return IDIO_STORE_ERROR_READ_ONLY;

    default:
      return otherwise;
    }
}

static IdioStoreError
get_error_code (sqlite3 *db)
{
  int code = sqlite3_extended_errcode (db);

  /* The index uses numbers of its own that are taken; a constraint of ours would be named. */
  if (code == SQLITE_CORRUPT_VTAB || code == SQLITE_CONSTRAINT)
    return IDIO_STORE_ERROR_INDEX;

  if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
    return IDIO_STORE_ERROR_GONE;

  switch (code & 0xff)
    {
    case SQLITE_ERROR: /* The statements are ours: if one means nothing, what it names is missing. */
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return IDIO_STORE_ERROR_CORRUPT;

    case SQLITE_READONLY:
    case SQLITE_PERM:
      return IDIO_STORE_ERROR_READ_ONLY;

    case SQLITE_CANTOPEN:
      return get_file_error (db, IDIO_STORE_ERROR_READ_ONLY);

    case SQLITE_IOERR:
      return get_file_error (db, IDIO_STORE_ERROR_DISK);

    case SQLITE_FULL:
      return IDIO_STORE_ERROR_FULL;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return IDIO_STORE_ERROR_BUSY;

    default:
      return IDIO_STORE_ERROR_FAILED;
    }
}

/* One sentence, or two, that a person can act on. */
static const char *
describe_error (IdioStoreError code)
{
  switch (code)
    {
    case IDIO_STORE_ERROR_CORRUPT:
      return _("The file with your texts and cards is damaged. Put a backup in its place, or move it away to start "
               "again.");

    case IDIO_STORE_ERROR_NOT_OURS:
      return _("Something that Idiolect did not make is where it keeps your texts and cards. Move it away and start "
               "again.");

    case IDIO_STORE_ERROR_NEWER:
      return _("A newer version of Idiolect has changed your texts and cards, so this one can’t open them.");

    case IDIO_STORE_ERROR_READ_ONLY:
      return _("The folder with your texts and cards can’t be written to.");

    case IDIO_STORE_ERROR_FULL:
      return _("The disk is full, so this could not be saved.");

    case IDIO_STORE_ERROR_DISK:
      return _("The disk with your texts and cards did not respond. Check it and try again.");

    case IDIO_STORE_ERROR_BUSY:
      return _("Another program is using your texts and cards right now. Try again when it is done.");

    case IDIO_STORE_ERROR_INDEX:
      return _("The search index was damaged and has been rebuilt. Please try again.");

    case IDIO_STORE_ERROR_GONE:
      return _("This has been deleted in the meantime.");

    case IDIO_STORE_ERROR_CHANGED:
      return _("This has been changed in the meantime. Undo the later change first.");

    case IDIO_STORE_ERROR_REMAINS:
      return _("Everything is deleted, but another program still has the file open, so traces stay on the disk. Close "
               "that program and start Idiolect again.");

    case IDIO_STORE_ERROR_NAME:
      return _("Something else already has that name.");

    case IDIO_STORE_ERROR_MANY:
      return _("There are too many already.");

    case IDIO_STORE_ERROR_FAILED:
    default:
      return _("This could not be saved or read.");
    }
}

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
  IdioStoreError code = get_error_code (db);
  const char *message = sqlite3_errmsg (db);

  g_debug ("SQLite: %s (%d)", message, sqlite3_extended_errcode (db));

  if (code == IDIO_STORE_ERROR_FAILED)
    g_set_error (error, IDIO_STORE_ERROR, (gint) code, _("This could not be saved or read (%s)."), message);
  else
    idio_sql_set_error_code (code, error);
}

/**
 * idio_sql_set_error_code:
 * @code: what went wrong
 * @error: (out): a location for the error
 *
 * As idio_sql_set_error(), for what is not an error to SQLite.
 */
void
idio_sql_set_error_code (IdioStoreError   code,
                         GError         **error)
{
  g_set_error_literal (error, IDIO_STORE_ERROR, (gint) code, describe_error (code));
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

  if (!(statement = idio_statements_take (db, sql)) || !bind_values (statement, types, values))
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
 * idio_sql_query_int:
 * @db: a connection
 * @sql: a query or pragma that gives one number
 * @value: (out): a location for the number; 0 without a row
 * @error: (out): a location for an error
 *
 * Returns: whether it could be read
 */
gboolean
idio_sql_query_int (sqlite3     *db,
                    const char  *sql,
                    gint64      *value,
                    GError     **error)
{
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, error, sql, NULL);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  *value = idio_sql_step (statement, &local_error) ? sqlite3_column_int64 (statement, 0) : 0;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/**
 * idio_sql_exists:
 * @db: a connection
 * @exists: (out): a location for whether the query gives a row
 * @error: (out): a location for an error
 * @sql: a query
 * @types: (nullable): as for idio_sql_prepare()
 * @...: the values
 *
 * Returns: whether that is known
 */
gboolean
idio_sql_exists (sqlite3     *db,
                 gboolean    *exists,
                 GError     **error,
                 const char  *sql,
                 const char  *types,
                 ...)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;
  va_list values;

  va_start (values, types);
  statement = prepare_valist (db, error, sql, types, values);
  va_end (values);

  if (statement == NULL)
    return FALSE;

  *exists = idio_sql_step (statement, &local_error);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
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

/**
 * idio_sql_dup_some_text:
 * @statement: a statement with a row
 * @column: the number of a column, from 0, that has no nulls unless the database is damaged
 *
 * Returns: (transfer full): as idio_sql_dup_text(), "" for a null
 */
char *
idio_sql_dup_some_text (sqlite3_stmt *statement,
                        int           column)
{
  char *text = idio_sql_dup_text (statement, column);

  return text != NULL ? text : g_strdup ("");
}

/**
 * idio_sql_get_count:
 * @statement: a statement with a row
 * @column: the number of a column, from 0
 *
 * Returns: the number there, as a count: in a damaged database it may be less than 0 or far too large
 */
guint
idio_sql_get_count (sqlite3_stmt *statement,
                    int           column)
{
  return (guint) CLAMP (sqlite3_column_int64 (statement, column), 0, G_MAXINT);
}
