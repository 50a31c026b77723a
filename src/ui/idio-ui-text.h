/* idio-ui-text.h: text that is not the app's own, in its rows and sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "corpus/idio-audience.h"

G_BEGIN_DECLS

char      *idio_ui_dup_line         (const char  *text);
char      *idio_ui_dup_phrase       (const char  *text);
char      *idio_ui_dup_audience     (IdioAudience  audience,
                                     const char  *name);
char      *idio_ui_line_closure     (gpointer     item,
                                     const char  *text);
gboolean   idio_ui_has_text_closure (gpointer     item,
                                     const char  *text);
AdwToast  *idio_ui_make_toast       (const char  *text);
GtkWidget *idio_ui_make_row         (const char  *title,
                                     const char  *subtitle);
GtkWidget *idio_ui_make_switch_row  (const char  *title,
                                     const char  *subtitle);
GtkWidget *idio_ui_add_trash_button (GtkWidget   *row,
                                     const char  *tooltip,
                                     const char  *label);
void       idio_ui_limit_entry      (GtkEditable *editable,
                                     int          n_chars);

G_END_DECLS
