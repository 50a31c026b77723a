/* idio-card-edits.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"
#include "voice/idio-hypothesis.h"

G_BEGIN_DECLS

gint64   idio_card_edits_note       (sqlite3               *db,
                                     gint64                 card,
                                     const IdioCardFields  *before,
                                     const IdioCardFields  *after,
                                     GError               **error);
gboolean idio_card_edits_undo       (sqlite3               *db,
                                     gint64                 id,
                                     GError               **error);
gboolean idio_card_edits_delete     (sqlite3               *db,
                                     gint64                 card,
                                     GError               **error);
gboolean idio_card_edits_bring_back (sqlite3               *db,
                                     gint64                 card,
                                     GError               **error);

G_END_DECLS
