/* idio-markdown-lines.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_markdown_prepare   (const char *text);
void  idio_markdown_see_fence (const char *line,
                               gsize       length,
                               GString    *fence);

G_END_DECLS
