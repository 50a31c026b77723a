/* idio-document-list.h: documents in the order in which they are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-document.h"
#include "ui/idio-document-sort.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_LIST (idio_document_list_get_type ())

G_DECLARE_FINAL_TYPE (IdioDocumentList, idio_document_list, IDIO, DOCUMENT_LIST, GObject)

IdioDocumentList *idio_document_list_new           (GListModel        *documents);
void              idio_document_list_set_order     (IdioDocumentList  *self,
                                                    IdioDocumentOrder  order);
void              idio_document_list_update_titles (IdioDocumentList  *self);
void              idio_document_list_set_found     (IdioDocumentList  *self,
                                                    GArray            *found);
gboolean          idio_document_list_is_settled    (IdioDocumentList  *self);
gboolean          idio_document_list_find          (IdioDocumentList  *self,
                                                    IdioDocument      *document,
                                                    guint             *position);

G_END_DECLS
