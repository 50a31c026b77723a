/* idio-differences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-measures.h"
#include "features/idio-ranges.h"

G_BEGIN_DECLS

/**
 * IdioDifference:
 * @measure: a measure
 * @own: where it lies in the writer's own texts
 * @reference: its value for the draft that anyone would get
 * @draft: its value for the one in the writer's voice
 * @gain: by how many of the writer's own spreads @draft is nearer to where most of their texts lie; negative: further
 *
 * A measure in which two drafts differ.
 */
typedef struct
{
  IdioMeasureId measure;
  IdioRange     own;
  double        reference;
  double        draft;
  double        gain;
} IdioDifference;

GArray *idio_differences_find (const IdioRanges   *ranges,
                               guint               group,
                               const double       *reference,
                               const double       *draft,
                               guint               max_differences);
GArray *idio_excesses_find    (const IdioRanges   *ranges,
                               guint               group,
                               const IdioAnalysis *reference,
                               const double       *reference_values,
                               const IdioAnalysis *draft,
                               const double       *draft_values);

G_END_DECLS
