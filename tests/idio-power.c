/* idio-power.c: what is left on a disk when the power is cut
 *
 * What was written since a file was last synced may be on the disk or not, each sector by itself. idio-vfs.c tells what
 * is written. Folders are as a file system with a journal leaves them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-power.h"

#define SECTOR_BYTES 512

/* A write, or where there is no data the file made shorter */
typedef struct
{
  gint64  offset;
  GBytes *data;
} Change;

typedef struct
{
  GByteArray *durable;
  GPtrArray  *pending;
} File;

/* Stores have threads of their own. */
static GMutex mutex;
static GHashTable *files;
static char *prefix, *target;
static guint n_before;
static GRand *chance;
static gboolean was_cut;

static void
change_free (Change *change)
{
  g_clear_pointer (&change->data, g_bytes_unref);
  g_free (change);
}

static File *
file_new (void)
{
  File *file = g_new0 (File, 1);

  file->durable = g_byte_array_new ();
  file->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);

  return file;
}

static void
file_free (File *file)
{
  g_byte_array_unref (file->durable);
  g_ptr_array_unref (file->pending);
  g_free (file);
}

/* Makes it longer with zeros, if need be. */
static void
ensure_size (GByteArray *bytes,
             gsize       size)
{
  gsize before = bytes->len;

  if (size <= before)
    return;

  g_byte_array_set_size (bytes, (guint) size);
  memset (bytes->data + before, 0, size - before);
}

/* All of it, or with @chance only what happened to reach the disk. */
static void
apply (GByteArray   *bytes,
       const Change *change,
       GRand        *dice)
{
  const char *data;
  gsize length;

  if (change->data == NULL)
    {
      if (change->offset < bytes->len && (dice == NULL || g_rand_boolean (dice)))
        g_byte_array_set_size (bytes, (guint) change->offset);

      return;
    }

  data = g_bytes_get_data (change->data, &length);

  /* None or all of many writes is as likely as some of one. */
  if (dice != NULL && g_rand_int_range (dice, 0, 3) == 0)
    return;

  for (gsize done = 0; done < length; done += SECTOR_BYTES)
    {
      gsize part = MIN (SECTOR_BYTES, length - done);
      gsize start = (gsize) change->offset + done;

      if (dice != NULL && g_rand_int_range (dice, 0, 8) == 0)
        continue;

      ensure_size (bytes, start + part);
      memcpy (bytes->data + start, data + done, part);
    }
}

/* With the mutex */
static void
cut (void)
{
  GHashTableIter iter;
  gpointer path, data;

  g_hash_table_iter_init (&iter, files);

  while (g_hash_table_iter_next (&iter, &path, &data))
    {
      File *file = data;
      g_autoptr(GByteArray) left = g_byte_array_new ();
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *copy = g_build_filename (target, name, NULL);

      g_byte_array_append (left, file->durable->data, file->durable->len);

      for (guint i = 0; i < file->pending->len; i++)
        apply (left, g_ptr_array_index (file->pending, i), chance);

      g_assert_true (g_file_set_contents_full (copy, (const char *) left->data, left->len, G_FILE_SET_CONTENTS_NONE,
                                               0600, NULL));
    }

  was_cut = TRUE;
}

/* With the mutex. Gives the file if it is of interest. */
static File *
lookup (const char *path)
{
  File *file;

  if (files == NULL || was_cut || path == NULL || !g_str_has_prefix (path, prefix))
    return NULL;

  if (n_before == 0)
    {
      cut ();
      return NULL;
    }

  n_before--;

  if (!(file = g_hash_table_lookup (files, path)))
    {
      file = file_new ();
      g_hash_table_insert (files, g_strdup (path), file);
    }

  return file;
}

static void
add_change (const char *path,
            gint64      offset,
            GBytes     *data)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  File *file = lookup (path);
  Change *change;

  if (file != NULL)
    {
      change = g_new0 (Change, 1);
      change->offset = offset;
      change->data = data != NULL ? g_bytes_ref (data) : NULL;
      g_ptr_array_add (file->pending, change);
    }
}

/**
 * idio_power_begin:
 * @dir: a folder; what is in it now is on the disk
 * @copy: another, which gets what is left of the files
 * @after: after how many writes and syncs the power is cut
 * @seed: chooses what is left
 */
void
idio_power_begin (const char *dir,
                  const char *copy,
                  guint       after,
                  guint32     seed)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr(GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  g_clear_pointer (&files, g_hash_table_unref);
  g_clear_pointer (&chance, g_rand_free);
  g_set_str (&prefix, dir);
  g_set_str (&target, copy);
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) file_free);
  chance = g_rand_new_with_seed (seed);
  n_before = after;
  was_cut = FALSE;

  while ((name = g_dir_read_name (entries)))
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      File *file = file_new ();
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      g_byte_array_append (file->durable, (const guint8 *) data, (guint) length);
      g_hash_table_insert (files, g_steal_pointer (&path), file);
    }
}

/**
 * idio_power_cut:
 *
 * Cuts the power now, if that has not happened yet.
 *
 * Returns: whether it is cut only now
 */
gboolean
idio_power_cut (void)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (was_cut)
    return FALSE;

  cut ();

  return TRUE;
}

void
idio_power_written (const char    *path,
                    gint64         offset,
                    gconstpointer  data,
                    gsize          length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);

  add_change (path, offset, bytes);
}

void
idio_power_truncated (const char *path,
                      gint64      size)
{
  add_change (path, size, NULL);
}

void
idio_power_synced (const char *path)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  File *file = lookup (path);

  for (guint i = 0; file != NULL && i < file->pending->len; i++)
    apply (file->durable, g_ptr_array_index (file->pending, i), NULL);

  if (file != NULL)
    g_ptr_array_set_size (file->pending, 0);
}

void
idio_power_deleted (const char *path)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (lookup (path) != NULL)
    g_hash_table_remove (files, path);
}
