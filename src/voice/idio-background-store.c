/* idio-background-store.c: what was counted in texts by others, in the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "meter/idio-background.h"
#include "meter/idio-feature-counts.h"
#include "voice/idio-background-store.h"

void
idio_background_entry_free (IdioBackgroundEntry *entry)
{
  g_free (entry->text);
  g_free (entry->writer);
  g_clear_pointer (&entry->feature_counts, g_bytes_unref);
  g_free (entry);
}

/**
 * idio_background_store_tidy:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * Deletes what another version counted. As the texts are not there, it can't be counted again.
 *
 * Returns: whether that could be done
 */
gboolean
idio_background_store_tidy (sqlite3  *db,
                            GError  **error)
{
  if (!idio_sql_run (db, error, "DELETE FROM background_text WHERE version <> ?", "s", IDIO_FEATURE_COUNTS_VERSION))
    return FALSE;

  if (sqlite3_changes (db) > 0)
    g_debug ("The counts of %d texts by others are gone: they are not of version %s, and mean nothing in it",
             sqlite3_changes (db), IDIO_FEATURE_COUNTS_VERSION);

  return TRUE;
}

static gboolean
is_own (sqlite3                    *db,
        const IdioBackgroundEntry  *entry,
        gboolean                   *own,
        GError                    **error)
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
add_background_text (sqlite3              *db,
                     IdioBackgroundEntry  *entry,
                     GError              **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, entry->feature_counts);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "INSERT INTO background_text (id, writer, version, hash, counts) "
                                 "VALUES (nullif (?, 0), ?, ?, ?, ?5) ON CONFLICT DO NOTHING",
                      "isss", entry->id, entry->writer, IDIO_FEATURE_COUNTS_VERSION, hash);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_blob64 (statement, 5, g_bytes_get_data (entry->feature_counts, NULL), g_bytes_get_size (entry->feature_counts),
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
         idio_sql_run (db, error, "DELETE FROM background_text WHERE id IN "
                                  "(SELECT id FROM background_text WHERE writer = ? ORDER BY id DESC LIMIT -1 OFFSET ?)",
                       "si", entry->writer, (gint64) IDIO_BACKGROUND_MAX_TEXTS_EACH);
}

/**
 * idio_background_store_add:
 * @db: a connection
 * @entries: (element-type IdioBackgroundEntry): texts by others, oldest first, whose ids are filled in; one that was there
 *   has its old id
 * @error: (out): a location for an error
 *
 * Keeps what was counted in them, as far as it is new. What is over the limits goes, oldest first.
 *
 * Returns: whether it could be written
 */
gboolean
idio_background_store_add (sqlite3    *db,
                           GPtrArray  *entries,
                           GError    **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      IdioBackgroundEntry *entry = g_ptr_array_index (entries, i);
      gboolean own;

      if (!is_own (db, entry, &own, error))
        return FALSE;

      if (own)
        entry->id = IDIO_BACKGROUND_STORE_OWN;
      else if (!add_background_text (db, entry, error))
        return FALSE;
    }

  return idio_sql_run (db, error, "DELETE FROM background_text WHERE id IN "
                                  "(SELECT id FROM background_text ORDER BY id DESC LIMIT -1 OFFSET ?)",
                       "i", (gint64) IDIO_BACKGROUND_STORE_MAX_TEXTS);
}

/**
 * idio_background_store_remove:
 * @db: a connection
 * @ids: (nullable) (element-type gint64): the numbers of rows, or %NULL for all
 * @error: (out): a location for an error
 *
 * Returns: whether they are gone
 */
gboolean
idio_background_store_remove (sqlite3  *db,
                              GArray   *ids,
                              GError  **error)
{
  if (ids == NULL)
    return idio_sql_run (db, error, "DELETE FROM background_text", NULL);

  for (guint i = 0; i < ids->len; i++)
    if (!idio_sql_run (db, error, "DELETE FROM background_text WHERE id = ?", "i", g_array_index (ids, gint64, i)))
      return FALSE;

  return TRUE;
}

/**
 * idio_background_store_count:
 * @db: a connection
 * @n_texts: (out): a location for how many texts by others were counted by this version
 * @error: (out): a location for an error
 *
 * Returns: whether that is known
 */
gboolean
idio_background_store_count (sqlite3  *db,
                             guint    *n_texts,
                             GError  **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT count(*) FROM background_text WHERE version = ?", "s", IDIO_FEATURE_COUNTS_VERSION);
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
 * idio_background_store_load:
 * @db: a connection
 * @error: (out): a location for an error
 *
 * Returns: (transfer full) (element-type IdioBackgroundEntry): the writers and background_texts of this version, in an order that
 *   does not depend on when they came
 */
GPtrArray *
idio_background_store_load (sqlite3  *db,
                            GError  **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_background_entry_free);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT id, writer, counts FROM background_text WHERE version = ? ORDER BY hash",
                      "s", IDIO_FEATURE_COUNTS_VERSION);
  GError *local_error = NULL;

  while (statement != NULL && idio_sql_step (statement, &local_error))
    {
      IdioBackgroundEntry *entry = g_new0 (IdioBackgroundEntry, 1);

      entry->id = sqlite3_column_int64 (statement, 0);
      entry->writer = idio_sql_dup_text (statement, 1);
      entry->feature_counts = g_bytes_new (sqlite3_column_blob (statement, 2), (gsize) sqlite3_column_bytes (statement, 2));
      g_ptr_array_add (entries, entry);
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return statement != NULL && local_error == NULL ? g_steal_pointer (&entries) : NULL;
}
