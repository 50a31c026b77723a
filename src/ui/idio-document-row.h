/* idio-document-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "corpus/idio-document.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DOCUMENT_ROW (idio_document_row_get_type ())
G_DECLARE_FINAL_TYPE (IdioDocumentRow, idio_document_row, IDIO, DOCUMENT_ROW, GtkBox)

IdioDocument *idio_document_row_get_document (IdioDocumentRow *self);
char         *idio_document_row_describe     (IdioDocument    *document);

G_END_DECLS
