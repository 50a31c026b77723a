/* idio-measure-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "features/idio-measures.h"
#include "features/idio-ranges.h"
#include "ui/idio-strip.h"

G_BEGIN_DECLS

#define IDIO_TYPE_MEASURE_ROW (idio_measure_row_get_type ())
G_DECLARE_FINAL_TYPE (IdioMeasureRow, idio_measure_row, IDIO, MEASURE_ROW, AdwPreferencesRow)

GtkWidget *idio_measure_row_new      (IdioMeasureId    measure,
                                      const IdioRange *range,
                                      const char      *description);
void       idio_measure_row_set_mark (IdioMeasureRow  *self,
                                      IdioStripMark    mark,
                                      double           value);

G_END_DECLS
