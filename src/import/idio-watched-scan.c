/* idio-watched-scan.c: what is in a watched folder now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-thread.h"
#include "import/idio-folder-walk.h"
#include "import/idio-watched-scan.h"

#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," \
  G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC "," \
  G_FILE_ATTRIBUTE_TIME_CHANGED "," G_FILE_ATTRIBUTE_TIME_CHANGED_USEC

/* A monitor is something that the system has a limited number of. What changes in more folders is seen at the start. */
#define MAX_FOLDERS 1000

G_DEFINE_BOXED_TYPE (IdioWatchedScan, idio_watched_scan, idio_watched_scan_ref, idio_watched_scan_unref)

/* What a thread works on, and owns */
typedef struct
{
  GFile           *folder;
  GCancellable    *cancellable;
  IdioWatchedScan *scan;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->folder);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->scan, idio_watched_scan_unref);
  g_free (job);
}

static IdioWatchedScan *
scan_new (void)
{
  IdioWatchedScan *self = g_atomic_rc_box_new0 (IdioWatchedScan);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_watched_file_free);
  self->folders = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static void
scan_clear (gpointer data)
{
  IdioWatchedScan *self = data;

  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
}

IdioWatchedScan *
idio_watched_scan_ref (IdioWatchedScan *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
idio_watched_scan_unref (IdioWatchedScan *self)
{
  g_atomic_rc_box_release_full (self, scan_clear);
}

/* Whether a file is by its name no text, or one that a program has not done with, such as a download */
static gboolean
is_left_alone (const char *name)
{
  static const char * const endings[] = { "~", ".part", ".crdownload", ".download", ".tmp", ".swp", ".lock" };
  static const char * const kinds[] = { "image/*", "audio/*", "video/*", "font/*" };
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  if (g_str_has_prefix (name, "~$"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_content_type_is_mime_type (type, kinds[i]))
      return TRUE;

  return FALSE;
}

static gint64
get_usec (GFileInfo  *info,
          const char *seconds,
          const char *microseconds)
{
  /* A file system may have any number. */
  guint64 whole = MIN (g_file_info_get_attribute_uint64 (info, seconds), G_MAXINT64 / G_USEC_PER_SEC / 2);

  return (gint64) whole * G_USEC_PER_SEC + g_file_info_get_attribute_uint32 (info, microseconds);
}

static void
take_file (GFile        *file,
           const GError *error,
           gpointer      data)
{
  Job *job = data;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *uri = NULL;
  g_autoptr(GFileInfo) info = NULL;

  if (error != NULL || name == NULL || is_left_alone (name) ||
      !(info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, job->cancellable, NULL)))
    return;

  uri = g_file_get_uri (file);
  g_ptr_array_add (job->scan->files,
                   idio_watched_file_new (uri, g_file_info_get_size (info),
                                          get_usec (info, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                    G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC),
                                          get_usec (info, G_FILE_ATTRIBUTE_TIME_CHANGED,
                                                    G_FILE_ATTRIBUTE_TIME_CHANGED_USEC)));
}

/* The folders in one of them, not through links */
static void
take_folders (Job   *job,
              GFile *folder)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;

  enumerator = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, job->cancellable, NULL);

  while (enumerator != NULL && job->scan->folders->len < MAX_FOLDERS)
    {
      GFileInfo *info;
      GFile *child;

      if (!g_file_enumerator_iterate (enumerator, &info, &child, job->cancellable, NULL) || info == NULL)
        break;

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && *g_file_info_get_name (info) != '.')
        g_ptr_array_add (job->scan->folders, g_object_ref (child));
    }
}

static DexFuture *
scan_thread (gpointer data)
{
  Job *job = data;
  g_autoptr(GPtrArray) starts = g_ptr_array_new ();

  if (g_file_query_file_type (job->folder, G_FILE_QUERY_INFO_NONE, job->cancellable) == G_FILE_TYPE_DIRECTORY)
    {
      g_ptr_array_add (job->scan->folders, g_object_ref (job->folder));

      /* Each may add more. */
      for (guint i = 0; i < job->scan->folders->len; i++)
        take_folders (job, g_ptr_array_index (job->scan->folders, i));

      g_ptr_array_add (starts, job->folder);
      idio_folder_walk (starts, job->cancellable, take_file, job);
    }

  return dex_future_new_take_boxed (IDIO_TYPE_WATCHED_SCAN, g_steal_pointer (&job->scan));
}

/**
 * idio_watched_scan_run:
 * @folder: a folder
 * @cancellable: ends it early
 *
 * Looks what is in a folder, in a thread. Files that are hidden, or no texts by their name, are left alone.
 *
 * Returns: (transfer full): a future of an #IdioWatchedScan
 */
DexFuture *
idio_watched_scan_run (GFile        *folder,
                       GCancellable *cancellable)
{
  Job *job;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  job = g_new0 (Job, 1);
  job->folder = g_object_ref (folder);
  job->cancellable = g_object_ref (cancellable);
  job->scan = scan_new ();

  /* A folder that does not answer keeps its thread, but not those who wait. */
  return dex_future_first (idio_thread_spawn ("[idiolect-watch]", scan_thread, job, job_free),
                           dex_cancellable_new_from_cancellable (cancellable), NULL);
}
