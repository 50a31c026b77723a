/* idio-drafts-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/idio-writing.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DRAFTS_VIEW (idio_drafts_view_get_type ())
G_DECLARE_FINAL_TYPE (IdioDraftsView, idio_drafts_view, IDIO, DRAFTS_VIEW, AdwBin)

void idio_drafts_view_set_up        (IdioDraftsView *self,
                                     IdioWorkspace  *workspace,
                                     IdioWriting    *writing);
void idio_drafts_view_activate      (IdioDraftsView *self,
                                     const char     *action);
void idio_drafts_view_set_n_removed (IdioDraftsView *self,
                                     glong           n_chars);

G_END_DECLS
