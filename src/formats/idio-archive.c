/* idio-archive.c: files that are zip archives of parts, such as office documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-archive.h"
#include "formats/idio-archive-reader.h"

/* APPNOTE.TXT of PKWARE, 4.3.7: a header of this length and the name of a member before its data */
#define HEADER_BYTES 30
#define HEADER_MAGIC "PK\3\4"

/* The most parts of one document */
#define MAX_PARTS 100000

static guint16
read_16 (const guchar *data)
{
  return (guint16) (data[0] | data[1] << 8);
}

static guint32
read_32 (const guchar *data)
{
  return (guint32) (read_16 (data) | (guint32) read_16 (data + 2) << 16);
}

/**
 * idio_archive_is_zip:
 * @source: a file
 *
 * Returns: whether it is a zip archive by its beginning
 */
gboolean
idio_archive_is_zip (IdioSource *source)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);

  return length >= 4 && (memcmp (head, HEADER_MAGIC, 4) == 0 || memcmp (head, "PK\5\6", 4) == 0);
}

/* Patterns match paths with "/" as the separator, which "*" matches too. */
static gboolean
matches (const char         *path,
         const char * const *patterns)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; patterns[i] != NULL; i++)
    if (g_pattern_match_simple (patterns[i], lower))
      return TRUE;

  return FALSE;
}

/* A member whose length stands after its data (4.3.9). What looks like the header of the next may lie in an archive in
 * the archive: the length tells. */
static const guchar *
find_next_header (const guchar *data,
                  const guchar *end)
{
  const guchar *p = data;

  while ((p = memmem (p, (gsize) (end - p), HEADER_MAGIC, 4)))
    {
      gsize length = (gsize) (p - data);

      if ((length >= 12 && read_32 (p - 8) == length - 12) || (length >= 16 && read_32 (p - 8) == length - 16) ||
          (length >= 24 && read_32 (p - 16) == length - 24))
        return p;

      p++;
    }

  return NULL;
}

/**
 * idio_archive_has_member:
 * @source: a file
 * @pattern: a lowercase name, with "*" and "?" as in #GPatternSpec, such as "word/document*.xml"
 *
 * For telling formats, with nothing but the beginning of the file. In large archives that may be too little, so that
 * the name of the file should tell too.
 *
 * Returns: whether it is a zip archive with such a member in its first %IDIO_SOURCE_HEAD_BYTES
 */
gboolean
idio_archive_has_member (IdioSource *source,
                         const char *pattern)
{
  gsize length;
  const guchar *data = g_bytes_get_data (idio_source_get_head (source), &length), *end = data + length;
  const char * const patterns[] = { pattern, NULL };

  if (!idio_archive_is_zip (source))
    return FALSE;

  while (data != NULL && (gsize) (end - data) > HEADER_BYTES)
    {
      gsize n_name = read_16 (data + 26), n_extra = read_16 (data + 28), n_data = read_32 (data + 18);
      gboolean unknown = (data[6] & 8) != 0 && n_data == 0;
      g_autofree char *name = NULL;

      if (memcmp (data, HEADER_MAGIC, 4) != 0 || n_name > (gsize) (end - data) - HEADER_BYTES)
        return FALSE;

      name = g_strndup ((const char *) data + HEADER_BYTES, n_name);

      if (matches (g_strdelimit (name, "\\", '/'), patterns))
        return TRUE;

      /* The length may come after the data only. */
      data += HEADER_BYTES + n_name;

      if (n_extra > (gsize) (end - data))
        return FALSE;

      data += n_extra;

      if (unknown)
        data = find_next_header (data, end);
      else
        data = n_data < (gsize) (end - data) ? data + n_data : NULL;
    }

  return FALSE;
}

/**
 * idio_archive_has_mimetype:
 * @source: a file
 * @type: what a type begins with, such as "application/epub+zip"
 *
 * OpenDocument (1.3, part 2, 3.3) and EPUB (Open Container Format, 4.3) have their type in a first member that is not
 * compressed.
 *
 * Returns: whether it is a zip archive that says that it is of that type
 */
gboolean
idio_archive_has_mimetype (IdioSource *source,
                           const char *type)
{
  const char name[] = "mimetype";
  gsize length, n_name = strlen (name), n_extra;
  const guchar *data = g_bytes_get_data (idio_source_get_head (source), &length);

  if (!idio_archive_is_zip (source) || length < HEADER_BYTES + n_name || read_16 (data + 26) != n_name ||
      memcmp (data + HEADER_BYTES, name, n_name) != 0)
    return FALSE;

  n_extra = read_16 (data + 28);

  return length >= HEADER_BYTES + n_name + n_extra + strlen (type) &&
         memcmp (data + HEADER_BYTES + n_name + n_extra, type, strlen (type)) == 0;
}

/* Returns: the bytes, not %NULL even if there are none */
static GBytes *
load_member (IdioArchiveReader  *reader,
             gsize              *n_left,
             GError            **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (IDIO_SOURCE_HEAD_BYTES);
  gssize n_read;

  while ((n_read = idio_archive_reader_read (reader, buffer, IDIO_SOURCE_HEAD_BYTES, error)) > 0)
    {
      if ((gsize) n_read > *n_left)
        {
          idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
          return NULL;
        }

      g_byte_array_append (bytes, buffer, (guint) n_read);
      *n_left -= (gsize) n_read;
    }

  if (n_read < 0)
    return NULL;

  /* What looks through the text of an empty file is not to be given NULL for it. */
  return bytes->len == 0 ? g_bytes_new_static ("", 0) : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* A zip that lies in another is streamed, so that it has to be in memory to be read by its directory. */
static GInputStream *
open_stream (IdioSource  *source,
             GError     **error)
{
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  GBytes *bytes;

  if (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream)))
    return g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, NULL) ? g_steal_pointer (&stream) : NULL;

  bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);

  return bytes != NULL ? g_memory_input_stream_new_from_bytes (bytes) : NULL;
}

/**
 * idio_archive_load:
 * @source: a zip archive
 * @patterns: (array zero-terminated=1): lowercase names, with "*" and "?" as in #GPatternSpec
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Loads what lies in an archive under names that are wanted: at most %IDIO_SOURCE_MAX_BYTES in all. May be called again
 * for others.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 GBytes): the names, as they are in the archive, and what is in
 *   them; of two with the same name the first
 */
GHashTable *
idio_archive_load (IdioSource          *source,
                   const char * const  *patterns,
                   GError             **error)
{
  g_autoptr(GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) g_bytes_unref);
  g_autoptr(GInputStream) stream = open_stream (source, error);
  g_autoptr(IdioArchiveReader) reader = stream != NULL ? idio_archive_reader_new (stream, error) : NULL;
  g_autoptr(GError) cause = NULL;
  gsize n_left = IDIO_SOURCE_MAX_BYTES;

  if (reader == NULL)
    return NULL;

  if (!idio_archive_is_zip (source))
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);
      return NULL;
    }

  while (idio_archive_reader_next (reader, &cause))
    {
      const char *path = idio_archive_reader_get_path (reader);
      GBytes *bytes;

      if (!matches (path, patterns) || g_hash_table_contains (members, path))
        continue;

      if (g_hash_table_size (members) == MAX_PARTS)
        {
          idio_import_error_set (error, IDIO_IMPORT_ERROR_TOO_LARGE);
          return NULL;
        }

      if (!(bytes = load_member (reader, &n_left, error)))
        return NULL;

      g_hash_table_insert (members, g_strdup (path), bytes);
    }

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  return g_steal_pointer (&members);
}
