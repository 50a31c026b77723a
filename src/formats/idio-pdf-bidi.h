/* idio-pdf-bidi.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  idio_pdf_bidi_is_mark          (gunichar    c);
gboolean  idio_pdf_bidi_is_right_to_left (const char *text,
                                          gsize       length);
char     *idio_pdf_bidi_read             (const char *line,
                                          gsize       length);

G_END_DECLS
