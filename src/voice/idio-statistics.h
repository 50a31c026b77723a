/* idio-statistics.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "features/idio-features.h"
#include "features/idio-ranges.h"
#include "voice/idio-background-texts.h"
#include "voice/idio-shared-profile.h"

G_BEGIN_DECLS

#define IDIO_TYPE_STATISTICS (idio_statistics_get_type ())
G_DECLARE_FINAL_TYPE (IdioStatistics, idio_statistics, IDIO, STATISTICS, GObject)

IdioStatistics      *idio_statistics_new                  (IdioCorpus     *corpus);
IdioCorpus          *idio_statistics_get_corpus           (IdioStatistics *self);
const IdioRanges    *idio_statistics_get_ranges           (IdioStatistics *self);
GPtrArray           *idio_statistics_get_features         (IdioStatistics *self);
IdioBackgroundTexts *idio_statistics_get_background_texts (IdioStatistics *self);
IdioSharedProfile   *idio_statistics_get_profile          (IdioStatistics *self,
                                                           IdioBackground *background);
GCancellable        *idio_statistics_get_cancellable      (IdioStatistics *self);
void                 idio_statistics_stop                 (IdioStatistics *self);
void                 idio_statistics_follow               (IdioStatistics *self);
DexFuture           *idio_statistics_update               (IdioStatistics *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
