/* idio-chatter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_chatter_may_begin (const char *start);
gboolean idio_chatter_is_line   (const char *line);

G_END_DECLS
