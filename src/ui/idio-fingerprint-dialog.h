/* idio-fingerprint-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "voice/idio-statistics.h"

G_BEGIN_DECLS

#define IDIO_TYPE_FINGERPRINT_DIALOG (idio_fingerprint_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IdioFingerprintDialog, idio_fingerprint_dialog, IDIO, FINGERPRINT_DIALOG, AdwDialog)

AdwDialog *idio_fingerprint_dialog_new (IdioStatistics *statistics);

G_END_DECLS
