/* idio-portrait.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "measure/idio-differences.h"
#include "measure/idio-meter.h"
#include "measure/idio-traits.h"

G_BEGIN_DECLS

#define IDIO_TYPE_COMPARISON (idio_comparison_get_type ())

/**
 * IdioComparison:
 * @verdict: which of two drafts is closer to the user, by style
 * @differences: (element-type IdioDifference): the named measures behind that
 * @excesses: (element-type IdioDifference): the habits that the draft overdoes
 *
 * Two drafts on one brief beside the user's own texts. If a habit is overdone, the verdict is "further".
 */
typedef struct
{
  IdioVerdict  verdict;
  GArray      *differences;
  GArray      *excesses;
} IdioComparison;

GType           idio_comparison_get_type (void) G_GNUC_CONST;
IdioComparison *idio_comparison_ref      (IdioComparison *self);
void            idio_comparison_unref    (IdioComparison *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioComparison, idio_comparison_unref)

#define IDIO_TYPE_PORTRAIT (idio_portrait_get_type ())
G_DECLARE_FINAL_TYPE (IdioPortrait, idio_portrait, IDIO, PORTRAIT, GObject)

IdioPortrait          *idio_portrait_new             (IdioCorpus   *corpus);
IdioCorpus            *idio_portrait_get_corpus      (IdioPortrait *self);
const IdioFingerprint *idio_portrait_get_fingerprint (IdioPortrait *self);
GPtrArray             *idio_portrait_get_traits      (IdioPortrait *self);
DexFuture             *idio_portrait_update          (IdioPortrait *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture             *idio_portrait_compare         (IdioPortrait *self,
                                                      const char   *reference,
                                                      const char   *draft,
                                                      IdioAudience  audience) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
