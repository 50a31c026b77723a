/* idio-draft-mail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *idio_draft_mail_make_uri (const char  *text,
                                gboolean    *whole);
void  idio_draft_mail_write    (GtkWidget   *widget,
                                const char  *text);

G_END_DECLS
