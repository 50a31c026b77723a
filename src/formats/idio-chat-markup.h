/* idio-chat-markup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_chat_markup_strip       (const char *text);
char *idio_chat_markup_name_people (const char *text,
                                    GHashTable *names);
char *idio_chat_markup_no_code     (const char *text);

G_END_DECLS
