/* idio-history-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "draft/idio-history.h"

G_BEGIN_DECLS

#define IDIO_TYPE_HISTORY_DIALOG (idio_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioHistoryDialog, idio_history_dialog, IDIO, HISTORY_DIALOG, AdwDialog)

AdwDialog *idio_history_dialog_new (IdioHistory *history);

G_END_DECLS
