/* idio-preferences-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_PREFERENCES_DIALOG (idio_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioPreferencesDialog, idio_preferences_dialog, IDIO, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *idio_preferences_dialog_new (IdioWorkspace *workspace);

G_END_DECLS
