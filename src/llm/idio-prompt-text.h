/* idio-prompt-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_prompt_strip        (const char         *text);
char *idio_prompt_clean        (const char         *text);
char *idio_prompt_quote        (const char         *text);
char *idio_prompt_break_tokens (const char         *text,
                                const char * const *tokens);
guint idio_prompt_count_words  (const char         *text);

G_END_DECLS
