/* idio-text-limit.h: texts of any length in text views
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Maximum length of a text in a #GtkTextView, which takes longer than a frame to fill with more */
#define IDIO_TEXT_LIMIT_CHARS (300 * 1000)

/* Maximum length of a paragraph, which Pango lays out as a whole */
#define IDIO_TEXT_LIMIT_PARAGRAPH_CHARS 5000

char *idio_text_limit_fit           (const char    *text,
                                     gsize          length,
                                     glong          room,
                                     glong          n_before,
                                     GArray        *breaks,
                                     gsize         *n_shown);
char *idio_text_limit_dup_text      (GtkTextBuffer *buffer);
char *idio_text_limit_dup_selection (GtkTextBuffer *buffer);
void  idio_text_limit_watch         (GtkTextView   *view,
                                     GtkWidget     *notice);
void  idio_text_limit_watch_buffer  (GtkTextBuffer *buffer,
                                     GtkWidget     *notice);

G_END_DECLS
