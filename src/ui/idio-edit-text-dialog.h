/* idio-edit-text-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_EDIT_TEXT_DIALOG (idio_edit_text_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioEditTextDialog, idio_edit_text_dialog, IDIO, EDIT_TEXT_DIALOG, AdwDialog)

IdioEditTextDialog *idio_edit_text_dialog_new (IdioWorkspace *workspace,
                                               IdioText      *text);

G_END_DECLS
