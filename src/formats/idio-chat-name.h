/* idio-chat-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *idio_chat_name_find (const char *title);

G_END_DECLS
