/* idio-background-store.c: what was counted in texts by others, in the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/random.h>

#include "meter/idio-background.h"
#include "meter/idio-feature-counts.h"
#include "voice/idio-background-store.h"

/* In bytes: as many as the hash has, as RFC 2104 advises for keys */
#define SALT_BYTES 32

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
make_salt (sqlite3  *db,
           GError  **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "INSERT INTO background_salt (id, salt) VALUES (1, ?1) ON CONFLICT DO UPDATE "
                                 "SET salt = excluded.salt WHERE length (salt) <> length (?1)", NULL);
  guint8 salt[SALT_BYTES];
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  if (getentropy (salt, sizeof salt) != 0)
    {
      idio_sql_set_error_code (IDIO_STORE_ERROR_FAILED, error);
      return FALSE;
    }

  sqlite3_bind_blob64 (statement, 1, salt, sizeof salt, SQLITE_STATIC);
  idio_sql_step (statement, &local_error);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* Without it, whoever has a list of addresses could work out their hashes once for all databases. */
static GBytes *
load_salt (sqlite3  *db,
           GError  **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  g_autoptr(GBytes) salt = NULL;
  GError *local_error = NULL;

  if (!make_salt (db, error) ||
      !(statement = idio_sql_prepare (db, error, "SELECT salt FROM background_salt", NULL)))
    return NULL;

  if (idio_sql_step (statement, &local_error))
    salt = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return g_steal_pointer (&salt);
}

/* Only whether two texts are by the same writer matters, and not who that is. */
static char *
hash_writer (GBytes     *salt,
             const char *writer)
{
  g_autofree char *folded = g_utf8_casefold (writer, -1);
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (salt, &n_bytes);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, bytes, n_bytes, g_strstrip (folded), -1);
}

static void
name_writers (GPtrArray *entries,
              GPtrArray *writers,
              GBytes    *salt)
{
  for (guint i = 0; i < entries->len; i++)
    {
      IdioBackgroundEntry *entry = g_ptr_array_index (entries, i);
      const char *writer = g_ptr_array_index (writers, i);

      if (writer != NULL)
        entry->writer = hash_writer (salt, writer);
    }
}

/* Whoever turned out to be the user is none of the others, and was none. Returns the hashes of the user's accounts. */
static GHashTable *
forget_own (sqlite3  *db,
            GBytes   *salt,
            GError  **error)
{
  g_autoptr(GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, error, "SELECT account FROM account", NULL);
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (idio_sql_step (statement, &local_error))
    {
      g_autofree char *account = idio_sql_dup_text (statement, 0);
      g_autofree char *writer = hash_writer (salt, account);

      if (!idio_sql_run (db, error, "DELETE FROM background_text WHERE writer = ?", "s", writer))
        return NULL;

      g_hash_table_add (own, g_steal_pointer (&writer));
    }

  if (local_error == NULL)
    return g_steal_pointer (&own);

  g_propagate_error (error, local_error);

  return NULL;
}

static gboolean
is_own (sqlite3                    *db,
        const IdioBackgroundEntry  *entry,
        GHashTable                 *own_writers,
        gboolean                   *own,
        GError                    **error)
{
  if (!idio_sql_exists (db, own, error, "SELECT 1 FROM document WHERE hash = ? AND removed IS NULL AND id <> ?",
                        "si", entry->text, entry->document))
    return FALSE;

  *own |= entry->writer != NULL && g_hash_table_contains (own_writers, entry->writer);

  return TRUE;
}

static gboolean
add_background_text (sqlite3              *db,
                     IdioBackgroundEntry  *entry,
                     GError              **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, entry->feature_counts);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "INSERT INTO background_text (id, writer, version, hash, words, counts) "
                                 "VALUES (nullif (?, 0), ?, ?, ?, ?, ?6) ON CONFLICT DO NOTHING",
                      "isssi", entry->id, entry->writer, IDIO_FEATURE_COUNTS_VERSION, hash, (gint64) entry->n_words);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_blob64 (statement, 6, g_bytes_get_data (entry->feature_counts, NULL),
                       g_bytes_get_size (entry->feature_counts), SQLITE_STATIC);
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
 * @writers: (nullable) (element-type utf8): for each, what tells its writer from the others, or %NULL; without an array
 *   the entries have their hashes already, or none
 * @error: (out): a location for an error
 *
 * Keeps what was counted in them, as far as it is new and not by the user. What is over the limits goes, oldest first.
 *
 * Returns: whether it could be written
 */
gboolean
idio_background_store_add (sqlite3    *db,
                           GPtrArray  *entries,
                           GPtrArray  *writers,
                           GError    **error)
{
  g_autoptr(GBytes) salt = load_salt (db, error);
  g_autoptr(GHashTable) own_writers = salt != NULL ? forget_own (db, salt, error) : NULL;

  if (own_writers == NULL)
    return FALSE;

  if (writers != NULL)
    name_writers (entries, writers, salt);

  for (guint i = 0; i < entries->len; i++)
    {
      IdioBackgroundEntry *entry = g_ptr_array_index (entries, i);
      gboolean own;

      if (!is_own (db, entry, own_writers, &own, error))
        return FALSE;

      if (own)
        entry->id = IDIO_BACKGROUND_STORE_OWN;
      else if (!add_background_text (db, entry, error))
        return FALSE;
    }

  return idio_sql_run (db, error, "DELETE FROM background_text WHERE id IN "
                                  "(SELECT id FROM background_text ORDER BY writer IS NOT NULL, id DESC "
                                  "LIMIT -1 OFFSET ?)",
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
    idio_sql_prepare (db, error, "SELECT id, writer, words, counts FROM background_text WHERE version = ? ORDER BY hash",
                      "s", IDIO_FEATURE_COUNTS_VERSION);
  GError *local_error = NULL;

  while (statement != NULL && idio_sql_step (statement, &local_error))
    {
      IdioBackgroundEntry *entry = g_new0 (IdioBackgroundEntry, 1);

      entry->id = sqlite3_column_int64 (statement, 0);
      entry->writer = idio_sql_dup_text (statement, 1);
      entry->n_words = idio_sql_get_count (statement, 2);
      entry->feature_counts = g_bytes_new (sqlite3_column_blob (statement, 3),
                                           (gsize) sqlite3_column_bytes (statement, 3));
      g_ptr_array_add (entries, entry);
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return statement != NULL && local_error == NULL ? g_steal_pointer (&entries) : NULL;
}
