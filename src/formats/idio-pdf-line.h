/* idio-pdf-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioPdfLine:
 * @text: what stands there, in UTF-8
 * @x1: where it begins, in points from the left, as all of these
 * @y1: its upper edge, in points from the top
 * @x2: where it ends
 * @y2: its lower edge
 * @text_x: where its text begins after the mark of an item, or @x1
 * @word_width: the width of its first word, in points
 * @page_width: the width of its page, in points
 * @size: the size of its font, in points
 * @bold: whether all of it is bold
 * @marked: whether it begins an item of a list
 * @n_cells: in how many pieces it is, with wide gaps between them
 * @page: its page, from 0
 * @furniture: whether it is a running head or foot, or the number of a page
 *
 * A line of a page, or a piece of one that has wide gaps.
 */
typedef struct
{
  char     *text;
  double    x1;
  double    y1;
  double    x2;
  double    y2;
  double    text_x;
  double    word_width;
  double    page_width;
  double    size;
  gboolean  bold;
  gboolean  marked;
  guint     n_cells;
  guint     page;
  gboolean  furniture;
} IdioPdfLine;

void         idio_pdf_line_free         (IdioPdfLine       *self);
double       idio_pdf_line_middle       (const IdioPdfLine *self);
gboolean     idio_pdf_line_overlaps     (const IdioPdfLine *self,
                                         const IdioPdfLine *other);
gboolean     idio_pdf_line_is_beside    (const IdioPdfLine *self,
                                         const IdioPdfLine *other);
gboolean     idio_pdf_line_is_below     (const IdioPdfLine *self,
                                         const IdioPdfLine *previous);
gboolean     idio_pdf_line_is_same_size (const IdioPdfLine *self,
                                         const IdioPdfLine *other);
const char  *idio_pdf_skip_mark         (const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPdfLine, idio_pdf_line_free)

G_END_DECLS
