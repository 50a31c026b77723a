/* idio-vfs.c: a disk that fails when told to
 *
 * SQLite's own file system, with a layer on top: the operations of one kind are counted, and after a number of them
 * they fail. Syncs do nothing, which makes tests fast; what they are for is checked by idio-power.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "idio-power.h"
#include "idio-vfs.h"

typedef struct
{
  sqlite3_file  base;
  char         *name;
  sqlite3_file  real[];
} File;

static sqlite3_vfs *real_vfs;

/* Stores have threads of their own. */
static GMutex mutex;
static IdioVfsFault armed;
static guint n_before, n_failed;
static gboolean fails_once;

static gboolean
fails (IdioVfsFault fault)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (fault != armed)
    return FALSE;

  if (n_before > 0)
    {
      n_before--;
      return FALSE;
    }

  if (fails_once && n_failed > 0)
    return FALSE;

  n_failed++;

  return TRUE;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
vfs_close (sqlite3_file *file)
{
  g_clear_pointer (&((File *) file)->name, g_free);

  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
vfs_read (sqlite3_file  *file,
          void          *data,
          int            length,
          sqlite3_int64  offset)
{
  if (fails (IDIO_VFS_READ))
    return SQLITE_IOERR_READ;

  return get_real (file)->pMethods->xRead (get_real (file), data, length, offset);
}

static gboolean
is_longer (sqlite3_file  *file,
           sqlite3_int64  end)
{
  sqlite3_int64 size = 0;

  get_real (file)->pMethods->xFileSize (get_real (file), &size);

  return end > size;
}

static int
vfs_write (sqlite3_file  *file,
           const void    *data,
           int            length,
           sqlite3_int64  offset)
{
  if (is_longer (file, offset + length) && fails (IDIO_VFS_FULL))
    return SQLITE_FULL;

  if (fails (IDIO_VFS_WRITE))
    return SQLITE_IOERR_WRITE;

  idio_power_written (((File *) file)->name, offset, data, (gsize) length);

  if (fails (IDIO_VFS_SHORT_WRITE))
    {
      get_real (file)->pMethods->xWrite (get_real (file), data, length / 2, offset);
      return SQLITE_IOERR_WRITE;
    }

  return get_real (file)->pMethods->xWrite (get_real (file), data, length, offset);
}

static int
vfs_truncate (sqlite3_file  *file,
              sqlite3_int64  size)
{
  if (fails (IDIO_VFS_TRUNCATE))
    return SQLITE_IOERR_TRUNCATE;

  idio_power_truncated (((File *) file)->name, size);

  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
vfs_sync (sqlite3_file *file,
          int           flags)
{
  if (fails (IDIO_VFS_SYNC))
    return SQLITE_IOERR_FSYNC;

  idio_power_synced (((File *) file)->name);

  return SQLITE_OK;
}

static int
vfs_file_size (sqlite3_file  *file,
               sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
vfs_lock (sqlite3_file *file,
          int           level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
vfs_unlock (sqlite3_file *file,
            int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
vfs_check_reserved_lock (sqlite3_file *file,
                         int          *result)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
vfs_file_control (sqlite3_file *file,
                  int           operation,
                  void         *data)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, data);
}

static int
vfs_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
vfs_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

/* The file that the users of a database share grows when it is mapped. */
static int
vfs_shm_map (sqlite3_file   *file,
             int             region,
             int             size,
             int             extend,
             void volatile **memory)
{
  g_autofree char *path = g_strconcat (((File *) file)->name, "-shm", NULL);
  struct stat status = { 0 };

  if (extend && (stat (path, &status) != 0 || status.st_size < (goffset) size * (region + 1)) && fails (IDIO_VFS_FULL))
    return SQLITE_IOERR_SHMSIZE;

  return get_real (file)->pMethods->xShmMap (get_real (file), region, size, extend, memory);
}

static int
vfs_shm_lock (sqlite3_file *file,
              int           offset,
              int           n,
              int           flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
vfs_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
vfs_shm_unmap (sqlite3_file *file,
               int           deletes)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), deletes);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = vfs_close,
  .xRead = vfs_read,
  .xWrite = vfs_write,
  .xTruncate = vfs_truncate,
  .xSync = vfs_sync,
  .xFileSize = vfs_file_size,
  .xLock = vfs_lock,
  .xUnlock = vfs_unlock,
  .xCheckReservedLock = vfs_check_reserved_lock,
  .xFileControl = vfs_file_control,
  .xSectorSize = vfs_sector_size,
  .xDeviceCharacteristics = vfs_device_characteristics,
  .xShmMap = vfs_shm_map,
  .xShmLock = vfs_shm_lock,
  .xShmBarrier = vfs_shm_barrier,
  .xShmUnmap = vfs_shm_unmap,
};

static int
vfs_open (sqlite3_vfs  *vfs,
          const char   *name,
          sqlite3_file *file,
          int           flags,
          int          *flags_out)
{
  int result;

  file->pMethods = NULL;

  if (fails (IDIO_VFS_OPEN))
    return SQLITE_CANTOPEN;

  if ((result = real_vfs->xOpen (real_vfs, name, get_real (file), flags, flags_out)) == SQLITE_OK)
    {
      ((File *) file)->name = g_strdup (name);
      file->pMethods = &methods;
    }

  return result;
}

static int
vfs_delete (sqlite3_vfs *vfs,
            const char  *name,
            int          syncs)
{
  idio_power_deleted (name);

  return real_vfs->xDelete (real_vfs, name, syncs);
}

static int
vfs_get_last_error (sqlite3_vfs *vfs,
                    int          size,
                    char        *message)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (n_failed > 0)
    return armed == IDIO_VFS_FULL ? ENOSPC : EIO;

  return real_vfs->xGetLastError (real_vfs, size, message);
}

/**
 * idio_vfs_install:
 *
 * Puts the layer under all databases that this process opens from now on.
 */
void
idio_vfs_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "idio-test";
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xGetLastError = vfs_get_last_error;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

/**
 * idio_vfs_arm:
 * @fault: what goes wrong
 * @after: how often it goes well before
 * @once: whether it goes wrong only once, and not from then on
 */
void
idio_vfs_arm (IdioVfsFault fault,
              guint        after,
              gboolean     once)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  armed = fault;
  n_before = after;
  n_failed = 0;
  fails_once = once;
}

/**
 * idio_vfs_disarm:
 *
 * Returns: how often it went wrong; from now on all works
 */
guint
idio_vfs_disarm (void)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint n = n_failed;

  armed = IDIO_VFS_NONE;
  n_failed = 0;

  return n;
}
