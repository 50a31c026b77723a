/* idio-prompt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-chat-request.h"
#include "llm/idio-prompt-text.h"

G_BEGIN_DECLS

IdioChatRequest *idio_prompt_new    (const char      *name,
                                     ...) G_GNUC_NULL_TERMINATED;
void             idio_prompt_append (IdioChatRequest *request,
                                     const char      *name,
                                     ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
