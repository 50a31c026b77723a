/* idio-backup-image.c: a database as bytes
 *
 * Nothing of a database from elsewhere is used but the rows of known tables, which are copied to a database that our
 * own scripts made. What else may be in it, such as triggers and views, is never looked at, and nothing is computed
 * that it asks for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "corpus/idio-audience.h"
#include "corpus/idio-backup-image.h"
#include "corpus/idio-database.h"
#include "corpus/idio-schema.h"
#include "corpus/idio-text.h"

/* The tables of a voice, those that others refer to first, and which rows of them are copied: the rest is of this
 * computer, or is counted again. What was removed and waits to be deleted stays behind. */
typedef struct
{
  const char *name;
  const char *condition;
  gboolean    is_text;    /* left out where there are no documents */
} Table;

static const Table tables[] = {
  { "audience", "TRUE" },
  { "document", "removed IS NULL OR trashed <> 0", TRUE },
  { "part", "document IN (SELECT id FROM main.document)", TRUE },
  { "former", "document IN (SELECT id FROM main.document)", TRUE },
  { "alike", "document IN (SELECT id FROM main.document)", TRUE },
  { "disowned", "TRUE", TRUE },
  { "background_salt", "TRUE", TRUE },
  { "background_text", "TRUE", TRUE },
  { "brief", "TRUE", TRUE },
  { "draft", "brief IN (SELECT id FROM main.brief)", TRUE },
  { "card", "TRUE" },
  { "evidence", "card IN (SELECT id FROM main.card) AND document IN (SELECT id FROM main.document)", TRUE },
  { "edit", "card IN (SELECT id FROM main.card)" },
  { "attribute", "name NOT LIKE 'unwritten-%'" },
  { "account", "TRUE" },
};

/* Maximum length of a text or a row, in bytes: no text that is imported is a third as long. */
#define MAX_ROW_BYTES (64 * 1024 * 1024)

/* How long a database from elsewhere may be read, in microseconds. The largest takes some seconds. */
#define MAX_USEC (60 * G_TIME_SPAN_SECOND)

/* How often the time is looked at, in steps of SQLite */
#define PROGRESS_STEPS 10000

/* Cards come without the documents that show them. */
static const char mark_quoteless[] = "UPDATE card SET quoteless = 1 WHERE source <> 'yours'";

/**
 * idio_backup_list_columns:
 * @db: a connection
 * @table: the name of a table
 * @error: (out): a location for an error
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the names of its columns
 */
GPtrArray *
idio_backup_list_columns (sqlite3     *db,
                          const char  *table,
                          GError     **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_null_terminated (16, g_free, TRUE);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT name FROM pragma_table_info (?, 'main')", "s", table);
  GError *local_error = NULL;

  while (statement != NULL && idio_sql_step (statement, &local_error))
    g_ptr_array_add (columns, idio_sql_dup_some_text (statement, 0));

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return statement != NULL && local_error == NULL ? g_steal_pointer (&columns) : NULL;
}

/* valid_text(): a text from elsewhere may be any bytes. */
static void
valid_text (sqlite3_context  *context,
            int               n_values,
            sqlite3_value   **values)
{
  const char *text = sqlite3_value_type (values[0]) == SQLITE_TEXT ? (const char *) sqlite3_value_text (values[0]) : NULL;
  gsize length = (gsize) sqlite3_value_bytes (values[0]);

  if (text == NULL || g_utf8_validate_len (text, length, NULL))
    sqlite3_result_value (context, values[0]);
  else
    sqlite3_result_text (context, g_utf8_make_valid (text, (gssize) length), -1, g_free);
}

/* What is copied of a column. The body of a document stays as it is: quotes and parts tell their places in it in bytes,
 * so that check_texts() refuses one that is not valid. */
static char *
select_columns (const Table *table,
                GPtrArray   *columns)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = g_ptr_array_index (columns, i);
      gboolean is_body = g_str_equal (table->name, "document") && g_str_equal (column, "body");

      g_string_append_printf (sql, is_body ? "%s%s" : "%svalid_text (%s)", i > 0 ? ", " : "", column);
    }

  return g_string_free_and_steal (g_steal_pointer (&sql));
}

static gboolean
copy_table (sqlite3      *db,
            const Table  *table,
            GError      **error)
{
  g_autoptr(GPtrArray) columns = idio_backup_list_columns (db, table->name, error);
  g_autofree char *names = NULL;
  g_autofree char *values = NULL;
  g_autofree char *sql = NULL;

  if (columns == NULL)
    return FALSE;

  /* A version before did not have it. */
  if (columns->len == 0)
    return TRUE;

  names = g_strjoinv (", ", (char **) columns->pdata);
  values = select_columns (table, columns);
  sql = g_strdup_printf ("INSERT INTO main.%s (%s) SELECT %s FROM source.%s NOT INDEXED WHERE %s",
                         table->name, names, values, table->name, table->condition);

  return idio_sql_script (db, sql, error);
}

/* What is in the source is copied as it is, without our own triggers, to a database without a row. */
static gboolean
copy_tables (sqlite3   *db,
             gboolean   with_documents,
             GError   **error)
{
  gboolean done = idio_sql_script (db, "BEGIN", error);

  sqlite3_create_function_v2 (db, "valid_text", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                              valid_text, NULL, NULL, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables) && done; i++)
    done = (tables[i].is_text && !with_documents) || copy_table (db, &tables[i], error);

  /* What a session may bring back it can't bring back elsewhere. */
  done = done && idio_sql_script (db, "UPDATE document SET session = NULL; COMMIT", error);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);

  return done;
}

static gboolean
limit (sqlite3  *db,
       gint64    max_bytes,
       GError  **error)
{
  g_autofree char *sql = NULL;
  gint64 page_size;

  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, MAX_ROW_BYTES);

  if (!idio_sql_query_int (db, "PRAGMA main.page_size", &page_size, error))
    return FALSE;

  sql = g_strdup_printf ("PRAGMA main.max_page_count = %" G_GINT64_FORMAT, max_bytes / page_size);

  return idio_sql_script (db, sql, error);
}

static GBytes *
serialize (sqlite3  *db,
           GError  **error)
{
  sqlite3_int64 length;
  unsigned char *data = sqlite3_serialize (db, "main", &length, 0);

  if (data != NULL)
    return g_bytes_new_with_free_func (data, (gsize) length, sqlite3_free, data);

  idio_backup_error_set (error, IDIO_BACKUP_ERROR_TOO_LARGE);

  return NULL;
}

static gboolean
keep_only (sqlite3  *db,
           GArray   *cards,
           GError  **error)
{
  g_autoptr(GString) sql = g_string_new ("DELETE FROM card WHERE example = 1 OR (source <> 'yours' AND id NOT IN (0");

  for (guint i = 0; i < cards->len; i++)
    g_string_append_printf (sql, ", %" G_GINT64_FORMAT, g_array_index (cards, gint64, i));

  g_string_append (sql, ")); DELETE FROM edit WHERE card NOT IN (SELECT id FROM card);"
                        " DELETE FROM audience WHERE 'own-' || id NOT IN (SELECT audience FROM card); VACUUM");

  return idio_sql_script (db, sql->str, error);
}

/* It is in memory: that is full, and not the disk. */
static gboolean
copy_own_tables (sqlite3   *db,
                 gboolean   with_documents,
                 GError   **error)
{
  g_autoptr(GError) local_error = NULL;

  if (copy_tables (db, with_documents, &local_error))
    return TRUE;

  if (g_error_matches (local_error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL))
    idio_backup_error_set (error, IDIO_BACKUP_ERROR_TOO_LARGE);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
attach_file (sqlite3     *db,
             const char  *path,
             GError     **error)
{
  sqlite3_busy_timeout (db, IDIO_DATABASE_BUSY_MSEC);

  return idio_sql_run (db, error, "ATTACH ? AS source", "s", path);
}

/**
 * idio_backup_image_make:
 * @path: the path of a database of the newest version
 * @cards: (nullable) (element-type gint64): without documents, the cards that may be told without them; those that are
 *   the user's own may be always
 * @contents: what will be in the backup; whether it has documents is read, and the counts are set
 * @error: (out): a location for an error in %IDIO_STORE_ERROR or %IDIO_BACKUP_ERROR
 *
 * Returns: (transfer full) (nullable): a database with what is to be in a backup
 */
GBytes *
idio_backup_image_make (const char          *path,
                        GArray              *cards,
                        IdioBackupContents  *contents,
                        GError             **error)
{
  g_autoptr(sqlite3) db = NULL;

  contents->schema = idio_schema_get_newest ();

  if (!(db = idio_schema_make (contents->schema, error)) ||
      !limit (db, IDIO_BACKUP_MAX_BYTES, error) ||
      !attach_file (db, path, error) ||
      !copy_own_tables (db, contents->with_documents, error) ||
      !idio_sql_script (db, "DETACH source", error) ||
      (cards != NULL && !keep_only (db, cards, error)) ||
      !idio_backup_counts_read (&contents->counts, db, error))
    return NULL;

  return serialize (db, error);
}

/**
 * idio_backup_image_attach:
 * @db: a connection, with no transaction open
 * @schema: under which name to attach it
 * @image: a database as bytes, which have to be kept until it is detached
 * @error: (out): a location for an error
 *
 * Returns: whether that worked
 */
gboolean
idio_backup_image_attach (sqlite3     *db,
                          const char  *schema,
                          GBytes      *image,
                          GError     **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (image, &length);

  if (!idio_sql_run (db, error, "ATTACH ':memory:' AS ?", "s", schema))
    return FALSE;

  /* It is only read. */
  if (sqlite3_deserialize (db, schema, (guint8 *) data, (sqlite3_int64) length, (sqlite3_int64) length,
                           SQLITE_DESERIALIZE_READONLY) == SQLITE_OK)
    return TRUE;

  idio_sql_set_error (db, error);

  return FALSE;
}

/* Whether a query gives no row but "ok". The statement is not kept for another time: it would keep tables of what is
 * detached. */
static gboolean
is_ok (sqlite3    *db,
       const char *query)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok = sqlite3_prepare_v2 (db, query, -1, &statement, NULL) == SQLITE_OK;
  int result = SQLITE_DONE;

  while (ok && (result = sqlite3_step (statement)) == SQLITE_ROW)
    ok = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  sqlite3_finalize (statement);

  return ok && result == SQLITE_DONE;
}

/* Nobody is told by a hash that a text is here which is not: it is that of the text, whatever the file says. */
static gboolean
check_text (sqlite3      *db,
            sqlite3_stmt *row)
{
  const char *body = (const char *) sqlite3_column_text (row, 1);
  gsize length = (gsize) sqlite3_column_bytes (row, 1);
  g_autofree char *hash = NULL;

  if (body == NULL || sqlite3_column_int (row, 3) == 0 || !g_utf8_validate_len (body, length, NULL))
    return FALSE;

  hash = idio_text_hash (body, NULL, NULL);

  return g_strcmp0 ((const char *) sqlite3_column_text (row, 2), hash) == 0 ||
         idio_sql_run (db, NULL, "UPDATE document SET hash = ? WHERE id = ?", "si", hash,
                       sqlite3_column_int64 (row, 0));
}

static gboolean
check_texts (sqlite3 *db)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, NULL, "SELECT id, body, hash, words BETWEEN 0 AND length (body) FROM document ORDER BY id",
                      NULL);
  g_autoptr(GError) error = NULL;
  gboolean good = statement != NULL;

  while (good && idio_sql_step (statement, &error))
    good = check_text (db, statement);

  return good && error == NULL;
}

/* Audiences are known by what their names share, whatever the file says that this is. */
static gboolean
check_audiences (sqlite3 *db)
{
  g_autoptr(GPtrArray) columns = idio_backup_list_columns (db, "audience", NULL);
  g_autoptr(sqlite3_stmt) statement = NULL;
  g_autoptr(GError) error = NULL;

  if (columns == NULL || columns->len == 0)
    return columns != NULL;

  statement = idio_sql_prepare (db, &error, "SELECT id, name FROM audience ORDER BY id", NULL);

  while (statement != NULL && error == NULL && idio_sql_step (statement, &error))
    {
      g_autofree char *text = idio_sql_dup_some_text (statement, 1);
      g_autofree char *name = idio_audience_clean_name (text);
      g_autofree char *folded = idio_audience_fold_name (name);

      idio_sql_run (db, &error, "UPDATE OR REPLACE audience SET name = ?, folded = ? WHERE id = ?", "ssi", name, folded,
                    (gint64) sqlite3_column_int64 (statement, 0));
    }

  return error == NULL;
}

static gboolean
harden (sqlite3 *db)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);

  return idio_sql_script (db, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL);
}

static int
progress_cb (gpointer deadline)
{
  return g_get_monotonic_time () > *(gint64 *) deadline;
}

/* Whether reading it computes nothing: it has no virtual table but our own, whatever its rows are called, and no columns
 * that are generated. */
static gboolean
is_plain (sqlite3 *db)
{
  g_autoptr(GString) sql = g_string_new ("SELECT 'no' FROM source.sqlite_schema AS s"
                                         " WHERE CAST (s.sql AS TEXT) LIKE '%VIRTUAL%'"
                                         " AND s.sql NOT IN (SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL)");

  if (!is_ok (db, sql->str))
    return FALSE;

  g_string_assign (sql, "");

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_string_append_printf (sql, "%sSELECT 'no' FROM pragma_table_xinfo ('%s', 'source') WHERE hidden <> 0",
                            i > 0 ? " UNION ALL " : "", tables[i].name);

  return is_ok (db, sql->str);
}

/* Its own conditions on what may be in it are not asked. Ours are when it is copied. */
static gboolean
is_whole (sqlite3 *db)
{
  gboolean whole = idio_sql_script (db, "PRAGMA ignore_check_constraints = ON", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables) && whole; i++)
    {
      g_autoptr(GPtrArray) columns = idio_backup_list_columns (db, tables[i].name, NULL);
      g_autofree char *sql = g_strdup_printf ("PRAGMA source.quick_check (%s)", tables[i].name);

      whole = columns != NULL && (columns->len == 0 || is_ok (db, sql));
    }

  return idio_sql_script (db, "PRAGMA ignore_check_constraints = OFF", NULL) && whole;
}

static gboolean
import (sqlite3                  *db,
        GBytes                   *foreign,
        const IdioBackupContents *contents)
{
  return harden (db) && idio_backup_image_attach (db, "source", foreign, NULL) &&
         is_plain (db) && is_whole (db) &&
         copy_tables (db, contents->with_documents, NULL) &&
         idio_sql_script (db, "DETACH source", NULL) &&
         is_ok (db, "PRAGMA main.foreign_key_check") && check_texts (db) && check_audiences (db);
}

static gboolean
bring_up_to_date (sqlite3   *db,
                  gint64     version,
                  GError   **error)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 1, NULL);

  return version == idio_schema_get_newest () ||
         (idio_database_rebuild_index (db, error) && idio_schema_migrate (db, version, error));
}

/**
 * idio_backup_image_import:
 * @foreign: a database from elsewhere
 * @contents: what the backup said that is in it; the counts are set
 * @error: (out): a location for an error in %IDIO_BACKUP_ERROR
 *
 * Returns: (transfer full) (nullable): what is in it that belongs to a voice, as a database of the newest version
 */
GBytes *
idio_backup_image_import (GBytes              *foreign,
                          IdioBackupContents  *contents,
                          GError             **error)
{
  g_autoptr(sqlite3) db = idio_schema_make (contents->schema, error);
  gint64 deadline = g_get_monotonic_time () + MAX_USEC;
  gboolean done;

  /* What is written anew may be a little larger. */
  if (db == NULL || !limit (db, 2 * (gint64) IDIO_BACKUP_MAX_BYTES, error))
    return NULL;

  sqlite3_progress_handler (db, PROGRESS_STEPS, progress_cb, &deadline);
  done = import (db, foreign, contents);
  sqlite3_progress_handler (db, 0, NULL, NULL);

  if (!done)
    {
      idio_backup_error_set (error, IDIO_BACKUP_ERROR_DAMAGED);
      return NULL;
    }

  if (!bring_up_to_date (db, contents->schema, error) ||
      (!contents->with_documents && !idio_sql_script (db, mark_quoteless, error)) ||
      !idio_backup_counts_read (&contents->counts, db, error))
    return NULL;

  return serialize (db, error);
}
