/* idio-spelling.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define IDIO_TYPE_SPELLING (idio_spelling_get_type ())
G_DECLARE_FINAL_TYPE (IdioSpelling, idio_spelling, IDIO, SPELLING, GObject)

GtkTextBuffer *idio_spelling_make_buffer (void);
IdioSpelling  *idio_spelling_new         (GtkTextView  *view);
void           idio_spelling_follow      (IdioSpelling *self);

G_END_DECLS
