/* idio-draft-find.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IDIO_TYPE_DRAFT_FIND (idio_draft_find_get_type ())
G_DECLARE_FINAL_TYPE (IdioDraftFind, idio_draft_find, IDIO, DRAFT_FIND, AdwBin)

void idio_draft_find_set_view (IdioDraftFind *self,
                               GtkTextView   *view);
void idio_draft_find_follow   (IdioDraftFind *self);
void idio_draft_find_open     (IdioDraftFind *self);
void idio_draft_find_move     (IdioDraftFind *self,
                               gboolean       forward);

G_END_DECLS
