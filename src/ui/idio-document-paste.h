/* idio-document-paste.h: what is on the clipboard becomes a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

DexFuture *idio_document_paste (IdioWorkspace *workspace,
                                GtkWidget     *widget);

G_END_DECLS
