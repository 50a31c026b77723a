/* idio-document-selection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "corpus/idio-corpus.h"
#include "ui/idio-document-list.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_SELECTION (idio_document_selection_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentSelection, idio_document_selection, IDIO, DOCUMENT_SELECTION, GObject)

IdioDocumentSelection *idio_document_selection_new            (IdioCorpus            *corpus,
                                                               IdioDocumentList      *list);
GtkSelectionModel     *idio_document_selection_get_model      (IdioDocumentSelection *self);
IdioDocument          *idio_document_selection_get_document   (IdioDocumentSelection *self);
guint                  idio_document_selection_get_n_selected (IdioDocumentSelection *self);
GArray                *idio_document_selection_list_ids       (IdioDocumentSelection *self);
void                   idio_document_selection_select         (IdioDocumentSelection *self,
                                                               guint                  position);
void                   idio_document_selection_toggle         (IdioDocumentSelection *self,
                                                               guint                  position);
void                   idio_document_selection_select_one     (IdioDocumentSelection *self);
void                   idio_document_selection_want           (IdioDocumentSelection *self,
                                                               gint64                 document);

G_END_DECLS
