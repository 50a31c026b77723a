/* idio-charset-wide.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *idio_charset_wide_guess   (const char *data,
                                       gsize       size);
char       *idio_charset_wide_to_utf8 (const char *data,
                                       gsize       size,
                                       const char *charset);

G_END_DECLS
