/* idio-find-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/idio-shown-text.h"

G_BEGIN_DECLS

#define IDIO_TYPE_FIND_BAR (idio_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (IdioFindBar, idio_find_bar, IDIO, FIND_BAR, AdwBin)

void idio_find_bar_set_text (IdioFindBar   *self,
                             GtkTextView   *text_view,
                             IdioShownText *shown);
void idio_find_bar_set_hits (IdioFindBar   *self,
                             GArray        *hits);
void idio_find_bar_move     (IdioFindBar   *self,
                             gboolean       forward);

G_END_DECLS
