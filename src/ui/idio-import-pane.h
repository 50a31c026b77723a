/* idio-import-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_IMPORT_PANE (idio_import_pane_get_type ())
G_DECLARE_FINAL_TYPE (IdioImportPane, idio_import_pane, IDIO, IMPORT_PANE, GtkBox)

void       idio_import_pane_set_workspace  (IdioImportPane *self,
                                            IdioWorkspace  *workspace);
void       idio_import_pane_load_folders   (IdioImportPane *self);
void       idio_import_pane_import         (IdioImportPane *self,
                                            GListModel     *files);
void       idio_import_pane_import_others  (IdioImportPane *self,
                                            GListModel     *files);
DexFuture *idio_import_pane_remove_example (IdioImportPane *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean   idio_import_pane_has_import     (IdioImportPane *self);
DexFuture *idio_import_pane_stop           (IdioImportPane *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
