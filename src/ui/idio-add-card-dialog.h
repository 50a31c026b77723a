/* idio-add-card-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_ADD_CARD_DIALOG (idio_add_card_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioAddCardDialog, idio_add_card_dialog, IDIO, ADD_CARD_DIALOG, AdwDialog)

AdwDialog *idio_add_card_dialog_new (IdioWorkspace *workspace);

G_END_DECLS
