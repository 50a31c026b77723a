/* idio-odt-format.c: OpenDocument texts, in an archive or flat
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "formats/idio-archive.h"
#include "formats/idio-format.h"
#include "formats/idio-odt-body.h"
#include "formats/idio-office-properties.h"

#define OFFICE_NAMESPACE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

static const char * const suffixes[] = { ".odt", ".ott", ".odm", ".sxw", ".stw", NULL };

static gboolean
is_flat (IdioSource *source)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length);

  return length > 3 && (head[0] == '<' || head[3] == '<') &&
         g_strstr_len (head, (gssize) length, "<office:document") != NULL &&
         g_strstr_len (head, (gssize) length, OFFICE_NAMESPACE) != NULL;
}

static gboolean
matches (IdioSource *source)
{
  if (idio_archive_has_mimetype (source, "application/vnd.oasis.opendocument.") ||
      idio_archive_has_mimetype (source, "application/vnd.sun.xml.") || is_flat (source))
    return TRUE;

  for (guint i = 0; suffixes[i] != NULL && idio_archive_is_zip (source); i++)
    if (idio_source_has_suffix (source, suffixes[i]))
      return TRUE;

  return FALSE;
}

/* OpenDocument 1.3, part 2, 4.6: the manifest says how each part is encrypted. */
static gboolean
is_encrypted (GHashTable *parts)
{
  GBytes *manifest = g_hash_table_lookup (parts, "META-INF/manifest.xml");
  gsize length;
  const char *data = manifest != NULL ? g_bytes_get_data (manifest, &length) : NULL;

  return data != NULL && memmem (data, length, "encryption-data", strlen ("encryption-data")) != NULL;
}

static IdioEntry *
read_content (IdioSource  *source,
              GBytes      *content,
              GBytes      *styles_part,
              GError     **error)
{
  g_autoptr(IdioOdtStyles) styles = idio_odt_styles_new ();
  g_autoptr(IdioProse) prose = idio_prose_new ();
  g_autoptr(IdioEntry) entry = NULL;
  gboolean is_text;

  if (styles_part != NULL)
    idio_odt_styles_read (styles, styles_part);

  idio_odt_styles_read (styles, content);

  if (!idio_odt_body_read (content, styles, prose, &is_text))
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);
      return NULL;
    }

  if (!is_text)
    {
      g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_UNSUPPORTED,
                           _("Idiolect can’t read spreadsheets and presentations."));
      return NULL;
    }

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);
  entry->title = idio_source_dup_title (source);

  return idio_prose_finish_entry (prose, entry, error) ? g_steal_pointer (&entry) : NULL;
}

static IdioEntry *
read_flat (IdioSource  *source,
           GError     **error)
{
  GBytes *bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);
  IdioEntry *entry = bytes != NULL ? read_content (source, bytes, NULL, error) : NULL;

  if (entry != NULL)
    idio_office_properties_read (bytes, entry);

  return entry;
}

static IdioEntry *
read_package (IdioSource  *source,
              GError     **error)
{
  const char * const wanted[] = { "content.xml", "styles.xml", "meta.xml", "meta-inf/manifest.xml", NULL };
  g_autoptr(GHashTable) parts = idio_archive_load (source, wanted, error);
  GBytes *content, *meta;
  IdioEntry *entry;

  if (parts == NULL)
    return NULL;

  if (is_encrypted (parts))
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_LOCKED);
      return NULL;
    }

  if (!(content = g_hash_table_lookup (parts, "content.xml")))
    {
      idio_import_error_set (error, IDIO_IMPORT_ERROR_DAMAGED);
      return NULL;
    }

  entry = read_content (source, content, g_hash_table_lookup (parts, "styles.xml"), error);

  if (entry != NULL && (meta = g_hash_table_lookup (parts, "meta.xml")))
    idio_office_properties_read (meta, entry);

  return entry;
}

static gboolean
read_odt (IdioSource    *source,
          IdioTakeFunc   take,
          gpointer       data,
          GError       **error)
{
  IdioEntry *entry = idio_archive_is_zip (source) ? read_package (source, error) : read_flat (source, error);

  if (entry == NULL)
    return FALSE;

  take (entry, data);

  return TRUE;
}

const IdioFormat idio_odt_format = { "OpenDocument text", matches, read_odt };
