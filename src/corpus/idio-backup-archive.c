/* idio-backup-archive.c: a backup as a file
 *
 * A zip archive of two parts: what is in the backup, as JSON, and a database. It is read from its beginning to its end,
 * so that what its directory says of it does not matter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "corpus/idio-backup-archive.h"

#define CONTENTS "contents.json"
#define DATABASE "idiolect.db"

/* Maximum size of the first part, in bytes, which has some hundred */
#define MAX_CONTENTS_BYTES (64 * 1024)

/* How a database of SQLite begins, and how long its header is, in bytes */
#define MAGIC        "SQLite format 3"
#define HEADER_BYTES 100

/* How much is read or written at once */
#define BLOCK_BYTES (64 * 1024)

typedef struct
{
  struct archive *archive;
  GOutputStream  *stream;
  GError         *cause;
} Writer;

static void
writer_clear (Writer *writer)
{
  g_clear_pointer (&writer->archive, archive_write_free);
  g_clear_error (&writer->cause);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

typedef struct
{
  struct archive *archive;
  GInputStream   *stream;
  GError         *cause;
  char            block[BLOCK_BYTES];
} Reader;

static void
reader_free (Reader *reader)
{
  g_clear_pointer (&reader->archive, archive_read_free);
  g_clear_error (&reader->cause);
  g_free (reader);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, reader_free)

static la_ssize_t
write_cb (struct archive *archive,
          void           *data,
          const void     *bytes,
          size_t          length)
{
  Writer *writer = data;

  if (writer->cause == NULL && g_output_stream_write_all (writer->stream, bytes, length, NULL, NULL, &writer->cause))
    return (la_ssize_t) length;

  archive_set_error (archive, EIO, "Not written");

  return -1;
}

static la_ssize_t
read_cb (struct archive  *archive,
         void            *data,
         const void     **block)
{
  Reader *reader = data;
  gssize n_read = g_input_stream_read (reader->stream, reader->block, BLOCK_BYTES, NULL, &reader->cause);

  if (n_read < 0)
    {
      archive_set_error (archive, EIO, "%s", reader->cause->message);
      return ARCHIVE_FATAL;
    }

  *block = reader->block;

  return n_read;
}

static gboolean
fail_to_write (Writer  *writer,
               GError **error)
{
  if (writer->cause != NULL)
    g_propagate_error (error, g_steal_pointer (&writer->cause));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, archive_error_string (writer->archive));

  return FALSE;
}

static gboolean
write_part (Writer     *writer,
            const char *name,
            gint64      time,
            GBytes     *bytes)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length, n_written = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_mtime (entry, time, 0);
  archive_entry_set_size (entry, (la_int64_t) length);
  done = archive_write_header (writer->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);

  while (done && n_written < length)
    {
      la_ssize_t n = archive_write_data (writer->archive, data + n_written, MIN (length - n_written, BLOCK_BYTES));

      done = n > 0;
      n_written += done ? (gsize) n : 0;
    }

  return done;
}

/**
 * idio_backup_archive_write:
 * @stream: where to write a backup
 * @contents: what is in it; the size and the checksum of the database are set
 * @database: the database
 * @error: (out): a location for an error in %IDIO_BACKUP_ERROR or %G_IO_ERROR
 *
 * Returns: whether all of it was written
 */
gboolean
idio_backup_archive_write (GOutputStream       *stream,
                           IdioBackupContents  *contents,
                           GBytes              *database,
                           GError             **error)
{
  g_auto(Writer) writer = { .archive = archive_write_new (), .stream = stream };
  g_autoptr(GBytes) head = NULL;
  char *json;

  g_clear_pointer (&contents->checksum, g_free);
  contents->checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, database);
  contents->n_bytes = (gint64) g_bytes_get_size (database);

  json = idio_backup_contents_to_json (contents);
  head = g_bytes_new_take (json, strlen (json));

  if (archive_write_set_format_zip (writer.archive) == ARCHIVE_OK &&
      archive_write_set_bytes_in_last_block (writer.archive, 1) == ARCHIVE_OK &&
      archive_write_open2 (writer.archive, &writer, NULL, write_cb, NULL, NULL) == ARCHIVE_OK &&
      write_part (&writer, CONTENTS, contents->created, head) &&
      write_part (&writer, DATABASE, contents->created, database) &&
      archive_write_close (writer.archive) == ARCHIVE_OK)
    return TRUE;

  return fail_to_write (&writer, error);
}

/* Returns FALSE always. Errors of the disk are told as such. */
static gboolean
fail_to_read (Reader           *reader,
              IdioBackupError   code,
              GError          **error)
{
  const char *message = archive_error_string (reader->archive);

  g_debug ("The backup can’t be read: %s", message != NULL ? message : "no reason");

  if (reader->cause != NULL)
    g_propagate_error (error, g_steal_pointer (&reader->cause));
  else
    idio_backup_error_set (error, code);

  return FALSE;
}

/* Folders and devices are none of its parts. Of a link no more is read than where it leads, which is no part either. */
static gboolean
find_part (Reader           *reader,
           const char       *name,
           IdioBackupError   otherwise,
           GError          **error)
{
  struct archive_entry *entry;
  int status = archive_read_next_header (reader->archive, &entry);

  if ((status == ARCHIVE_OK || status == ARCHIVE_WARN) && archive_entry_filetype (entry) == AE_IFREG &&
      g_strcmp0 (archive_entry_pathname (entry), name) == 0)
    return TRUE;

  return fail_to_read (reader, otherwise, error);
}

/* Whether a file that begins with @bytes is a database of @size bytes, as it says itself */
static gboolean
is_database (const guint8 *bytes,
             gsize         length,
             gint64        size)
{
  guint32 n_pages, page_size;

  if (length < HEADER_BYTES || memcmp (bytes, MAGIC, sizeof MAGIC) != 0)
    return FALSE;

  page_size = ((guint32) bytes[16] << 8) | bytes[17];
  page_size = page_size == 1 ? 65536 : page_size;
  memcpy (&n_pages, bytes + 28, sizeof n_pages);

  return (gint64) GUINT32_FROM_BE (n_pages) * page_size == size;
}

/* Reads at most @max bytes, and fails if there are more. A database has as many. */
static GBytes *
read_part (Reader    *reader,
           gint64     max,
           gboolean   database,
           GError   **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (BLOCK_BYTES);
  la_ssize_t n;

  while ((n = archive_read_data (reader->archive, buffer, BLOCK_BYTES)) > 0)
    {
      if (n > max - (gint64) bytes->len)
        {
          fail_to_read (reader, IDIO_BACKUP_ERROR_TOO_LARGE, error);
          return NULL;
        }

      if (database && bytes->len == 0 && !is_database (buffer, (gsize) n, max))
        {
          fail_to_read (reader, IDIO_BACKUP_ERROR_DAMAGED, error);
          return NULL;
        }

      g_byte_array_append (bytes, buffer, (guint) n);
    }

  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  fail_to_read (reader, IDIO_BACKUP_ERROR_DAMAGED, error);

  return NULL;
}

static GBytes *
read_database (Reader                    *reader,
               const IdioBackupContents  *contents,
               GError                   **error)
{
  g_autoptr(GBytes) database = NULL;
  g_autofree char *checksum = NULL;

  if (!find_part (reader, DATABASE, IDIO_BACKUP_ERROR_DAMAGED, error) ||
      !(database = read_part (reader, contents->n_bytes, TRUE, error)))
    return NULL;

  checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, database);

  if ((gint64) g_bytes_get_size (database) == contents->n_bytes && g_str_equal (checksum, contents->checksum))
    return g_steal_pointer (&database);

  idio_backup_error_set (error, IDIO_BACKUP_ERROR_DAMAGED);

  return NULL;
}

/**
 * idio_backup_archive_read:
 * @stream: what should be a backup
 * @contents: (out): what it says is in it
 * @error: (out): a location for an error in %IDIO_BACKUP_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the database in it, of which no more is known than that it is as it was written
 */
GBytes *
idio_backup_archive_read (GInputStream        *stream,
                          IdioBackupContents **contents,
                          GError             **error)
{
  g_autoptr(Reader) reader = g_new0 (Reader, 1);
  g_autoptr(IdioBackupContents) found = NULL;
  g_autoptr(GBytes) head = NULL, database = NULL;

  reader->stream = stream;
  reader->archive = archive_read_new ();

  if (archive_read_support_format_zip_streamable (reader->archive) != ARCHIVE_OK ||
      archive_read_open (reader->archive, reader, NULL, read_cb, NULL) != ARCHIVE_OK)
    {
      fail_to_read (reader, IDIO_BACKUP_ERROR_NOT_OURS, error);
      return NULL;
    }

  if (!find_part (reader, CONTENTS, IDIO_BACKUP_ERROR_NOT_OURS, error) ||
      !(head = read_part (reader, MAX_CONTENTS_BYTES, FALSE, error)) ||
      !(found = idio_backup_contents_from_json (g_bytes_get_data (head, NULL), g_bytes_get_size (head), error)) ||
      !(database = read_database (reader, found, error)))
    return NULL;

  *contents = g_steal_pointer (&found);

  return g_steal_pointer (&database);
}
