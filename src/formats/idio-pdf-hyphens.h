/* idio-pdf-hyphens.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-pdf-line.h"

G_BEGIN_DECLS

/**
 * IdioPdfHyphens:
 *
 * Which words a text has, to tell where a hyphen at the end of a line is part of a word.
 */
typedef struct _IdioPdfHyphens IdioPdfHyphens;

IdioPdfHyphens *idio_pdf_hyphens_new  (GPtrArray      *lines);
void            idio_pdf_hyphens_free (IdioPdfHyphens *self);
void            idio_pdf_hyphens_join (IdioPdfHyphens *self,
                                       GString        *text,
                                       const char     *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPdfHyphens, idio_pdf_hyphens_free)

G_END_DECLS
