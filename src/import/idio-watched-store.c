/* idio-watched-store.c: which folders are watched, and which of their files are no news any more
 *
 * It is in the database and not among the settings, so that it is erased with all else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "import/idio-watched-store.h"

/* What a job on the store's thread gets */
typedef struct
{
  char      *folder;
  GPtrArray *files;
  gboolean   watched;
} Job;

static Job *
job_new (const char *folder)
{
  Job *job = g_new0 (Job, 1);

  job->folder = g_strdup (folder);

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->folder, g_free);
  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_free (job);
}

static DexFuture *
list_job (sqlite3  *db,
          gpointer  data)
{
  g_autoptr(GStrvBuilder) folders = g_strv_builder_new ();
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error, "SELECT uri FROM watched_folder WHERE watched ORDER BY uri", NULL);

  while (statement != NULL && idio_sql_step (statement, &error))
    g_strv_builder_take (folders, idio_sql_dup_some_text (statement, 0));

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (folders));
}

static DexFuture *
knows_job (sqlite3  *db,
           gpointer  data)
{
  Job *job = data;
  GError *error = NULL;
  gboolean knows;

  if (!idio_sql_exists (db, &knows, &error, "SELECT 1 FROM watched_folder WHERE uri = ?", "s", job->folder))
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (knows);
}

static DexFuture *
set_job (sqlite3  *db,
         gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "INSERT INTO watched_folder (uri, watched) VALUES (?, ?)"
                                 " ON CONFLICT (uri) DO UPDATE SET watched = excluded.watched",
                     "si", job->folder, (gint64) job->watched))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
forget_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "DELETE FROM watched_folder WHERE uri = ?", "s", job->folder))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
load_seen_job (sqlite3  *db,
               gpointer  data)
{
  Job *job = data;
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                       (GDestroyNotify) idio_watched_file_free);
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error, "SELECT uri, size, modified FROM seen_file WHERE folder = ?", "s",
                                job->folder);

  while (statement != NULL && idio_sql_step (statement, &error))
    {
      g_autofree char *uri = idio_sql_dup_some_text (statement, 0);
      IdioWatchedFile *file = idio_watched_file_new (uri, sqlite3_column_int64 (statement, 1),
                                                     sqlite3_column_int64 (statement, 2), 0);

      g_hash_table_replace (files, file->uri, file);
    }

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_HASH_TABLE, g_steal_pointer (&files));
}

/* A folder that is not watched any more, such as by another window, has no more files to be seen. */
static DexFuture *
add_seen_job (sqlite3  *db,
              gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  for (guint i = 0; i < job->files->len; i++)
    {
      const IdioWatchedFile *file = g_ptr_array_index (job->files, i);

      if (!idio_sql_run (db, &error, "INSERT OR REPLACE INTO seen_file (folder, uri, size, modified)"
                                     " SELECT uri, ?, ?, ? FROM watched_folder WHERE uri = ?",
                         "siis", file->uri, file->size, file->modified, job->folder))
        return dex_future_new_for_error (error);
    }

  return dex_future_new_true ();
}

IdioWatchedFile *
idio_watched_file_new (const char *uri,
                       gint64      size,
                       gint64      modified,
                       gint64      changed)
{
  IdioWatchedFile *self = g_new0 (IdioWatchedFile, 1);

  self->uri = g_strdup (uri);
  self->size = size;
  self->modified = modified;
  self->changed = changed;

  return self;
}

IdioWatchedFile *
idio_watched_file_copy (IdioWatchedFile *self)
{
  return idio_watched_file_new (self->uri, self->size, self->modified, self->changed);
}

void
idio_watched_file_free (IdioWatchedFile *self)
{
  g_clear_pointer (&self->uri, g_free);
  g_free (self);
}

/**
 * idio_watched_file_is_among:
 * @self: a file
 * @files: (element-type utf8 IdioWatchedFile): files by their URIs
 *
 * Returns: whether it is one of them, unchanged
 */
gboolean
idio_watched_file_is_among (IdioWatchedFile *self,
                            GHashTable      *files)
{
  const IdioWatchedFile *other = g_hash_table_lookup (files, self->uri);

  return other != NULL && other->size == self->size && other->modified == self->modified;
}

/**
 * idio_watched_store_list:
 * @store: a store
 *
 * Returns: (transfer full): a future of a #GStrv: the URIs of the folders that are watched
 */
DexFuture *
idio_watched_store_list (IdioStore *store)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  return idio_store_read (store, list_job, NULL, NULL);
}

/**
 * idio_watched_store_knows:
 * @store: a store
 * @folder: the URI of a folder
 *
 * Returns: (transfer full): a future of whether the user said that it is to be watched, or is not
 */
DexFuture *
idio_watched_store_knows (IdioStore  *store,
                          const char *folder)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  return idio_store_read (store, knows_job, job_new (folder), job_free);
}

/**
 * idio_watched_store_set:
 * @store: a store
 * @folder: the URI of a folder
 * @watched: whether it is to be watched
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_watched_store_set (IdioStore  *store,
                        const char *folder,
                        gboolean    watched)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  job = job_new (folder);
  job->watched = watched;

  return idio_store_write (store, set_job, job, job_free);
}

/**
 * idio_watched_store_forget:
 * @store: a store
 * @folder: the URI of a folder
 *
 * Returns: (transfer full): a future that resolves when nothing is known of it any more
 */
DexFuture *
idio_watched_store_forget (IdioStore  *store,
                           const char *folder)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  return idio_store_write (store, forget_job, job_new (folder), job_free);
}

/**
 * idio_watched_store_load_seen:
 * @store: a store
 * @folder: the URI of a folder
 *
 * Returns: (transfer full): a future of a #GHashTable of #IdioWatchedFile by their URIs: those that are no news
 */
DexFuture *
idio_watched_store_load_seen (IdioStore  *store,
                              const char *folder)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  return idio_store_read (store, load_seen_job, job_new (folder), job_free);
}

/**
 * idio_watched_store_add_seen:
 * @store: a store
 * @folder: the URI of a folder
 * @files: (element-type IdioWatchedFile): files in it
 *
 * Returns: (transfer full): a future that resolves when it is saved that they are no news, if the folder is watched
 */
DexFuture *
idio_watched_store_add_seen (IdioStore  *store,
                             const char *folder,
                             GPtrArray  *files)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (files != NULL, NULL);

  job = job_new (folder);
  job->files = g_ptr_array_ref (files);

  return idio_store_write (store, add_seen_job, job, job_free);
}
