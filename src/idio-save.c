/* idio-save.c: files that the user wants somewhere, complete or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n.h>

#include "idio-save.h"
#include "idio-thread.h"

/* What to write, and how */
typedef struct
{
  GFile            *file;
  GBytes           *bytes;
  GFileCreateFlags  flags;
} Content;

static void
content_free (gpointer data)
{
  Content *content = data;

  g_clear_object (&content->file);
  g_clear_pointer (&content->bytes, g_bytes_unref);
  g_free (content);
}

/* GIO begins with a path that may be longer than what can be shown of a sentence. */
static void
explain (GError **error)
{
  const char *sentence = NULL;

  if (error == NULL || *error == NULL)
    return;

  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    sentence = _("There is not enough free space for the file.");
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
           g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    sentence = _("No file can be saved in this folder.");
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    sentence = _("There is no such folder.");
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME) ||
           g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    sentence = _("No file can have this name there.");

  if (sentence != NULL)
    {
      g_free ((*error)->message);
      (*error)->message = g_strdup (sentence);
    }
}

static gboolean
write_bytes (GFile     *file,
             gpointer   data,
             GError   **error)
{
  const Content *content = data;
  g_autoptr(GFileOutputStream) stream = g_file_create (file, content->flags, NULL, error);
  gsize size;
  const char *bytes = g_bytes_get_data (content->bytes, &size);

  return stream != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, size, NULL, NULL, error) &&
         idio_save_sync (G_OUTPUT_STREAM (stream), error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

/* What a link leads to: the file there is meant, and not the link. */
static GFile *
follow (GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *real = path != NULL ? realpath (path, NULL) : NULL;

  return real != NULL ? g_file_new_for_path (real) : g_object_ref (file);
}

/* Who may read the file does not change with what is in it. */
static void
keep_mode (GFile *from,
           GFile *to)
{
  g_autoptr(GFileInfo) info = g_file_query_info (from, G_FILE_ATTRIBUTE_UNIX_MODE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_UNIX_MODE))
    g_file_set_attribute_uint32 (to, G_FILE_ATTRIBUTE_UNIX_MODE,
                                 g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE) & 07777,
                                 G_FILE_QUERY_INFO_NONE, NULL, NULL);
}

/**
 * idio_save_sync:
 * @stream: a file that was written
 * @error: (out): a location for an error in %G_IO_ERROR
 *
 * Returns: whether it is on the disk, as far as its file system can tell
 */
gboolean
idio_save_sync (GOutputStream  *stream,
                GError        **error)
{
  int code;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  if (!G_IS_FILE_DESCRIPTOR_BASED (stream) ||
      fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream))) == 0)
    return TRUE;

  code = errno;
  g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), g_strerror (code));

  return FALSE;
}

/**
 * idio_save:
 * @file: where the user wants it
 * @overwrite: whether it takes the place of what is there
 * @func: writes it
 * @data: data for @func
 * @error: (out): a location for an error, in the domain of @func or %G_IO_ERROR
 *
 * Writes a file beside that one, which gets its name once it is complete, and the rights of the one that it replaces.
 * g_file_replace_contents() would leave an empty file where there is not enough space.
 *
 * Returns: whether it is there now; if not, what was there before still is
 */
gboolean
idio_save (GFile         *file,
           gboolean       overwrite,
           IdioSaveFunc   func,
           gpointer       data,
           GError       **error)
{
  g_autoptr(GFile) target = NULL, parent = NULL, beside = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (".idiolect-", id, NULL);
  GFileCopyFlags flags = overwrite ? G_FILE_COPY_OVERWRITE : 0;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  target = overwrite ? follow (file) : g_object_ref (file);
  parent = g_file_get_parent (target);
  beside = parent != NULL ? g_file_get_child (parent, name) : g_object_ref (target);

  /* Of a file elsewhere, a copy may be all there is. */
  if (g_file_is_native (target))
    flags |= G_FILE_COPY_NO_FALLBACK_FOR_MOVE;

  if (func (beside, data, error))
    {
      keep_mode (target, beside);

      if (parent == NULL || g_file_move (beside, target, flags, NULL, NULL, NULL, error))
        return TRUE;
    }

  if (parent != NULL)
    g_file_delete (beside, NULL, NULL);

  explain (error);

  return FALSE;
}

static DexFuture *
save_thread (gpointer data)
{
  Content *content = data;
  GError *error = NULL;

  return idio_save (content->file, TRUE, write_bytes, content, &error) ? dex_future_new_true ()
                                                                       : dex_future_new_for_error (error);
}

/**
 * idio_save_bytes:
 * @file: where the user wants them, also in place of what is there
 * @bytes: what is in it
 * @flags: how the file is made
 *
 * As idio_save(), in a thread.
 *
 * Returns: (transfer full): a future that resolves when @file has them. If it is rejected with an error in %G_IO_ERROR,
 *   what was there before still is
 */
DexFuture *
idio_save_bytes (GFile            *file,
                 GBytes           *bytes,
                 GFileCreateFlags  flags)
{
  Content *content;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  content = g_new0 (Content, 1);
  content->file = g_object_ref (file);
  content->bytes = g_bytes_ref (bytes);
  content->flags = flags;

  return idio_thread_spawn ("[idiolect-save]", save_thread, content, content_free);
}
