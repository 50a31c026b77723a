/* idio-export-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_EXPORT_DIALOG (idio_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioExportDialog, idio_export_dialog, IDIO, EXPORT_DIALOG, AdwDialog)

AdwDialog *idio_export_dialog_new  (IdioWorkspace    *workspace);
void       idio_export_dialog_save (IdioExportDialog *self,
                                    GFile            *file);

G_END_DECLS
