/* idio-docx-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioDocxFields:
 *
 * The fields of a Word document that have begun at some place and not ended (ECMA-376-1, 17.16): each has a code, and a
 * result that is shown.
 */
typedef struct _IdioDocxFields IdioDocxFields;

IdioDocxFields *idio_docx_fields_new         (void);
void            idio_docx_fields_free        (IdioDocxFields *self);
void            idio_docx_fields_begin       (IdioDocxFields *self,
                                              const char     *code);
void            idio_docx_fields_append_code (IdioDocxFields *self,
                                              const char     *text);
void            idio_docx_fields_separate    (IdioDocxFields *self);
char           *idio_docx_fields_end         (IdioDocxFields *self);
void            idio_docx_fields_end_open    (IdioDocxFields *self);
gboolean        idio_docx_fields_are_shown   (IdioDocxFields *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioDocxFields, idio_docx_fields_free)

G_END_DECLS
