/* idio-openai-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-chat-request.h"

G_BEGIN_DECLS

/**
 * IdioOpenaiQuirks:
 * @IDIO_OPENAI_QUIRK_MAX_COMPLETION_TOKENS: the length has another name
 * @IDIO_OPENAI_QUIRK_NO_TEMPERATURE: chance can't be set
 * @IDIO_OPENAI_QUIRK_NO_SEED: nor be made to come again
 * @IDIO_OPENAI_QUIRK_NO_USAGE: tokens are not counted in a stream
 * @IDIO_OPENAI_QUIRK_TEMPLATE_THINKS: thinking is switched off in the template of the model
 *
 * What a server does not understand, and is left out of the next request.
 */
typedef enum
{
  IDIO_OPENAI_QUIRK_MAX_COMPLETION_TOKENS = 1 << 0,
  IDIO_OPENAI_QUIRK_NO_TEMPERATURE        = 1 << 1,
  IDIO_OPENAI_QUIRK_NO_SEED               = 1 << 2,
  IDIO_OPENAI_QUIRK_NO_USAGE              = 1 << 3,
  IDIO_OPENAI_QUIRK_TEMPLATE_THINKS       = 1 << 4,
} IdioOpenaiQuirks;

char *idio_openai_request_format (IdioChatRequest  *request,
                                  const char       *model,
                                  guint             max_tokens,
                                  IdioOpenaiQuirks  quirks,
                                  gboolean          local);

G_END_DECLS
