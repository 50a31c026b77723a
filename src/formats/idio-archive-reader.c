/* idio-archive-reader.c: the files in an archive, one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>

#include "formats/idio-archive-reader.h"
#include "formats/idio-source.h"

/* How much is asked of the stream at once */
#define BLOCK_BYTES (64 * 1024)

/* An archive bomb: more than IDIO_SOURCE_MAX_BYTES come out of it, and more than this for each byte that was read.
 * Texts are compressed to a fifth; deflate can reach 1 : 1032, the others more. */
#define MAX_RATIO 200

/* The most files in one archive. A mailbox with a file for each mail may have some hundred thousand. */
#define MAX_MEMBERS (1000 * 1000)

/* How many files in all may be stepped over to go on after damaged ones: for each, the archive is opened anew */
#define MAX_STEPS_AGAIN (100 * 1000)

struct _IdioArchiveReader
{
  struct archive       *archive;
  struct archive_entry *entry;
  GInputStream         *stream;
  GInputStream         *unpacked;     /* of @stream, if that was cut off */
  char                 *block;
  char                 *path;
  guint64               n_read;
  guint64               n_unpacked;
  guint                 n_members;
  guint                 n_steps_again;
  gboolean              opened;
  gboolean              broken;       /* at a file that is damaged: libarchive goes no further */
  gboolean              cut_off;
  gboolean              too_large;
};

/* The code pages in which Windows and DOS in these languages write the names of files into a zip. Nothing in the
 * archive tells, and it mostly comes from a computer in the language of this one. */
static const struct
{
  const char *language;
  const char *charset;
} code_pages[] = {
  { "ja", "CP932" }, { "zh_TW", "BIG5" }, { "zh_HK", "BIG5" }, { "zh", "GBK" }, { "ko", "CP949" },
  { "ru", "CP866" }, { "uk", "CP866" },   { "be", "CP866" },   { "bg", "CP866" }, { "el", "CP737" },
  { "tr", "CP857" }, { "he", "CP862" },   { "ar", "CP720" },   { "pl", "CP852" }, { "cs", "CP852" },
  { "sk", "CP852" }, { "hu", "CP852" },   { "ro", "CP852" },   { "hr", "CP852" }, { "sl", "CP852" },
};

static la_ssize_t
read_cb (struct archive  *archive,
         void            *data,
         const void     **block)
{
  IdioArchiveReader *self = data;
  g_autoptr(GError) cause = NULL;
  GInputStream *stream = self->unpacked != NULL ? self->unpacked : self->stream;
  gssize n_read = g_input_stream_read (stream, self->block, BLOCK_BYTES, NULL, &cause);

  /* What was there before the end is good. */
  if (n_read < 0 && self->unpacked != NULL)
    {
      self->cut_off = TRUE;
      return 0;
    }

  if (n_read < 0)
    {
      archive_set_error (archive, EIO, "%s", cause->message);
      return ARCHIVE_FATAL;
    }

  if (self->unpacked == NULL)
    self->n_read += (guint64) n_read;
  else
    self->n_read = MAX (self->n_read, (guint64) g_seekable_tell (G_SEEKABLE (self->stream)));

  *block = self->block;

  return n_read;
}

static la_int64_t
seek_cb (struct archive *archive,
         void           *data,
         la_int64_t      offset,
         int             whence)
{
  IdioArchiveReader *self = data;
  GSeekable *seekable = G_SEEKABLE (self->stream);
  GSeekType type = whence == SEEK_SET ? G_SEEK_SET : whence == SEEK_CUR ? G_SEEK_CUR : G_SEEK_END;
  g_autoptr(GError) cause = NULL;

  if (!g_seekable_seek (seekable, offset, type, NULL, &cause))
    {
      archive_set_error (archive, EIO, "%s", cause->message);
      return ARCHIVE_FATAL;
    }

  return g_seekable_tell (seekable);
}

/* The filters that are not built in would run programs. */
static void
support_kinds (struct archive *archive)
{
  archive_read_support_format_zip (archive);
  archive_read_support_format_tar (archive);
  archive_read_support_format_7zip (archive);
  archive_read_support_format_raw (archive);

  if (archive_zlib_version () != NULL)
    archive_read_support_filter_gzip (archive);
  if (archive_bzlib_version () != NULL)
    archive_read_support_filter_bzip2 (archive);
  if (archive_liblzma_version () != NULL)
    archive_read_support_filter_xz (archive);
  if (archive_libzstd_version () != NULL)
    archive_read_support_filter_zstd (archive);
}

/* These return FALSE always. */
static gboolean
refuse (IdioArchiveReader  *self,
        GError            **error)
{
  const char *message = archive_error_string (self->archive);

  g_debug ("The archive can’t be read: %s", message != NULL ? message : "unknown");

  /* Before it is known what kind of archive it is, libarchive must not be asked. */
  if ((self->entry != NULL && archive_entry_is_encrypted (self->entry)) ||
      (self->opened && archive_read_has_encrypted_entries (self->archive) > 0))
    idio_import_error_set (error, IDIO_IMPORT_ERROR_LOCKED);
  else
    idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);

  return FALSE;
}

static gboolean
refuse_size (IdioArchiveReader  *self,
             GError            **error)
{
  self->too_large = TRUE;
  g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE,
                       _("What is packed in the file is too large."));

  return FALSE;
}

static gboolean
can_seek (IdioArchiveReader *self)
{
  return G_IS_SEEKABLE (self->stream) && g_seekable_can_seek (G_SEEKABLE (self->stream));
}

static gboolean
open_archive (IdioArchiveReader *self)
{
  self->entry = NULL;
  self->opened = self->broken = FALSE;
  g_clear_pointer (&self->archive, archive_read_free);
  self->archive = archive_read_new ();
  support_kinds (self->archive);
  archive_read_set_callback_data (self->archive, self);
  archive_read_set_read_callback (self->archive, read_cb);

  if (self->unpacked == NULL && can_seek (self))
    archive_read_set_seek_callback (self->archive, seek_cb);

  self->opened = archive_read_open1 (self->archive) >= ARCHIVE_WARN;

  return self->opened;
}

/* libarchive drops the last block of what was compressed if its end is missing, and a small archive is one block. */
static void
unpack_what_is_there (IdioArchiveReader *self)
{
  g_autoptr(GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

  g_clear_object (&self->unpacked);
  self->unpacked = g_converter_input_stream_new (self->stream, converter);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->unpacked), FALSE);
}

static gboolean
rewind_stream (IdioArchiveReader *self)
{
  return can_seek (self) && g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, NULL);
}

static gboolean
is_gzip (IdioArchiveReader *self)
{
  guchar head[2] = { 0 };

  return rewind_stream (self) && g_input_stream_read_all (self->stream, head, sizeof head, NULL, NULL, NULL) &&
         head[0] == 0x1f && head[1] == 0x8b;
}

/* Begins anew after damage, and steps over what was read already. */
static gboolean
open_again (IdioArchiveReader *self)
{
  gboolean unpack = is_gzip (self);

  if (self->n_members > MAX_STEPS_AGAIN - self->n_steps_again || !rewind_stream (self))
    return FALSE;

  self->n_steps_again += self->n_members;

  if (unpack)
    unpack_what_is_there (self);

  if (!open_archive (self))
    return FALSE;

  for (guint i = 0; i < self->n_members; i++)
    if (archive_read_next_header (self->archive, &self->entry) < ARCHIVE_WARN)
      {
        self->entry = NULL;
        return FALSE;
      }

  return TRUE;
}

/**
 * idio_archive_reader_new:
 * @stream: an archive. Where it can seek, what the archive's directory says is believed more than what is found on
 *   the way, and what can be read of a damaged one is
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer full) (nullable): a reader before the first file
 */
IdioArchiveReader *
idio_archive_reader_new (GInputStream  *stream,
                         GError       **error)
{
  g_autoptr(IdioArchiveReader) self = g_new0 (IdioArchiveReader, 1);

  self->stream = g_object_ref (stream);
  self->block = g_malloc (BLOCK_BYTES);

  if (!open_archive (self) && !(is_gzip (self) && open_again (self)))
    {
      refuse (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
idio_archive_reader_free (IdioArchiveReader *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  g_clear_object (&self->unpacked);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->block, g_free);
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

static const char *
get_code_page (void)
{
  const char *language = g_get_language_names ()[0];

  for (guint i = 0; i < G_N_ELEMENTS (code_pages); i++)
    if (g_str_has_prefix (language, code_pages[i].language))
      return code_pages[i].charset;

  return "CP850";
}

/* Some programs for Windows use "\" as the separator. Paths that lead out of the archive are only names here. */
static char *
dup_path (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  g_autofree char *path = NULL;
  const char *start;

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    name = archive_entry_pathname (entry);

  if (name == NULL)
    return g_strdup ("");

  if (g_utf8_validate (name, -1, NULL))
    path = g_strdup (name);
  else if (!(path = g_convert (name, -1, "UTF-8", get_code_page (), NULL, NULL, NULL)))
    path = g_utf8_make_valid (name, -1);

  for (start = g_strdelimit (path, "\\", '/'); *start == '/' || g_str_has_prefix (start, "./") ||
       g_str_has_prefix (start, "../"); start++)
    ;

  return g_strdup (start);
}

static int
read_header (IdioArchiveReader *self)
{
  int status = archive_read_next_header (self->archive, &self->entry);

  if (status < ARCHIVE_WARN && self->unpacked == NULL && is_gzip (self) && open_again (self))
    return archive_read_next_header (self->archive, &self->entry);

  return status;
}

/**
 * idio_archive_reader_next:
 * @self: a reader
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Goes to the next regular file; links, devices and folders are stepped over, and so is the rest of a damaged file.
 *
 * Returns: whether there is one; at the end no error is set
 */
gboolean
idio_archive_reader_next (IdioArchiveReader  *self,
                          GError            **error)
{
  /* There is no use in going on to unpack what was too much already. */
  if (self->too_large)
    return refuse_size (self, error);

  if (self->broken && !open_again (self))
    return refuse (self, error);

  do
    {
      int status = read_header (self);

      if (status == ARCHIVE_EOF)
        return self->cut_off ? refuse (self, error) : FALSE;

      /* libarchive's raw format also matches data that is neither compressed nor an archive. */
      if (status < ARCHIVE_WARN || (idio_archive_reader_is_alone (self) && archive_filter_count (self->archive) < 2))
        {
          self->entry = NULL;
          return refuse (self, error);
        }

      if (++self->n_members > MAX_MEMBERS)
        return refuse_size (self, error);
    }
  while (archive_entry_filetype (self->entry) != AE_IFREG || archive_entry_hardlink (self->entry) != NULL);

  g_free (self->path);
  self->path = dup_path (self->entry);

  return TRUE;
}

/**
 * idio_archive_reader_get_path:
 * @self: a reader at a file
 *
 * Returns: (transfer none): the file's name with the folders it lies in, in UTF-8, with "/" between them
 */
const char *
idio_archive_reader_get_path (IdioArchiveReader *self)
{
  return self->path;
}

/**
 * idio_archive_reader_is_alone:
 * @self: a reader at a file
 *
 * Returns: whether it is one file that was compressed, and no archive of files: it has no name in it
 */
gboolean
idio_archive_reader_is_alone (IdioArchiveReader *self)
{
  return archive_format (self->archive) == ARCHIVE_FORMAT_RAW;
}

/**
 * idio_archive_reader_read:
 * @self: a reader at a file
 * @buffer: (array length=length): where the next bytes of the file go
 * @length: how many are wanted
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR: the file is damaged or locked, or the archive unpacks
 *   to too much
 *
 * Returns: how many bytes were read, 0 at the end of the file, or -1
 */
gssize
idio_archive_reader_read (IdioArchiveReader  *self,
                          void               *buffer,
                          gsize               length,
                          GError            **error)
{
  gssize n_read;

  do
    n_read = archive_read_data (self->archive, buffer, length);
  while (n_read == ARCHIVE_RETRY);

  if (n_read < 0)
    {
      self->broken = n_read == ARCHIVE_FATAL;
      refuse (self, error);
      return -1;
    }

  self->n_unpacked += (guint64) n_read;

  if (self->n_unpacked > IDIO_SOURCE_MAX_BYTES && self->n_unpacked / MAX_RATIO > self->n_read)
    {
      refuse_size (self, error);
      return -1;
    }

  return n_read;
}
