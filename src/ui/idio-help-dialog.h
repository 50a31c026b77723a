/* idio-help-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IDIO_TYPE_HELP_DIALOG (idio_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioHelpDialog, idio_help_dialog, IDIO, HELP_DIALOG, AdwDialog)

AdwDialog *idio_help_dialog_new (const char *topic);

G_END_DECLS
