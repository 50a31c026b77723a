/* idio-ole-format.c: files of Microsoft Office that are no archives: encrypted ones, and those of before 2007
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <gsf/gsf.h>

#include "formats/idio-format.h"

/* [MS-CFB] 2.2 */
static const char magic[] = { '\xd0', '\xcf', '\x11', '\xe0', '\xa1', '\xb1', '\x1a', '\xe1' };

/* [MS-DOC] 2.5.1: where the flags of a Word document are, and that of encryption */
#define FLAGS_OFFSET 11
#define FLAG_ENCRYPTED 1

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInfile, g_object_unref)

static gboolean
matches (IdioSource *source)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);

  return length > sizeof magic && memcmp (head, magic, sizeof magic) == 0;
}

static gboolean
has_stream (GsfInfile  *file,
            const char *name)
{
  g_autoptr(GsfInput) input = gsf_infile_child_by_name (file, name);

  return input != NULL;
}

static gboolean
is_locked (GsfInfile *file)
{
  g_autoptr(GsfInput) document = gsf_infile_child_by_name (file, "WordDocument");
  guint8 flags;

  /* [MS-OFFCRYPTO] 2.3.2 and 2.3.4: an archive that is encrypted as a whole */
  if (has_stream (file, "EncryptedPackage") || has_stream (file, "EncryptionInfo"))
    return TRUE;

  return document != NULL && !gsf_input_seek (document, FLAGS_OFFSET, G_SEEK_SET) &&
         gsf_input_read (document, 1, &flags) != NULL && (flags & FLAG_ENCRYPTED) != 0;
}

static void
refuse (GsfInfile  *file,
        GError    **error)
{
  if (is_locked (file))
    idio_import_error_set (error, IDIO_IMPORT_ERROR_LOCKED);
  else if (has_stream (file, "WordDocument"))
    g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                         _("This is an old Word document. Save it as .docx and add that."));
  else if (has_stream (file, "Workbook") || has_stream (file, "Book") || has_stream (file, "PowerPoint Document"))
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
  g_autoptr(GsfInput) input = NULL;
  g_autoptr(GsfInfile) file = NULL;
  const guint8 *content;
  gsize length;

  if (bytes == NULL)
    return FALSE;

  gsf_init ();
  content = g_bytes_get_data (bytes, &length);
  input = gsf_input_memory_new (content, (gsf_off_t) length, FALSE);
  file = gsf_infile_msole_new (input, NULL);

  if (file != NULL)
    refuse (file, error);
  else
    idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);

  return FALSE;
}

static const char * const patterns[] = { "*.doc", NULL };

/* Those of Outlook are told before. */
const IdioFormat idio_ole_format = { "old Office file", patterns, matches, read_ole };
