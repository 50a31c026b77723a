/* idio-service-private.h: what the two files of IdioService share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-api-key.h"
#include "llm/idio-service.h"

G_BEGIN_DECLS

typedef struct
{
  SoupSession *session;
  char        *address;      /* NULL if requests can't be sent there */
  char        *typed;        /* the address before "/v1" was added to it */
  char        *host;
  char        *model;
  IdioApiKey  *key;
  guint        patience;     /* in seconds */
  guint        n_redirects;
  guint        thinking;     /* tokens to add to the length of answers */
  gboolean     engine;       /* ours: llama-server on a socket */
  gboolean     unencrypted;  /* the user agreed to it */
} IdioServicePrivate;

IdioServicePrivate *idio_service_get_private        (IdioService      *self);
SoupMessage        *idio_service_new_message        (IdioService      *self,
                                                     const char       *method,
                                                     const char       *path,
                                                     const char       *body,
                                                     GError          **error);
gboolean            idio_service_find_other_address (IdioService      *self,
                                                     SoupMessage      *message,
                                                     const char       *path,
                                                     const char       *body);
GError             *idio_service_new_response_error (IdioService      *self,
                                                     SoupMessage      *message,
                                                     IdioHttpResponse *response);
DexFuture          *idio_service_chat               (IdioProvider     *provider,
                                                     IdioChatRequest  *request,
                                                     IdioCompletion   *completion) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
