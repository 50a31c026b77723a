/* idio-measure-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-measures.h"
#include "features/idio-ranges.h"

G_BEGIN_DECLS

char *idio_measure_format   (IdioMeasureId    measure,
                             double           value);
char *idio_measure_describe (IdioMeasureId    measure,
                             double           value);
char *idio_range_describe   (IdioMeasureId    measure,
                             const IdioRange *range);

G_END_DECLS
