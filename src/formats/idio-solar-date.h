/* idio-solar-date.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void idio_solar_date_convert (int *year,
                              int *month,
                              int *day);

G_END_DECLS
