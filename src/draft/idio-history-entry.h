/* idio-history-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "draft/idio-brief.h"
#include "draft/idio-draft.h"

G_BEGIN_DECLS

/* Of the drafts of one kind for a brief, older ones are forgotten. */
#define IDIO_HISTORY_MAX_VERSIONS 50

#define IDIO_TYPE_HISTORY_ENTRY (idio_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (IdioHistoryEntry, idio_history_entry, IDIO, HISTORY_ENTRY, GObject)

IdioHistoryEntry *idio_history_entry_new          (gint64            id,
                                                   gint64            made,
                                                   IdioBrief        *brief);
gint64            idio_history_entry_get_id       (IdioHistoryEntry *self);
const IdioBrief  *idio_history_entry_get_brief    (IdioHistoryEntry *self);
gint64            idio_history_entry_get_made     (IdioHistoryEntry *self);
IdioDraft        *idio_history_entry_get_draft    (IdioHistoryEntry *self,
                                                   IdioDraftKind     kind);
GPtrArray        *idio_history_entry_get_versions (IdioHistoryEntry *self,
                                                   IdioDraftKind     kind);
void              idio_history_entry_keep         (IdioHistoryEntry *self,
                                                   IdioDraft        *draft);

G_END_DECLS
