/* idio-ollama-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-service.h"

G_BEGIN_DECLS

#define IDIO_TYPE_OLLAMA_PROVIDER (idio_ollama_provider_get_type ())
G_DECLARE_FINAL_TYPE (IdioOllamaProvider, idio_ollama_provider, IDIO, OLLAMA_PROVIDER, IdioService)

IdioProvider *idio_ollama_provider_new (const char *address,
                                        const char *model,
                                        const char *key);

G_END_DECLS
