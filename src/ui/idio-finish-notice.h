/* idio-finish-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void idio_finish_notice_send (GtkWidget  *widget,
                              const char *view,
                              gint64      began,
                              const char *title,
                              const char *body);

G_END_DECLS
