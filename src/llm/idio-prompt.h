/* idio-prompt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-chat-request.h"

G_BEGIN_DECLS

IdioChatRequest *idio_prompt_new    (const char      *name,
                                     ...) G_GNUC_NULL_TERMINATED;
void             idio_prompt_append (IdioChatRequest *request,
                                     const char      *name,
                                     ...) G_GNUC_NULL_TERMINATED;
char            *idio_prompt_clean  (const char      *text);
char            *idio_prompt_quote  (const char      *text);

G_END_DECLS
