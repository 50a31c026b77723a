/* idio-reliability.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-tally.h"

G_BEGIN_DECLS

float *idio_reliability_find (GBytes * const *tallies,
                              const guint    *writers,
                              guint           n_texts,
                              guint           n_writers,
                              const float    *factors);

G_END_DECLS
