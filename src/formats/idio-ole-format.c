/* idio-ole-format.c: files of Microsoft Office that are no archives: encrypted ones, and those of before 2007
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-format.h"

/* [MS-CFB] 2.2: such a container has sectors of this size after a header; 2.6.1: entries of its directory have a name,
 * its length with the NUL, and the first sector of what it names. They may be in any sector. Nothing else is needed to
 * tell what it is, so that no more is taken apart of files that are refused anyway. */
#define SECTOR_SHIFT_OFFSET 30
#define ENTRY_BYTES         128
#define LENGTH_OFFSET       64
#define TYPE_OFFSET         66
#define TYPE_STREAM         2
#define SECTOR_OFFSET       116

static const char magic[] = { '\xd0', '\xcf', '\x11', '\xe0', '\xa1', '\xb1', '\x1a', '\xe1' };

/* [MS-DOC] 2.5.1: where the flags of a Word document are, and that of encryption */
#define FLAGS_OFFSET   11
#define FLAG_ENCRYPTED 1

static gboolean
matches (IdioSource *source)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);

  return length > sizeof magic && memcmp (head, magic, sizeof magic) == 0;
}

static gboolean
is_named (const guint8 *entry,
          const char   *name)
{
  gsize length = strlen (name);

  if (entry[LENGTH_OFFSET] != 2 * (length + 1) || entry[LENGTH_OFFSET + 1] != 0 || entry[TYPE_OFFSET] != TYPE_STREAM)
    return FALSE;

  for (gsize i = 0; i <= length; i++)
    if (entry[2 * i] != (guint8) name[i] || entry[2 * i + 1] != 0)
      return FALSE;

  return TRUE;
}

static const guint8 *
find_stream (const guint8 *data,
             gsize         length,
             const char   *name)
{
  for (gsize i = 0; i + ENTRY_BYTES <= length; i += ENTRY_BYTES)
    if (is_named (data + i, name))
      return data + i;

  return NULL;
}

static gboolean
is_encrypted_word (const guint8 *data,
                   gsize         length,
                   const guint8 *entry)
{
  const guint8 *sector = entry + SECTOR_OFFSET;
  guint64 number = sector[0] | (guint64) sector[1] << 8 | (guint64) sector[2] << 16 | (guint64) sector[3] << 24;
  guint64 offset = ((number + 1) << (data[SECTOR_SHIFT_OFFSET] & 15)) + FLAGS_OFFSET;

  return offset < length && (data[offset] & FLAG_ENCRYPTED) != 0;
}

static void
refuse (IdioSource    *source,
        const guint8  *data,
        gsize          length,
        GError       **error)
{
  const guint8 *word = find_stream (data, length, "WordDocument");
  gboolean is_other = find_stream (data, length, "Workbook") != NULL || find_stream (data, length, "Book") != NULL ||
                      find_stream (data, length, "PowerPoint Document") != NULL;

  /* Each may have others embedded. */
  if (is_other && (idio_source_has_suffix (source, ".xls") || idio_source_has_suffix (source, ".ppt")))
    word = NULL;

  /* [MS-OFFCRYPTO] 2.3.2: an archive that is encrypted as a whole */
  if (find_stream (data, length, "EncryptedPackage") != NULL || find_stream (data, length, "EncryptionInfo") != NULL ||
      (word != NULL && is_encrypted_word (data, length, word)))
    idio_import_error_set (error, IDIO_IMPORT_ERROR_LOCKED);
  else if (word != NULL)
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                         _("This is an old Word document. Save it as .docx and add that."));
  else if (is_other)
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                         _("Idiolect can’t read spreadsheets and presentations."));
  else
    idio_import_error_set (error, IDIO_IMPORT_ERROR_UNSUPPORTED);
}

static gboolean
read_ole (IdioSource    *source,
          IdioTakeFunc   take,
          gpointer       data,
          GError       **error)
{
  GBytes *bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);
  const guint8 *content;
  gsize length;

  if (bytes == NULL)
    return FALSE;

  content = g_bytes_get_data (bytes, &length);

  if (length > SECTOR_SHIFT_OFFSET)
    refuse (source, content, length, error);
  else
    idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);

  return FALSE;
}

/* Those of Outlook are told before. */
const IdioFormat idio_ole_format = { "old Office file", matches, read_ole };
