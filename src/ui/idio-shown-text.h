/* idio-shown-text.h: the text of a document in a buffer, with marks where cards quote it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _IdioShownText IdioShownText;

IdioShownText *idio_shown_text_new        (GtkTextBuffer     *buffer);
void           idio_shown_text_free       (IdioShownText     *self);
gboolean       idio_shown_text_set        (IdioShownText     *self,
                                           char              *text);
void           idio_shown_text_mark       (IdioShownText     *self,
                                           GListModel        *cards,
                                           gint64             document);
gboolean       idio_shown_text_get_place  (IdioShownText     *self,
                                           gsize              start,
                                           gsize              length,
                                           GtkTextIter       *from,
                                           GtkTextIter       *to);
gboolean       idio_shown_text_select     (IdioShownText     *self,
                                           gsize              start,
                                           gsize              length);
char          *idio_shown_text_dup_claims (IdioShownText     *self,
                                           const GtkTextIter *iter);

G_END_DECLS
