/* idio-document-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_VIEW (idio_document_view_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentView, idio_document_view, IDIO, DOCUMENT_VIEW, AdwBreakpointBin)

void idio_document_view_set_workspace (IdioDocumentView *self,
                                       IdioWorkspace    *workspace);
void idio_document_view_set_document  (IdioDocumentView *self,
                                       IdioDocument     *document);
void idio_document_view_set_several   (IdioDocumentView *self,
                                       guint             n_selected);
void idio_document_view_set_words     (IdioDocumentView *self,
                                       const char       *words);
void idio_document_view_find          (IdioDocumentView *self,
                                       gboolean          forward);
void idio_document_view_show_quote    (IdioDocumentView *self,
                                       gint64            document,
                                       gsize             start,
                                       gsize             length);

G_END_DECLS
