/* idio-chat-phrases.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_chat_phrase_is_notice  (const char *text);
gboolean idio_chat_phrase_is_program (const char *text);
void     idio_chat_phrase_cut        (char       *text);

G_END_DECLS
