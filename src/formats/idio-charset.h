/* idio-charset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_charset_to_utf8        (const char *data,
                                   gsize       length,
                                   const char *charset);
char *idio_charset_from_code_page (guint       code_page);

G_END_DECLS
