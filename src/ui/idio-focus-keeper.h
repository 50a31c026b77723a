/* idio-focus-keeper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void idio_focus_keeper_attach (GtkWindow *window);

G_END_DECLS
