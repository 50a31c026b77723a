/* idio-markdown-prose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cmark.h>

#include "formats/idio-entry.h"

G_BEGIN_DECLS

void idio_markdown_append_prose (IdioEntry   *entry,
                                 GString     *prose,
                                 const char  *source,
                                 cmark_node  *document,
                                 char       **heading);

G_END_DECLS
