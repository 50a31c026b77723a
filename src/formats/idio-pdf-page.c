/* idio-pdf-page.c: the lines of a page, as they stand on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-bidi.h"
#include "formats/idio-pdf-ligatures.h"
#include "formats/idio-pdf-page.h"

/* A gap in a line that is wider than this, in sizes of its font, parts it: no space of justified text is as wide. */
#define WIDE_SPACE 1.7
#define WIDE_GAP 1.0

/* The spaces of one line are all as wide, but for this factor. */
#define MAX_SPACE_RATIO 1.3

/* How far the middle of the next character may be above or below, in sizes of the font: those of notes are high. */
#define MAX_RISE 0.75

/* A line in this many pieces of one character does not go from left to right. */
#define MIN_TURNED_PIECES 4

/* What poppler tells of a page: its text, and for each character a rectangle and a range of attributes */
typedef struct
{
  guint             index;
  double            width;
  PopplerRectangle *rectangles;
  guint             n_rectangles;
  GList            *attributes;
  GPtrArray        *lines;
} Page;

/* What a font has no letter for */
static gboolean
is_unknown (gunichar c)
{
  return c == 0xfffd || g_unichar_iscntrl (c);
}

/* Ligatures and the forms of Arabic letters are what the letters are that they stand for. */
static void
append_letters (GString  *text,
                gunichar  c)
{
  char letter[7] = { 0 };
  g_autofree char *letters = NULL;

  g_unichar_to_utf8 (c, letter);

  if ((c >= 0xfb00 && c <= 0xfb06) || (c >= 0xfb50 && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc))
    letters = g_utf8_normalize (letter, -1, G_NORMALIZE_NFKC);

  g_string_append (text, letters != NULL ? letters : letter);
}

/* The height of a line is that of its largest type: the marks of notes are above it. */
static void
extend (IdioPdfLine            *line,
        const PopplerRectangle *rectangle,
        double                  size)
{
  line->x1 = MIN (line->x1, MIN (rectangle->x1, rectangle->x2));
  line->x2 = MAX (line->x2, MAX (rectangle->x1, rectangle->x2));

  if (size > 1.05 * line->size)
    {
      line->y1 = MIN (rectangle->y1, rectangle->y2);
      line->y2 = MAX (rectangle->y1, rectangle->y2);
    }
  else if (size > 0.95 * line->size)
    {
      line->y1 = MIN (line->y1, MIN (rectangle->y1, rectangle->y2));
      line->y2 = MAX (line->y2, MAX (rectangle->y1, rectangle->y2));
    }

  line->size = MAX (line->size, size);
}

static gboolean
is_bold (const char *font)
{
  g_autofree char *lower = g_ascii_strdown (font != NULL ? font : "", -1);

  return strstr (lower, "bold") != NULL || strstr (lower, "black") != NULL || strstr (lower, "heavy") != NULL ||
         g_str_has_prefix (lower, "cmbx") || strstr (lower, "-medi") != NULL;
}

/* The attributes of a character. They are asked for in order. */
static const PopplerTextAttributes *
get_attributes (Page  *page,
                guint  i)
{
  while (page->attributes != NULL && page->attributes->next != NULL &&
         ((PopplerTextAttributes *) page->attributes->data)->end_index < (int) i)
    page->attributes = page->attributes->next;

  return page->attributes != NULL ? page->attributes->data : NULL;
}

/* Whether a character at this place goes on with a line. */
static gboolean
goes_on (const IdioPdfLine      *line,
         const PopplerRectangle *previous,
         const PopplerRectangle *next,
         gboolean                space)
{
  double rise = ABS ((previous->y1 + previous->y2) / 2 - (next->y1 + next->y2) / 2);
  double gap = next->x1 - previous->x2;

  if (space)
    return next->x2 - next->x1 < WIDE_SPACE * line->size;

  return rise < MAX_RISE * line->size && gap < WIDE_GAP * line->size && gap > -line->size &&
         next->x1 > previous->x1 - 0.5 * line->size;
}

static IdioPdfLine *
begin_line (Page *page)
{
  IdioPdfLine *line = g_new0 (IdioPdfLine, 1);

  line->x1 = line->y1 = G_MAXDOUBLE;
  line->x2 = line->y2 = -G_MAXDOUBLE;
  line->page = page->index;
  line->page_width = page->width;
  line->n_cells = 1;
  line->bold = TRUE;

  return line;
}

static void
end_line (GPtrArray   *lines,
          IdioPdfLine *line,
          GString     *text)
{
  line->text = g_strstrip (g_strdup (text->str));
  line->text_x = line->x1;
  g_string_truncate (text, 0);

  if (line->word_width <= 0)
    line->word_width = line->x2 - line->x1;

  if (*line->text != '\0' && line->x1 <= line->x2)
    g_ptr_array_add (lines, line);
  else
    idio_pdf_line_free (line);
}

static void
add_character (Page        *page,
               IdioPdfLine *line,
               guint        i)
{
  const PopplerTextAttributes *attributes = get_attributes (page, i);
  const PopplerRectangle *rectangle = &page->rectangles[i];
  double size = attributes != NULL && attributes->font_size > 0 ? attributes->font_size
                                                                 : rectangle->y2 - rectangle->y1;

  line->bold = line->bold && attributes != NULL && is_bold (attributes->font_name);
  extend (line, rectangle, size);
}

/* Whether all spaces of a line are about as wide: then it was justified, with few words in it. */
static gboolean
is_justified (Page       *page,
              const char *text,
              gsize       length,
              guint       i)
{
  double narrowest = G_MAXDOUBLE, widest = 0;

  for (const char *p = text; p < text + length && i < page->n_rectangles; p = g_utf8_next_char (p))
    if (!idio_pdf_bidi_is_mark (g_utf8_get_char (p)))
      {
        double width = page->rectangles[i].x2 - page->rectangles[i].x1;

        if (*p == ' ')
          {
            narrowest = MIN (narrowest, width);
            widest = MAX (widest, width);
          }

        i++;
      }

  return widest < MAX_SPACE_RATIO * narrowest && memchr (text, ' ', length) != memrchr (text, ' ', length);
}

/* Takes the letters of a line from right to left. Of the last one of a page poppler tells no rectangles. */
static void
read_right_to_left (Page        *page,
                    IdioPdfLine *line,
                    GString     *letters,
                    const char  *text,
                    gsize        length)
{
  g_autofree char *read = idio_pdf_bidi_read (text, length);

  g_string_truncate (letters, 0);

  for (const char *p = read; *p != '\0'; p = g_utf8_next_char (p))
    append_letters (letters, g_utf8_get_char (p));

  if (line->x1 > line->x2 && page->lines->len > 0)
    {
      const IdioPdfLine *above = g_ptr_array_index (page->lines, page->lines->len - 1);

      line->size = above->size;
      line->x2 = above->x2;
      line->x1 = MAX (line->x2 - 0.5 * line->size * (double) g_utf8_strlen (letters->str, -1), 0);
      line->y1 = above->y1 + 2 * line->size;
      line->y2 = above->y2 + 2 * line->size;
      line->word_width = line->size;
    }
}

/* Cuts a line as poppler finds them into pieces at its wide gaps. Returns: how many rectangles it has */
static guint
add_line (Page       *page,
          const char *text,
          gsize       length,
          guint       first)
{
  gboolean whole = idio_pdf_bidi_is_right_to_left (text, length), justified = is_justified (page, text, length, first);
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_pdf_line_free);
  g_autoptr(GString) letters = g_string_new (NULL);
  IdioPdfLine *line = begin_line (page);
  guint i = first;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (idio_pdf_bidi_is_mark (c))
        continue;

      if (i >= page->n_rectangles)
        break;

      if (!whole && letters->len > 0 && !(justified && c == ' ') &&
          !goes_on (line, &page->rectangles[i - 1], &page->rectangles[i], c == ' '))
        {
          end_line (pieces, line, letters);
          line = begin_line (page);
        }

      if (!is_unknown (c))
        append_letters (letters, c);

      if (c != ' ')
        add_character (page, line, i);
      else if (line->word_width <= 0)
        line->word_width = line->x2 - line->x1;

      i++;
    }

  if (whole)
    read_right_to_left (page, line, letters, text, length);

  end_line (pieces, line, letters);

  /* Vertical and slanted text is a watermark or stands in a margin. */
  if (pieces->len >= MIN_TURNED_PIECES && (gsize) g_utf8_strlen (text, (gssize) length) <= 2 * pieces->len)
    return i - first;

  g_ptr_array_extend_and_steal (page->lines, g_steal_pointer (&pieces));

  return i - first;
}

/* Takes the text of a page that is read from right to left, where poppler_page_get_text() leaves out lines, if not all, and
 * tells no rectangles of the last: a selection from the upper right corner begins with the first line, and one to the lower
 * left corner ends with the last, or if that one is read from left to right, one to the lower right corner. */
static void
select_right_to_left (PopplerPage  *page,
                      Page         *state,
                      char        **text)
{
  double width, height;

  poppler_page_get_size (page, &width, &height);

  for (guint i = 0; i < 2; i++)
    {
      PopplerRectangle area = { width + 10, -10, i == 0 ? -10 : width + 10, height + 10 }, *rectangles;
      g_autofree char *selected = poppler_page_get_selected_text (page, POPPLER_SELECTION_WORD, &area);
      guint n_rectangles;

      if (selected == NULL || strlen (selected) < strlen (*text) ||
          !poppler_page_get_text_layout_for_area (page, &area, &rectangles, &n_rectangles))
        continue;

      if (strlen (selected) == strlen (*text) && n_rectangles <= state->n_rectangles)
        {
          g_free (rectangles);
          continue;
        }

      g_free (*text);
      *text = g_steal_pointer (&selected);
      g_free (state->rectangles);
      state->rectangles = rectangles;
      state->n_rectangles = n_rectangles;
    }
}

/**
 * idio_pdf_page_read:
 * @page: a page
 * @index: its number, from 0
 *
 * Returns: (transfer full) (element-type IdioPdfLine): what stands in its lines, in no order that matters
 */
GPtrArray *
idio_pdf_page_read (PopplerPage *page,
                    guint        index)
{
  g_autofree char *text = poppler_page_get_text (page);
  GList *attributes = poppler_page_get_text_attributes (page);
  Page state = { .index = index, .attributes = attributes };
  const char *line, *end;
  guint i = 0;

  poppler_page_get_size (page, &state.width, NULL);
  state.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_pdf_line_free);

  if (!poppler_page_get_text_layout (page, &state.rectangles, &state.n_rectangles))
    state.n_rectangles = 0;

  if (text != NULL && (*text == '\0' || idio_pdf_bidi_is_right_to_left (text, strlen (text))))
    {
      select_right_to_left (page, &state, &text);
      idio_pdf_ligatures_mend (text, state.rectangles, state.n_rectangles);
    }

  line = text;

  while (line != NULL && *line != '\0')
    {
      end = line + strcspn (line, "\n");
      i += add_line (&state, line, (gsize) (end - line), i) + 1;
      line = *end != '\0' ? end + 1 : end;
    }

  g_free (state.rectangles);
  poppler_page_free_text_attributes (attributes);

  return state.lines;
}
