/* idio-markdown-code.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_markdown_is_code (const char *block);

G_END_DECLS
