/* idio-provider.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "llm/idio-chat-request.h"
#include "llm/idio-completion.h"
#include "llm/idio-provider-error.h"

G_BEGIN_DECLS

#define IDIO_TYPE_PROVIDER (idio_provider_get_type ())
G_DECLARE_INTERFACE (IdioProvider, idio_provider, IDIO, PROVIDER, GObject)

/**
 * IdioProviderInterface:
 * @chat: see idio_provider_chat()
 * @list_models: see idio_provider_list_models()
 * @get_model: see idio_provider_get_model()
 * @get_host: see idio_provider_get_host()
 *
 * Where a language model answers. A class that implements it is the only place that knows a service's dialect.
 */
struct _IdioProviderInterface
{
  GTypeInterface parent;

  DexFuture  *(*chat)        (IdioProvider    *self,
                              IdioChatRequest *request,
                              IdioCompletion       *completion);
  DexFuture  *(*list_models) (IdioProvider    *self);
  const char *(*get_model)   (IdioProvider    *self);
  const char *(*get_host)    (IdioProvider    *self);
};

DexFuture  *idio_provider_chat        (IdioProvider    *self,
                                       IdioChatRequest *request,
                                       IdioCompletion  *completion) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_provider_list_models (IdioProvider    *self) G_GNUC_WARN_UNUSED_RESULT;
const char *idio_provider_get_model   (IdioProvider    *self);
const char *idio_provider_get_host    (IdioProvider    *self);
guint64     idio_provider_note_asked    (IdioProvider    *self,
                                         const char      *purpose,
                                         guint            n_words);
void        idio_provider_note_answered (IdioProvider    *self,
                                         guint64         *token,
                                         guint            n_words);
DexFuture  *idio_provider_ask         (IdioProvider    *self,
                                       IdioChatRequest *request,
                                       IdioCompletion  *completion) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
