/* idio-http.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "llm/idio-sse-decoder.h"

G_BEGIN_DECLS

/**
 * IdioHttpFraming:
 * @IDIO_HTTP_FRAMING_EVENTS: server-sent events
 * @IDIO_HTTP_FRAMING_LINES: one JSON value a line
 */
typedef enum
{
  IDIO_HTTP_FRAMING_EVENTS,
  IDIO_HTTP_FRAMING_LINES,
} IdioHttpFraming;

/**
 * IdioHttpDoneFunc:
 * @user_data: what was given with the function
 *
 * Called before bytes are read, and thus whenever some came in.
 *
 * Returns: whether no more events are wanted
 */
typedef gboolean (*IdioHttpDoneFunc) (gpointer user_data);

/**
 * IdioHttpResponse:
 * @status: the HTTP status
 * @body: what came with it; empty if it was streamed
 *
 * A response that is not an error of the network.
 */
typedef struct
{
  guint  status;
  char  *body;
} IdioHttpResponse;

#define IDIO_TYPE_HTTP_RESPONSE (idio_http_response_get_type ())

GType             idio_http_response_get_type    (void) G_GNUC_CONST;
IdioHttpResponse *idio_http_response_copy        (const IdioHttpResponse *self);
void              idio_http_response_free        (IdioHttpResponse       *self);

SoupSession      *idio_http_session_new          (const char             *socket_path);
DexFuture        *idio_http_request              (SoupSession            *session,
                                                  SoupMessage            *message) G_GNUC_WARN_UNUSED_RESULT;
DexFuture        *idio_http_stream               (SoupSession            *session,
                                                  SoupMessage            *message,
                                                  IdioHttpFraming         framing,
                                                  gsize                   max_bytes,
                                                  IdioSseFunc             func,
                                                  IdioHttpDoneFunc        is_done,
                                                  gpointer                user_data,
                                                  GDestroyNotify          destroy) G_GNUC_WARN_UNUSED_RESULT;
gint64            idio_http_get_retry_after_msec (SoupMessage            *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioHttpResponse, idio_http_response_free)

G_END_DECLS
