/* idio-anthropic-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-service.h"

G_BEGIN_DECLS

#define IDIO_TYPE_ANTHROPIC_PROVIDER (idio_anthropic_provider_get_type ())
G_DECLARE_FINAL_TYPE (IdioAnthropicProvider, idio_anthropic_provider, IDIO, ANTHROPIC_PROVIDER, IdioService)

IdioProvider *idio_anthropic_provider_new (const char *address,
                                           const char *model,
                                           const char *key);

G_END_DECLS
