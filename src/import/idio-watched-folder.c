/* idio-watched-folder.c: a folder that is watched, and what is new in it
 *
 * It is looked through at the start, and some seconds after a monitor tells that something changed. What is new is
 * offered, never taken by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "import/idio-watched-folder.h"
#include "import/idio-watched-scan.h"

struct _IdioWatchedFolder
{
  GObject       parent_instance;
  IdioStore    *store;
  GFile        *file;
  char         *uri;
  char         *name;
  guint         settle_msec;
  GCancellable *cancellable;
  GHashTable   *monitors;     /* by their folders */
  GPtrArray    *news;
  GHashTable   *taken;        /* files, by their URIs, that are being imported */
  guint         timer;
  gboolean      scanning;
  gboolean      has_changed;  /* since the last look */
};

G_DEFINE_FINAL_TYPE (IdioWatchedFolder, idio_watched_folder, G_TYPE_OBJECT)

enum
{
  PROP_N_NEWS = 1,
};

static GParamSpec *properties[PROP_N_NEWS + 1];

static void schedule (IdioWatchedFolder *self);

static GPtrArray *
files_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) idio_watched_file_free);
}

/* Takes the array. */
static void
set_news (IdioWatchedFolder *self,
          GPtrArray         *news)
{
  guint before = self->news->len;

  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  g_ptr_array_unref (self->news);
  self->news = news;

  if (news->len != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEWS]);
}

static void
changed_cb (IdioWatchedFolder *self,
            GFile             *file)
{
  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  self->has_changed = TRUE;
  schedule (self);
}

static void
monitor_free (gpointer monitor)
{
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

/* Returns whether what comes into the folder is told from now on, and was not before. */
static gboolean
add_monitor (IdioWatchedFolder *self,
             GFile             *folder)
{
  GFileMonitor *monitor;

  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  if (g_hash_table_contains (self->monitors, folder) ||
      !(monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL)))
    return FALSE;

  g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->monitors, g_object_ref (folder), monitor);

  return TRUE;
}

/* Those that are gone tell nothing any more, and stand in the way of folders that come back. The watched one is waited
 * for. Returns whether there are others than before, into which something may have come meanwhile. */
static gboolean
update_monitors (IdioWatchedFolder *self,
                 GPtrArray         *folders)
{
  g_autoptr(GHashTable) kept = g_hash_table_new (g_file_hash, (GEqualFunc) g_file_equal);
  GHashTableIter iter;
  gpointer folder;
  gboolean added = FALSE;

  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  for (guint i = 0; i < folders->len; i++)
    g_hash_table_add (kept, g_ptr_array_index (folders, i));

  g_hash_table_iter_init (&iter, self->monitors);

  while (g_hash_table_iter_next (&iter, &folder, NULL))
    if (!g_hash_table_contains (kept, folder) && !g_file_equal (folder, self->file))
      g_hash_table_iter_remove (&iter);

  for (guint i = 0; i < folders->len; i++)
    added = add_monitor (self, g_ptr_array_index (folders, i)) || added;

  return added;
}

/* Whether it was written so lately that somebody may still be at it */
static gboolean
is_unsettled (IdioWatchedFolder     *self,
              const IdioWatchedFile *file,
              gint64                 now)
{
  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  return file->modified <= now && now - file->modified < (gint64) self->settle_msec * 1000;
}

/* What is the same in a file after it was renamed */
static char *
dup_contents_key (const IdioWatchedFile *file)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, file->size, file->modified);
}

/* Files that were seen and are gone, by what they were: they may have other names now. */
static GHashTable *
find_vanished (IdioWatchedScan *scan,
               GHashTable      *seen)
{
  g_autoptr(GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *vanished = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer uri, file;

  for (guint i = 0; i < scan->files->len; i++)
    g_hash_table_add (here, ((IdioWatchedFile *) g_ptr_array_index (scan->files, i))->uri);

  g_hash_table_iter_init (&iter, seen);

  while (g_hash_table_iter_next (&iter, &uri, &file))
    if (!g_hash_table_contains (here, uri))
      g_hash_table_add (vanished, dup_contents_key (file));

  return vanished;
}

static gboolean
was_renamed (const IdioWatchedFile *file,
             GHashTable            *seen,
             GHashTable            *vanished)
{
  g_autofree char *key = dup_contents_key (file);

  return !g_hash_table_contains (seen, file->uri) && g_hash_table_contains (vanished, key);
}

static void
take_scan (IdioWatchedFolder *self,
           IdioWatchedScan   *scan,
           GHashTable        *seen)
{
  g_autoptr(GHashTable) vanished = find_vanished (scan, seen);
  GPtrArray *news = files_new ();
  gint64 now = g_get_real_time ();
  gboolean unsettled = FALSE;

  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  for (guint i = 0; i < scan->files->len; i++)
    {
      IdioWatchedFile *file = g_ptr_array_index (scan->files, i);

      if (idio_watched_file_is_among (file, seen) || idio_watched_file_is_among (file, self->taken) ||
          was_renamed (file, seen, vanished))
        continue;

      if (is_unsettled (self, file, now))
        unsettled = TRUE;
      else
        g_ptr_array_add (news, idio_watched_file_copy (file));
    }

  set_news (self, news);

  if (update_monitors (self, scan->folders) || unsettled)
    schedule (self);
}

static DexFuture *
scan_fiber (gpointer data)
{
  IdioWatchedFolder *self = data;
  g_autoptr(IdioWatchedScan) scan = NULL;
  g_autoptr(GHashTable) seen = NULL;

  self->has_changed = FALSE;

  if ((scan = dex_await_boxed (idio_watched_scan_run (self->file, self->cancellable), NULL)))
    seen = dex_await_boxed (idio_watched_store_load_seen (self->store, self->uri), NULL);

  self->scanning = FALSE;

  if (seen != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      take_scan (self, scan, seen);

      /* What a monitor told meanwhile may have come too late. */
      if (self->has_changed)
        schedule (self);
    }

  return dex_future_new_true ();
}

static void
scan (IdioWatchedFolder *self)
{
  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  if (self->scanning || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->scanning = TRUE;
  dex_future_disown (idio_fiber_spawn (scan_fiber, g_object_ref (self), g_object_unref));
}

static gboolean
timer_cb (gpointer data)
{
  IdioWatchedFolder *self = data;

  self->timer = 0;
  scan (self);

  return G_SOURCE_REMOVE;
}

/* A folder in which something changes all the time is looked through every few seconds, and not later each time. */
static void
schedule (IdioWatchedFolder *self)
{
  g_assert (IDIO_IS_WATCHED_FOLDER (self));

  if (self->timer == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->timer = g_timeout_add (self->settle_msec, timer_cb, self);
}

static void
idio_watched_folder_dispose (GObject *object)
{
  idio_watched_folder_stop (IDIO_WATCHED_FOLDER (object));

  G_OBJECT_CLASS (idio_watched_folder_parent_class)->dispose (object);
}

static void
idio_watched_folder_finalize (GObject *object)
{
  IdioWatchedFolder *self = IDIO_WATCHED_FOLDER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->monitors, g_hash_table_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);

  G_OBJECT_CLASS (idio_watched_folder_parent_class)->finalize (object);
}

static void
idio_watched_folder_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_NEWS:
      g_value_set_uint (value, idio_watched_folder_get_n_news (IDIO_WATCHED_FOLDER (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_watched_folder_class_init (IdioWatchedFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = idio_watched_folder_dispose;
  object_class->finalize = idio_watched_folder_finalize;
  object_class->get_property = idio_watched_folder_get_property;

  /**
   * IdioWatchedFolder:n-news:
   *
   * How many files are new, or were changed, since it was settled.
   */
  properties[PROP_N_NEWS] =
    g_param_spec_uint ("n-news", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_watched_folder_init (IdioWatchedFolder *self)
{
  self->cancellable = g_cancellable_new ();
  self->monitors = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, monitor_free);
  self->news = files_new ();
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) idio_watched_file_free);
}

/**
 * idio_watched_folder_new:
 * @store: where it is saved which files are no news
 * @file: a folder
 * @settle_msec: for how long a file has to be as it is before it is told of, in milliseconds
 *
 * Returns: (transfer full): the folder, which is not looked at before idio_watched_folder_start()
 */
IdioWatchedFolder *
idio_watched_folder_new (IdioStore *store,
                         GFile     *file,
                         guint      settle_msec)
{
  IdioWatchedFolder *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_basename (file);
  self = g_object_new (IDIO_TYPE_WATCHED_FOLDER, NULL);
  self->store = g_object_ref (store);
  self->file = g_object_ref (file);
  self->uri = g_file_get_uri (file);
  self->name = name != NULL ? g_filename_display_name (name) : g_strdup (self->uri);
  self->settle_msec = settle_msec;

  return self;
}

GFile *
idio_watched_folder_get_file (IdioWatchedFolder *self)
{
  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDER (self), NULL);

  return self->file;
}

const char *
idio_watched_folder_get_name (IdioWatchedFolder *self)
{
  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDER (self), NULL);

  return self->name;
}

guint
idio_watched_folder_get_n_news (IdioWatchedFolder *self)
{
  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDER (self), 0);

  return self->news->len;
}

/**
 * idio_watched_folder_start:
 * @self: a folder
 *
 * Looks what is new in it, now and whenever something changes.
 */
void
idio_watched_folder_start (IdioWatchedFolder *self)
{
  g_return_if_fail (IDIO_IS_WATCHED_FOLDER (self));

  add_monitor (self, self->file);
  scan (self);
}

/**
 * idio_watched_folder_stop:
 * @self: a folder
 *
 * Does not look any more.
 */
void
idio_watched_folder_stop (IdioWatchedFolder *self)
{
  g_return_if_fail (IDIO_IS_WATCHED_FOLDER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_remove_all (self->monitors);
}

/**
 * idio_watched_folder_take_news:
 * @self: a folder
 *
 * Takes what is new, so that it is not told of any more, or until idio_watched_folder_settle() or the next start.
 *
 * Returns: (transfer full): a list of #GFile
 */
GListModel *
idio_watched_folder_take_news (IdioWatchedFolder *self)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDER (self), NULL);

  for (guint i = 0; i < self->news->len; i++)
    {
      IdioWatchedFile *taken = idio_watched_file_copy (g_ptr_array_index (self->news, i));
      g_autoptr(GFile) file = g_file_new_for_uri (taken->uri);

      g_list_store_append (files, file);
      g_hash_table_replace (self->taken, taken->uri, taken);
    }

  set_news (self, files_new ());

  return G_LIST_MODEL (files);
}

/**
 * idio_watched_folder_settle:
 * @self: a folder
 * @files: (element-type GFile): what was taken from it
 * @are_seen: whether they are no news any more, as they were imported; else they are told of again
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_watched_folder_settle (IdioWatchedFolder *self,
                            GListModel        *files,
                            gboolean           are_seen)
{
  g_autoptr(GPtrArray) seen = NULL;

  g_return_val_if_fail (IDIO_IS_WATCHED_FOLDER (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  seen = files_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);
      g_autofree char *uri = g_file_get_uri (file);
      IdioWatchedFile *taken = g_hash_table_lookup (self->taken, uri);

      /* What is seen stays taken, too, for a look that began before it is saved. */
      if (taken != NULL && are_seen)
        g_ptr_array_add (seen, idio_watched_file_copy (taken));
      else
        g_hash_table_remove (self->taken, uri);
    }

  if (are_seen)
    return idio_watched_store_add_seen (self->store, self->uri, seen);

  scan (self);

  return dex_future_new_true ();
}
