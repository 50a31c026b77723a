/* idio-pdf-columns.c: the columns that lines stand in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-columns.h"

/* How many lines before and after one tell how wide its column is */
#define WINDOW 20

/* A column with at least this many lines tells how wide shorter ones at the same place are. */
#define MIN_COLUMN_LINES 6

/* Edges that differ by less than this, in points, are one. */
#define EDGE_TOLERANCE 2.0

/* More space between two lines than is usual by this factor is between paragraphs. */
#define WIDE_LEADING 1.28

/* The usual distance of lines, in sizes of their font, if there are too few to tell */
#define DEFAULT_LEADING 1.3

/* A space is at least this wide, in sizes of its font. */
#define MIN_SPACE 0.35

/* Lines with more characters than this are not those of an address. */
#define MIN_WRAP_CHARS 26

/* The column that a line is in */
typedef struct
{
  double left;
  double right;
  guint  n_lines;
  guint  n_left;
  guint  n_right;
  guint  n_centered;
} Column;

/* From where to where there is text on a page */
typedef struct
{
  double left;
  double right;
} Measure;

struct _IdioPdfColumns
{
  GPtrArray  *lines;
  Column     *columns;
  GArray     *measures;
  GHashTable *widths;
  double      body_size;
  double      leading;
};

static IdioPdfLine *
get_line (IdioPdfColumns *self,
          guint          i)
{
  return g_ptr_array_index (self->lines, i);
}

/* The value of the largest pile */
static double
find_most_frequent (GHashTable *piles,
                    double      step,
                    double      fallback)
{
  GHashTableIter iter;
  gpointer key, value;
  guint most = 0;
  double found = fallback;

  g_hash_table_iter_init (&iter, piles);

  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > most ||
        (GPOINTER_TO_UINT (value) == most && GPOINTER_TO_UINT (key) * step < found))
      {
        most = GPOINTER_TO_UINT (value);
        found = GPOINTER_TO_UINT (key) * step;
      }

  return found;
}

static void
add_to_pile (GHashTable *piles,
             double      value,
             double      step,
             guint       n)
{
  gpointer key = GUINT_TO_POINTER ((guint) (CLAMP (value, 0, 10000) / step + 0.5));

  g_hash_table_replace (piles, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (piles, key)) + n));
}

static void
find_sizes (IdioPdfColumns *self)
{
  g_autoptr(GHashTable) sizes = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) leadings = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    add_to_pile (sizes, get_line (self, i)->size, 0.5, (guint) strlen (get_line (self, i)->text));

  self->body_size = find_most_frequent (sizes, 0.5, 10);

  for (guint i = 1; i < self->lines->len; i++)
    {
      const IdioPdfLine *line = get_line (self, i), *previous = get_line (self, i - 1);
      double distance = idio_pdf_line_middle (line) - idio_pdf_line_middle (previous);

      if (idio_pdf_line_is_below (line, previous) && idio_pdf_line_is_same_size (line, previous) &&
          line->size > 0 && distance < 4 * line->size &&
          distance > 0.5 * line->size)
        add_to_pile (leadings, distance / line->size, 0.05, 1);
    }

  self->leading = find_most_frequent (leadings, 0.05, DEFAULT_LEADING);
}

/* Where the next column begins on the page, at the height of a line */
static double
find_limit (IdioPdfColumns *self,
            guint          i)
{
  const IdioPdfLine *line = get_line (self, i);
  double limit = G_MAXDOUBLE;

  for (int step = -1; step <= 1; step += 2)
    for (guint j = i + (guint) step, n = 0; j < self->lines->len && n < 200; j += (guint) step, n++)
      {
        const IdioPdfLine *other = get_line (self, j);

        if (other->page != line->page)
          break;

        if (other->x1 > line->x2 && ABS (idio_pdf_line_middle (other) - idio_pdf_line_middle (line)) < 2 * line->size)
          limit = MIN (limit, other->x1);
      }

  return limit;
}

/* Whether a line begins where one near it does, which is rare in text that is not aligned there. */
static gboolean
shares_left_edge (IdioPdfColumns *self,
                  guint          i)
{
  const IdioPdfLine *line = get_line (self, i);

  for (int step = -2; step <= 2; step++)
    {
      const IdioPdfLine *other = i + (guint) step < self->lines->len ? get_line (self, i + (guint) step) : NULL;

      if (step != 0 && other != NULL && other->page == line->page &&
          (ABS (other->text_x - line->x1) < EDGE_TOLERANCE / 2 || ABS (other->x1 - line->text_x) < EDGE_TOLERANCE / 2))
        return TRUE;
    }

  return FALSE;
}

/* Whether two lines have one center, and no edge in common */
static gboolean
is_centered (IdioPdfColumns *self,
             guint          i,
             guint          j)
{
  const IdioPdfLine *line = get_line (self, i), *other = get_line (self, j);

  return i == j || (ABS (line->x1 + line->x2 - other->x1 - other->x2) < 2 * EDGE_TOLERANCE &&
                    ABS (line->x1 - other->x1) > EDGE_TOLERANCE);
}

static void
find_measures (IdioPdfColumns *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const IdioPdfLine *line = get_line (self, i);
      Measure *measure;

      while (self->measures->len <= line->page)
        g_array_append_val (self->measures, ((Measure) { line->x1, line->x2 }));

      measure = &g_array_index (self->measures, Measure, line->page);
      measure->left = MIN (measure->left, line->x1);
      measure->right = MAX (measure->right, line->x2);
    }
}

static void
find_column (IdioPdfColumns *self,
             guint          i)
{
  const IdioPdfLine *line = get_line (self, i);
  double limit = find_limit (self, i);
  Column *column = &self->columns[i];

  *column = (Column) { .left = line->x1, .right = line->x2 };

  for (int pass = 0; pass < 2; pass++)
    for (int step = -1; step <= 1; step += 2)
      for (guint j = step < 0 ? i - 1 : i, n = 0; j < self->lines->len && n < WINDOW; j += (guint) step, n++)
        {
          const IdioPdfLine *other = get_line (self, j);

          if (other->page != line->page || !idio_pdf_line_is_same_size (line, other) ||
              (j != i && !idio_pdf_line_overlaps (line, other)) || other->x2 > limit)
            break;

          if (pass == 0)
            {
              column->left = MIN (column->left, other->x1);
              column->right = MAX (column->right, other->x2);
            }
          else
            {
              column->n_lines++;
              column->n_left += shares_left_edge (self, j) ? 1 : 0;
              column->n_centered += is_centered (self, i, j) ? 1 : 0;
              column->n_right += other->x2 > column->right - EDGE_TOLERANCE ? 1 : 0;
            }
        }

  if (column->n_lines >= MIN_COLUMN_LINES)
    {
      gpointer key = GINT_TO_POINTER ((int) (column->left / EDGE_TOLERANCE / 2));
      double *known = g_hash_table_lookup (self->widths, key);

      if (known == NULL)
        g_hash_table_insert (self->widths, key, g_memdup2 (&column->right, sizeof (double)));
      else
        *known = MAX (*known, column->right);
    }
}

/* A paragraph of few lines is in a column that is as wide as others that begin at the same place. */
static void
widen_column (IdioPdfColumns *self,
              guint          i)
{
  Column *column = &self->columns[i];
  double *known;

  if (column->n_lines >= MIN_COLUMN_LINES)
    return;

  known = g_hash_table_lookup (self->widths, GINT_TO_POINTER ((int) (column->left / EDGE_TOLERANCE / 2)));

  if (known != NULL && *known > column->right && *known < find_limit (self, i))
    {
      column->right = *known;
      column->n_right = 0;
    }
}

/**
 * idio_pdf_columns_get_word_width:
 * @line: a line
 *
 * Returns: how much room its first word needs, in points; in Chinese and the like that is a character
 */
double
idio_pdf_columns_get_word_width (const IdioPdfLine *line)
{
  return g_utf8_get_char (line->text) >= 0x2e80 ? 2 * line->size : line->word_width;
}

static gboolean
is_left_aligned (const Column *column)
{
  return column->n_left * 5 >= column->n_lines * 2 || column->n_lines < 3;
}

/* How much room the first word of a line needs with a space before it, in points */
static double
get_needed_space (const IdioPdfLine *line)
{
  return idio_pdf_columns_get_word_width (line) + MIN_SPACE * line->size;
}

/**
 * idio_pdf_columns_get_space:
 * @self: the columns of a text
 * @i: a line
 *
 * Returns: how much space is left in the line, in points: at its right, or wherever its column does not align it
 */
double
idio_pdf_columns_get_space (IdioPdfColumns *self,
                            guint           i)
{
  const IdioPdfLine *line = get_line (self, i);
  const Column *column = &self->columns[i];
  const Measure *measure = &g_array_index (self->measures, Measure, line->page);
  double left = line->x1 - column->left, right = column->right - line->x2;

  if (column->n_lines > 1 && column->n_centered * 4 >= column->n_lines * 3 && line->x1 > measure->left + line->size)
    return measure->right - measure->left - (line->x2 - line->x1);

  if (is_left_aligned (column))
    return right;

  return column->n_right * 5 >= column->n_lines * 2 ? left : left + right;
}

/* Whether the line after one stands right below it */
static gboolean
is_next (IdioPdfColumns *self,
         guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *next = get_line (self, i + 1);

  return idio_pdf_line_is_below (next, line) && idio_pdf_line_is_same_size (next, line) &&
         line->n_cells == 1 && next->n_cells == 1 &&
         idio_pdf_line_middle (next) - idio_pdf_line_middle (line) < WIDE_LEADING * self->leading * line->size;
}

/* Whether most lines around one were ended by their writer */
static gboolean
is_verse (IdioPdfColumns *self,
          guint          i)
{
  guint n_lines = 0, n_ended = 0;

  for (int step = -1; step <= 1; step += 2)
    for (guint j = step < 0 ? i - 1 : i; j < self->lines->len - 1 && n_lines < WINDOW; j += (guint) step)
      {
        const IdioPdfLine *line = get_line (self, j), *next = get_line (self, j + 1);

        if (!idio_pdf_line_is_below (next, line) || !idio_pdf_line_is_same_size (next, line) ||
            !idio_pdf_line_is_same_size (line, get_line (self, i)))
          break;

        n_lines++;
        n_ended += idio_pdf_columns_get_space (self, j) > get_needed_space (next) ? 1 : 0;
      }

  return n_lines >= MIN_COLUMN_LINES && 2 * n_ended > n_lines;
}

/* Where the lines around one are broken because they are full there, such as beside a picture; -1 if they are not */
static double
find_wrap (IdioPdfColumns *self,
           guint          i)
{
  double right = get_line (self, i)->x2, full = 0;
  guint first = i, end = i + 1, n_chars = 0, n_ended = 0;

  while (first > 0 && i - first < WINDOW && is_next (self, first - 1))
    first--;

  while (end < self->lines->len && end - i < WINDOW && is_next (self, end - 1))
    end++;

  for (guint j = first; j < end; j++)
    {
      right = MAX (right, get_line (self, j)->x2);
      n_chars += (guint) g_utf8_strlen (get_line (self, j)->text, -1);
    }

  for (guint j = first; j + 1 < end; j++)
    {
      full = right - idio_pdf_columns_get_word_width (get_line (self, j + 1)) - MIN_SPACE * get_line (self, j)->size;
      n_ended += get_line (self, j)->x2 < full ? 1 : 0;
    }

  return end - first >= 3 && n_chars >= MIN_WRAP_CHARS * (end - first) && 5 * n_ended < end - first ? right : -1;
}

/**
 * idio_pdf_columns_has_room:
 * @self: the columns of a text
 * @previous: a line
 * @i: the next one
 *
 * Returns: whether the first word of the next line would have had room in the one before, so that its writer ended it
 */
gboolean
idio_pdf_columns_has_room (IdioPdfColumns *self,
                           guint           previous,
                           guint           i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);
  double width = get_needed_space (line);
  double margin = MAX (self->columns[previous].left, 0), wrap;

  if (idio_pdf_columns_get_space (self, previous) > width)
    {
      wrap = find_wrap (self, previous);

      return wrap < 0 || wrap - before->x2 > width;
    }

  /* The longest line of a poem is no longer than others, but the page is wider. */
  return is_verse (self, previous) && before->page_width - margin - before->x2 > width;
}

/**
 * idio_pdf_columns_new:
 * @lines: (element-type IdioPdfLine): the lines of all pages, in order; they have to live as long
 *
 * Returns: (transfer full): the columns that they stand in
 */
IdioPdfColumns *
idio_pdf_columns_new (GPtrArray *lines)
{
  IdioPdfColumns *self = g_new0 (IdioPdfColumns, 1);

  self->lines = lines;
  self->columns = g_new0 (Column, lines->len + 1);
  self->widths = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->measures = g_array_new (FALSE, FALSE, sizeof (Measure));
  find_sizes (self);
  find_measures (self);

  for (guint i = 0; i < lines->len; i++)
    find_column (self, i);

  for (guint i = 0; i < lines->len; i++)
    widen_column (self, i);

  return self;
}

void
idio_pdf_columns_free (IdioPdfColumns *self)
{
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->measures, g_array_unref);
  g_clear_pointer (&self->widths, g_hash_table_unref);
  g_free (self);
}

/**
 * idio_pdf_columns_get_body_size:
 * @self: the columns of a text
 *
 * Returns: the size of the font that most of the text is in, in points
 */
double
idio_pdf_columns_get_body_size (IdioPdfColumns *self)
{
  return self->body_size;
}

/**
 * idio_pdf_columns_is_wide:
 * @self: the columns of a text
 * @line: a line
 * @distance: from the line before it, in points
 *
 * Returns: whether there is more space than between two lines of a paragraph
 */
gboolean
idio_pdf_columns_is_wide (IdioPdfColumns    *self,
                          const IdioPdfLine *line,
                          double             distance)
{
  return distance > WIDE_LEADING * self->leading * line->size;
}

gboolean
idio_pdf_columns_is_left_aligned (IdioPdfColumns *self,
                                  guint           i)
{
  return is_left_aligned (&self->columns[i]);
}

/**
 * idio_pdf_columns_get_indent:
 * @self: the columns of a text
 * @i: a line
 *
 * Returns: how far it begins from the left edge of its column, in points; 0 if that has too few lines to tell
 */
double
idio_pdf_columns_get_indent (IdioPdfColumns *self,
                             guint           i)
{
  return self->columns[i].n_lines > 2 ? get_line (self, i)->x1 - self->columns[i].left : 0;
}
