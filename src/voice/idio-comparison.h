/* idio-comparison.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-differences.h"
#include "voice/idio-statistics.h"

G_BEGIN_DECLS

#define IDIO_TYPE_COMPARISON (idio_comparison_get_type ())

/**
 * IdioComparison:
 * @verdict: which of two drafts is closer to the user, by style
 * @differences: (element-type IdioDifference): the named measures behind that
 * @excesses: (element-type IdioDifference): the habits that the draft overdoes
 * @n_others: how many texts by others, beside those that come with the program, the user was compared with
 *
 * Two drafts on one brief beside the user's own texts. If a habit is overdone, the verdict is at least "further".
 */
typedef struct
{
  IdioVerdict  verdict;
  GArray      *differences;
  GArray      *excesses;
  guint        n_others;
} IdioComparison;

GType           idio_comparison_get_type   (void) G_GNUC_CONST;
DexFuture      *idio_comparison_make       (IdioStatistics       *statistics,
                                            const char           *reference,
                                            const char           *draft,
                                            IdioAudience          audience) G_GNUC_WARN_UNUSED_RESULT;
gboolean        idio_comparison_has_excess (const IdioComparison *self,
                                            IdioMeasureId         measure);
IdioComparison *idio_comparison_ref        (IdioComparison       *self);
void            idio_comparison_unref      (IdioComparison       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioComparison, idio_comparison_unref)

G_END_DECLS
