/* idio-document-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_TEXT (idio_document_text_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentText, idio_document_text, IDIO, DOCUMENT_TEXT, AdwBin)

void     idio_document_text_set_workspace (IdioDocumentText *self,
                                           IdioWorkspace    *workspace);
gboolean idio_document_text_set           (IdioDocumentText *self,
                                           gint64            document,
                                           char             *text);
void     idio_document_text_set_words     (IdioDocumentText *self,
                                           const char       *words);
void     idio_document_text_find          (IdioDocumentText *self,
                                           gboolean          forward);
void     idio_document_text_show_quote    (IdioDocumentText *self,
                                           gint64            document,
                                           gsize             start,
                                           gsize             length);

G_END_DECLS
