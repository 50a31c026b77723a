/* idio-pdf-layout.c: where paragraphs end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "formats/idio-pdf-layout.h"

/* How many lines before and after one tell how wide its column is */
#define WINDOW 20

/* A column with at least this many lines tells how wide shorter ones at the same place are. */
#define MIN_COLUMN_LINES 6

/* Edges that differ by less than this, in points, are one. */
#define EDGE_TOLERANCE 2.0

/* Two sizes of type that differ by less than this factor are one. */
#define SAME_SIZE 1.09

/* More space between two lines than is usual by this factor is between paragraphs. */
#define WIDE_LEADING 1.28

/* The usual distance of lines, in sizes of their font, if there are too few to tell */
#define DEFAULT_LEADING 1.3

/* A first line is indented by this much, in sizes of its font. */
#define MIN_INDENT 0.7

/* A space is at least this wide, in sizes of its font. */
#define MIN_SPACE 0.35

/* A line may be broken this early, in sizes of its font. */
#define MAX_EARLY_SPACE 4.0

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

struct _IdioPdfLayout
{
  GPtrArray  *lines;
  Column     *columns;
  GArray     *measures;
  GHashTable *widths;
  double      body_size;
  double      leading;
};

static IdioPdfLine *
get_line (IdioPdfLayout *self,
          guint          i)
{
  return g_ptr_array_index (self->lines, i);
}

static gboolean
is_same_size (const IdioPdfLine *line,
              const IdioPdfLine *other)
{
  return line->size < SAME_SIZE * other->size && other->size < SAME_SIZE * line->size;
}

/* Whether a line stands below another, in the same column */
static gboolean
is_below (const IdioPdfLine *line,
          const IdioPdfLine *previous)
{
  return line->page == previous->page && idio_pdf_line_overlaps (line, previous) &&
         idio_pdf_line_middle (line) > idio_pdf_line_middle (previous);
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
find_sizes (IdioPdfLayout *self)
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

      if (is_below (line, previous) && is_same_size (line, previous) && line->size > 0 && distance < 4 * line->size &&
          distance > 0.5 * line->size)
        add_to_pile (leadings, distance / line->size, 0.05, 1);
    }

  self->leading = find_most_frequent (leadings, 0.05, DEFAULT_LEADING);
}

/* Where the next column begins on the page, at the height of a line */
static double
find_limit (IdioPdfLayout *self,
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
shares_left_edge (IdioPdfLayout *self,
                  guint          i)
{
  const IdioPdfLine *line = get_line (self, i);

  for (int step = -2; step <= 2; step++)
    {
      const IdioPdfLine *other = i + (guint) step < self->lines->len ? get_line (self, i + (guint) step) : NULL;

      if (step != 0 && other != NULL && other->page == line->page && (ABS (other->text_x - line->x1) < EDGE_TOLERANCE / 2 ||
                                                         ABS (other->x1 - line->text_x) < EDGE_TOLERANCE / 2))
        return TRUE;
    }

  return FALSE;
}

/* Whether two lines have one center, and no edge in common */
static gboolean
is_centered (IdioPdfLayout *self,
             guint          i,
             guint          j)
{
  const IdioPdfLine *line = get_line (self, i), *other = get_line (self, j);

  return i == j || (ABS (line->x1 + line->x2 - other->x1 - other->x2) < 2 * EDGE_TOLERANCE &&
                    ABS (line->x1 - other->x1) > EDGE_TOLERANCE);
}

static void
find_measures (IdioPdfLayout *self)
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
find_column (IdioPdfLayout *self,
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

          if (other->page != line->page || !is_same_size (line, other) ||
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
widen_column (IdioPdfLayout *self,
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

/* How much room a line's first word needs, in points; in Chinese and the like that is a character. */
static double
get_word_width (const IdioPdfLine *line)
{
  return g_utf8_get_char (line->text) >= 0x2e80 ? 2 * line->size : line->word_width;
}

static gboolean
is_left_aligned (const Column *column)
{
  return column->n_left * 5 >= column->n_lines * 2 || column->n_lines < 3;
}

/* How much space is left in a line, in points: at its right, or wherever its column does not align it */
static double
get_space (IdioPdfLayout *self,
           guint          i)
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
is_next (IdioPdfLayout *self,
         guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *next = get_line (self, i + 1);

  return is_below (next, line) && is_same_size (next, line) && line->n_cells == 1 && next->n_cells == 1 &&
         idio_pdf_line_middle (next) - idio_pdf_line_middle (line) < WIDE_LEADING * self->leading * line->size;
}

/* Whether most lines around one were ended by their writer */
static gboolean
is_verse (IdioPdfLayout *self,
          guint          i)
{
  guint n_lines = 0, n_ended = 0;

  for (int step = -1; step <= 1; step += 2)
    for (guint j = step < 0 ? i - 1 : i; j < self->lines->len - 1 && n_lines < WINDOW; j += (guint) step)
      {
        const IdioPdfLine *line = get_line (self, j), *next = get_line (self, j + 1);

        if (!is_below (next, line) || !is_same_size (next, line) || !is_same_size (line, get_line (self, i)))
          break;

        n_lines++;
        n_ended += get_space (self, j) > get_word_width (next) + MIN_SPACE * next->size ? 1 : 0;
      }

  return n_lines >= MIN_COLUMN_LINES && 2 * n_ended > n_lines;
}

/* Where the lines around one are broken because they are full there, such as beside a picture; -1 if they are not */
static double
find_wrap (IdioPdfLayout *self,
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
      full = right - get_word_width (get_line (self, j + 1)) - MIN_SPACE * get_line (self, j)->size;
      n_ended += get_line (self, j)->x2 < full ? 1 : 0;
    }

  return end - first >= 3 && n_chars >= MIN_WRAP_CHARS * (end - first) && 5 * n_ended < end - first ? right : -1;
}

/* A line was ended by its writer if the first word of the next one would have had room in it. */
static gboolean
has_room (IdioPdfLayout *self,
          guint          previous,
          guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);
  double width = get_word_width (line) + MIN_SPACE * line->size;
  double margin = MAX (self->columns[previous].left, 0), wrap;

  if (get_space (self, previous) > width)
    {
      wrap = find_wrap (self, previous);

      return wrap < 0 || wrap - before->x2 > width;
    }

  /* The longest line of a poem is no longer than others, but the page is wider. */
  return is_verse (self, previous) && before->page_width - margin - before->x2 > width;
}

/* Whether a sentence ends there, or what introduces something */
static gboolean
ends_sentence (const IdioPdfLine *line)
{
  const char *p = line->text + strlen (line->text);
  gunichar c = 0;

  do
    {
      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
    }
  while (p > line->text && (g_unichar_type (c) == G_UNICODE_CLOSE_PUNCTUATION ||
                            g_unichar_type (c) == G_UNICODE_FINAL_PUNCTUATION || c == '"' || c == '\'' ||
                            g_unichar_isdigit (c) || (c >= 0x2070 && c <= 0x2079)));

  return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f ||
         c == 0x061f || c == 0x06d4 || c == 0x0964 || c == ';';
}

static gboolean
ends_in_hyphen (const IdioPdfLine *line)
{
  gunichar c = g_utf8_get_char (g_utf8_prev_char (line->text + strlen (line->text)));

  return c == '-' || c == 0x2010 || c == 0xad;
}

/* The letter that a line begins with, after quotation marks */
static gunichar
get_first_letter (const IdioPdfLine *line)
{
  const char *p = line->text;

  while (*p != '\0' && g_unichar_ispunct (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return g_utf8_get_char (p);
}

/* Whether a sentence goes on after a line that was broken a little early, as some programs do */
static gboolean
continues (IdioPdfLayout *self,
           guint          previous,
           guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);
  double room = get_space (self, previous) - get_word_width (line);

  return g_unichar_islower (g_utf8_get_char (line->text)) && !ends_sentence (before) &&
         (ends_in_hyphen (before) || room < MAX_EARLY_SPACE * line->size);
}

static gboolean
begins_item (IdioPdfLayout *self,
             guint          previous,
             guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);

  if (line->marked)
    return TRUE;

  /* A number or a dash may also stand at the beginning of a line by chance. */
  return idio_pdf_skip_mark (line->text) != NULL &&
         (has_room (self, previous, i) || ends_sentence (before) ||
          (idio_pdf_skip_mark (before->text) != NULL && ABS (before->x1 - line->x1) < EDGE_TOLERANCE));
}

/* The first line of a paragraph is indented from those before and after it. In lists it is the other way round. */
static gboolean
is_indented (IdioPdfLayout *self,
             guint          previous,
             guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous), *next;
  double indent = line->x1 - before->x1;

  if (indent < MIN_INDENT * line->size || indent > 6 * line->size || ABS (line->x1 - before->text_x) < line->size / 2 ||
      idio_pdf_skip_mark (before->text) != NULL)
    return FALSE;

  next = i + 1 < self->lines->len ? get_line (self, i + 1) : NULL;

  return next == NULL || !is_below (next, line) || !is_same_size (next, line) ||
         ABS (next->x1 - before->x1) < EDGE_TOLERANCE;
}

/* Whether a line begins farther left than those of an item or an entry of a bibliography before it */
static gboolean
is_outdented (IdioPdfLayout *self,
              guint          previous,
              guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous), *first;

  if (previous == 0 || before->x1 - line->x1 < MIN_INDENT * line->size || before->x1 - line->x1 > 6 * line->size)
    return FALSE;

  first = get_line (self, previous - 1);

  return is_below (before, first) && is_same_size (before, first) && before->x1 - first->x1 > -EDGE_TOLERANCE &&
         !ends_in_hyphen (before) && ends_sentence (before);
}

static IdioPdfBreak
get_break_in_column (IdioPdfLayout *self,
                     guint          previous,
                     guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);
  double distance = idio_pdf_line_middle (line) - idio_pdf_line_middle (before);
  gboolean wide = distance > WIDE_LEADING * self->leading * line->size;
  gboolean room = has_room (self, previous, i) && !continues (self, previous, i);

  if (wide && !(ends_in_hyphen (before) && g_unichar_islower (get_first_letter (line)) &&
                distance < 2 * self->leading * line->size))
    return IDIO_PDF_BREAK_PARAGRAPH;

  /* Larger type in a sentence, such as of a formula, does not end it. */
  if (!is_same_size (line, before) && (room || !g_unichar_islower (get_first_letter (line))))
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (room)
    return ends_sentence (before) || line->bold != before->bold ||
           (is_left_aligned (&self->columns[i]) && before->x1 - line->x1 > MIN_INDENT * line->size)
             ? IDIO_PDF_BREAK_PARAGRAPH
             : IDIO_PDF_BREAK_LINE;

  return is_indented (self, previous, i) || is_outdented (self, previous, i) ? IDIO_PDF_BREAK_PARAGRAPH
                                                                             : IDIO_PDF_BREAK_NONE;
}

/* A paragraph that reaches the end of its column goes on in the next one. */
static IdioPdfBreak
get_break_of_columns (IdioPdfLayout *self,
                      guint          previous,
                      guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);

  if (!is_same_size (line, before))
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (ends_in_hyphen (before) && g_unichar_islower (get_first_letter (line)))
    return IDIO_PDF_BREAK_NONE;

  if (has_room (self, previous, i) || line->bold != before->bold)
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (line->x1 > self->columns[i].left + MIN_INDENT * line->size && self->columns[i].n_lines > 2)
    return IDIO_PDF_BREAK_PARAGRAPH;

  return !ends_sentence (before) || g_unichar_islower (get_first_letter (line)) ? IDIO_PDF_BREAK_NONE
                                                                                 : IDIO_PDF_BREAK_PARAGRAPH;
}

/**
 * idio_pdf_layout_new:
 * @lines: (element-type IdioPdfLine): the lines of all pages, in order
 *
 * Returns: (transfer full): how they stand
 */
IdioPdfLayout *
idio_pdf_layout_new (GPtrArray *lines)
{
  IdioPdfLayout *self = g_new0 (IdioPdfLayout, 1);

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
idio_pdf_layout_free (IdioPdfLayout *self)
{
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->measures, g_array_unref);
  g_clear_pointer (&self->widths, g_hash_table_unref);
  g_free (self);
}

/**
 * idio_pdf_layout_get_body_size:
 * @self: how lines stand
 *
 * Returns: the size of the font that most of the text is in, in points
 */
double
idio_pdf_layout_get_body_size (IdioPdfLayout *self)
{
  return self->body_size;
}

/**
 * idio_pdf_layout_get_break:
 * @self: how lines stand
 * @previous: a line
 * @i: the next one of the text
 *
 * Returns: what is between them
 */
IdioPdfBreak
idio_pdf_layout_get_break (IdioPdfLayout *self,
                           guint          previous,
                           guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);
  IdioPdfBreak found;

  if (line->n_cells > 1)
    return before->n_cells > 1 ? IDIO_PDF_BREAK_LINE : IDIO_PDF_BREAK_PARAGRAPH;

  if (before->n_cells > 1 && !(is_below (line, before) && ABS (line->x1 - before->text_x) < EDGE_TOLERANCE))
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (is_below (get_line (self, i), get_line (self, previous)))
    found = get_break_in_column (self, previous, i);
  else
    found = get_break_of_columns (self, previous, i);

  return begins_item (self, previous, i) ? IDIO_PDF_BREAK_PARAGRAPH : found;
}
