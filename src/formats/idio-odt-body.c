/* idio-odt-body.c: the text in an OpenDocument text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-odt-body.h"
#include "formats/idio-odt-changes.h"
#include "formats/idio-xml.h"

/* The most spaces that one element stands for */
#define MAX_SPACES 100

/* Elements without prose of the writer: deletions, marks of notes, comments, generated lists, and pictures with their
 * descriptions. The names with "foot" and "end" are those of OpenOffice.org 1. */
static const char * const left_out[] = {
  "alphabetical-index", "annotation", "applet", "bibliography", "bibliography-mark", "binary-data", "desc",
  "endnote-citation", "event-listeners", "footnote-citation", "forms", "illustration-index", "image", "note-citation",
  "note-ref", "number", "object", "object-index", "object-ole", "placeholder", "plugin", "removed-content", "ruby-text",
  "script", "scripts", "table-index", "table-of-content", "user-index", NULL,
};

typedef struct
{
  char     *style;
  char     *id;
  gint64    count;      /* the number of the next item */
  guint     kind;
  gboolean  begins;     /* the next paragraph is the first of an item */
} List;

typedef struct
{
  char     *mark;
  gboolean  hidden;
} Paragraph;

typedef struct
{
  xmlTextReader  *reader;
  IdioOdtStyles  *styles;
  IdioProse      *prose;
  GPtrArray      *lists;
  GPtrArray      *paragraphs;
  GHashTable     *counts;       /* the next numbers of lists that may be continued, by style and level */
  IdioOdtChanges *changes;
  gboolean        in_body;
  gboolean        in_text;
  gboolean        skip;
} Body;

static void
list_free (List *self)
{
  g_clear_pointer (&self->style, g_free);
  g_clear_pointer (&self->id, g_free);
  g_free (self);
}

static void
paragraph_free (Paragraph *self)
{
  g_clear_pointer (&self->mark, g_free);
  g_free (self);
}

static gpointer
get_last (GPtrArray *array)
{
  return array->len > 0 ? g_ptr_array_index (array, array->len - 1) : NULL;
}

/* Spaces, tabs and line ends in the XML are one space, and none at the beginning (6.1.2). */
static void
append_collapsed (Body       *self,
                  const char *text)
{
  while (*text != '\0')
    {
      gsize n_spaces = strspn (text, " \t\r\n"), n_others = strcspn (text + n_spaces, " \t\r\n");

      if (n_spaces > 0 && !idio_prose_ends_in_space (self->prose))
        idio_prose_append (self->prose, " ", 1);

      idio_prose_append (self->prose, text + n_spaces, (gssize) n_others);
      text += n_spaces + n_others;
    }
}

static void
append_spaces (Body *self)
{
  gint64 n_spaces = CLAMP (idio_xml_get_number (self->reader, "c", 1), 0, MAX_SPACES);

  for (gint64 i = 0; i < n_spaces; i++)
    idio_prose_append (self->prose, " ", 1);
}

/* Key of the next number of a list that may be continued: by default, that of the last list with the same style */
static char *
make_key (Body       *self,
          const char *style)
{
  return g_strdup_printf ("%u/%s", self->lists->len, style != NULL ? style : "");
}

static void
continue_list (Body *self,
               List *list)
{
  g_autofree char *id = idio_xml_dup_attribute (self->reader, "continue-list"), *key = make_key (self, list->style);
  const gint64 *count = NULL;

  if (id != NULL)
    count = g_hash_table_lookup (self->counts, id);
  else if (idio_xml_has_attribute (self->reader, "continue-numbering", "true"))
    count = g_hash_table_lookup (self->counts, key);

  if (count != NULL)
    list->count = *count;
}

static void
begin_list (Body       *self,
            const char *name)
{
  const List *outer = get_last (self->lists);
  List *list = g_new0 (List, 1);

  list->id = idio_xml_dup_attribute (self->reader, "id");

  if (!(list->style = idio_xml_dup_attribute (self->reader, "style-name")) && outer != NULL)
    list->style = g_strdup (outer->style);

  list->kind = idio_odt_styles_get_list (self->styles, list->style, self->lists->len, &list->count);

  if (g_str_equal (name, "ordered-list"))
    list->kind = IDIO_ODT_LIST_NUMBER;
  else if (g_str_equal (name, "unordered-list"))
    list->kind = IDIO_ODT_LIST_BULLET;

  continue_list (self, list);
  g_ptr_array_add (self->lists, list);
}

static void
end_list (Body *self)
{
  List *list = self->lists->len > 0 ? g_ptr_array_steal_index (self->lists, self->lists->len - 1) : NULL;

  if (list == NULL)
    return;

  g_hash_table_replace (self->counts, make_key (self, list->style), g_memdup2 (&list->count, sizeof list->count));

  if (list->id != NULL)
    g_hash_table_replace (self->counts, g_steal_pointer (&list->id), g_memdup2 (&list->count, sizeof list->count));

  list_free (list);
}

static void
begin_item (Body *self)
{
  List *list = get_last (self->lists);

  if (list == NULL)
    return;

  list->begins = TRUE;
  list->count = CLAMP (idio_xml_get_number (self->reader, "start-value", list->count), 0, G_MAXINT - 1);
}

static char *
make_mark (Body *self)
{
  List *list = get_last (self->lists);

  if (list == NULL || !list->begins)
    return NULL;

  list->begins = FALSE;

  switch (list->kind)
    {
    case IDIO_ODT_LIST_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT ". ", list->count++);
    case IDIO_ODT_LIST_BULLET:
      return g_strdup ("- ");
    case IDIO_ODT_LIST_NONE:
    default:
      return NULL;
    }
}

static gboolean
has_hidden_style (Body       *self,
                  const char *family)
{
  g_autofree char *style = idio_xml_dup_attribute (self->reader, "style-name");

  return idio_odt_styles_is_hidden (self->styles, family, style);
}

static void
begin_paragraph (Body     *self,
                 gboolean  is_heading)
{
  Paragraph *paragraph = g_new0 (Paragraph, 1);

  paragraph->mark = make_mark (self);

  if (is_heading)
    g_clear_pointer (&paragraph->mark, g_free);

  g_ptr_array_add (self->paragraphs, paragraph);
  idio_prose_begin_paragraph (self->prose);
}

static void
end_paragraph (Body *self)
{
  const Paragraph *paragraph = get_last (self->paragraphs);

  if (paragraph == NULL)
    return;

  if (paragraph->hidden)
    idio_prose_drop_paragraph (self->prose);

  idio_prose_end_paragraph (self->prose, paragraph->mark);
  g_ptr_array_remove_index (self->paragraphs, self->paragraphs->len - 1);
}

/* Whether an element, and all in it, is not shown. */
static gboolean
is_hidden (Body       *self,
           const char *name)
{
  if (g_str_equal (name, "span") || g_str_equal (name, "a"))
    return has_hidden_style (self, "text");

  if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    return has_hidden_style (self, "paragraph");

  if (g_str_equal (name, "content-control"))
    return idio_xml_has_attribute (self->reader, "showing-place-holder", "true");

  if (g_str_equal (name, "section") || g_str_equal (name, "hidden-text"))
    return idio_xml_has_attribute (self->reader, "is-hidden", "true") ||
           idio_xml_has_attribute (self->reader, "display", "none");

  return idio_xml_has_attribute (self->reader, "display", "none");
}

static void
begin_element (Body       *self,
               const char *name)
{
  if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    begin_paragraph (self, *name == 'h');
  else if (g_str_equal (name, "s"))
    append_spaces (self);
  else if (g_str_equal (name, "tab") || g_str_equal (name, "tab-stop"))
    idio_prose_append (self->prose, "\t", 1);
  else if (g_str_equal (name, "line-break"))
    idio_prose_append (self->prose, "\n", 1);
  else if (g_str_equal (name, "list") || g_str_equal (name, "ordered-list") || g_str_equal (name, "unordered-list"))
    begin_list (self, name);
  else if (g_str_equal (name, "list-item"))
    begin_item (self);
  else if (g_str_equal (name, "table-row"))
    idio_prose_begin_row (self->prose);
  else if (g_str_equal (name, "change-start") || g_str_equal (name, "change-end"))
    idio_odt_changes_step (self->changes, self->reader, self->prose);
  else if (g_str_equal (name, "hidden-paragraph") && self->paragraphs->len > 0)
    ((Paragraph *) get_last (self->paragraphs))->hidden = idio_xml_has_attribute (self->reader, "is-hidden", "true");
}

static void
end_element (Body       *self,
             const char *name)
{
  if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    end_paragraph (self);
  else if (g_str_equal (name, "list") || g_str_equal (name, "ordered-list") || g_str_equal (name, "unordered-list"))
    end_list (self);
  else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
    idio_prose_end_cell (self->prose);
  else if (g_str_equal (name, "table-row"))
    idio_prose_end_row (self->prose);
  else if (g_str_equal (name, "body"))
    self->in_body = FALSE;
}

/* Of OpenOffice.org 1 the text itself is in the body, without an element around it. */
static void
enter_body (Body       *self,
            const char *name)
{
  if (!self->in_body)
    self->in_body = g_str_equal (name, "body");
  else if (g_str_equal (name, "text") || strstr (idio_xml_get_namespace (self->reader), "openoffice.org/2000/text"))
    self->in_text = TRUE;
  else
    self->skip = TRUE;
}

/* Text is named in a few namespaces that have no names in common: text, table, office. Elements of drawings and of
 * forms have others. */
static void
read_node (Body *self)
{
  const char *name = idio_xml_get_name (self->reader), *text = idio_xml_get_text (self->reader);
  const char *namespace = idio_xml_get_namespace (self->reader);

  if (self->in_text && idio_odt_changes_read (self->changes, self->reader, &self->skip))
    return;

  if (text != NULL && self->in_text)
    append_collapsed (self, text);

  if (idio_xml_begins (self->reader) && !self->in_text)
    enter_body (self, name);

  if (!self->in_text || text != NULL)
    return;

  if (idio_xml_begins (self->reader))
    {
      if (g_strv_contains (left_out, name) || strstr (namespace, ":svg-compatible:") != NULL ||
          strstr (namespace, ":form:") != NULL || is_hidden (self, name))
        self->skip = TRUE;
      else
        begin_element (self, name);
    }

  if (idio_xml_ends (self->reader) && !self->skip)
    end_element (self, name);
}

/**
 * idio_odt_body_read:
 * @bytes: content.xml, or a flat document
 * @styles: the styles of the document
 * @prose: where the text goes
 * @is_text: (out): whether it is a text, and no spreadsheet, presentation or drawing
 *
 * Reads what a reader of the document sees (OpenDocument 1.3, part 3, 5 to 9).
 *
 * Returns: whether it is well-formed, as far as it was read: not after @prose is too large
 */
gboolean
idio_odt_body_read (GBytes        *bytes,
                    IdioOdtStyles *styles,
                    IdioProse     *prose,
                    gboolean      *is_text)
{
  g_autoptr(xmlTextReader) reader = idio_xml_reader_new (bytes);
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) list_free);
  g_autoptr(GPtrArray) paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) paragraph_free);
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(IdioOdtChanges) changes = idio_odt_changes_new ();
  gboolean well_formed = TRUE;
  Body self = {
    .reader = reader, .styles = styles, .prose = prose, .lists = lists, .paragraphs = paragraphs, .counts = counts,
    .changes = changes,
  };

  *is_text = FALSE;

  if (reader == NULL)
    return FALSE;

  while (!idio_prose_is_too_large (prose) && idio_xml_next (reader, &self.skip, &well_formed))
    read_node (&self);

  *is_text = self.in_text;

  return well_formed || idio_prose_is_too_large (prose);
}
