/* idio-document-export.h: documents as files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

void       idio_document_export_choose (IdioWorkspace *workspace,
                                        GtkWidget     *widget,
                                        GArray        *ids);
DexFuture *idio_document_export        (IdioCorpus    *corpus,
                                        GArray        *ids,
                                        GFile         *folder);

G_END_DECLS
