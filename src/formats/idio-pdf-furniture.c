/* idio-pdf-furniture.c: running heads and feet, and the numbers of pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-furniture.h"

/* How many rows at the top and bottom of a page may be furniture */
#define MAX_ROWS 4

/* How far from the edge, in parts of the height of the page: numbers of pages, as far as those of LaTeX; and text */
#define MARGIN 0.17
#define TEXT_MARGIN 0.13

/* Where less than this part of a text is left without its furniture, it is none. */
#define MIN_REST 0.2

/* Rows of the same text are at the same height if that differs by less than this, in points. */
#define HEIGHT_STEP 4.0

/* Two rows of text are farther from each other than this, in sizes of the font, if something ends there. */
#define WIDE_GAP 1.75

/* From so many pages on what stands at the same height of this part of them is furniture, whatever it says. */
#define MIN_PAGES 4
#define MOST_PAGES 0.6

typedef struct
{
  GPtrArray *pages;
  GArray    *heights;
  GHashTable *n_pages;
  double     body_size;
} Book;

typedef struct
{
  guint  first;
  guint  end;
  double y;
} Row;

static int
compare_middle (gconstpointer a,
                gconstpointer b)
{
  const IdioPdfLine *left = *(IdioPdfLine * const *) a, *right = *(IdioPdfLine * const *) b;
  double difference = idio_pdf_line_middle (left) - idio_pdf_line_middle (right);

  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/* The lines of a page in order of their height, as rows. */
static GArray *
find_rows (GPtrArray *lines)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_ptr_array_sort (lines, compare_middle);

  for (guint i = 0; i < lines->len; i++)
    {
      IdioPdfLine *line = lines->pdata[i];
      Row *last = rows->len > 0 ? &g_array_index (rows, Row, rows->len - 1) : NULL;
      Row row = { i, i + 1, idio_pdf_line_middle (line) };

      if (last != NULL && idio_pdf_line_is_beside (lines->pdata[last->first], line))
        last->end = i + 1;
      else
        g_array_append_val (rows, row);
    }

  return rows;
}

/* What is the same on each page: without numbers and white space, but with the size. */
static char *
get_pattern (const IdioPdfLine *line)
{
  g_autoptr(GString) pattern = g_string_new (NULL);

  g_string_printf (pattern, "%.0f ", line->size);

  for (const char *p = line->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        c = '0';

      if (!g_unichar_isspace (c) && (c != '0' || pattern->str[pattern->len - 1] != '0'))
        g_string_append_unichar (pattern, c);
    }

  return g_string_free_and_steal (g_steal_pointer (&pattern));
}

/* "12", "– 12 –", "xii", "12/30", "Page 12", "Seite 3 von 12" */
static gboolean
is_page_number (const char *text)
{
  static GRegex *regex;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new ("^\\W*(?:(?:\\p{L}{1,8}\\.? )?\\d{1,5}"
                                                    "(?: ?(?:/|\\|| \\p{L}{1,4} |-) ?\\d{1,5})?|[ivxl]{1,6})"
                                                    "(?: \\| [\\p{L} ]{4,8})?\\W*$", 0, 0, NULL));

  return strlen (text) < 40 && g_regex_match (regex, text, 0, NULL);
}

static void
count_line (Book       *book,
            const char *kind,
            const char *text,
            double      y)
{
  int step = (int) (y / HEIGHT_STEP);

  /* In two steps each, so that two that are near each other share one. */
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s %d %s", kind, step + i, text);
      guint n_pages = GPOINTER_TO_UINT (g_hash_table_lookup (book->n_pages, key)) + 1;

      g_hash_table_replace (book->n_pages, g_steal_pointer (&key), GUINT_TO_POINTER (n_pages));
    }
}

static guint
get_n_pages (Book       *book,
             const char *kind,
             const char *text,
             double      y)
{
  int step = (int) (y / HEIGHT_STEP);
  guint n_pages = 0;

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s %d %s", kind, step + i, text);

      n_pages = MAX (n_pages, GPOINTER_TO_UINT (g_hash_table_lookup (book->n_pages, key)));
    }

  return n_pages;
}

/* Where a row is, from the edge of the page that it is near to; -1 if it is near to none */
static double
get_distance (Book      *book,
              guint      page,
              const Row *row,
              gboolean   top)
{
  double height = g_array_index (book->heights, double, page);
  double distance = top ? row->y : height - row->y;

  return distance >= 0 && distance <= MARGIN * height ? distance : -1;
}

static const Row *
get_row (GArray   *rows,
         guint     i,
         gboolean  top)
{
  if (i >= rows->len)
    return NULL;

  return &g_array_index (rows, Row, top ? i : rows->len - 1 - i);
}

/* Whether there is more space after a row, seen from the edge of the page, than between two of a paragraph. */
static gboolean
has_gap (GPtrArray *lines,
         GArray    *rows,
         guint      i,
         gboolean   top)
{
  const Row *row = get_row (rows, i, top), *next = get_row (rows, i + 1, top);
  IdioPdfLine *line = lines->pdata[row->first];

  return next == NULL || ABS (row->y - next->y) > WIDE_GAP * line->size;
}

static void
count_page (Book *book,
            guint page)
{
  GPtrArray *lines = book->pages->pdata[page];
  g_autoptr(GArray) rows = find_rows (lines);

  for (int top = 0; top < 2; top++)
    for (guint i = 0; i < MIN (MAX_ROWS, rows->len); i++)
      {
        const Row *row = get_row (rows, i, top);
        double distance = get_distance (book, page, row, top);

        if (distance < 0)
          break;

        for (guint j = row->first; j < row->end; j++)
          {
            IdioPdfLine *line = lines->pdata[j];
            g_autofree char *pattern = get_pattern (line);

            count_line (book, top ? "pattern-top" : "pattern-bottom", pattern, distance);
            count_line (book, top ? "top" : "bottom", line->text, distance);
          }

        if (i == 0 && has_gap (lines, rows, 0, top) &&
            ((IdioPdfLine *) lines->pdata[row->first])->size <= 1.05 * book->body_size)
          count_line (book, top ? "any-top" : "any-bottom", "", distance);
      }
}

static gboolean
is_furniture (Book              *book,
              const IdioPdfLine *line,
              double             distance,
              gboolean           top,
              gboolean           outermost,
              gboolean           gap)
{
  g_autofree char *pattern = get_pattern (line);
  guint n_pages = book->pages->len;

  if (distance > TEXT_MARGIN * g_array_index (book->heights, double, line->page) && !is_page_number (line->text))
    return FALSE;

  if (get_n_pages (book, top ? "top" : "bottom", line->text, distance) >= 2)
    return TRUE;

  if (gap && get_n_pages (book, top ? "pattern-top" : "pattern-bottom", pattern, distance) >= 2)
    return TRUE;

  /* What is larger, such as “Chapter 5”, is a heading. */
  if (gap && outermost && is_page_number (line->text) && line->size <= 1.05 * book->body_size)
    return TRUE;

  return gap && outermost && n_pages >= MIN_PAGES && line->size <= 1.05 * book->body_size &&
         get_n_pages (book, top ? "any-top" : "any-bottom", "", distance) >= MOST_PAGES * n_pages;
}

/* Where the furniture ends, seen from the edge, is where a gap is: a list that has the same item at the top of two
 * pages is none. */
static guint
find_gap (GPtrArray *lines,
          GArray    *rows,
          guint      i,
          gboolean   top)
{
  while (i < MAX_ROWS && i < rows->len && !has_gap (lines, rows, i, top))
    i++;

  return i;
}

static void
mark_page (Book  *book,
           guint  page)
{
  GPtrArray *lines = book->pages->pdata[page];
  g_autoptr(GArray) rows = find_rows (lines);

  for (int top = 0; top < 2; top++)
    for (guint i = 0; i < MIN (MAX_ROWS, rows->len); i++)
      {
        const Row *row = get_row (rows, i, top);
        double distance = get_distance (book, page, row, top);
        gboolean gap = find_gap (lines, rows, i, top) < MAX_ROWS, any = FALSE;

        for (guint j = row->first; distance >= 0 && j < row->end; j++)
          {
            IdioPdfLine *line = lines->pdata[j];

            line->furniture = line->furniture || is_furniture (book, line, distance, top, i == 0, gap);
            any = any || line->furniture;
          }

        /* What stands beside a running head is one too, but for the columns of a text. */
        if (!any)
          break;

        for (guint j = row->first; gap && j < row->end; j++)
          ((IdioPdfLine *) lines->pdata[j])->furniture = TRUE;
      }
}

static double
find_body_size (GPtrArray *pages)
{
  g_autoptr(GHashTable) n_bytes = g_hash_table_new (NULL, NULL);
  guint best = 0, size = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      GPtrArray *lines = pages->pdata[i];

      for (guint j = 0; j < lines->len; j++)
        {
          IdioPdfLine *line = lines->pdata[j];
          gpointer key = GUINT_TO_POINTER ((guint) (CLAMP (line->size, 0, 1000) * 2 + 0.5));
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_bytes, key)) + (guint) strlen (line->text);

          g_hash_table_replace (n_bytes, key, GUINT_TO_POINTER (n));

          if (n > best)
            {
              best = n;
              size = GPOINTER_TO_UINT (key);
            }
        }
    }

  return size / 2.0;
}

/* Pages with one line each look like furniture. */
static void
spare_text (GPtrArray *pages)
{
  gsize n_all = 0, n_rest = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < pages->len; i++)
      for (guint j = 0; j < ((GPtrArray *) pages->pdata[i])->len; j++)
        {
          IdioPdfLine *line = g_ptr_array_index ((GPtrArray *) pages->pdata[i], j);

          if (pass == 0)
            {
              n_all += strlen (line->text);
              n_rest += line->furniture ? 0 : strlen (line->text);
            }
          else if ((double) n_rest < MIN_REST * (double) n_all)
            {
              line->furniture = is_page_number (line->text);
            }
        }
}

/**
 * idio_pdf_furniture_mark:
 * @pages: (element-type GPtrArray): the lines of each page
 * @heights: (element-type gdouble): the height of each page
 *
 * Finds what is not part of the text: what stands at the same height of several pages, and numbers of pages.
 */
void
idio_pdf_furniture_mark (GPtrArray *pages,
                         GArray    *heights)
{
  g_autoptr(GHashTable) n_pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Book book = { pages, heights, n_pages, find_body_size (pages) };

  for (guint i = 0; i < pages->len; i++)
    count_page (&book, i);

  for (guint i = 0; i < pages->len; i++)
    mark_page (&book, i);

  spare_text (pages);
}
