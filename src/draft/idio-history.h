/* idio-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"
#include "draft/idio-history-entry.h"

G_BEGIN_DECLS

#define IDIO_TYPE_HISTORY (idio_history_get_type ())
G_DECLARE_FINAL_TYPE (IdioHistory, idio_history, IDIO, HISTORY, GObject)

IdioHistory *idio_history_new        (IdioStore        *store);
DexFuture   *idio_history_load       (IdioHistory      *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *idio_history_add        (IdioHistory      *self,
                                      const IdioBrief  *brief) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *idio_history_save_draft (IdioHistory      *self,
                                      gint64            entry,
                                      IdioDraft        *draft) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *idio_history_remove     (IdioHistory      *self,
                                      gint64            entry) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *idio_history_restore    (IdioHistory      *self,
                                      IdioHistoryEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
