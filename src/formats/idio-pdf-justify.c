/* idio-pdf-justify.c: lines whose spaces were made wide
 *
 * In a narrow column, or with long words, the spaces of a justified line are as wide as the gaps of tables. It begins and
 * ends where other lines of its column do, though, and its spaces are not below each other as the gaps of rows are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-bidi.h"
#include "formats/idio-pdf-page.h"

/* On a page with more pieces than this all stay as they are: the time is their square. */
#define MAX_PIECES 2000

/* This many lines that begin and end at the same places are a column. */
#define MIN_COLUMN_LINES 2

/* How far edges may be from each other, and the indent of a first line, in sizes of the font */
#define EDGE_TOLERANCE 0.6
#define MAX_INDENT 3.0

/* With gaps below each other, so many rows of two cells or of more are a table. */
#define MIN_ROWS_OF_TWO 3
#define MIN_ROWS 2

static IdioPdfLine *
get_line (GPtrArray *lines,
          guint      i)
{
  return g_ptr_array_index (lines, i);
}

static int
compare_x (gconstpointer a,
           gconstpointer b)
{
  const IdioPdfLine *left = *(IdioPdfLine * const *) a, *right = *(IdioPdfLine * const *) b;

  return left->x1 < right->x1 ? -1 : left->x1 > right->x1 ? 1 : 0;
}

static int
compare_height (gconstpointer a,
                gconstpointer b)
{
  double left = idio_pdf_line_middle (*(IdioPdfLine * const *) a);
  double right = idio_pdf_line_middle (*(IdioPdfLine * const *) b);

  return left < right ? -1 : left > right ? 1 : 0;
}

static int
compare_width (gconstpointer a,
               gconstpointer b)
{
  const IdioPdfLine *left = a, *right = b;
  double difference = (left->x2 - left->x1) - (right->x2 - right->x1);

  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/* Three words or more, from left to right */
static gboolean
is_prose (const IdioPdfLine *line)
{
  const char *space = strchr (line->text, ' ');

  return space != NULL && strchr (space + 1, ' ') != NULL &&
         !idio_pdf_bidi_is_right_to_left (line->text, strlen (line->text));
}

static gboolean
has_edges (const IdioPdfLine *line,
           const IdioPdfLine *other)
{
  double tolerance = EDGE_TOLERANCE * line->size;

  return ABS (line->x1 - other->x1) < tolerance && ABS (line->x2 - other->x2) < tolerance &&
         idio_pdf_line_is_same_size (line, other);
}

/* How lines of each column stand, of the narrow ones first: columns side by side may have wide lines above them. */
static GArray *
list_columns (GPtrArray *lines)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (IdioPdfLine));

  for (guint i = 0; i < lines->len; i++)
    {
      const IdioPdfLine *line = get_line (lines, i);
      guint n_lines = 0;
      gboolean known = !is_prose (line);

      for (guint j = 0; j < columns->len && !known; j++)
        known = has_edges (line, &g_array_index (columns, IdioPdfLine, j));

      for (guint j = 0; j < lines->len && !known; j++)
        n_lines += is_prose (get_line (lines, j)) && has_edges (line, get_line (lines, j)) ? 1 : 0;

      if (n_lines >= MIN_COLUMN_LINES)
        {
          IdioPdfLine column = *line;

          column.text = NULL;
          g_array_append_val (columns, column);
        }
    }

  g_array_sort (columns, compare_width);

  return columns;
}

/* What is in a column, in rows from top to bottom, and each of these from left to right */
static GPtrArray *
list_rows (GPtrArray         *lines,
           const IdioPdfLine *column)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref), *row = NULL;
  g_autoptr(GPtrArray) pieces = g_ptr_array_new ();
  double tolerance = EDGE_TOLERANCE * column->size;

  for (guint i = 0; i < lines->len; i++)
    if (get_line (lines, i)->x1 > column->x1 - tolerance && get_line (lines, i)->x2 < column->x2 + tolerance)
      g_ptr_array_add (pieces, get_line (lines, i));

  g_ptr_array_sort (pieces, compare_height);

  for (guint i = 0; i < pieces->len; i++)
    {
      if (row == NULL || !idio_pdf_line_is_beside (get_line (pieces, i), get_line (row, 0)))
        g_ptr_array_add (rows, row = g_ptr_array_new ());

      g_ptr_array_add (row, get_line (pieces, i));
    }

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_sort (rows->pdata[i], compare_x);

  return rows;
}

/* Whether a row fills a column, but for an indent, and is of its type. */
static gboolean
fills (GPtrArray         *row,
       const IdioPdfLine *column)
{
  for (guint i = 0; i < row->len; i++)
    if (!idio_pdf_line_is_same_size (get_line (row, i), column) ||
        idio_pdf_bidi_is_right_to_left (get_line (row, i)->text, strlen (get_line (row, i)->text)))
      return FALSE;

  return get_line (row, 0)->x1 - column->x1 < MAX_INDENT * column->size &&
         ABS (get_line (row, row->len - 1)->x2 - column->x2) < EDGE_TOLERANCE * column->size;
}

/* Whether all gaps of two rows are below each other. */
static gboolean
has_same_gaps (GPtrArray *row,
               GPtrArray *other)
{
  if (row->len < 2 || row->len != other->len)
    return FALSE;

  for (guint i = 1; i < row->len; i++)
    if (MAX (get_line (row, i - 1)->x2, get_line (other, i - 1)->x2) >=
        MIN (get_line (row, i)->x1, get_line (other, i)->x1))
      return FALSE;

  return TRUE;
}

/* Makes one line of a row. */
static void
join (GPtrArray *lines,
      GPtrArray *row)
{
  IdioPdfLine *line = get_line (row, 0);
  g_autoptr(GString) text = g_string_new (line->text);

  for (guint i = 1; i < row->len; i++)
    {
      IdioPdfLine *piece = get_line (row, i);

      g_string_append_printf (text, " %s", piece->text);
      line->x2 = MAX (line->x2, piece->x2);
      line->y1 = MIN (line->y1, piece->y1);
      line->y2 = MAX (line->y2, piece->y2);
      line->bold = line->bold && piece->bold;
      g_ptr_array_remove (lines, piece);
    }

  g_free (line->text);
  line->text = g_string_free_and_steal (g_steal_pointer (&text));
}

static void
join_in_column (GPtrArray         *lines,
                const IdioPdfLine *column)
{
  g_autoptr(GPtrArray) rows = list_rows (lines, column);

  for (guint i = 0, end; i < rows->len; i = end)
    {
      GPtrArray *row = rows->pdata[i];

      for (end = i + 1; end < rows->len && has_same_gaps (rows->pdata[end - 1], rows->pdata[end]); end++)
        ;

      if (row->len >= 2 && end - i < (row->len == 2 ? MIN_ROWS_OF_TWO : MIN_ROWS))
        for (guint j = i; j < end; j++)
          if (fills (rows->pdata[j], column))
            join (lines, rows->pdata[j]);
    }
}

/**
 * idio_pdf_lines_justify:
 * @lines: (element-type IdioPdfLine): the pieces of lines on one page
 *
 * Joins the pieces of lines that were justified.
 */
void
idio_pdf_lines_justify (GPtrArray *lines)
{
  g_autoptr(GArray) columns = NULL;

  if (lines->len > MAX_PIECES)
    return;

  columns = list_columns (lines);

  for (guint i = 0; i < columns->len; i++)
    join_in_column (lines, &g_array_index (columns, IdioPdfLine, i));
}
