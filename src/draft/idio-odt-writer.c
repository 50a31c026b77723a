/* idio-odt-writer.c: a plain text as an OpenDocument text
 *
 * Paragraphs are what empty lines separate; a line break within one stays. Lists become lists.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-draft-lines.h"
#include "draft/idio-odt-writer.h"
#include "draft/idio-stored-zip.h"

#define MIMETYPE "application/vnd.oasis.opendocument.text"

#define MANIFEST \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" " \
  "manifest:version=\"1.3\">" \
  "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"" MIMETYPE "\"/>" \
  "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>" \
  "</manifest:manifest>\n"

#define LEVEL_PROPERTIES \
  "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">" \
  "<style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"1.2cm\" " \
  "fo:text-indent=\"-0.6cm\" fo:margin-left=\"1.2cm\"/></style:list-level-properties>"

#define CONTENT_HEAD \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" " \
  "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" " \
  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" " \
  "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.3\">" \
  "<office:automatic-styles>" \
  "<style:style style:name=\"P1\" style:family=\"paragraph\">" \
  "<style:paragraph-properties fo:margin-top=\"0cm\" fo:margin-bottom=\"0.25cm\"/></style:style>" \
  "<text:list-style style:name=\"L1\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\">" \
  LEVEL_PROPERTIES "</text:list-level-style-bullet></text:list-style>" \
  "<text:list-style style:name=\"L2\"><text:list-level-style-number text:level=\"1\" style:num-suffix=\".\" " \
  "style:num-format=\"1\">" LEVEL_PROPERTIES "</text:list-level-style-number></text:list-style>" \
  "</office:automatic-styles><office:body><office:text>"

#define CONTENT_TAIL "</office:text></office:body></office:document-content>\n"

/* What is open while lines are written */
typedef struct
{
  GString           *xml;
  IdioDraftLineKind  list;          /* of which kind the list is, or %IDIO_DRAFT_LINE_EMPTY */
  gboolean           in_paragraph;
} Writer;

/* XML has no way to write control characters, and takes several spaces for one. */
static void
append_words (GString    *xml,
              const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t')
        g_string_append (xml, "<text:tab/>");
      else if (c == ' ' && p > words && p[-1] == ' ')
        g_string_append (xml, "<text:s/>");
      else if (c == '&')
        g_string_append (xml, "&amp;");
      else if (c == '<')
        g_string_append (xml, "&lt;");
      else if (c == '>')
        g_string_append (xml, "&gt;");
      else if (c >= ' ' && c != 0xfffe && c != 0xffff)
        g_string_append_unichar (xml, c);
    }
}

static void
end_paragraph (Writer *writer)
{
  if (writer->in_paragraph)
    g_string_append (writer->xml, "</text:p>");

  writer->in_paragraph = FALSE;
}

static void
end_list (Writer *writer)
{
  end_paragraph (writer);

  if (writer->list != IDIO_DRAFT_LINE_EMPTY)
    g_string_append (writer->xml, "</text:list-item></text:list>");

  writer->list = IDIO_DRAFT_LINE_EMPTY;
}

static void
begin_item (Writer              *writer,
            const IdioDraftLine *line)
{
  gboolean numbered = line->kind == IDIO_DRAFT_LINE_NUMBER;

  if (writer->list != line->kind)
    {
      end_list (writer);
      g_string_append_printf (writer->xml, "<text:list text:style-name=\"%s\">", numbered ? "L2" : "L1");
      writer->list = line->kind;
    }
  else
    {
      end_paragraph (writer);
      g_string_append (writer->xml, "</text:list-item>");
    }

  if (numbered)
    g_string_append_printf (writer->xml, "<text:list-item text:start-value=\"%u\">", line->number);
  else
    g_string_append (writer->xml, "<text:list-item>");
}

static void
write_line (Writer              *writer,
            const IdioDraftLine *line)
{
  switch (line->kind)
    {
    case IDIO_DRAFT_LINE_EMPTY:
      end_paragraph (writer);
      return;

    case IDIO_DRAFT_LINE_BULLET:
    case IDIO_DRAFT_LINE_NUMBER:
      begin_item (writer, line);
      break;

    case IDIO_DRAFT_LINE_TEXT:
      if (writer->list != IDIO_DRAFT_LINE_EMPTY)
        end_list (writer);
      break;

    case IDIO_DRAFT_LINE_MORE:
    default:
      break;
    }

  g_string_append (writer->xml, writer->in_paragraph ? "<text:line-break/>" : "<text:p text:style-name=\"P1\">");
  writer->in_paragraph = TRUE;
  append_words (writer->xml, line->text);
}

static char *
make_content (const char *text)
{
  g_autoptr(GArray) lines = idio_draft_lines_read (text);
  Writer writer = { g_string_new (CONTENT_HEAD), IDIO_DRAFT_LINE_EMPTY, FALSE };

  for (guint i = 0; i < lines->len; i++)
    write_line (&writer, &g_array_index (lines, IdioDraftLine, i));

  end_list (&writer);
  g_string_append (writer.xml, CONTENT_TAIL);

  return g_string_free_and_steal (writer.xml);
}

/**
 * idio_odt_write:
 * @text: a plain text, valid UTF-8
 *
 * Returns: (transfer full): a file with it, for word processors
 */
GBytes *
idio_odt_write (const char *text)
{
  g_autofree char *content = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  content = make_content (text);

  /* The type comes first, so that it is at a fixed place. */
  return idio_stored_zip_make ((IdioZipMember[]) {
    { "mimetype", MIMETYPE, strlen (MIMETYPE) },
    { "META-INF/manifest.xml", MANIFEST, strlen (MANIFEST) },
    { "content.xml", content, strlen (content) },
  }, 3);
}
