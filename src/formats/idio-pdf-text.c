/* idio-pdf-text.c: from the lines of pages to paragraphs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-hyphens.h"
#include "formats/idio-pdf-layout.h"
#include "formats/idio-pdf-text.h"

/* A note is smaller than the text by this factor at least. */
#define NOTE_SIZE 0.94

/* A row of a table has no cell that is longer than this, in characters, and there are several in a row. */
#define MAX_CELL_CHARS 36
#define MIN_TABLE_ROWS 3

typedef struct
{
  GPtrArray       *lines;
  IdioPdfLayout   *layout;
  IdioPdfHyphens  *hyphens;
  GString         *text;
  GString         *paragraph;
  GPtrArray       *notes;
  gboolean         in_item;
} Writer;

static IdioPdfLine *
get_line (GPtrArray *lines,
          guint      i)
{
  return g_ptr_array_index (lines, i);
}

static gboolean
is_table_row (const IdioPdfLine *line)
{
  g_auto(GStrv) cells = NULL;

  if (line->n_cells < 2)
    return FALSE;

  cells = g_strsplit (line->text, "\t", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    if (g_utf8_strlen (cells[i], -1) > MAX_CELL_CHARS)
      return FALSE;

  return TRUE;
}

/* A line of a table of contents, which has dots up to the number of its page */
static gboolean
is_content (const IdioPdfLine *line)
{
  static GRegex *regex;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new ("(?:[.…·] ?){5,}\\s*(?:[0-9]{1,4}|[ivxl]{1,6})$",
                                                    G_REGEX_CASELESS, 0, NULL));

  return g_regex_match (regex, line->text, 0, NULL);
}

/* How many lines from here on are the rows of a table. Not all cells of a row need be in one line. */
static guint
count_table_rows (GPtrArray *lines,
                  guint      first)
{
  guint n_lines = 0, n_rows = 0, n_cells = 0;

  while (first + n_lines < lines->len && is_table_row (get_line (lines, first + n_lines)))
    {
      const IdioPdfLine *line = get_line (lines, first + n_lines);

      if (n_lines == 0 || !idio_pdf_line_is_beside (line, get_line (lines, first + n_lines - 1)))
        n_rows++;

      n_cells += line->n_cells;
      n_lines++;
    }

  return n_rows >= MIN_TABLE_ROWS || (n_rows == MIN_TABLE_ROWS - 1 && n_cells >= 3 * n_rows) ? n_lines : 0;
}

/* Takes out the rows of tables, and tables of contents. */
static void
remove_tables (GPtrArray *lines)
{
  guint n_kept = 0, i = 0;

  while (i < lines->len)
    {
      guint n_rows = is_content (get_line (lines, i)) ? 1 : count_table_rows (lines, i);

      i += n_rows;

      if (n_rows == 0)
        lines->pdata[n_kept++] = lines->pdata[i++];
    }

  g_ptr_array_set_size (lines, (int) n_kept);
}

static gboolean
begins_note (const IdioPdfLine *line)
{
  gunichar c = g_utf8_get_char (line->text);
  gsize n_digits = strspn (line->text, "0123456789");

  /* More digits than these are a year. */
  return (n_digits > 0 && n_digits <= 3) || c == '*' || c == 0x2020 || c == 0x2021 ||
         c == 0xb9 || c == 0xb2 || c == 0xb3 ||
         (c >= 0x2070 && c <= 0x2079);
}

/* Where the notes at the bottom of a page begin, which is between @first and @end; @end if there are none */
static guint
find_notes (Writer *writer,
            guint   first,
            guint   end)
{
  double size = NOTE_SIZE * idio_pdf_layout_get_body_size (writer->layout);
  guint i = end;

  while (i > first && get_line (writer->lines, i - 1)->size < size)
    i--;

  return i < end && begins_note (get_line (writer->lines, i)) ? i : end;
}

static void
append_block (Writer     *writer,
              const char *text,
              gboolean    is_item)
{
  if (writer->text->len > 0)
    g_string_append (writer->text, is_item && writer->in_item ? "\n" : "\n\n");

  g_string_append (writer->text, text);
  writer->in_item = is_item;
}

/* Ends a paragraph, after which are the notes that belong into it. */
static void
end_paragraph (Writer *writer)
{
  const char *rest = idio_pdf_skip_mark (writer->paragraph->str);

  if (writer->paragraph->len > 0)
    append_block (writer, writer->paragraph->str, rest != NULL && *rest != '\0');

  g_string_truncate (writer->paragraph, 0);

  for (guint i = 0; i < writer->notes->len; i++)
    append_block (writer, writer->notes->pdata[i], FALSE);

  g_ptr_array_set_size (writer->notes, 0);
}

/* The bullets of an item are all written in one way. */
static void
begin_paragraph (Writer            *writer,
                 const IdioPdfLine *line)
{
  const char *rest = idio_pdf_skip_mark (line->text);
  gunichar c = g_utf8_get_char (line->text);

  if (rest != NULL && *rest != '\0' && c != '(' && !g_unichar_isalnum (c))
    g_string_append_printf (writer->paragraph, "- %s", rest);
  else
    g_string_append (writer->paragraph, line->text);
}

static void
add_line (Writer *writer,
          guint   previous,
          guint   i)
{
  const IdioPdfLine *line = get_line (writer->lines, i);

  switch (previous < i ? idio_pdf_layout_get_break (writer->layout, previous, i) : IDIO_PDF_BREAK_PARAGRAPH)
    {
    case IDIO_PDF_BREAK_NONE:
      idio_pdf_hyphens_join (writer->hyphens, writer->paragraph, line->text);
      break;

    case IDIO_PDF_BREAK_LINE:
      g_string_append_c (writer->paragraph, '\n');
      begin_paragraph (writer, line);
      break;

    case IDIO_PDF_BREAK_PARAGRAPH:
    default:
      end_paragraph (writer);
      begin_paragraph (writer, line);
      break;
    }
}

static void
add_notes (Writer *writer,
           guint   first,
           guint   end)
{
  g_autoptr(GString) note = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      if (i > first && begins_note (get_line (writer->lines, i)))
        {
          g_ptr_array_add (writer->notes, g_strdup (note->str));
          g_string_truncate (note, 0);
        }

      if (note->len == 0)
        g_string_append (note, get_line (writer->lines, i)->text);
      else
        idio_pdf_hyphens_join (writer->hyphens, note, get_line (writer->lines, i)->text);
    }

  if (note->len > 0)
    g_ptr_array_add (writer->notes, g_strdup (note->str));
}

static void
write_pages (Writer *writer)
{
  guint previous = G_MAXUINT;

  for (guint first = 0, end; first < writer->lines->len; first = end)
    {
      guint notes;

      end = first;

      while (end < writer->lines->len && get_line (writer->lines, end)->page == get_line (writer->lines, first)->page)
        end++;

      notes = find_notes (writer, first, end);

      for (guint i = first; i < notes; i++)
        {
          add_line (writer, previous != G_MAXUINT ? previous : i, i);
          previous = i;
        }

      add_notes (writer, notes, end);
    }

  end_paragraph (writer);
}

/**
 * idio_pdf_text_join:
 * @lines: (element-type IdioPdfLine): the lines of all pages, in order; those of tables are taken out
 *
 * Returns: (transfer full): the text, with an empty line between paragraphs, and words at the ends of lines joined
 */
char *
idio_pdf_text_join (GPtrArray *lines)
{
  g_autoptr(IdioPdfLayout) layout = NULL;
  g_autoptr(IdioPdfHyphens) hyphens = NULL;
  g_autoptr(GString) text = g_string_new (NULL), paragraph = g_string_new (NULL);
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  Writer writer = { .lines = lines, .text = text, .paragraph = paragraph, .notes = notes };

  remove_tables (lines);
  writer.layout = layout = idio_pdf_layout_new (lines);
  writer.hyphens = hyphens = idio_pdf_hyphens_new (lines);
  write_pages (&writer);

  return g_string_free_and_steal (g_steal_pointer (&text));
}
