/* idio-local-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-engine.h"
#include "llm/idio-provider.h"

G_BEGIN_DECLS

#define IDIO_TYPE_LOCAL_PROVIDER (idio_local_provider_get_type ())
G_DECLARE_FINAL_TYPE (IdioLocalProvider, idio_local_provider, IDIO, LOCAL_PROVIDER, GObject)

IdioProvider *idio_local_provider_new        (const char        *model_path,
                                              const char        *model);
IdioEngine   *idio_local_provider_get_engine (IdioLocalProvider *self);

G_END_DECLS
