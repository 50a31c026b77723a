/* idio-pdf-line.c: a line of a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-pdf-line.h"

/* How far two lines may overlap at their sides, in points, without one being below the other */
#define TOLERANCE 1.0

/* Two sizes of type that differ by less than this factor are one. */
#define SAME_SIZE 1.09

void
idio_pdf_line_free (IdioPdfLine *self)
{
  g_clear_pointer (&self->text, g_free);
  g_free (self);
}

double
idio_pdf_line_middle (const IdioPdfLine *self)
{
  return (self->y1 + self->y2) / 2;
}

/**
 * idio_pdf_line_overlaps:
 * @self: a line
 * @other: another
 *
 * Returns: whether one is above the other, wholly or in part
 */
gboolean
idio_pdf_line_overlaps (const IdioPdfLine *self,
                        const IdioPdfLine *other)
{
  return self->x1 + TOLERANCE < other->x2 && other->x1 + TOLERANCE < self->x2;
}

/**
 * idio_pdf_line_is_beside:
 * @self: a line
 * @other: another
 *
 * Returns: whether both stand at the same height of the same page
 */
gboolean
idio_pdf_line_is_beside (const IdioPdfLine *self,
                         const IdioPdfLine *other)
{
  double overlap = MIN (self->y2, other->y2) - MAX (self->y1, other->y1);

  return self->page == other->page && overlap > 0.5 * MIN (self->y2 - self->y1, other->y2 - other->y1);
}

gboolean
idio_pdf_line_is_same_size (const IdioPdfLine *self,
                            const IdioPdfLine *other)
{
  return self->size < SAME_SIZE * other->size && other->size < SAME_SIZE * self->size;
}

/**
 * idio_pdf_line_is_below:
 * @self: a line
 * @previous: another
 *
 * Returns: whether it stands below the other in the same column
 */
gboolean
idio_pdf_line_is_below (const IdioPdfLine *self,
                        const IdioPdfLine *previous)
{
  return self->page == previous->page && idio_pdf_line_overlaps (self, previous) &&
         idio_pdf_line_middle (self) > idio_pdf_line_middle (previous);
}

/* A number, letter or Roman number, as in "1.", "(a)", "iv)" or "2.1" */
static const char *
skip_number (const char *text)
{
  const char *p = text + (*text == '(' ? 1 : 0), *number = p;

  if (g_ascii_isdigit (*p))
    {
      p += strspn (p, "0123456789");

      /* The numbers of sections need no point at the end. */
      while (*p == '.' && g_ascii_isdigit (p[1]))
        p += 1 + strspn (p + 1, "0123456789");
    }
  else
    {
      p += strspn (p, "ivxIVX");

      if (p == number && g_ascii_isalpha (*p))
        p++;
    }

  if (p == number || p - number > 8 || (*p != '.' && *p != ')') || (*text == '(' && *p != ')'))
    return NULL;

  return p + 1;
}

/**
 * idio_pdf_skip_mark:
 * @text: a line
 *
 * Returns: (nullable): what comes after the mark of an item of a list, or %NULL if it does not begin with one
 */
const char *
idio_pdf_skip_mark (const char *text)
{
  static const gunichar bullets[] = {
    0x2022, 0x25cf, 0x25cb, 0x25e6, 0x25aa, 0x25a0, 0x25a1, 0x2023, 0x2043, 0x27a2, 0x27a4, 0x2794, 0x2713, 0x2714,
    0x2756, 0x00b7, 0x2219, '-', 0x2013, 0x2014, 0x2212, '*', 0xfffd,
  };
  gunichar c = g_utf8_get_char (text);
  const char *after = g_unichar_type (c) == G_UNICODE_PRIVATE_USE ? g_utf8_next_char (text) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (c == bullets[i])
      after = g_utf8_next_char (text);

  if (after == NULL)
    after = skip_number (text);

  return after != NULL && (*after == ' ' || *after == '\0') ? after + strspn (after, " ") : NULL;
}
