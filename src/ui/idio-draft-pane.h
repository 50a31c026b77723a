/* idio-draft-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "corpus/idio-corpus.h"
#include "draft/idio-draft.h"
#include "ui/idio-draft-notice.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DRAFT_PANE (idio_draft_pane_get_type ())
G_DECLARE_FINAL_TYPE (IdioDraftPane, idio_draft_pane, IDIO, DRAFT_PANE, AdwBin)

void             idio_draft_pane_set_kind   (IdioDraftPane *self,
                                             IdioDraftKind  kind,
                                             const char    *title);
void             idio_draft_pane_set_corpus (IdioDraftPane *self,
                                             IdioCorpus    *corpus);
void             idio_draft_pane_set_draft  (IdioDraftPane *self,
                                             IdioDraft     *draft,
                                             const char    *request);
IdioDraft       *idio_draft_pane_get_draft  (IdioDraftPane *self);
IdioDraftNotice *idio_draft_pane_get_notice (IdioDraftPane *self);
gboolean         idio_draft_pane_has_failed (IdioDraftPane *self);
void             idio_draft_pane_set_place  (IdioDraftPane *self,
                                             guint          position,
                                             guint          n_versions,
                                             gboolean       can_step);
void             idio_draft_pane_set_status (IdioDraftPane *self,
                                             const char    *status);

G_END_DECLS
