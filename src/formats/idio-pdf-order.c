/* idio-pdf-order.c: in what order the lines of a page are read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-page.h"

/* On a page with more lines than this order is by height only: the time is their cube. */
#define MAX_LINES 600

/* The mark of an item is at most this far from its text, in sizes of the font, and the number of a heading this far. */
#define MAX_MARK_GAP 5.0
#define MAX_NUMBER_GAP 2.5

/* Pieces of a row are narrower than this, and so are columns of tables; columns of prose are wider; in parts of the
 * width of what is on the page. */
#define NARROW_CELL 0.25
#define WIDE_COLUMN 0.27

/* Where a column of prose has at least this many lines, and begins at least this far from the left */
#define MIN_COLUMN_LINES 5
#define MIN_COLUMN_START 0.3

typedef struct
{
  GPtrArray    *lines;
  IdioPdfLine **right;
  double        x1;
  double        width;
} Page;

static int
compare_place (gconstpointer a,
               gconstpointer b)
{
  const IdioPdfLine *left = *(IdioPdfLine * const *) a, *right = *(IdioPdfLine * const *) b;
  double difference = idio_pdf_line_middle (left) - idio_pdf_line_middle (right);

  if (difference < 0 || difference > 0)
    return difference < 0 ? -1 : 1;

  return left->x1 < right->x1 ? -1 : left->x1 > right->x1 ? 1 : 0;
}

static IdioPdfLine *
get_line (const Page *page,
          guint       i)
{
  return g_ptr_array_index (page->lines, i);
}

/* Returns: (nullable): the nearest piece at the right of one, at the same height */
static IdioPdfLine *
find_right (const Page *page,
            guint       i,
            guint      *found)
{
  IdioPdfLine *line = get_line (page, i), *nearest = NULL;

  /* They are in order of their middles. */
  for (int step = -1; step <= 1; step += 2)
    for (int j = (int) i + step; j >= 0 && j < (int) page->lines->len; j += step)
      {
        IdioPdfLine *other = get_line (page, (guint) j);

        if (ABS (idio_pdf_line_middle (other) - idio_pdf_line_middle (line)) > line->y2 - line->y1)
          break;

        if (other->x1 >= line->x2 - 1 && idio_pdf_line_is_beside (line, other) &&
            (nearest == NULL || other->x1 < nearest->x1))
          {
            nearest = other;
            *found = (guint) j;
          }
      }

  return nearest;
}

/* Whether a column of prose begins where this line does. */
static gboolean
is_in_column (const Page        *page,
              const IdioPdfLine *line)
{
  guint n_lines = 0;

  if (line->x1 < page->x1 + MIN_COLUMN_START * page->width)
    return FALSE;

  for (guint i = 0; i < page->lines->len && n_lines < MIN_COLUMN_LINES; i++)
    {
      const IdioPdfLine *other = get_line (page, i);

      if (ABS (other->x1 - line->x1) < 2 && other->x2 - other->x1 > WIDE_COLUMN * page->width)
        n_lines++;
    }

  return n_lines >= MIN_COLUMN_LINES;
}

/* Whether a piece is the last line of a paragraph, or above or below one, which is wider, and begins as far left but
 * for an indent */
static gboolean
is_in_paragraph (const Page        *page,
                 const IdioPdfLine *line,
                 double             indent)
{
  for (guint i = 0; i < page->lines->len; i++)
    {
      const IdioPdfLine *other = get_line (page, i);
      double distance = ABS (idio_pdf_line_middle (other) - idio_pdf_line_middle (line));

      if (other != line && other->n_cells == 1 && !other->marked && distance > 0 && distance < 1.8 * line->size &&
          ABS (other->x1 - line->x1) < indent && other->x2 - other->x1 > NARROW_CELL * page->width &&
          ABS (other->size - line->size) < 1)
        return TRUE;
    }

  return FALSE;
}

/* "2" or "2.1", before a heading */
static gboolean
is_number (const char *text)
{
  return strlen (text) <= 6 && strspn (text, "0123456789.") == strlen (text);
}

static gboolean
is_mark (const char *text)
{
  const char *rest = idio_pdf_skip_mark (text);
  gunichar c = g_utf8_get_char (text);

  return (rest != NULL && *rest == '\0') || g_str_equal (text, "o") ||
         (*g_utf8_next_char (text) == '\0' && (!g_unichar_isalnum (c) || c >= 0x2e80));
}

static gboolean
is_marked (const Page        *page,
           const IdioPdfLine *mark,
           const IdioPdfLine *line)
{
  double gap = line->x1 - mark->x2;

  return mark->n_cells == 1 && ((is_mark (mark->text) && gap < MAX_MARK_GAP * line->size) ||
                                (is_number (mark->text) && gap < MAX_NUMBER_GAP * line->size)) &&
         !is_in_paragraph (page, mark, 2);
}

/* An amount, a date, or the like */
static gboolean
is_figure (const char *text)
{
  guint n_digits = 0, n_others = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      n_digits++;
    else if (g_unichar_isalpha (g_utf8_get_char (p)))
      n_others++;

  return n_digits > 0 && n_digits >= n_others;
}

static gboolean
is_same_row (const Page        *page,
             const IdioPdfLine *left,
             const IdioPdfLine *right)
{
  const IdioPdfLine *narrow = left->x2 - left->x1 < right->x2 - right->x1 ? left : right;

  if (is_figure (right->text) && right->x2 - right->x1 < NARROW_CELL * page->width && !is_in_column (page, right))
    return TRUE;

  /* What stands beside a paragraph is the caption of a picture. */
  if (narrow == right && is_in_paragraph (page, left, 2))
    return FALSE;

  return narrow->x2 - narrow->x1 < NARROW_CELL * page->width && !is_in_column (page, right) &&
         !is_in_paragraph (page, narrow, 3 * narrow->size);
}

/* Puts the mark of an item before it. All bullets become dashes. */
static void
join_mark (IdioPdfLine *mark,
           IdioPdfLine *line)
{
  g_autofree char *before = g_steal_pointer (&mark->text);
  gboolean bullet = g_str_equal (before, "o") || (*before != '(' && !g_unichar_isalnum (g_utf8_get_char (before)));

  mark->text = g_strconcat (bullet ? "-" : before, " ", line->text, NULL);
  mark->text_x = line->x1;
  mark->y1 = line->y1;
  mark->y2 = line->y2;
  mark->word_width = line->x1 - mark->x1 + line->word_width;
  mark->size = line->size;
  mark->bold = line->bold;
  mark->n_cells = line->n_cells;
  mark->marked = TRUE;
}

static void
join_cells (IdioPdfLine *left,
            IdioPdfLine *right)
{
  g_autofree char *before = g_steal_pointer (&left->text);

  left->text = g_strconcat (before, "\t", right->text, NULL);
  left->n_cells += right->n_cells;
  left->text_x = right->text_x;
  left->y1 = MIN (left->y1, right->y1);
  left->y2 = MAX (left->y2, right->y2);
  left->bold = left->bold && right->bold;
  left->size = MAX (left->size, right->size);
}

/* Puts together what stands at the same height and belongs together: the marks of items, and the cells of rows. */
static void
join_rows (Page *page)
{
  for (guint i = 0; i < page->lines->len; i++)
    {
      IdioPdfLine *left = get_line (page, i), *right;
      guint found = 0;

      while ((right = find_right (page, i, &found)))
        {
          if (is_marked (page, left, right))
            join_mark (left, right);
          else if (is_same_row (page, left, right))
            join_cells (left, right);
          else
            break;

          left->x2 = MAX (left->x2, right->x2);
          g_ptr_array_remove_index (page->lines, found);

          if (found < i)
            i--;
        }
    }
}

/* Breuel, “High Performance Document Layout Analysis” (2003): a line comes before one that is below it, and before one
 * that is at its right, unless something that is as wide as both stands between them. One that is lower than what is at
 * its right comes before it only where there are columns: lines of both stand beside each other. */
static gboolean
is_before (const Page        *page,
           const IdioPdfLine *line,
           const IdioPdfLine *other)
{
  double top = MIN (idio_pdf_line_middle (line), idio_pdf_line_middle (other));
  double bottom = MAX (idio_pdf_line_middle (line), idio_pdf_line_middle (other));
  gboolean columns = FALSE;

  if (idio_pdf_line_overlaps (line, other))
    return idio_pdf_line_middle (line) < idio_pdf_line_middle (other);

  if (line->x1 > other->x1)
    return FALSE;

  for (guint i = 0; i < page->lines->len; i++)
    {
      const IdioPdfLine *between = get_line (page, i);
      double middle = idio_pdf_line_middle (between);

      if (middle < top || middle > bottom || !idio_pdf_line_overlaps (between, line))
        continue;

      if (middle > top && middle < bottom && idio_pdf_line_overlaps (between, other))
        return FALSE;

      columns = columns || (page->right[i] != NULL && idio_pdf_line_overlaps (page->right[i], other));
    }

  return columns || idio_pdf_line_middle (line) < idio_pdf_line_middle (other);
}

/* Sorts topologically: a line is put where it belongs after all that come before it. */
static void
visit (const Page *page,
       guint       i,
       gboolean   *visited,
       GPtrArray  *ordered)
{
  visited[i] = TRUE;

  for (guint j = 0; j < page->lines->len; j++)
    if (!visited[j] && is_before (page, get_line (page, j), get_line (page, i)))
      visit (page, j, visited, ordered);

  g_ptr_array_add (ordered, get_line (page, i));
}

/**
 * idio_pdf_lines_order:
 * @lines: (element-type IdioPdfLine): the lines of one page
 *
 * Puts the lines in the order in which they are read, column by column, and the pieces of rows together.
 */
void
idio_pdf_lines_order (GPtrArray *lines)
{
  g_autofree gboolean *visited = NULL;
  g_autofree IdioPdfLine **right = NULL;
  g_autoptr(GPtrArray) ordered = g_ptr_array_sized_new (lines->len);
  Page page = { .lines = lines, .x1 = G_MAXDOUBLE };
  double x2 = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      page.x1 = MIN (page.x1, get_line (&page, i)->x1);
      x2 = MAX (x2, get_line (&page, i)->x2);
    }

  page.width = MAX (x2 - page.x1, 1);
  g_ptr_array_sort (lines, compare_place);

  if (lines->len > MAX_LINES)
    return;

  join_rows (&page);
  g_ptr_array_sort (lines, compare_place);
  visited = g_new0 (gboolean, lines->len + 1);
  page.right = right = g_new0 (IdioPdfLine *, lines->len + 1);

  for (guint i = 0, found; i < lines->len; i++)
    page.right[i] = find_right (&page, i, &found);

  for (guint i = 0; i < lines->len; i++)
    if (!visited[i])
      visit (&page, i, visited, ordered);

  for (guint i = 0; i < lines->len; i++)
    lines->pdata[i] = ordered->pdata[i];
}
