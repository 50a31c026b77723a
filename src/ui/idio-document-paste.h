/* idio-document-paste.h: a text that is pasted or dropped becomes a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

DexFuture *idio_document_paste (IdioWorkspace *workspace,
                                GtkWidget     *widget,
                                const char    *text);

G_END_DECLS
