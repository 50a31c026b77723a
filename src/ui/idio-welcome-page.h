/* idio-welcome-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define IDIO_TYPE_WELCOME_PAGE (idio_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (IdioWelcomePage, idio_welcome_page, IDIO, WELCOME_PAGE, AdwBin)

G_END_DECLS
