/* idio-statements.c: statements that were run and may be run again
 *
 * To find out what a statement means takes SQLite as long as to add a short text does. So each connection keeps those
 * that nobody uses just now.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-statements.h"

/* What a connection calls them */
#define NAME "idiolect-statements"

/* More than are used in turn while texts are imported */
#define MAX_STATEMENTS 64

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

static void
unref_all (void *idle)
{
  g_hash_table_unref (idle);
}

/* By their SQL, which is theirs */
static GHashTable *
get_idle (sqlite3 *db)
{
  GHashTable *idle = sqlite3_get_clientdata (db, NAME);

  if (idle != NULL)
    return idle;

  idle = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize);

  /* It frees what it can't keep. */
  return sqlite3_set_clientdata (db, NAME, idle, unref_all) == SQLITE_OK ? idle : NULL;
}

/**
 * idio_statements_take:
 * @db: a connection, which is used by one thread at a time
 * @sql: one statement
 *
 * Returns: (transfer full) (nullable): the statement, with no values yet, or %NULL if SQLite does not understand it
 */
sqlite3_stmt *
idio_statements_take (sqlite3    *db,
                      const char *sql)
{
  GHashTable *idle = get_idle (db);
  gpointer statement = NULL;

  if (idle != NULL && g_hash_table_steal_extended (idle, sql, NULL, &statement))
    return statement;

  return sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, (sqlite3_stmt **) &statement, NULL) == SQLITE_OK ?
         statement : NULL;
}

/**
 * idio_statements_release:
 * @statement: (transfer full): a statement that is not used any more
 */
void
idio_statements_release (sqlite3_stmt *statement)
{
  GHashTable *idle = sqlite3_get_clientdata (sqlite3_db_handle (statement), NAME);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  if (idle != NULL && g_hash_table_size (idle) < MAX_STATEMENTS &&
      !g_hash_table_contains (idle, sqlite3_sql (statement)))
    g_hash_table_insert (idle, (gpointer) sqlite3_sql (statement), statement);
  else
    sqlite3_finalize (statement);
}
