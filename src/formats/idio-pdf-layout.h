/* idio-pdf-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-pdf-line.h"

G_BEGIN_DECLS

/**
 * IdioPdfBreak:
 * @IDIO_PDF_BREAK_NONE: the line was full, and the paragraph goes on
 * @IDIO_PDF_BREAK_LINE: the writer ended the line, such as in an address or a list
 * @IDIO_PDF_BREAK_PARAGRAPH: a paragraph ends
 *
 * What is between two lines.
 */
typedef enum
{
  IDIO_PDF_BREAK_NONE,
  IDIO_PDF_BREAK_LINE,
  IDIO_PDF_BREAK_PARAGRAPH,
} IdioPdfBreak;

/**
 * IdioPdfLayout:
 *
 * How lines stand on their pages: the columns they are in, and how far they are from each other.
 */
typedef struct _IdioPdfLayout IdioPdfLayout;

IdioPdfLayout *idio_pdf_layout_new           (GPtrArray     *lines);
void           idio_pdf_layout_free          (IdioPdfLayout *self);
double         idio_pdf_layout_get_body_size (IdioPdfLayout *self);
IdioPdfBreak   idio_pdf_layout_get_break     (IdioPdfLayout *self,
                                              guint          previous,
                                              guint          i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPdfLayout, idio_pdf_layout_free)

G_END_DECLS
