/* idio-quantile.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void   idio_quantile_sort (GArray       *values);
double idio_quantile_get  (const GArray *sorted,
                           double        share);

G_END_DECLS
