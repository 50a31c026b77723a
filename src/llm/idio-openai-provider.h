/* idio-openai-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-openai-request.h"
#include "llm/idio-service.h"

G_BEGIN_DECLS

#define IDIO_TYPE_OPENAI_PROVIDER (idio_openai_provider_get_type ())
G_DECLARE_FINAL_TYPE (IdioOpenaiProvider, idio_openai_provider, IDIO, OPENAI_PROVIDER, IdioService)

IdioProvider *idio_openai_provider_new        (const char         *address,
                                               const char         *model,
                                               const char         *key);
IdioProvider *idio_openai_provider_new_local  (const char         *socket_path,
                                               const char         *model);
void          idio_openai_provider_set_quirks (IdioOpenaiProvider *self,
                                               IdioOpenaiQuirks    quirks);

G_END_DECLS
