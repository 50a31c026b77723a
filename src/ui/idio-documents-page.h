/* idio-documents-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENTS_PAGE (idio_documents_page_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentsPage, idio_documents_page, IDIO, DOCUMENTS_PAGE, AdwBreakpointBin)

void           idio_documents_page_set_workspace (IdioDocumentsPage *self,
                                                  IdioWorkspace     *workspace);
void           idio_documents_page_load_folders  (IdioDocumentsPage *self);
void           idio_documents_page_import        (IdioDocumentsPage *self,
                                                  GListModel        *files);
void           idio_documents_page_import_others (IdioDocumentsPage *self,
                                                  GListModel        *files);
DexFuture     *idio_documents_page_stop          (IdioDocumentsPage *self) G_GNUC_WARN_UNUSED_RESULT;
void           idio_documents_page_add_text      (IdioDocumentsPage *self,
                                                  const char        *text);
void           idio_documents_page_paste         (IdioDocumentsPage *self);
void           idio_documents_page_search        (IdioDocumentsPage *self);
void           idio_documents_page_show          (IdioDocumentsPage *self,
                                                  gint64             document,
                                                  gsize              start,
                                                  gsize              length);

G_END_DECLS
