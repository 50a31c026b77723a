/* idio-file.c: what is in a file, whatever the file turns out to be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "formats/idio-import-error.h"
#include "formats/idio-source.h"
#include "import/idio-file.h"

/* What is read between two looks at the cancellable */
#define PIECE_BYTES (64 * 1024)

/* One of the two is read. */
typedef struct
{
  GInputStream *stream;
  int           fd;
} Source;

static void
refuse_kind (GError **error)
{
  g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                       _("Idiolect can’t read this kind of file."));
}

static void
refuse_size (GError **error)
{
  g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE, _("The file is larger than 20 MB."));
}

static void
refuse_errno (GError **error)
{
  g_autoptr(GError) cause = g_error_new_literal (G_IO_ERROR, (gint) g_io_error_from_errno (errno), g_strerror (errno));

  idio_file_explain (error, cause);
}

static gssize
read_piece (const Source  *source,
            guint8        *buffer,
            gsize          size,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GError) cause = NULL;
  gssize n_read;

  if (source->stream != NULL)
    {
      if ((n_read = g_input_stream_read (source->stream, buffer, size, cancellable, &cause)) < 0)
        idio_file_explain (error, cause);

      return n_read;
    }

  do
    n_read = read (source->fd, buffer, size);
  while (n_read < 0 && errno == EINTR);

  if (n_read < 0)
    refuse_errno (error);

  return n_read;
}

/* Reads to the end, and no more than one byte beyond the limit. */
static GBytes *
read_all (const Source  *source,
          gsize          expected,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_sized_new ((guint) expected + PIECE_BYTES);

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      guint length = bytes->len;
      guint size = MIN (PIECE_BYTES, IDIO_TEXT_MAX_BYTES + 1 - length);
      gssize n_read;

      g_byte_array_set_size (bytes, length + size);

      if ((n_read = read_piece (source, bytes->data + length, size, cancellable, error)) < 0)
        return NULL;

      g_byte_array_set_size (bytes, length + (guint) n_read);

      if (n_read == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

      if (bytes->len > IDIO_TEXT_MAX_BYTES)
        {
          refuse_size (error);
          return NULL;
        }
    }

  return NULL;
}

/* Opens what is a regular file, and nothing else. Returns -1 for an error. */
static int
open_path (const char    *path,
           struct stat   *status,
           GError       **error)
{
  /* Whatever it is by now, to open it does not wait for anybody and takes no terminal. */
  g_autofd int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0 || fstat (fd, status) != 0)
    refuse_errno (error);
  else if (S_ISDIR (status->st_mode))
    {
      errno = EISDIR;
      refuse_errno (error);
    }
  else if (!S_ISREG (status->st_mode))
    refuse_kind (error);
  else
    return g_steal_fd (&fd);

  return -1;
}

static GBytes *
load_path (const char    *path,
           GCancellable  *cancellable,
           GError       **error)
{
  struct stat status;
  g_autofd int fd = open_path (path, &status, error);
  Source source = { NULL, fd };

  if (fd < 0)
    return NULL;

  if (status.st_size > IDIO_TEXT_MAX_BYTES)
    {
      refuse_size (error);
      return NULL;
    }

  return read_all (&source, (gsize) status.st_size, cancellable, error);
}

static GBytes *
load_remote (GFile         *file,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GFileInputStream) stream = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &cause);

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL)
    {
      refuse_kind (error);
      return NULL;
    }

  if (info != NULL && g_file_info_get_size (info) > IDIO_TEXT_MAX_BYTES)
    {
      refuse_size (error);
      return NULL;
    }

  if (info == NULL || !(stream = g_file_read (file, cancellable, &cause)))
    {
      idio_file_explain (error, cause);
      return NULL;
    }

  return idio_file_load_stream (G_INPUT_STREAM (stream), cancellable, error);
}

/**
 * idio_file_load:
 * @file: a file
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Loads a file of at most %IDIO_TEXT_MAX_BYTES. What is no regular file is refused at once, also if it was one a
 * moment before. Blocks while the disk or the network does: call it in a thread.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
idio_file_load (GFile         *file,
                GCancellable  *cancellable,
                GError       **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_file_is_native (file) ? load_path (g_file_peek_path (file), cancellable, error)
                                 : load_remote (file, cancellable, error);
}

/* Copies a file of another file system, such as of a phone, to one without a name that is gone when it is closed. */
static int
fetch (GFile         *file,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autofd int fd = open (g_get_tmp_dir (), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  g_autoptr(GError) cause = NULL;
  g_autoptr(GFileInputStream) from = NULL;
  g_autoptr(GOutputStream) to = NULL;

  if (fd < 0)
    {
      refuse_errno (error);
      return -1;
    }

  to = g_unix_output_stream_new (fd, FALSE);

  if (!(from = g_file_read (file, cancellable, &cause)) ||
      g_output_stream_splice (to, G_INPUT_STREAM (from), G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE, cancellable, &cause) < 0)
    {
      idio_file_explain (error, cause);
      return -1;
    }

  return g_steal_fd (&fd);
}

/**
 * idio_file_open:
 * @file: a file
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Opens a file of any size to be read. What is no regular file is refused at once, also if it was one a moment before.
 * Blocks while the disk or the network does: call it in a thread.
 *
 * Returns: a descriptor, which the caller closes, or -1
 */
int
idio_file_open (GFile         *file,
                GCancellable  *cancellable,
                GError       **error)
{
  struct stat status;

  g_return_val_if_fail (G_IS_FILE (file), -1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  return g_file_is_native (file) ? open_path (g_file_peek_path (file), &status, error)
                                 : fetch (file, cancellable, error);
}

/**
 * idio_file_load_stream:
 * @stream: a stream, such as of standard input
 * @cancellable: (nullable): ends it early
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Loads all that comes, and fails if that is more than %IDIO_TEXT_MAX_BYTES. Blocks: call it in a thread.
 *
 * Returns: (transfer full) (nullable): what came
 */
GBytes *
idio_file_load_stream (GInputStream  *stream,
                       GCancellable  *cancellable,
                       GError       **error)
{
  Source source = { stream, -1 };

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  return read_all (&source, 0, cancellable, error);
}

/**
 * idio_file_explain:
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR, or %G_IO_ERROR_CANCELLED
 * @cause: why a file or folder can't be opened or read, as GIO says
 *
 * Says it in a sentence for people.
 */
void
idio_file_explain (GError       **error,
                   const GError  *cause)
{
  IdioImportError code = IDIO_IMPORT_ERROR_UNREADABLE;
  const char *reason = _("It can’t be read.");

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    reason = _("There is no such file or folder.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    reason = _("You don’t have permission to open it.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    reason = _("It is a folder, not a file.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS))
    {
      code = IDIO_IMPORT_ERROR_LOOP;
      reason = _("The link leads nowhere.");
    }

  g_set_error_literal (error, IDIO_IMPORT_ERROR, (gint) code, reason);
}
