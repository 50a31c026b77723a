/* idio-pdf-columns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-pdf-line.h"

G_BEGIN_DECLS

/**
 * IdioPdfColumns:
 *
 * The columns that lines stand in: from where to where they reach, and how far lines are from each other.
 */
typedef struct _IdioPdfColumns IdioPdfColumns;

IdioPdfColumns *idio_pdf_columns_new             (GPtrArray         *lines);
void            idio_pdf_columns_free            (IdioPdfColumns    *self);
double          idio_pdf_columns_get_body_size   (IdioPdfColumns    *self);
gboolean        idio_pdf_columns_is_wide         (IdioPdfColumns    *self,
                                                  const IdioPdfLine *line,
                                                  double             distance);
gboolean        idio_pdf_columns_is_left_aligned (IdioPdfColumns    *self,
                                                  guint              i);
double          idio_pdf_columns_get_indent      (IdioPdfColumns    *self,
                                                  guint              i);
double          idio_pdf_columns_get_word_width  (const IdioPdfLine *line);
double          idio_pdf_columns_get_space       (IdioPdfColumns    *self,
                                                  guint              i);
gboolean        idio_pdf_columns_has_room        (IdioPdfColumns    *self,
                                                  guint              previous,
                                                  guint              i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPdfColumns, idio_pdf_columns_free)

G_END_DECLS
