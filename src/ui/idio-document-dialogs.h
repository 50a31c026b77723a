/* idio-document-dialogs.h: what is asked about a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

void idio_document_dialogs_rename        (IdioWorkspace *workspace,
                                          GtkWidget     *widget,
                                          IdioDocument  *document);
void idio_document_dialogs_edit          (IdioWorkspace *workspace,
                                          GtkWidget     *widget,
                                          IdioDocument  *document,
                                          GCallback      changed);
void idio_document_dialogs_show_parts    (IdioWorkspace *workspace,
                                          GtkWidget     *widget,
                                          IdioDocument  *document,
                                          GCallback      changed);
void idio_document_dialogs_show_charsets (IdioWorkspace *workspace,
                                          GtkWidget     *widget,
                                          IdioDocument  *document,
                                          GCallback      changed);

G_END_DECLS
