/* idio-meter-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "voice/idio-comparison.h"

G_BEGIN_DECLS

#define IDIO_TYPE_METER_DIALOG (idio_meter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioMeterDialog, idio_meter_dialog, IDIO, METER_DIALOG, AdwDialog)

AdwDialog *idio_meter_dialog_new (IdioComparison *comparison);

G_END_DECLS
