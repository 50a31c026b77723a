/* ui-places.h: each view and each dialog in turn, for what has to hold of all of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui-test.h"

G_BEGIN_DECLS

typedef void (*UiPlaceFunc) (IdioWindow *window,
                             GtkWidget  *place,
                             const char *name);

void ui_places_show_all (int         width,
                         int         height,
                         UiPlaceFunc func);

G_END_DECLS
