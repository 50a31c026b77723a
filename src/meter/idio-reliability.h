/* idio-reliability.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-feature-counts.h"

G_BEGIN_DECLS

float *idio_reliability_find (GBytes * const *packed_texts,
                              const guint    *writers,
                              guint           n_texts,
                              guint           n_writers,
                              const float    *factors);

G_END_DECLS
