/* idio-own-scores.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-blend.h"

G_BEGIN_DECLS

GArray *idio_own_scores_find (IdioBlender             *blender,
                              const IdioViews * const *texts,
                              guint                    n_texts,
                              const float             *factors,
                              guint                    n_words);

G_END_DECLS
