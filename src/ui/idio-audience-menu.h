/* idio-audience-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-audiences.h"

G_BEGIN_DECLS

void idio_audience_menu_fill (GMenu         *menu,
                              IdioAudiences *audiences,
                              const char    *action,
                              const char    *new_action);

G_END_DECLS
