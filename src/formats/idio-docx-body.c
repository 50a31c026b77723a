/* idio-docx-body.c: the text in a part of a Word document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-docx-body.h"
#include "formats/idio-docx-fields.h"
#include "formats/idio-symbol.h"
#include "formats/idio-xml.h"

/* Parts of the gallery of building blocks that a program fills */
static const char * const generated_parts[] = { "Table of Contents", "Bibliographies", NULL };

/* Elements that have no text, or text that was deleted */
static const char * const left_out[] = {
  "Fallback", "binData", "comment", "del", "delInstrText", "delText", "moveFrom", "oMathPara", "rt", "rubyPr", "tabs",
  "tblGrid", "tblPr", "tblPrEx", "tcPr", NULL,
};

typedef struct
{
  char     *style;
  gint64    list;
  gint64    level;
  gboolean  heading;
  gboolean  goes_on;    /* its end was deleted, or it is the large letter that the next one begins with */
  gboolean  waits;      /* for the one it goes on in */
} Paragraph;

typedef struct
{
  xmlTextReader     *reader;
  IdioDocxStyles    *styles;
  IdioProse         *prose;
  IdioDocxChunkFunc  get_chunk;
  gpointer           data;

  GPtrArray         *paragraphs;
  IdioDocxFields    *fields;
  GArray            *alternatives;   /* gboolean: whether one was taken */
  char              *font;
  gboolean           in_paragraph_properties;
  gboolean           in_run_properties;
  gboolean           in_row_properties;
  gboolean           in_text;
  gboolean           in_code;
  gboolean           keeps_space;
  gboolean           hidden;
  gboolean           placeholder;
  gboolean           skip;
} Body;

static void
paragraph_free (Paragraph *self)
{
  g_clear_pointer (&self->style, g_free);
  g_free (self);
}

static Paragraph *
get_paragraph (Body *self)
{
  return self->paragraphs->len > 0 ? g_ptr_array_index (self->paragraphs, self->paragraphs->len - 1) : NULL;
}

static void
append (Body       *self,
        const char *text)
{
  if (!self->hidden && idio_docx_fields_are_shown (self->fields))
    idio_prose_append (self->prose, text, -1);
}

static void
append_symbol (Body       *self,
               const char *font,
               gunichar    c)
{
  char text[7];

  if (idio_symbol_is_font (font))
    append (self, idio_symbol_get (font, c));
  else if (g_unichar_validate (c) && c >= 0x20)
    {
      text[g_unichar_to_utf8 (c, text)] = '\0';
      append (self, text);
    }
}

static void
read_symbol (Body *self)
{
  g_autofree char *font = idio_xml_dup_attribute (self->reader, "font");
  g_autofree char *code = idio_xml_dup_attribute (self->reader, "char");

  if (code != NULL)
    append_symbol (self, font, (gunichar) g_ascii_strtoull (code, NULL, 16));
}

/* Spaces at the ends that are not said to matter are from laying out the XML, if it is laid out. */
static void
read_text (Body       *self,
           const char *text)
{
  const char *end = text + strlen (text);

  if (!self->keeps_space && strchr (text, '\n') != NULL)
    {
      text += strspn (text, " \t\r\n");

      while (end > text && strchr (" \t\r\n", end[-1]) != NULL)
        end--;
    }

  if (self->hidden || !idio_docx_fields_are_shown (self->fields))
    return;

  if (!idio_symbol_is_font (self->font))
    idio_prose_append (self->prose, text, end - text);
  else
    for (const char *p = text; p < end; p = g_utf8_next_char (p))
      append_symbol (self, self->font, g_utf8_get_char (p));
}

static void
begin_paragraph (Body *self)
{
  Paragraph *paragraph = get_paragraph (self);

  /* The one before ends with this. */
  if (paragraph != NULL && paragraph->waits)
    {
      paragraph->goes_on = paragraph->waits = FALSE;
      return;
    }

  paragraph = g_new0 (Paragraph, 1);
  paragraph->list = paragraph->level = IDIO_DOCX_UNSET;
  g_ptr_array_add (self->paragraphs, paragraph);
  idio_prose_begin_paragraph (self->prose);
}

static void
finish_paragraph (Body *self)
{
  Paragraph *paragraph = get_paragraph (self);
  g_autofree char *mark = NULL;

  if (!paragraph->heading)
    mark = idio_docx_styles_dup_mark (self->styles, paragraph->style, paragraph->list, paragraph->level);

  if (idio_docx_styles_is_quote (self->styles, paragraph->style))
    idio_prose_end_quote (self->prose, mark);
  else
    idio_prose_end_paragraph (self->prose, mark);

  g_ptr_array_remove_index (self->paragraphs, self->paragraphs->len - 1);
}

static void
end_paragraph (Body *self)
{
  Paragraph *paragraph = get_paragraph (self);

  self->in_paragraph_properties = FALSE;
  self->hidden = FALSE;

  if (paragraph == NULL)
    return;

  if (paragraph->goes_on)
    paragraph->waits = TRUE;
  else
    finish_paragraph (self);

  /* A field whose end was deleted must not hide the rest. */
  if (self->paragraphs->len == 0)
    idio_docx_fields_end_open (self->fields);
}

/* A paragraph that goes on ends at the latest with its container. */
static void
end_container (Body *self)
{
  Paragraph *paragraph = get_paragraph (self);

  if (paragraph != NULL && paragraph->waits)
    finish_paragraph (self);
}

static void
begin_run (Body *self)
{
  Paragraph *paragraph = get_paragraph (self);

  self->hidden = paragraph != NULL && idio_docx_styles_is_hidden (self->styles, paragraph->style);
  self->in_text = FALSE;
  g_clear_pointer (&self->font, g_free);
}

static void
read_paragraph_property (Body       *self,
                         const char *name)
{
  Paragraph *paragraph = get_paragraph (self);

  if (paragraph == NULL)
    return;

  if (g_str_equal (name, "pStyle"))
    {
      g_free (paragraph->style);
      paragraph->style = idio_xml_dup_attribute (self->reader, "val");
    }
  else if (g_str_equal (name, "numId"))
    paragraph->list = idio_xml_get_number (self->reader, "val", IDIO_DOCX_NO_LIST);
  else if (g_str_equal (name, "ilvl"))
    paragraph->level = idio_xml_get_number (self->reader, "val", 0);
  else if (g_str_equal (name, "outlineLvl"))
    paragraph->heading = idio_xml_get_number (self->reader, "val", 9) < 9;
  else if (g_str_equal (name, "framePr"))
    paragraph->goes_on = idio_xml_has_attribute (self->reader, "dropCap", "drop") ||
                         idio_xml_has_attribute (self->reader, "dropCap", "margin");
  else if (self->in_run_properties && (g_str_equal (name, "del") || g_str_equal (name, "moveFrom")))
    paragraph->goes_on = TRUE;
}

static void
read_run_property (Body       *self,
                   const char *name)
{
  if (g_str_equal (name, "vanish"))
    self->hidden = idio_docx_is_on (self->reader);
  else if (g_str_equal (name, "rStyle"))
    {
      g_autofree char *style = idio_xml_dup_attribute (self->reader, "val");

      self->hidden = self->hidden || idio_docx_styles_is_hidden (self->styles, style);
    }
  else if (g_str_equal (name, "rFonts"))
    {
      g_free (self->font);
      self->font = idio_xml_dup_attribute (self->reader, "ascii");
    }
}

static void
end_field (Body *self)
{
  g_autofree char *text = idio_docx_fields_end (self->fields);

  if (text != NULL)
    append (self, text);
}

static void
read_field_mark (Body *self)
{
  g_autofree char *type = idio_xml_dup_attribute (self->reader, "fldCharType");

  if (g_strcmp0 (type, "begin") == 0)
    idio_docx_fields_begin (self->fields, NULL);
  else if (g_strcmp0 (type, "separate") == 0)
    idio_docx_fields_separate (self->fields);
  else if (g_strcmp0 (type, "end") == 0)
    end_field (self);
}

static void
begin_simple_field (Body *self)
{
  g_autofree char *code = idio_xml_dup_attribute (self->reader, "instr");

  if (xmlTextReaderIsEmptyElement (self->reader) == 0)
    idio_docx_fields_begin (self->fields, code != NULL ? code : "");
}

static void
read_chunk (Body *self)
{
  g_autofree char *id = idio_xml_dup_attribute (self->reader, "id");
  g_autofree char *text = id != NULL && self->get_chunk != NULL ? self->get_chunk (id, self->data) : NULL;

  if (text == NULL)
    return;

  idio_prose_begin_paragraph (self->prose);
  idio_prose_append (self->prose, text, -1);
  idio_prose_end_paragraph (self->prose, NULL);
}

static void
begin_choice (Body *self)
{
  gboolean *taken;

  if (self->alternatives->len == 0)
    return;

  taken = &g_array_index (self->alternatives, gboolean, self->alternatives->len - 1);
  self->skip = *taken;
  *taken = TRUE;
}

/* Reads an element among the properties of a paragraph, a run or a row. Returns whether it was one. */
static gboolean
begin_property (Body       *self,
                const char *name)
{
  if (g_str_has_suffix (name, "Change") || g_str_equal (name, "sectPr"))
    self->skip = TRUE;
  else if (self->in_row_properties && g_str_equal (name, "del"))
    idio_prose_drop_row (self->prose);
  else if (self->in_paragraph_properties && !g_str_equal (name, "rPr"))
    read_paragraph_property (self, name);
  else if (self->in_run_properties)
    read_run_property (self, name);
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_insertion (const char *name)
{
  return g_str_equal (name, "ins") || g_str_equal (name, "moveTo");
}

/* What was inserted is text like any other, by its author. */
static void
begin_insertion (Body *self)
{
  g_autofree char *author = idio_xml_dup_attribute (self->reader, "author");

  if (xmlTextReaderIsEmptyElement (self->reader) == 0)
    idio_prose_begin_insertion (self->prose, author);
}

/* Among properties the element says how the end of a paragraph, or a row, came in. */
static void
end_insertion (Body *self)
{
  if (!self->in_paragraph_properties && !self->in_run_properties && !self->in_row_properties &&
      xmlTextReaderIsEmptyElement (self->reader) == 0)
    idio_prose_end_insertion (self->prose);
}

static void
begin_container (Body       *self,
                 const char *name)
{
  gboolean empty = xmlTextReaderIsEmptyElement (self->reader) == 1;
  const gboolean taken = FALSE;

  if (g_str_equal (name, "p"))
    begin_paragraph (self);
  else if (g_str_equal (name, "r"))
    begin_run (self);
  else if (g_str_equal (name, "pPr"))
    self->in_paragraph_properties = !empty;
  else if (g_str_equal (name, "rPr"))
    self->in_run_properties = !empty;
  else if (g_str_equal (name, "trPr"))
    self->in_row_properties = !empty;
  else if (g_str_equal (name, "tr"))
    idio_prose_begin_row (self->prose);
  else if (g_str_equal (name, "AlternateContent") && !empty)
    g_array_append_val (self->alternatives, taken);
  else if (g_str_equal (name, "Choice"))
    begin_choice (self);
  else if (is_insertion (name))
    begin_insertion (self);
  else if (g_str_equal (name, "sdt"))
    self->placeholder = FALSE;
  else if (g_str_equal (name, "showingPlcHdr"))
    self->placeholder = idio_docx_is_on (self->reader);
  else if (g_str_equal (name, "docPartGallery"))
    {
      g_autofree char *gallery = idio_xml_dup_attribute (self->reader, "val");

      self->placeholder = gallery != NULL && g_strv_contains (generated_parts, gallery);
    }
  else if (g_str_equal (name, "sdtContent"))
    self->skip = self->placeholder;
  else if (g_str_equal (name, "footnote") || g_str_equal (name, "endnote"))
    self->skip = idio_xml_has_attribute (self->reader, "type", "separator") ||
                 idio_xml_has_attribute (self->reader, "type", "continuationSeparator") ||
                 idio_xml_has_attribute (self->reader, "type", "continuationNotice");
}

static void
begin_content (Body       *self,
               const char *name)
{
  if (g_str_equal (name, "t"))
    {
      self->in_text = xmlTextReaderIsEmptyElement (self->reader) == 0;
      self->keeps_space = idio_xml_has_attribute (self->reader, "space", "preserve");
    }
  else if (g_str_equal (name, "instrText"))
    self->in_code = xmlTextReaderIsEmptyElement (self->reader) == 0;
  else if (g_str_equal (name, "tab") || g_str_equal (name, "ptab"))
    append (self, "\t");
  else if (g_str_equal (name, "br") || g_str_equal (name, "cr"))
    append (self, "\n");
  else if (g_str_equal (name, "noBreakHyphen"))
    append (self, "-");
  else if (g_str_equal (name, "sym"))
    read_symbol (self);
  else if (g_str_equal (name, "fldChar"))
    read_field_mark (self);
  else if (g_str_equal (name, "fldSimple"))
    begin_simple_field (self);
  else if (g_str_equal (name, "altChunk"))
    read_chunk (self);
  else
    begin_container (self, name);
}

static void
end_element (Body       *self,
             const char *name)
{
  if (g_str_equal (name, "p"))
    end_paragraph (self);
  else if (g_str_equal (name, "pPr"))
    self->in_paragraph_properties = FALSE;
  else if (g_str_equal (name, "rPr"))
    self->in_run_properties = FALSE;
  else if (g_str_equal (name, "trPr"))
    self->in_row_properties = FALSE;
  else if (g_str_equal (name, "t"))
    self->in_text = FALSE;
  else if (is_insertion (name))
    end_insertion (self);
  else if (g_str_equal (name, "instrText"))
    self->in_code = FALSE;
  else if (g_str_equal (name, "fldSimple") && xmlTextReaderIsEmptyElement (self->reader) == 0)
    end_field (self);
  else if (g_str_equal (name, "AlternateContent") && self->alternatives->len > 0 &&
           xmlTextReaderIsEmptyElement (self->reader) == 0)
    g_array_set_size (self->alternatives, self->alternatives->len - 1);
  else if (g_str_equal (name, "tc"))
    {
      end_container (self);
      idio_prose_end_cell (self->prose);
    }
  else if (g_str_equal (name, "tr"))
    idio_prose_end_row (self->prose);
  else if (g_str_equal (name, "txbxContent") || g_str_equal (name, "body") || g_str_equal (name, "footnote") ||
           g_str_equal (name, "endnote"))
    end_container (self);
}

static void
read_node (Body *self)
{
  const char *name = idio_xml_get_name (self->reader), *text = idio_xml_get_text (self->reader);

  if (text != NULL && self->in_text)
    read_text (self, text);
  else if (text != NULL && self->in_code)
    idio_docx_fields_append_code (self->fields, text);

  if (idio_xml_begins (self->reader) && !begin_property (self, name))
    {
      /* Take the first alternative only: text boxes are in both. */
      if (g_strv_contains (left_out, name) &&
          !(g_str_equal (name, "Fallback") && self->alternatives->len > 0 &&
            !g_array_index (self->alternatives, gboolean, self->alternatives->len - 1)))
        self->skip = TRUE;
      else
        begin_content (self, name);
    }

  if (idio_xml_ends (self->reader) && !self->skip)
    end_element (self, name);
}

/**
 * idio_docx_body_read:
 * @bytes: a part with text (ECMA-376-1, 11.3), transitional or strict
 * @styles: the styles and lists of the document
 * @prose: where the text goes
 * @get_chunk: (nullable) (scope call): reads parts of other formats
 * @data: for @get_chunk
 *
 * Reads what a reader of the document sees: what was added by tracked changes but not what was deleted or moved away,
 * no comments, and of fields what they result in.
 *
 * Returns: whether it is well-formed, as far as it was read: not after @prose is too large
 */
gboolean
idio_docx_body_read (GBytes             *bytes,
                     IdioDocxStyles     *styles,
                     IdioProse          *prose,
                     IdioDocxChunkFunc   get_chunk,
                     gpointer            data)
{
  g_autoptr(xmlTextReader) reader = idio_xml_reader_new (bytes);
  g_autoptr(GPtrArray) paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) paragraph_free);
  g_autoptr(IdioDocxFields) fields = idio_docx_fields_new ();
  g_autoptr(GArray) alternatives = g_array_new (FALSE, FALSE, sizeof (gboolean));
  gboolean well_formed = TRUE;
  Body self = {
    .reader = reader, .styles = styles, .prose = prose, .get_chunk = get_chunk, .data = data,
    .paragraphs = paragraphs, .fields = fields, .alternatives = alternatives,
  };

  if (reader == NULL)
    return FALSE;

  while (!idio_prose_is_too_large (prose) && idio_xml_next (reader, &self.skip, &well_formed))
    read_node (&self);

  while (paragraphs->len > 0)
    finish_paragraph (&self);

  g_free (self.font);

  return well_formed || idio_prose_is_too_large (prose);
}
