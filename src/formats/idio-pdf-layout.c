/* idio-pdf-layout.c: where paragraphs end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-columns.h"
#include "formats/idio-pdf-layout.h"

/* Edges that differ by less than this, in points, are one. */
#define EDGE_TOLERANCE 2.0

/* A first line is indented by this much, in sizes of its font. */
#define MIN_INDENT 0.7

/* A line may be broken this early, in sizes of its font. */
#define MAX_EARLY_SPACE 4.0

/* A word that is broken goes on at most this far below, in sizes of its font. */
#define MAX_HYPHEN_DISTANCE 2.6

struct _IdioPdfLayout
{
  GPtrArray      *lines;
  IdioPdfColumns *columns;
};

static IdioPdfLine *
get_line (IdioPdfLayout *self,
          guint          i)
{
  return g_ptr_array_index (self->lines, i);
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
  double room = idio_pdf_columns_get_space (self->columns, previous) - idio_pdf_columns_get_word_width (line);

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
         (idio_pdf_columns_has_room (self->columns, previous, i) || ends_sentence (before) ||
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

  return next == NULL || !idio_pdf_line_is_below (next, line) || !idio_pdf_line_is_same_size (next, line) ||
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

  return idio_pdf_line_is_below (before, first) && idio_pdf_line_is_same_size (before, first) &&
         before->x1 - first->x1 > -EDGE_TOLERANCE &&
         !ends_in_hyphen (before) && ends_sentence (before);
}

static IdioPdfBreak
get_break_in_column (IdioPdfLayout *self,
                     guint          previous,
                     guint          i)
{
  const IdioPdfLine *line = get_line (self, i), *before = get_line (self, previous);
  double distance = idio_pdf_line_middle (line) - idio_pdf_line_middle (before);
  gboolean wide = idio_pdf_columns_is_wide (self->columns, line, distance);
  gboolean room = idio_pdf_columns_has_room (self->columns, previous, i) && !continues (self, previous, i);

  if (wide && !(ends_in_hyphen (before) && g_unichar_islower (get_first_letter (line)) &&
                distance < MAX_HYPHEN_DISTANCE * line->size))
    return IDIO_PDF_BREAK_PARAGRAPH;

  /* Larger type in a sentence, such as of a formula, does not end it. */
  if (!idio_pdf_line_is_same_size (line, before) && (room || !g_unichar_islower (get_first_letter (line))))
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (room)
    return ends_sentence (before) || line->bold != before->bold ||
           (idio_pdf_columns_is_left_aligned (self->columns, i) && before->x1 - line->x1 > MIN_INDENT * line->size)
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

  if (!idio_pdf_line_is_same_size (line, before))
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (ends_in_hyphen (before) && g_unichar_islower (get_first_letter (line)))
    return IDIO_PDF_BREAK_NONE;

  if (idio_pdf_columns_has_room (self->columns, previous, i) || line->bold != before->bold)
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (idio_pdf_columns_get_indent (self->columns, i) > MIN_INDENT * line->size)
    return IDIO_PDF_BREAK_PARAGRAPH;

  return !ends_sentence (before) || g_unichar_islower (get_first_letter (line)) ? IDIO_PDF_BREAK_NONE
                                                                                 : IDIO_PDF_BREAK_PARAGRAPH;
}

/**
 * idio_pdf_layout_new:
 * @lines: (element-type IdioPdfLine): the lines of all pages, in order; they have to live as long
 *
 * Returns: (transfer full): how they stand
 */
IdioPdfLayout *
idio_pdf_layout_new (GPtrArray *lines)
{
  IdioPdfLayout *self = g_new0 (IdioPdfLayout, 1);

  self->lines = lines;
  self->columns = idio_pdf_columns_new (lines);

  return self;
}

void
idio_pdf_layout_free (IdioPdfLayout *self)
{
  g_clear_pointer (&self->columns, idio_pdf_columns_free);
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
  return idio_pdf_columns_get_body_size (self->columns);
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

  if (before->n_cells > 1 &&
      !(idio_pdf_line_is_below (line, before) && ABS (line->x1 - before->text_x) < EDGE_TOLERANCE))
    return IDIO_PDF_BREAK_PARAGRAPH;

  if (idio_pdf_line_is_below (get_line (self, i), get_line (self, previous)))
    found = get_break_in_column (self, previous, i);
  else
    found = get_break_of_columns (self, previous, i);

  return begins_item (self, previous, i) ? IDIO_PDF_BREAK_PARAGRAPH : found;
}
