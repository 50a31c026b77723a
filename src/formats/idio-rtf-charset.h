/* idio-rtf-charset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint    idio_rtf_charset_get_code_page  (int         font_charset);
gboolean idio_rtf_charset_is_double_byte (guint       code_page);
char    *idio_rtf_charset_convert        (const char *bytes,
                                          gsize       length,
                                          guint       code_page);

G_END_DECLS
