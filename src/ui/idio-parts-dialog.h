/* idio-parts-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_PARTS_DIALOG (idio_parts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioPartsDialog, idio_parts_dialog, IDIO, PARTS_DIALOG, AdwDialog)

IdioPartsDialog *idio_parts_dialog_new (IdioWorkspace  *workspace,
                                        const IdioText *text);

G_END_DECLS
