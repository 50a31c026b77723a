/* idio-watched-folders.c: the folders that are watched for new texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "idio-thread.h"
#include "import/idio-watched-folders.h"
#include "import/idio-watched-scan.h"

struct _IdioWatchedFolders
{
  GObject       parent_instance;
  IdioStore    *store;
  GListStore   *list;
  GCancellable *cancellable;
  guint         settle_msec;
};

G_DEFINE_FINAL_TYPE (IdioWatchedFolders, idio_watched_folders, G_TYPE_OBJECT)

/* What a fiber works on. Which members are used depends on it. */
typedef struct
{
  IdioWatchedFolders *self;
  GFile              *file;
  GPtrArray          *files;
  GHashTable         *seen;
  gint64              since;
} Call;

static Call *
call_new (IdioWatchedFolders *self,
          GFile              *file)
{
  Call *call = g_new0 (Call, 1);

  call->self = g_object_ref (self);
  g_set_object (&call->file, file);

  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->self);
  g_clear_object (&call->file);
  g_clear_pointer (&call->files, g_ptr_array_unref);
  g_clear_pointer (&call->seen, g_hash_table_unref);
  g_free (call);
}

static void
remove_at (IdioWatchedFolders *self,
           guint               position)
{
  g_autoptr(IdioWatchedFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  g_assert (IDIO_IS_WATCHED_FOLDERS (self));

  idio_watched_folder_stop (folder);
  g_list_store_remove (self->list, position);
}

static gboolean
find (IdioWatchedFolders *self,
      GFile              *file,
      guint              *position)
{
  g_assert (IDIO_IS_WATCHED_FOLDERS (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr(IdioWatchedFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (g_file_equal (idio_watched_folder_get_file (folder), file))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Whether what is new in a folder is told of already, as it is in a watched one */
static gboolean
is_watched (IdioWatchedFolders *self,
            GFile              *file)
{
  guint position;

  g_assert (IDIO_IS_WATCHED_FOLDERS (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr(IdioWatchedFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (g_file_has_prefix (file, idio_watched_folder_get_file (folder)))
        return TRUE;
    }

  return find (self, file, &position);
}

static void
add (IdioWatchedFolders *self,
     GFile              *file)
{
  g_autoptr(IdioWatchedFolder) folder = NULL;
  guint position;

  g_assert (IDIO_IS_WATCHED_FOLDERS (self));

  if (find (self, file, &position) || g_cancellable_is_cancelled (self->cancellable))
    return;

  folder = idio_watched_folder_new (self->store, file, self->settle_msec);
  g_list_store_append (self->list, folder);
  idio_watched_folder_start (folder);
}

static DexFuture *
load_fiber (gpointer data)
{
  Call *call = data;
  IdioWatchedFolders *self = call->self;
  GError *error = NULL;
  g_auto(GStrv) uris = dex_await_boxed (idio_watched_store_list (self->store), &error);

  if (uris == NULL)
    return dex_future_new_for_error (error);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->list)); i > 0; i--)
    {
      g_autoptr(IdioWatchedFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->list), i - 1);
      g_autofree char *uri = g_file_get_uri (idio_watched_folder_get_file (folder));

      if (!g_strv_contains ((const char * const *) uris, uri))
        remove_at (self, i - 1);
    }

  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr(GFile) file = g_file_new_for_uri (uris[i]);

      add (self, file);
    }

  return dex_future_new_true ();
}

static DexFuture *
is_folder_thread (gpointer data)
{
  GFile *file = data;

  return dex_future_new_for_boolean (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) ==
                                     G_FILE_TYPE_DIRECTORY);
}

static DexFuture *
find_unasked_fiber (gpointer data)
{
  Call *call = data;
  IdioWatchedFolders *self = call->self;

  for (guint i = 0; i < call->files->len; i++)
    {
      GFile *file = g_ptr_array_index (call->files, i);
      g_autofree char *uri = g_file_get_uri (file);
      GError *error = NULL;
      gboolean is_folder, knows;

      is_folder = dex_await_boolean (idio_thread_spawn ("[idiolect-watch]", is_folder_thread, g_object_ref (file),
                                                        g_object_unref), NULL);

      if (!is_folder || is_watched (self, file))
        continue;

      knows = dex_await_boolean (idio_watched_store_knows (self->store, uri), &error);

      if (error != NULL)
        return dex_future_new_for_error (error);

      if (!knows)
        return dex_future_new_take_string (g_steal_pointer (&uri));
    }

  return dex_future_new_take_string (NULL);
}

/* The files that were there when the folder was imported are no news, and those that came later are. */
static DexFuture *
watch_fiber (gpointer data)
{
  Call *call = data;
  IdioWatchedFolders *self = call->self;
  g_autofree char *uri = g_file_get_uri (call->file);
  g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_watched_file_free);
  g_autoptr(IdioWatchedScan) scan = NULL;
  GError *error = NULL;

  if (!(scan = dex_await_boxed (idio_watched_scan_run (call->file, self->cancellable), &error)))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < scan->files->len; i++)
    {
      IdioWatchedFile *file = g_ptr_array_index (scan->files, i);

      if (file->changed < call->since)
        g_ptr_array_add (old, idio_watched_file_copy (file));
    }

  if (!dex_await (idio_watched_store_set (self->store, uri, TRUE), &error) ||
      !dex_await (idio_watched_store_add_seen (self->store, uri, old), &error))
    return dex_future_new_for_error (error);

  add (self, call->file);

  return dex_future_new_true ();
}

static DexFuture *
stop_fiber (gpointer data)
{
  Call *call = data;
  IdioWatchedFolders *self = call->self;
  g_autofree char *uri = g_file_get_uri (call->file);
  g_autoptr(GHashTable) seen = NULL;
  GError *error = NULL;

  if (!(seen = dex_await_boxed (idio_watched_store_load_seen (self->store, uri), &error)) ||
      !dex_await (idio_watched_store_forget (self->store, uri), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_HASH_TABLE, g_steal_pointer (&seen));
}

static DexFuture *
resume_fiber (gpointer data)
{
  Call *call = data;
  IdioWatchedFolders *self = call->self;
  g_autofree char *uri = g_file_get_uri (call->file);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_watched_file_free);
  GHashTableIter iter;
  gpointer file;
  GError *error = NULL;

  g_hash_table_iter_init (&iter, call->seen);

  while (g_hash_table_iter_next (&iter, NULL, &file))
    g_ptr_array_add (files, idio_watched_file_copy (file));

  if (!dex_await (idio_watched_store_set (self->store, uri, TRUE), &error) ||
      !dex_await (idio_watched_store_add_seen (self->store, uri, files), &error))
    return dex_future_new_for_error (error);

  add (self, call->file);

  return dex_future_new_true ();
}

static void
idio_watched_folders_dispose (GObject *object)
{
  IdioWatchedFolders *self = IDIO_WATCHED_FOLDERS (object);

  g_cancellable_cancel (self->cancellable);

  while (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    remove_at (self, 0);

  G_OBJECT_CLASS (idio_watched_folders_parent_class)->dispose (object);
}

static void
idio_watched_folders_finalize (GObject *object)
{
  IdioWatchedFolders *self = IDIO_WATCHED_FOLDERS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->list);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (idio_watched_folders_parent_class)->finalize (object);
}

static void
idio_watched_folders_class_init (IdioWatchedFoldersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = idio_watched_folders_dispose;
  G_OBJECT_CLASS (klass)->finalize = idio_watched_folders_finalize;
}

static void
idio_watched_folders_init (IdioWatchedFolders *self)
{
  self->list = g_list_store_new (IDIO_TYPE_WATCHED_FOLDER);
  self->cancellable = g_cancellable_new ();
}

/**
 * idio_watched_folders_new:
 * @store: where they are saved
 * @settle_msec: for how long a file has to be as it is before it is told of, such as %IDIO_WATCHED_SETTLE_MSEC
 *
 * Returns: (transfer full): the folders, none before idio_watched_folders_load()
 */
IdioWatchedFolders *
idio_watched_folders_new (IdioStore *store,
                          guint      settle_msec)
{
  IdioWatchedFolders *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  self = g_object_new (IDIO_TYPE_WATCHED_FOLDERS, NULL);
  self->store = g_object_ref (store);
  self->settle_msec = settle_msec;

  return self;
}

/**
 * idio_watched_folders_get_list:
 * @self: the folders
 *
 * Returns: (transfer none): a list of #IdioWatchedFolder
 */
GListModel *
idio_watched_folders_get_list (IdioWatchedFolders *self)
{
  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDERS (self), NULL);

  return G_LIST_MODEL (self->list);
}

/**
 * idio_watched_folders_load:
 * @self: the folders
 *
 * Watches what is saved that is watched, and nothing else: at the start, and after everything was erased.
 *
 * Returns: (transfer full): a future that resolves when they are listed
 */
DexFuture *
idio_watched_folders_load (IdioWatchedFolders *self)
{
  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDERS (self), NULL);

  return idio_fiber_spawn (load_fiber, call_new (self, NULL), call_free);
}

/**
 * idio_watched_folders_find_unasked:
 * @self: the folders
 * @files: (element-type GFile): files and folders that were imported
 *
 * Returns: (transfer full): a future of the URI of the first folder among them that is not watched, and of which the
 *   user did not say that it is not to be; or of %NULL
 */
DexFuture *
idio_watched_folders_find_unasked (IdioWatchedFolders *self,
                                   GListModel         *files)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDERS (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  call = call_new (self, NULL);
  call->files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (call->files, g_list_model_get_item (files, i));

  return idio_fiber_spawn (find_unasked_fiber, call, call_free);
}

/**
 * idio_watched_folders_watch:
 * @self: the folders
 * @folder: a folder that was imported
 * @since: when that began, in microseconds since 1970; 0 if all that is in it is news
 *
 * Returns: (transfer full): a future that resolves when it is saved that the folder is watched
 */
DexFuture *
idio_watched_folders_watch (IdioWatchedFolders *self,
                            GFile              *folder,
                            gint64              since)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDERS (self), NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  call = call_new (self, folder);
  call->since = since;

  return idio_fiber_spawn (watch_fiber, call, call_free);
}

/**
 * idio_watched_folders_decline:
 * @self: the folders
 * @folder: a folder that was imported
 *
 * Returns: (transfer full): a future that resolves when it is saved that the user does not want it to be watched
 */
DexFuture *
idio_watched_folders_decline (IdioWatchedFolders *self,
                              GFile              *folder)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDERS (self), NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  uri = g_file_get_uri (folder);

  return idio_watched_store_set (self->store, uri, FALSE);
}

/**
 * idio_watched_folders_stop:
 * @self: the folders
 * @folder: one of them
 *
 * Does not watch it any more. When it is imported again, the user may be asked again.
 *
 * Returns: (transfer full): a future that resolves when that is saved, of a #GHashTable for
 *   idio_watched_folders_resume()
 */
DexFuture *
idio_watched_folders_stop (IdioWatchedFolders *self,
                           IdioWatchedFolder  *folder)
{
  Call *call;
  guint position;

  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDERS (self), NULL);
  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDER (folder), NULL);

  call = call_new (self, idio_watched_folder_get_file (folder));

  if (g_list_store_find (self->list, folder, &position))
    remove_at (self, position);

  return idio_fiber_spawn (stop_fiber, call, call_free);
}

/**
 * idio_watched_folders_resume:
 * @self: the folders
 * @file: a folder that is not watched any more
 * @seen: what idio_watched_folders_stop() gave
 *
 * Watches it again as if that had never stopped: what was news is news again.
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_watched_folders_resume (IdioWatchedFolders *self,
                             GFile              *file,
                             GHashTable         *seen)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDERS (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (seen != NULL, NULL);

  call = call_new (self, file);
  call->seen = g_hash_table_ref (seen);

  return idio_fiber_spawn (resume_fiber, call, call_free);
}
