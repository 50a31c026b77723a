/* idio-help-places.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void idio_help_places_show (AdwApplicationWindow *window);

G_END_DECLS
