/* idio-dialog-shortcuts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void idio_dialog_shortcuts_attach (AdwApplicationWindow *window);

G_END_DECLS
