/* idio-openai-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-provider.h"

G_BEGIN_DECLS

#define IDIO_TYPE_OPENAI_PROVIDER (idio_openai_provider_get_type ())
G_DECLARE_FINAL_TYPE (IdioOpenaiProvider, idio_openai_provider, IDIO, OPENAI_PROVIDER, GObject)

IdioProvider *idio_openai_provider_new          (const char          *base_url,
                                                 const char          *model,
                                                 const char          *key);
IdioProvider *idio_openai_provider_new_local    (const char          *socket_path,
                                                 const char          *model);
void          idio_openai_provider_set_patience (IdioOpenaiProvider  *self,
                                                 guint                seconds);
char         *idio_openai_provider_fix_url      (const char          *url,
                                                 GError             **error);
char         *idio_openai_provider_find_host    (const char          *base_url);
gboolean      idio_openai_provider_read_stream  (IdioOpenaiProvider  *self,
                                                 GBytes              *bytes,
                                                 IdioCompletion      *completion,
                                                 GError             **error);

G_END_DECLS
