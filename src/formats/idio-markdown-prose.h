/* idio-markdown-prose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cmark.h>
#include <glib.h>

G_BEGIN_DECLS

void idio_markdown_append_prose (GString     *prose,
                                 cmark_node  *document,
                                 char       **heading);

G_END_DECLS
