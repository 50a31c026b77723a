/* idio-docx-styles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-xml.h"

G_BEGIN_DECLS

/**
 * IdioDocxStyles:
 *
 * The styles and lists of a Word document, as far as they matter to its text: hidden text, and how list items begin.
 */
typedef struct _IdioDocxStyles IdioDocxStyles;

/* A paragraph is in no list, or its style tells */
#define IDIO_DOCX_NO_LIST 0
#define IDIO_DOCX_UNSET (-1)

IdioDocxStyles *idio_docx_styles_new       (GBytes         *styles,
                                            GBytes         *numbering);
void            idio_docx_styles_free      (IdioDocxStyles *self);
gboolean        idio_docx_styles_is_hidden (IdioDocxStyles *self,
                                            const char     *style);
gboolean        idio_docx_styles_is_quote  (IdioDocxStyles *self,
                                            const char     *style);
char           *idio_docx_styles_dup_mark  (IdioDocxStyles *self,
                                            const char     *style,
                                            gint64          list,
                                            gint64          level);
gboolean        idio_docx_is_on            (xmlTextReader  *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioDocxStyles, idio_docx_styles_free)

G_END_DECLS
