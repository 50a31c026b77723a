/* idio-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"
#include "draft/idio-brief.h"
#include "draft/idio-draft.h"

G_BEGIN_DECLS

#define IDIO_TYPE_HISTORY_ENTRY (idio_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (IdioHistoryEntry, idio_history_entry, IDIO, HISTORY_ENTRY, GObject)

#define IDIO_TYPE_HISTORY (idio_history_get_type ())
G_DECLARE_FINAL_TYPE (IdioHistory, idio_history, IDIO, HISTORY, GObject)

gint64           idio_history_entry_get_id       (IdioHistoryEntry *self);
const IdioBrief *idio_history_entry_get_brief    (IdioHistoryEntry *self);
gint64           idio_history_entry_get_made     (IdioHistoryEntry *self);
IdioDraft       *idio_history_entry_get_draft    (IdioHistoryEntry *self,
                                                  IdioDraftKind     kind);
GPtrArray       *idio_history_entry_get_versions (IdioHistoryEntry *self,
                                                  IdioDraftKind     kind);
IdioHistory     *idio_history_new                (IdioStore        *store);
DexFuture       *idio_history_load               (IdioHistory      *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_history_add                (IdioHistory      *self,
                                                  const IdioBrief  *brief) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_history_save_draft         (IdioHistory      *self,
                                                  gint64            entry,
                                                  IdioDraft        *draft) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_history_remove             (IdioHistory      *self,
                                                  gint64            entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
