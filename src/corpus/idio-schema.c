/* idio-schema.c: the form of the database, and how an older one is brought to it
 *
 * The form is what the scripts in data/store make, run one after the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "corpus/idio-schema.h"

/* "Idio", so that the file can be told from other programs' databases */
#define APPLICATION_ID 0x4964696f

/* After the highest number there is, AUTOINCREMENT fails as if the disk were full. Only tampering gets near it. */
#define MAX_NUMBER (G_MAXINT64 / 2)

static GBytes *
lookup_script (gint64 version)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_PATH "/store/%" G_GINT64_FORMAT ".sql", version);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * idio_schema_get_newest:
 *
 * Returns: the number of the newest script
 */
gint64
idio_schema_get_newest (void)
{
  g_auto(GStrv) scripts = g_resources_enumerate_children (RESOURCE_PATH "/store", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return scripts != NULL ? g_strv_length (scripts) : 0;
}

typedef struct
{
  gint64 application;
  gint64 version;
  gint64 n_parts;
} State;

/* All of one moment, as another process may be making the database. A savepoint is a transaction if there is none. */
static gboolean
read_state (sqlite3  *db,
            State    *state,
            GError  **error)
{
  gboolean done = idio_sql_script (db, "SAVEPOINT state", error) &&
                  idio_sql_query_int (db, "PRAGMA application_id", &state->application, error) &&
                  idio_sql_query_int (db, "PRAGMA user_version", &state->version, error) &&
                  idio_sql_query_int (db, "SELECT count(*) FROM sqlite_schema", &state->n_parts, error);

  sqlite3_exec (db, "RELEASE state", NULL, NULL, NULL);

  return done;
}

/**
 * idio_schema_check_version:
 * @db: a connection
 * @version: (out): a location for the number of the newest script that was run
 * @error: (out): a location for an error
 *
 * Returns: whether the database is new, or one of this program and not from the future
 */
gboolean
idio_schema_check_version (sqlite3  *db,
                           gint64   *version,
                           GError  **error)
{
  IdioStoreError code;
  State state;

  if (!read_state (db, &state, error))
    return FALSE;

  *version = state.version;

  if (state.application != APPLICATION_ID && (state.application != 0 || state.version != 0 || state.n_parts > 0))
    code = IDIO_STORE_ERROR_NOT_OURS;
  else if (state.version > idio_schema_get_newest ())
    code = IDIO_STORE_ERROR_NEWER;
  else if (state.version < 0 || (state.version > 0) != (state.n_parts > 0))
    code = IDIO_STORE_ERROR_CORRUPT;
  else
    return TRUE;

  idio_sql_set_error_code (code, error);

  return FALSE;
}

static gboolean
run_script (sqlite3  *db,
            gint64    version,
            GError  **error)
{
  g_autoptr(GBytes) script = lookup_script (version);
  g_autofree char *text = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));

  return idio_sql_script (db, text, error);
}

static gboolean
set_version (sqlite3  *db,
             gint64    version,
             GError  **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                                          APPLICATION_ID, version);

  return idio_sql_script (db, sql, error);
}

/* Within a transaction: another process may have been faster. */
static gboolean
run_missing_scripts (sqlite3  *db,
                     GError  **error)
{
  gint64 version;

  if (!idio_schema_check_version (db, &version, error))
    return FALSE;

  while (version < idio_schema_get_newest ())
    if (!run_script (db, ++version, error))
      return FALSE;

  return set_version (db, version, error);
}

/**
 * idio_schema_migrate:
 * @db: a connection, with foreign keys off
 * @version: what idio_schema_check_version() found
 * @error: (out): a location for an error
 *
 * Brings the database to the newest form, in one transaction: a crash or a script that fails leaves it as it was.
 *
 * Returns: whether that worked
 */
gboolean
idio_schema_migrate (sqlite3  *db,
                     gint64    version,
                     GError  **error)
{
  if (version == idio_schema_get_newest ())
    return TRUE;

  if (!idio_sql_script (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (run_missing_scripts (db, error) && idio_sql_script (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

/**
 * idio_schema_make:
 * @version: the number of a script, at most that of the newest
 * @error: (out): a location for an error
 *
 * Returns: (transfer full) (nullable): an empty database in memory, in the form that @version has
 */
sqlite3 *
idio_schema_make (gint64   version,
                  GError **error)
{
  g_autoptr(sqlite3) db = NULL;

  g_return_val_if_fail (version > 0 && version <= idio_schema_get_newest (), NULL);

  if (sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    {
      idio_sql_set_error (db, error);
      return NULL;
    }

  for (gint64 number = 1; number <= version; number++)
    if (!run_script (db, number, error))
      return NULL;

  return set_version (db, version, error) ? g_steal_pointer (&db) : NULL;
}

static GHashTable *
read_pairs (sqlite3     *db,
            const char  *sql,
            GError     **error)
{
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, error, sql, NULL);
  GError *local_error = NULL;

  while (statement != NULL && idio_sql_step (statement, &local_error))
    g_hash_table_replace (pairs, idio_sql_dup_some_text (statement, 0), idio_sql_dup_some_text (statement, 1));

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return statement != NULL && local_error == NULL ? g_steal_pointer (&pairs) : NULL;
}

/* Whether all columns are there, each of its type. The words of the statements that made them depend on the version of
 * SQLite. */
static gboolean
check_columns (sqlite3  *db,
               sqlite3  *model,
               GError  **error)
{
  static const char sql[] =
    "SELECT t.name || '.' || c.name, c.type || ' ' || c.\"notnull\" || ' ' || c.pk"
    " FROM sqlite_schema AS t JOIN pragma_table_info (t.name) AS c WHERE t.type = 'table'";
  g_autoptr(GHashTable) expected = read_pairs (model, sql, error);
  g_autoptr(GHashTable) found = expected != NULL ? read_pairs (db, sql, error) : NULL;
  GHashTableIter iter;
  gpointer column, form;

  if (found == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, expected);

  while (g_hash_table_iter_next (&iter, &column, &form))
    if (g_strcmp0 (g_hash_table_lookup (found, column), form) != 0)
      {
        g_debug ("The database has no column %s %s", (const char *) column, (const char *) form);
        idio_sql_set_error_code (IDIO_STORE_ERROR_CORRUPT, error);
        return FALSE;
      }

  return TRUE;
}

/* What makes missing triggers and indexes anew, and with them what they would have kept up to date */
static char *
make_mending (sqlite3  *db,
              sqlite3  *model,
              GError  **error)
{
  static const char sql[] =
    "SELECT type || ' IF EXISTS ' || name, sql FROM sqlite_schema"
    " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL";
  g_autoptr(GHashTable) expected = read_pairs (model, sql, error);
  g_autoptr(GHashTable) found = expected != NULL ? read_pairs (db, sql, error) : NULL;
  g_autoptr(GString) mending = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, statement;

  if (found == NULL)
    return NULL;

  g_hash_table_iter_init (&iter, expected);

  while (g_hash_table_iter_next (&iter, &name, &statement))
    if (g_strcmp0 (g_hash_table_lookup (found, name), statement) != 0)
      {
        g_debug ("Mending the database: %s", (const char *) name);
        g_string_append_printf (mending, "DROP %s; %s;\n", (const char *) name, (const char *) statement);
      }

  return g_string_free_and_steal (g_steal_pointer (&mending));
}

static gboolean
mend_parts (sqlite3  *db,
            sqlite3  *model,
            GError  **error)
{
  g_autofree char *mending = make_mending (db, model, error);
  g_autofree char *script = NULL;

  if (mending == NULL || *mending == '\0')
    return mending != NULL;

  script = g_strconcat ("BEGIN IMMEDIATE;\n", mending,
                        "INSERT INTO document_search (document_search) VALUES ('rebuild');\n"
                        "DELETE FROM measured;\n"
                        "COMMIT;", NULL);

  if (idio_sql_script (db, script, error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

static gboolean
check_numbers (sqlite3  *db,
               GError  **error)
{
  gint64 highest;

  if (!idio_sql_query_int (db, "SELECT max(seq) FROM sqlite_sequence", &highest, error))
    return FALSE;

  if (highest <= MAX_NUMBER)
    return TRUE;

  idio_sql_set_error_code (IDIO_STORE_ERROR_CORRUPT, error);

  return FALSE;
}

/**
 * idio_schema_check:
 * @db: a connection to a database of the newest version
 * @mend: whether to make what is missing and can be made anew
 * @error: (out): a location for an error
 *
 * Returns: whether all tables are there, in the form that this version knows
 */
gboolean
idio_schema_check (sqlite3   *db,
                   gboolean   mend,
                   GError   **error)
{
  g_autoptr(sqlite3) model = idio_schema_make (idio_schema_get_newest (), error);

  return model != NULL && check_columns (db, model, error) && check_numbers (db, error) &&
         (!mend || mend_parts (db, model, error));
}
