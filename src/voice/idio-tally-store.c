/* idio-tally-store.c: what was counted in texts by others, in the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "measure/idio-background.h"
#include "measure/idio-tally.h"
#include "voice/idio-tally-store.h"

void
idio_tally_entry_free (IdioTallyEntry *entry)
{
  g_free (entry->text);
  g_free (entry->writer);
  g_clear_pointer (&entry->tally, g_bytes_unref);
  g_free (entry);
}

/**
 * idio_tally_store_tidy:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * Deletes what another version counted. As the texts are not there, it can't be counted again.
 *
 * Returns: whether that could be done
 */
gboolean
idio_tally_store_tidy (sqlite3  *db,
                       GError  **error)
{
  if (!idio_sql_run (db, error, "DELETE FROM tally WHERE version <> ?", "s", IDIO_TALLY_VERSION))
    return FALSE;

  if (sqlite3_changes (db) > 0)
    g_debug ("The counts of %d texts by others are gone: they are not of version %s, and mean nothing in it",
             sqlite3_changes (db), IDIO_TALLY_VERSION);

  return TRUE;
}

static gboolean
is_own (sqlite3               *db,
        const IdioTallyEntry  *entry,
        gboolean              *own,
        GError               **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT 1 FROM document WHERE hash = ? AND removed IS NULL AND id <> ?",
                      "si", entry->text, entry->document);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  *own = idio_sql_step (statement, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_tally (sqlite3         *db,
           IdioTallyEntry  *entry,
           GError         **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, entry->tally);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "INSERT INTO tally (id, writer, version, hash, counts) "
                                 "VALUES (nullif (?, 0), ?, ?, ?, ?5) ON CONFLICT DO NOTHING",
                      "isss", entry->id, entry->writer, IDIO_TALLY_VERSION, hash);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_blob64 (statement, 5, g_bytes_get_data (entry->tally, NULL), g_bytes_get_size (entry->tally),
                       SQLITE_STATIC);
  idio_sql_step (statement, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  entry->id = sqlite3_changes (db) > 0 ? sqlite3_last_insert_rowid (db) : 0;

  /* A writer's newest texts stay. */
  return entry->writer == NULL ||
         idio_sql_run (db, error, "DELETE FROM tally WHERE id IN "
                                  "(SELECT id FROM tally WHERE writer = ? ORDER BY id DESC LIMIT -1 OFFSET ?)",
                       "si", entry->writer, (gint64) IDIO_BACKGROUND_MAX_TEXTS_EACH);
}

/**
 * idio_tally_store_add:
 * @db: a connection
 * @entries: (element-type IdioTallyEntry): texts by others, oldest first, whose ids are filled in; one that was there
 *   has its old id
 * @error: (out): a location for an error
 *
 * Keeps what was counted in them, as far as it is new. What is over the limits goes, oldest first.
 *
 * Returns: whether it could be written
 */
gboolean
idio_tally_store_add (sqlite3    *db,
                      GPtrArray  *entries,
                      GError    **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      IdioTallyEntry *entry = g_ptr_array_index (entries, i);
      gboolean own;

      if (!is_own (db, entry, &own, error))
        return FALSE;

      if (own)
        entry->id = IDIO_TALLY_STORE_OWN;
      else if (!add_tally (db, entry, error))
        return FALSE;
    }

  return idio_sql_run (db, error, "DELETE FROM tally WHERE id IN "
                                  "(SELECT id FROM tally ORDER BY id DESC LIMIT -1 OFFSET ?)",
                       "i", (gint64) IDIO_TALLY_STORE_MAX_TEXTS);
}

/**
 * idio_tally_store_remove:
 * @db: a connection
 * @ids: (nullable) (element-type gint64): the numbers of rows, or %NULL for all
 * @error: (out): a location for an error
 *
 * Returns: whether they are gone
 */
gboolean
idio_tally_store_remove (sqlite3  *db,
                         GArray   *ids,
                         GError  **error)
{
  if (ids == NULL)
    return idio_sql_run (db, error, "DELETE FROM tally", NULL);

  for (guint i = 0; i < ids->len; i++)
    if (!idio_sql_run (db, error, "DELETE FROM tally WHERE id = ?", "i", g_array_index (ids, gint64, i)))
      return FALSE;

  return TRUE;
}

/**
 * idio_tally_store_count:
 * @db: a connection
 * @n_texts: (out): a location for how many texts by others were counted by this version
 * @error: (out): a location for an error
 *
 * Returns: whether that is known
 */
gboolean
idio_tally_store_count (sqlite3  *db,
                        guint    *n_texts,
                        GError  **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT count(*) FROM tally WHERE version = ?", "s", IDIO_TALLY_VERSION);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  *n_texts = idio_sql_step (statement, &local_error) ? idio_sql_get_count (statement, 0) : 0;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/**
 * idio_tally_store_load:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * Returns: (transfer full) (element-type IdioTallyEntry): the writers and tallies of this version, in an order that
 *   does not depend on when they came
 */
GPtrArray *
idio_tally_store_load (sqlite3  *db,
                       GError  **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_tally_entry_free);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT id, writer, counts FROM tally WHERE version = ? ORDER BY hash",
                      "s", IDIO_TALLY_VERSION);
  GError *local_error = NULL;

  while (statement != NULL && idio_sql_step (statement, &local_error))
    {
      IdioTallyEntry *entry = g_new0 (IdioTallyEntry, 1);

      entry->id = sqlite3_column_int64 (statement, 0);
      entry->writer = idio_sql_dup_text (statement, 1);
      entry->tally = g_bytes_new (sqlite3_column_blob (statement, 2), (gsize) sqlite3_column_bytes (statement, 2));
      g_ptr_array_add (entries, entry);
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return statement != NULL && local_error == NULL ? g_steal_pointer (&entries) : NULL;
}
