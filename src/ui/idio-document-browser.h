/* idio-document-browser.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"
#include "ui/idio-document-selection.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_BROWSER (idio_document_browser_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentBrowser, idio_document_browser, IDIO, DOCUMENT_BROWSER, AdwBin)

void                   idio_document_browser_set_workspace (IdioDocumentBrowser *self,
                                                            IdioWorkspace       *workspace);
IdioDocumentSelection *idio_document_browser_get_selection (IdioDocumentBrowser *self);
void                   idio_document_browser_search        (IdioDocumentBrowser *self);
void                   idio_document_browser_show          (IdioDocumentBrowser *self,
                                                            gint64               document);

G_END_DECLS
