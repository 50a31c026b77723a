/* idio-backup-file.c: a backup is written to a file, and read from one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-backup-archive.h"
#include "corpus/idio-backup-file.h"
#include "corpus/idio-backup-image.h"
#include "idio-save.h"

/**
 * idio_backup_file_write:
 * @file: a file that is not there yet
 * @path: the path of a database of the newest version
 * @cards: (nullable) (element-type gint64): as for idio_backup_image_make()
 * @contents: what will be in the backup; whether it has documents is read, and all else is set
 * @error: (out): a location for an error in %IDIO_STORE_ERROR, %IDIO_BACKUP_ERROR or %G_IO_ERROR
 *
 * Returns: whether all of it is on the disk; if not, there is no file
 */
gboolean
idio_backup_file_write (GFile               *file,
                        const char          *path,
                        GArray              *cards,
                        IdioBackupContents  *contents,
                        GError             **error)
{
  g_autoptr(GBytes) image = NULL;
  g_autoptr(GFileOutputStream) stream = NULL;

  contents->application = g_strdup (PACKAGE_VERSION);
  contents->created = g_get_real_time () / G_USEC_PER_SEC;

  if (!(image = idio_backup_image_make (path, cards, contents, error)) ||
      !(stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error)))
    return FALSE;

  if (idio_backup_archive_write (G_OUTPUT_STREAM (stream), contents, image, error) &&
      idio_save_sync (G_OUTPUT_STREAM (stream), error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return TRUE;

  g_file_delete (file, NULL, NULL);

  return FALSE;
}

/**
 * idio_backup_file_read:
 * @file: what should be a backup
 * @contents: (out): what is in it
 * @error: (out): a location for an error in %IDIO_BACKUP_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): what idio_backup_image_import() makes of it
 */
GBytes *
idio_backup_file_read (GFile               *file,
                       IdioBackupContents **contents,
                       GError             **error)
{
  g_autoptr(IdioBackupContents) found = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GBytes) foreign = NULL, image = NULL;

  /* Pipes, folders and devices are none, and may never end. */
  if (g_file_query_exists (file, NULL) &&
      g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    {
      idio_backup_error_set (error, IDIO_BACKUP_ERROR_NOT_OURS);
      return NULL;
    }

  if (!(stream = g_file_read (file, NULL, error)) ||
      !(foreign = idio_backup_archive_read (G_INPUT_STREAM (stream), &found, error)) ||
      !(image = idio_backup_image_import (foreign, found, error)))
    return NULL;

  *contents = g_steal_pointer (&found);

  return g_steal_pointer (&image);
}
