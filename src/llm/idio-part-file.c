/* idio-part-file.c: a file that is not whole yet
 *
 * "NAME.part" has what came so far, and becomes "NAME" when all of it is right. "NAME.part.json" says what it is to
 * become and where its last bytes are from. Whoever writes holds a lock on the first; it ends with the program, however
 * that ends. Nothing here waits for anything but the disk; it may be called from any thread, by one at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "llm/idio-checked-file.h"
#include "llm/idio-download-error.h"
#include "llm/idio-locked-file.h"
#include "llm/idio-part-file.h"
#include "llm/idio-part-state.h"

/* What was written is on the disk after this many bytes at the latest: then no power cut costs more, and the kernel
 * does not keep a model in memory. */
#define SYNC_BYTES (64 * 1024 * 1024)

#define READ_BYTES (1024 * 1024)

struct _IdioPartFile
{
  char                *folder;
  char                *path;       /* of the file when it is whole */
  char                *part_path;
  const IdioModelFile *file;
  int                  fd;
  guint                part;       /* the one that is written, or how many there are */
  guint64              start;      /* where it begins in the file */
  guint64              size;
  guint64              synced;
  GChecksum           *checksum;   /* of what there is of the part */
  char                *url;
  char                *tag;
  char                *recipe;     /* the checksums of all parts */
};

static gboolean
refuse_disk (IdioPartFile  *self,
             int            number,
             GError       **error)
{
  if (number == ENOSPC || number == EDQUOT)
    g_set_error_literal (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_NO_SPACE,
                         _("The disk is full. What was downloaded is kept: make space, then go on."));
  else
    g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK,
                 /* Translators: the first is a folder, the second what the system says */
                 _("The folder “%s” can’t be used for models: %s."), self->folder, g_strerror (number));

  return FALSE;
}

static gboolean
refuse_write (IdioPartFile  *self,
              const GError  *reason,
              GError       **error)
{
  return refuse_disk (self, g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC : EIO, error);
}

/* What the folder has under that name is no file that we could have begun. */
static gboolean
refuse_kind (IdioPartFile  *self,
             GError       **error)
{
  g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK,
               /* Translators: the path of a file */
               _("“%s” is no file of a download. Delete it or move it away, then try again."), self->part_path);

  return FALSE;
}

/* Somebody else deleted, replaced or cut the file while it was written. */
static gboolean
refuse_touched (IdioPartFile  *self,
                GError       **error)
{
  g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK,
               /* Translators: the path of a file */
               _("“%s” was changed or deleted during the download. Start the download again."), self->part_path);

  return FALSE;
}

/* Whether the file still has its name, and the bytes that were written. */
static gboolean
is_untouched (IdioPartFile *self)
{
  struct stat status, path_status;

  return fstat (self->fd, &status) == 0 && (guint64) status.st_size == self->size &&
         lstat (self->part_path, &path_status) == 0 && path_status.st_ino == status.st_ino &&
         path_status.st_dev == status.st_dev;
}

static gboolean
lock (IdioPartFile  *self,
      GError       **error)
{
  struct stat status;

  self->fd = idio_locked_file_open (self->part_path);

  if (self->fd < 0 && errno == EWOULDBLOCK)
    {
      g_set_error_literal (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_BUSY,
                           _("This model is being downloaded already."));
      return FALSE;
    }

  if (self->fd < 0 && (errno == EEXIST || errno == ELOOP || errno == EISDIR || errno == ENXIO))
    return refuse_kind (self, error);

  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    return refuse_disk (self, errno, error);

  /* Another name of the same file would lose its bytes too. */
  if (status.st_nlink > 1)
    {
      g_clear_fd (&self->fd, NULL);
      return refuse_kind (self, error);
    }

  self->size = (guint64) status.st_size;

  return TRUE;
}

/* What is left of another version of the model is of no use. */
static gboolean
take_up_state (IdioPartFile  *self,
               GError       **error)
{
  g_autoptr(IdioPartState) state = idio_part_state_load (self->folder, self->file->name);

  if (state != NULL && g_str_equal (state->recipe, self->recipe))
    {
      g_set_str (&self->url, state->url);
      g_set_str (&self->tag, state->tag);
    }
  else if (state != NULL)
    self->size = 0;

  self->size = MIN (self->size, self->file->bytes);

  return ftruncate (self->fd, (off_t) self->size) == 0 || refuse_disk (self, errno, error);
}

/**
 * idio_part_file_open:
 * @folder: (type filename): the folder of models, which is made if it is missing
 * @file: the file that is to be there; not copied
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Locks the file, and takes up what is left of it. Call idio_part_file_check() next.
 *
 * Returns: (transfer full) (nullable): the file, unless it can't be written or is being written already
 */
IdioPartFile *
idio_part_file_open (const char           *folder,
                     const IdioModelFile  *file,
                     GError              **error)
{
  g_autoptr(IdioPartFile) self = g_new0 (IdioPartFile, 1);

  self->fd = -1;
  self->file = file;
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, file->name, NULL);
  self->part_path = g_strconcat (self->path, ".part", NULL);
  self->recipe = idio_model_file_dup_recipe (file);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return refuse_disk (self, errno, error), NULL;

  if (!lock (self, error) || !take_up_state (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * idio_part_file_may_replace:
 * @folder: (type filename): the folder of models
 * @file: the file that is to be there
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Returns: whether there is no file of that name, or one that was downloaded; others are somebody's own
 */
gboolean
idio_part_file_may_replace (const char           *folder,
                            const IdioModelFile  *file,
                            GError              **error)
{
  g_autofree char *path = g_build_filename (folder, file->name, NULL);
  g_autofree char *recipe = idio_checked_file_load (folder, file->name);
  struct stat status;

  if (recipe != NULL || (lstat (path, &status) != 0 && errno == ENOENT))
    return TRUE;

  g_set_error (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_DISK,
               /* Translators: the path of a file */
               _("“%s” is another file. Move it away or delete it, then try again."), path);

  return FALSE;
}

/**
 * idio_part_file_close:
 * @self: (transfer full): a file
 *
 * Keeps what there is, if there is anything.
 */
void
idio_part_file_close (IdioPartFile *self)
{
  if (self->fd >= 0)
    {
      if (self->size == 0 && is_untouched (self))
        {
          idio_part_state_remove (self->folder, self->file->name);
          g_unlink (self->part_path);
        }

      close (self->fd);
    }

  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->part_path);
  g_free (self->url);
  g_free (self->tag);
  g_free (self->recipe);
  g_free (self);
}

static void
begin_part (IdioPartFile *self,
            guint         part,
            guint64       start)
{
  self->part = part;
  self->start = start;
  g_clear_pointer (&self->checksum, g_checksum_free);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

static gboolean
cut (IdioPartFile  *self,
     guint64        size,
     GError       **error)
{
  self->size = size;
  self->synced = MIN (self->synced, size);

  return ftruncate (self->fd, (off_t) size) == 0 || refuse_disk (self, errno, error);
}

static gboolean
is_part_right (IdioPartFile *self)
{
  return g_str_equal (g_checksum_get_string (self->checksum), idio_part_file_get_part (self)->sha256);
}

/**
 * idio_part_file_check:
 * @self: a file that was just opened
 * @func: (nullable): told how far it is
 * @user_data: data for @func
 * @cancellable: (nullable): stops it
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Reads what is on the disk. Of a part that is not what it should be nothing is kept.
 *
 * Returns: whether it could be read
 */
gboolean
idio_part_file_check (IdioPartFile      *self,
                      IdioPartFileFunc   func,
                      gpointer           user_data,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autofree guint8 *data = g_malloc (READ_BYTES);
  guint64 at = 0;

  begin_part (self, 0, 0);

  while (at < self->size)
    {
      guint64 end = self->start + idio_part_file_get_part (self)->bytes;
      ssize_t n_read = pread (self->fd, data, (size_t) MIN (READ_BYTES, MIN (self->size, end) - at), (off_t) at);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (n_read < 0 && errno == EINTR)
        continue;

      if (n_read <= 0)
        return refuse_disk (self, n_read < 0 ? errno : EIO, error);

      g_checksum_update (self->checksum, data, n_read);
      at += (guint64) n_read;

      if (func != NULL)
        func (at, user_data);

      if (at == end && !is_part_right (self))
        {
          begin_part (self, self->part, self->start);
          return cut (self, self->start, error);
        }

      if (at == end)
        begin_part (self, self->part + 1, end);
    }

  self->synced = self->size;

  return TRUE;
}

/**
 * idio_part_file_get_size:
 * @self: a file
 *
 * Returns: how many bytes of the file there are
 */
guint64
idio_part_file_get_size (IdioPartFile *self)
{
  return self->size;
}

/**
 * idio_part_file_get_part:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): the part that is missing next
 */
const IdioModelPart *
idio_part_file_get_part (IdioPartFile *self)
{
  return self->part < self->file->parts->len ? g_ptr_array_index (self->file->parts, self->part) : NULL;
}

/**
 * idio_part_file_get_offset:
 * @self: a file
 *
 * Returns: how many bytes there are of the part that is missing next
 */
guint64
idio_part_file_get_offset (IdioPartFile *self)
{
  return self->size - self->start;
}

/**
 * idio_part_file_get_tag:
 * @self: a file
 * @url: an address
 *
 * Returns: (transfer none) (nullable): what @url called the version whose first bytes are there
 */
const char *
idio_part_file_get_tag (IdioPartFile *self,
                        const char   *url)
{
  return g_strcmp0 (self->url, url) == 0 ? self->tag : NULL;
}

/**
 * idio_part_file_set_source:
 * @self: a file
 * @url: where the next bytes come from
 * @tag: (nullable): what that address calls this version: a strong ETag, or a date
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Returns: whether that could be noted, for the next time
 */
gboolean
idio_part_file_set_source (IdioPartFile  *self,
                           const char    *url,
                           const char    *tag,
                           GError       **error)
{
  const IdioPartState state = { (char *) url, (char *) tag, self->recipe, self->file->bytes };
  g_autoptr(GError) write_error = NULL;

  g_set_str (&self->url, url);
  g_set_str (&self->tag, tag);

  return idio_part_state_save (&state, self->folder, self->file->name, &write_error) ||
         refuse_write (self, write_error, error);
}

/**
 * idio_part_file_write:
 * @self: a file
 * @data: bytes
 * @length: how many there are; no more than the part still misses
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Returns: whether they were written
 */
gboolean
idio_part_file_write (IdioPartFile  *self,
                      const void    *data,
                      gsize          length,
                      GError       **error)
{
  const guint8 *bytes = data;

  g_return_val_if_fail (length <= idio_part_file_get_part (self)->bytes - idio_part_file_get_offset (self), FALSE);

  /* The checksum is that of what came, and would not tell. */
  if (!is_untouched (self))
    return refuse_touched (self, error);

  while (length > 0)
    {
      ssize_t n_written = pwrite (self->fd, bytes, length, (off_t) self->size);

      if (n_written < 0 && errno == EINTR)
        continue;

      if (n_written <= 0)
        return refuse_disk (self, n_written < 0 ? errno : ENOSPC, error);

      g_checksum_update (self->checksum, bytes, n_written);
      self->size += (guint64) n_written;
      bytes += n_written;
      length -= (gsize) n_written;
    }

  if (self->size - self->synced < SYNC_BYTES)
    return TRUE;

  self->synced = self->size;

  return fdatasync (self->fd) == 0 || refuse_disk (self, errno, error);
}

/**
 * idio_part_file_restart:
 * @self: a file
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Throws away what there is of the part that is missing next.
 *
 * Returns: whether that was possible
 */
gboolean
idio_part_file_restart (IdioPartFile  *self,
                        GError       **error)
{
  begin_part (self, self->part, self->start);

  return cut (self, self->start, error);
}

static gboolean
refuse_wrong (GError **error)
{
  g_set_error_literal (error, IDIO_DOWNLOAD_ERROR, IDIO_DOWNLOAD_ERROR_WRONG,
                       _("The file that was downloaded is not the chosen model, and was deleted. Try again later, or "
                         "choose another model."));

  return FALSE;
}

/**
 * idio_part_file_end_part:
 * @self: a file whose part has all its bytes
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Goes on to the next part. One that is not what it should be is thrown away.
 *
 * Returns: whether the bytes are the right ones; %IDIO_DOWNLOAD_ERROR_WRONG if not
 */
gboolean
idio_part_file_end_part (IdioPartFile  *self,
                         GError       **error)
{
  if (is_part_right (self))
    {
      begin_part (self, self->part + 1, self->size);
      return TRUE;
    }

  if (!idio_part_file_restart (self, error))
    return FALSE;

  return refuse_wrong (error);
}

static gboolean
sync_folder (IdioPartFile *self)
{
  g_autofd int fd = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  return fd >= 0 && fsync (fd) == 0;
}

/**
 * idio_part_file_finish:
 * @self: a file with all its parts
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Gives the file its name, once all of it is on the disk.
 *
 * Returns: whether that was possible
 */
gboolean
idio_part_file_finish (IdioPartFile  *self,
                       GError       **error)
{
  g_autoptr(GError) write_error = NULL;

  g_return_val_if_fail (self->part == self->file->parts->len, FALSE);

  if (!is_untouched (self))
    return refuse_touched (self, error);

  if (fsync (self->fd) != 0)
    return refuse_disk (self, errno, error);

  if (!idio_part_file_may_replace (self->folder, self->file, error))
    return FALSE;

  if (!idio_checked_file_save (self->folder, self->file->name, self->recipe, self->fd, &write_error))
    return refuse_write (self, write_error, error);

  if (rename (self->part_path, self->path) != 0)
    return refuse_disk (self, errno, error);

  idio_part_state_remove (self->folder, self->file->name);

  /* It has its name also where folders can't be synchronized; a power cut might take it away again. */
  if (!sync_folder (self))
    g_debug ("The folder of models can’t be synchronized");

  return TRUE;
}

/**
 * idio_part_file_remove:
 * @folder: (type filename): the folder of models
 * @name: the name of a model file
 * @error: (out): a location for an error in %IDIO_DOWNLOAD_ERROR
 *
 * Deletes what is left of a download, unless somebody goes on with it.
 *
 * Returns: whether there is nothing left
 */
gboolean
idio_part_file_remove (const char  *folder,
                       const char  *name,
                       GError     **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  const IdioModelFile file = { (char *) name, 0, parts };
  g_autofree char *path = g_strconcat (folder, G_DIR_SEPARATOR_S, name, ".part", NULL);
  g_autoptr(IdioPartFile) self = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!(self = idio_part_file_open (folder, &file, error)))
    return FALSE;

  /* A file of no bytes is deleted when it is closed. */
  g_return_val_if_fail (self->size == 0, FALSE);

  return TRUE;
}
