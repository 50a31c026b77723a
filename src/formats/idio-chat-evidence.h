/* idio-chat-evidence.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-chat-style.h"
#include "formats/idio-source.h"

G_BEGIN_DECLS

IdioChatStyle idio_chat_evidence_find_style (IdioSource *source);

G_END_DECLS
