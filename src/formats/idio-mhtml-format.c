/* idio-mhtml-format.c: web pages saved with all that is in them, as browsers and Word write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gmime/gmime.h>

#include "formats/idio-format.h"
#include "formats/idio-html.h"

/* RFC 2557. The page is the root of a multipart/related; what else is in there are pictures, styles and frames. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)

/* How deep parts in parts are looked through */
#define MAX_DEPTH 16

/* Returns: (transfer full) (nullable): the header of a message with long lines unfolded, in lower case; NULL if the
 * file does not begin with one */
static char *
get_header (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autoptr(GString) header = g_string_new ("\n");

  for (gsize i = 0; i < size; i++)
    {
      gboolean folded = data[i] == '\n' && i + 1 < size && (data[i + 1] == ' ' || data[i + 1] == '\t');

      if (data[i] == '\r' || folded)
        continue;

      if (data[i] == '\n' && header->str[header->len - 1] == '\n' && header->len > 1)
        break;

      g_string_append_c (header, g_ascii_tolower (data[i]));
    }

  return strstr (header->str, "\ncontent-type:") != NULL ? g_string_free_and_steal (g_steal_pointer (&header)) : NULL;
}

static gboolean
mhtml_matches (IdioSource *source)
{
  g_autofree char *header = get_header (source);

  if (header == NULL)
    return FALSE;

  if (strstr (header, "\nfrom: <saved by ") != NULL || strstr (header, "\nsnapshot-content-location:") != NULL ||
      strstr (header, "\nx-maf:") != NULL || strstr (header, "\nx-document-type:") != NULL)
    return TRUE;

  if (strstr (header, "\nto:") != NULL || strstr (header, "\nreceived:") != NULL)
    return FALSE;

  return idio_source_has_suffix (source, ".mht") || idio_source_has_suffix (source, ".mhtml") ||
         (strstr (header, "\nfrom:") == NULL && strstr (header, "\ncontent-type: multipart/related") != NULL);
}

static gboolean
is_page (GMimeObject *part)
{
  g_autofree char *type = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (part));

  return g_ascii_strcasecmp (type, "text/html") == 0 || g_ascii_strcasecmp (type, "application/xhtml+xml") == 0;
}

/* Returns: (transfer none) (nullable): the part that others name as the root, or the first that is a page */
static GMimePart *
find_page (GMimeObject *part,
           guint        depth)
{
  const char *start = NULL;
  GMimeMultipart *multipart;

  if (GMIME_IS_PART (part))
    return is_page (part) ? GMIME_PART (part) : NULL;

  if (!GMIME_IS_MULTIPART (part) || depth > MAX_DEPTH)
    return NULL;

  multipart = GMIME_MULTIPART (part);
  start = g_mime_object_get_content_type_parameter (part, "start");

  for (int pass = start != NULL ? 0 : 1; pass < 2; pass++)
    for (int i = 0; i < g_mime_multipart_get_count (multipart); i++)
      {
        GMimeObject *child = g_mime_multipart_get_part (multipart, i);
        const char *id = g_mime_object_get_content_id (child);
        GMimePart *page;

        /* The identifier has its brackets in one place and not in the other. */
        if (pass == 0 && (id == NULL || *id == '\0' || strstr (start, id) == NULL))
          continue;

        if ((page = find_page (child, depth + 1)))
          return page;
      }

  return NULL;
}

static GMimeObject *
parse (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GMimeStream) stream = size > 0 ? g_mime_stream_mem_new_with_buffer (data, size) : NULL;
  g_autoptr(GMimeParser) parser = stream != NULL ? g_mime_parser_new_with_stream (stream) : NULL;

  return parser != NULL ? g_mime_parser_construct_part (parser, NULL) : NULL;
}

static IdioEntry *
read_page (GMimePart  *part,
           GError    **error)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  g_autoptr(GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *html = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  const char *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");

  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);

  return idio_html_read_page ((const char *) html->data, html->len, charset, error);
}

static gboolean
mhtml_read (IdioSource    *source,
            IdioTakeFunc   take,
            gpointer       data,
            GError       **error)
{
  GBytes *bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);
  g_autoptr(GMimeObject) root = NULL;
  GMimePart *page;
  IdioEntry *entry;

  if (bytes == NULL)
    return FALSE;

  g_mime_init ();
  root = parse (bytes);
  page = root != NULL ? find_page (root, 0) : NULL;

  if (page == NULL)
    {
      idio_import_error_set (error, root == NULL ? IDIO_IMPORT_ERROR_DAMAGED : IDIO_IMPORT_ERROR_EMPTY);
      return FALSE;
    }

  if (!(entry = read_page (page, error)))
    return FALSE;

  if (entry->title == NULL)
    entry->title = idio_source_dup_title (source);

  take (entry, data);

  return TRUE;
}

const IdioFormat idio_mhtml_format = { "MHTML", mhtml_matches, mhtml_read };
