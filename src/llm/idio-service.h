/* idio-service.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "llm/idio-http.h"
#include "llm/idio-provider.h"
#include "llm/idio-reply.h"

G_BEGIN_DECLS

#define IDIO_TYPE_SERVICE (idio_service_get_type ())
G_DECLARE_DERIVABLE_TYPE (IdioService, idio_service, IDIO, SERVICE, GObject)

/**
 * IdioServiceClass:
 * @chat_path: what is added to the address for a chat
 * @models_path: the same for a list of models
 * @framing: what stands between two events of an answer
 * @has_version: whether "/v1" is part of the address, and may be forgotten
 * @format: gives the body of a request, for an answer of that many tokens
 * @add_headers: adds what the dialect wants to the headers of a request; the key may be %NULL
 * @read_event: reads a JSON object that came in an event, or was all of the answer, and is no error
 * @learn: (nullable): whether the words of an error name something in the request that can be left out or said otherwise,
 *   and was not before
 *
 * What a dialect has to know.
 */
struct _IdioServiceClass
{
  GObjectClass      parent_class;
  const char       *chat_path;
  const char       *models_path;
  IdioHttpFraming   framing;
  gboolean          has_version;
  char            *(*format)      (IdioService        *self,
                                   IdioChatRequest    *request,
                                   guint               max_tokens);
  void             (*add_headers) (IdioService        *self,
                                   SoupMessageHeaders *headers,
                                   const char         *key);
  void             (*read_event)  (IdioService        *self,
                                   IdioReply          *reply,
                                   IdioChatRequest    *request,
                                   JsonObject         *object);
  gboolean         (*learn)       (IdioService        *self,
                                   const char         *words);
};

IdioProvider *idio_service_new               (GType             type,
                                              const char       *address,
                                              const char       *model,
                                              const char       *key);
IdioProvider *idio_service_new_on_socket     (GType             type,
                                              const char       *socket_path,
                                              const char       *model);
const char   *idio_service_get_address       (IdioService      *self);
const char   *idio_service_get_model         (IdioService      *self);
gboolean      idio_service_is_engine         (IdioService      *self);
void          idio_service_allow_unencrypted (IdioService      *self);
void          idio_service_set_patience      (IdioService      *self,
                                              guint             seconds);
gboolean      idio_service_read_stream       (IdioService      *self,
                                              GBytes           *bytes,
                                              IdioCompletion   *completion,
                                              GError          **error);

G_END_DECLS
