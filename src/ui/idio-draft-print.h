/* idio-draft-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPrintOperation *idio_draft_print_new (const char *text,
                                         const char *title);
void               idio_draft_print     (GtkWidget  *widget,
                                         const char *text,
                                         const char *title);

G_END_DECLS
