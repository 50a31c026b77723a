/* idio-import-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_IMPORT_BAR (idio_import_bar_get_type ())
G_DECLARE_FINAL_TYPE (IdioImportBar, idio_import_bar, IDIO, IMPORT_BAR, AdwBin)

void       idio_import_bar_set_workspace (IdioImportBar *self,
                                          IdioWorkspace *workspace);
DexFuture *idio_import_bar_run           (IdioImportBar *self,
                                          IdioImport    *import,
                                          GListModel    *files) G_GNUC_WARN_UNUSED_RESULT;
gboolean   idio_import_bar_has_import    (IdioImportBar *self);
void       idio_import_bar_stop          (IdioImportBar *self);

G_END_DECLS
