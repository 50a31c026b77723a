/* idio-help-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/idio-help-topics.h"

G_BEGIN_DECLS

#define IDIO_TYPE_HELP_PAGE (idio_help_page_get_type ())
G_DECLARE_FINAL_TYPE (IdioHelpPage, idio_help_page, IDIO, HELP_PAGE, AdwNavigationPage)

AdwNavigationPage *idio_help_page_new              (const IdioHelpTopic *topic);
GtkWidget         *idio_help_page_get_focus_widget (IdioHelpPage        *self);

G_END_DECLS
