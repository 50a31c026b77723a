/* idio-mbox-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of the next line tells whether it is a header */
#define IDIO_MBOX_LINE_PEEK_BYTES 256

gboolean idio_mbox_line_matches    (const char *line,
                                    gsize       length);
gboolean idio_mbox_line_is_escaped (const char *line,
                                    gsize       length);
guint    idio_mbox_line_rate       (const char *line,
                                    gsize       length,
                                    const char *next,
                                    gsize       next_length);
guint    idio_mbox_line_begins     (const char *data,
                                    gsize       length);

G_END_DECLS
