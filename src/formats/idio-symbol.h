/* idio-symbol.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    idio_symbol_is_font (const char *font);
const char *idio_symbol_get     (const char *font,
                                 guint       code);

G_END_DECLS
