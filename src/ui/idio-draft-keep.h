/* idio-draft-keep.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "draft/idio-brief.h"
#include "draft/idio-draft.h"

G_BEGIN_DECLS

gboolean   idio_draft_keep_is_own (IdioDraft       *draft);
DexFuture *idio_draft_keep        (IdioCorpus      *corpus,
                                   GtkWidget       *widget,
                                   IdioDraft       *draft,
                                   const IdioBrief *brief) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
