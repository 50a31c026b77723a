/* idio-removed-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_REMOVED_DIALOG (idio_removed_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioRemovedDialog, idio_removed_dialog, IDIO, REMOVED_DIALOG, AdwDialog)

AdwDialog *idio_removed_dialog_new (IdioWorkspace *workspace);

G_END_DECLS
