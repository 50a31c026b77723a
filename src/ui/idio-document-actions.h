/* idio-document-actions.h: what a person does with documents, and can take back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

void       idio_document_actions_replaced    (IdioWorkspace *workspace,
                                              GtkRoot       *root,
                                              gint64         before,
                                              gint64         after,
                                              const char    *title);
void       idio_document_actions_added       (IdioWorkspace *workspace,
                                              GtkRoot       *root,
                                              GArray        *ids,
                                              const char    *title);
DexFuture *idio_document_actions_remove      (IdioWorkspace *workspace,
                                              GtkRoot       *root,
                                              GArray        *ids,
                                              const char    *title);
DexFuture *idio_document_actions_remove_example (IdioWorkspace *workspace,
                                                 GtkRoot       *root);
DexFuture *idio_document_actions_trash       (IdioWorkspace *workspace,
                                              GtkRoot       *root,
                                              GArray        *ids);
DexFuture *idio_document_actions_set_audience (IdioWorkspace *workspace,
                                               GtkRoot       *root,
                                               GArray        *ids,
                                               IdioAudience   audience);
DexFuture *idio_document_actions_disown      (IdioWorkspace *workspace,
                                              GtkRoot       *root,
                                              gint64         document);
DexFuture *idio_document_actions_set_private (IdioWorkspace *workspace,
                                              GtkRoot       *root,
                                              gint64         document,
                                              gboolean       private);

G_END_DECLS
