/* idio-replaced.c: what a restored backup replaced, kept for a while so that it can be brought back
 *
 * It is a backup itself, beside the database. As with texts that are erased, it is overwritten before it is deleted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "corpus/idio-backup-file.h"
#include "corpus/idio-replaced.h"
#include "idio-thread.h"

#define SUFFIX "-replaced"

/* While it is written */
#define NEW_SUFFIX "-replaced-new"

/* How long it is kept, in seconds */
#define KEPT_SECONDS (7 * 24 * 60 * 60)

/* How much is overwritten at once */
#define BLOCK_BYTES (64 * 1024)

static char *
dup_path (IdioStore  *store,
          const char *suffix)
{
  return g_strconcat (idio_store_get_path (store), suffix, NULL);
}

static gboolean
overwrite (int fd)
{
  static const char zeros[BLOCK_BYTES];
  struct stat status;
  off_t written = 0;

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return FALSE;

  while (written < status.st_size)
    {
      ssize_t n = pwrite (fd, zeros, (size_t) MIN (status.st_size - written, BLOCK_BYTES), written);

      if (n < 0 && errno == EINTR)
        continue;

      if (n <= 0)
        return FALSE;

      written += n;
    }

  return fdatasync (fd) == 0;
}

/* A file that can't be overwritten is deleted all the same. */
static void
shred (const char *path)
{
  g_autofd int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0 && errno == ENOENT)
    return;

  if (fd < 0 || !overwrite (fd))
    g_debug ("What was replaced is not overwritten: %s", g_strerror (errno));

  if (unlink (path) != 0)
    g_debug ("What was replaced stays: %s", g_strerror (errno));
}

static DexFuture *
delete_thread (gpointer data)
{
  const char *path = data;
  g_autofree char *new_path = g_strconcat (path, NEW_SUFFIX, NULL);
  g_autofree char *old_path = g_strconcat (path, SUFFIX, NULL);

  shred (new_path);
  shred (old_path);

  return dex_future_new_true ();
}

static DexFuture *
tidy_thread (gpointer data)
{
  const char *path = data;
  g_autofree char *new_path = g_strconcat (path, NEW_SUFFIX, NULL);
  g_autofree char *old_path = g_strconcat (path, SUFFIX, NULL);
  struct stat status;

  /* Another process may be writing one just now; of one that was ended the file is soon older. */
  if (lstat (new_path, &status) == 0 && g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > KEPT_SECONDS)
    shred (new_path);

  if (lstat (old_path, &status) == 0 && g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > KEPT_SECONDS)
    shred (old_path);

  return dex_future_new_true ();
}

static DexFuture *
run (IdioStore     *store,
     DexThreadFunc  func)
{
  return idio_thread_spawn ("[idiolect-replaced]", func, dup_path (store, ""), g_free);
}

/**
 * idio_replaced_get_file:
 * @store: the database
 *
 * Returns: (transfer full): the file, which need not be there
 */
GFile *
idio_replaced_get_file (IdioStore *store)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  path = dup_path (store, SUFFIX);

  return g_file_new_for_path (path);
}

/**
 * idio_replaced_exists:
 * @store: the database
 *
 * Returns: whether there is something to bring back
 */
gboolean
idio_replaced_exists (IdioStore *store)
{
  g_autoptr(GFile) file = idio_replaced_get_file (store);

  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_REGULAR;
}

/**
 * idio_replaced_save_new:
 * @path: the path of the database
 * @error: (out): a location for an error in %IDIO_STORE_ERROR, %IDIO_BACKUP_ERROR or %G_IO_ERROR
 *
 * Saves all that is in the database to a new file, until idio_replaced_end_new(). It is for whoever has the lock of the
 * database.
 *
 * Returns: whether all of it is there, and can be read
 */
gboolean
idio_replaced_save_new (const char  *path,
                        GError     **error)
{
  g_autofree char *new_path = g_strconcat (path, NEW_SUFFIX, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (new_path);
  g_autoptr(IdioBackupContents) contents = g_new0 (IdioBackupContents, 1);
  g_autoptr(IdioBackupContents) found = NULL;
  g_autoptr(GBytes) image = NULL;

  contents->with_documents = TRUE;

  /* One of a process that was ended */
  shred (new_path);

  if (!idio_backup_file_write (file, path, NULL, contents, error))
    return FALSE;

  image = idio_backup_file_read (file, &found, error);

  return image != NULL;
}

/**
 * idio_replaced_end_new:
 * @path: the path of the database
 * @take: whether the new file takes the place of the one before, or is deleted. The other is overwritten
 */
void
idio_replaced_end_new (const char *path,
                       gboolean    take)
{
  g_autofree char *new_path = g_strconcat (path, NEW_SUFFIX, NULL);
  g_autofree char *old_path = g_strconcat (path, SUFFIX, NULL);
  g_autofd int old = open (old_path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (!take)
    shred (new_path);
  else if (rename (new_path, old_path) != 0)
    g_debug ("What was replaced is not in its place: %s", g_strerror (errno));
  else if (old >= 0 && !overwrite (old))
    g_debug ("What was replaced before is not overwritten: %s", g_strerror (errno));
}

/**
 * idio_replaced_delete:
 * @store: the database
 *
 * For after something was erased, which it may have, too.
 *
 * Returns: (transfer full): a future that resolves when it is gone
 */
DexFuture *
idio_replaced_delete (IdioStore *store)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  return run (store, delete_thread);
}

/**
 * idio_replaced_tidy:
 * @store: the database
 *
 * Deletes the file once it is a week old.
 *
 * Returns: (transfer full): a future that resolves when that is done
 */
DexFuture *
idio_replaced_tidy (IdioStore *store)
{
  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  return run (store, tidy_thread);
}
