/* idio-toasts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void idio_toasts_show    (AdwApplicationWindow *window,
                          AdwToastOverlay      *overlay,
                          AdwToast             *toast);
void idio_toasts_dismiss (AdwToast             *toast);

G_END_DECLS
