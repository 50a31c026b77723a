/* idio-meter-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/idio-writing.h"
#include "voice/idio-comparison.h"

G_BEGIN_DECLS

#define IDIO_TYPE_METER_BAR (idio_meter_bar_get_type ())
G_DECLARE_FINAL_TYPE (IdioMeterBar, idio_meter_bar, IDIO, METER_BAR, AdwBin)

void idio_meter_bar_set_up         (IdioMeterBar   *self,
                                    IdioStatistics *statistics,
                                    IdioWriting    *writing);
void idio_meter_bar_update         (IdioMeterBar   *self);
void idio_meter_bar_set_comparison (IdioMeterBar   *self,
                                    IdioComparison *comparison);

G_END_DECLS
