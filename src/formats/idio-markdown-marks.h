/* idio-markdown-marks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters that no text has, in a paragraph whose marks are still to be read: the next one is no mark, a line break
 * in the cell of a table, and what is around struck words */
#define IDIO_MARKDOWN_LITERAL '\x10'
#define IDIO_MARKDOWN_BREAK   '\x0b'
#define IDIO_MARKDOWN_STRUCK  '\x0e'
#define IDIO_MARKDOWN_UNSTRUCK '\x0f'

void        idio_markdown_append_literal (GString    *text,
                                          const char *literal);
void        idio_markdown_read_marks     (GString    *text,
                                          gsize       start,
                                          GString    *tables);
const char *idio_markdown_skip_callout   (const char *text);
const char *idio_markdown_skip_task      (const char *text);

G_END_DECLS
