/* idio-held-out-scores.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-centroid.h"

G_BEGIN_DECLS

GArray *idio_held_out_scores_find (IdioCentroidSpace       *space,
                                   const IdioViews * const *texts,
                                   guint                    n_texts,
                                   const float             *factors,
                                   guint                    n_words);

G_END_DECLS
