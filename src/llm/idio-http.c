/* idio-http.c: libsoup as futures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gunixsocketaddress.h>

#include "idio-fiber.h"
#include "llm/idio-http.h"
#include "llm/idio-proxy-resolver.h"
#include "llm/idio-retry.h"

/* The longest list of models, with a description of each, is below 1 MB. */
#define MAX_BODY_BYTES (4 * 1024 * 1024)

/* What a server says about an error is a few lines; the page of a proxy is longer, and nothing is understood of it. */
#define MAX_ERROR_BYTES (64 * 1024)

#define CHUNK_BYTES (16 * 1024)

/* Below that of drawing: a server that sends as fast as it can must not keep the window from being drawn. */
#define READ_PRIORITY G_PRIORITY_DEFAULT_IDLE

/* How long a service may be silent, in seconds. A model that a slow computer has to load, and that thinks first, takes its
 * time. Whoever asks has limits of their own. */
#define SERVICE_TIMEOUT_SECONDS 660

/* The engine tells after every batch of a long request how far it is, and otherwise sends a sign of life twice a minute.
 * How long a batch takes depends on the computer. */
#define ENGINE_TIMEOUT_SECONDS 600

G_DEFINE_BOXED_TYPE (IdioHttpResponse, idio_http_response, idio_http_response_copy, idio_http_response_free)

static IdioHttpResponse *
response_new (guint  status,
              char  *body)
{
  IdioHttpResponse *self = g_new0 (IdioHttpResponse, 1);

  self->status = status;
  self->body = body;

  return self;
}

IdioHttpResponse *
idio_http_response_copy (const IdioHttpResponse *self)
{
  return response_new (self->status, g_strdup (self->body));
}

void
idio_http_response_free (IdioHttpResponse *self)
{
  g_free (self->body);
  g_free (self);
}

/**
 * idio_http_session_new:
 * @socket_path: (nullable): the Unix socket of a server on this computer, whatever the host in an address
 *
 * Returns: (transfer full): a session for any number of requests at once
 */
SoupSession *
idio_http_session_new (const char *socket_path)
{
  g_autoptr(GSocketAddress) address = socket_path != NULL ? g_unix_socket_address_new (socket_path) : NULL;
  g_autoptr(GProxyResolver) resolver = socket_path != NULL ? NULL : idio_proxy_resolver_new ();

  return g_object_new (SOUP_TYPE_SESSION,
                       "remote-connectable", address,
                       "proxy-resolver", resolver,
                       "timeout", address != NULL ? ENGINE_TIMEOUT_SECONDS : SERVICE_TIMEOUT_SECONDS,
                       "user-agent", "Idiolect/" PACKAGE_VERSION,
                       "max-conns", 8,
                       "max-conns-per-host", 8,
                       NULL);
}

static void
send_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, error);
}

typedef struct
{
  SoupSession      *session;
  SoupMessage      *message;
  GCancellable     *cancellable;  /* while it is sent */
  gsize             n_body_bytes;
  guint             status;
  gboolean          is_restarted;
  IdioSseDecoder   *decoder;
  gsize             max_bytes;
  IdioHttpDoneFunc  is_done;
  gpointer          user_data;
  GDestroyNotify    destroy;
} Call;

static void
call_free (Call *call)
{
  g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->session);
  g_clear_object (&call->message);
  g_clear_object (&call->cancellable);
  g_clear_pointer (&call->decoder, idio_sse_decoder_free);

  if (call->destroy != NULL)
    call->destroy (call->user_data);

  g_free (call);
}

/* After some statuses libsoup takes the whole body into memory before it hands it on. */
static void
got_body_data_cb (SoupMessage *message,
                  guint        n_bytes,
                  Call        *call)
{
  call->n_body_bytes += n_bytes;

  if (call->cancellable != NULL && call->n_body_bytes > MAX_BODY_BYTES)
    g_cancellable_cancel (call->cancellable);
}

static void
got_headers_cb (SoupMessage *message,
                Call        *call)
{
  call->status = soup_message_get_status (message);
}

/* After 421, and where a kept connection turns out to be closed, libsoup would send the message again at once, with an
 * empty body, and without anybody being asked whether it may be sent. */
static void
restarted_cb (SoupMessage *message,
              Call        *call)
{
  call->is_restarted = TRUE;

  if (call->cancellable != NULL)
    g_cancellable_cancel (call->cancellable);
}

/* Resolves to the stream of the body. If nobody awaits it any more the request is cancelled. */
static DexFuture *
send (Call *call)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  /* We bring our own key, or have no other: libsoup shall not ask for one. */
  soup_message_disable_feature (call->message, SOUP_TYPE_AUTH_MANAGER);

  call->cancellable = g_object_ref (dex_promise_get_cancellable (promise));
  g_signal_connect (call->message, "got-body-data", G_CALLBACK (got_body_data_cb), call);
  g_signal_connect (call->message, "got-headers", G_CALLBACK (got_headers_cb), call);
  g_signal_connect (call->message, "restarted", G_CALLBACK (restarted_cb), call);
  soup_session_send_async (call->session, call->message, G_PRIORITY_DEFAULT, call->cancellable,
                           send_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static gboolean
refuse_size (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "The response is too large");

  return FALSE;
}

/* Of an error the beginning will do. */
static gboolean
read_body (GInputStream  *stream,
           gboolean       is_error,
           GString       *body,
           GError       **error)
{
  while (TRUE)
    {
      g_autoptr(GBytes) bytes = dex_await_boxed (dex_input_stream_read_bytes (stream, CHUNK_BYTES, READ_PRIORITY), error);

      if (bytes == NULL)
        return FALSE;

      if (g_bytes_get_size (bytes) == 0)
        return TRUE;

      g_string_append_len (body, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

      if (is_error && body->len >= MAX_ERROR_BYTES)
        return TRUE;

      if (body->len > MAX_BODY_BYTES)
        return refuse_size (error);
    }
}

static gboolean
read_events (Call          *call,
             GInputStream  *stream,
             GError       **error)
{
  gsize n_read = 0;

  while (!call->is_done (call->user_data))
    {
      g_autoptr(GBytes) bytes = dex_await_boxed (dex_input_stream_read_bytes (stream, CHUNK_BYTES, READ_PRIORITY), error);
      gsize length;
      const char *data;

      if (bytes == NULL)
        return FALSE;

      data = g_bytes_get_data (bytes, &length);

      if (length == 0)
        {
          idio_sse_decoder_end (call->decoder);
          return TRUE;
        }

      n_read += length;

      if (!idio_sse_decoder_push (call->decoder, data, length) || n_read > call->max_bytes)
        return refuse_size (error);
    }

  return TRUE;
}

/* In place of what libsoup says of a call that we cancelled */
static void
explain (Call    *call,
         GError **error)
{
  if (call->n_body_bytes > MAX_BODY_BYTES)
    {
      g_clear_error (error);
      refuse_size (error);
    }
  else if (call->is_restarted)
    {
      g_clear_error (error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "The request has to be sent again");
    }
}

static DexFuture *
call_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GString) body = g_string_new (NULL);
  GError *error = NULL;
  guint status;
  gboolean successful;

  stream = dex_await_object (send (call), &error);
  g_clear_object (&call->cancellable);

  if (stream == NULL && call->is_restarted && call->status == SOUP_STATUS_MISDIRECTED_REQUEST)
    {
      g_clear_error (&error);
      return dex_future_new_take_boxed (IDIO_TYPE_HTTP_RESPONSE, response_new (call->status, g_strdup ("")));
    }

  if (stream == NULL)
    {
      explain (call, &error);
      return dex_future_new_for_error (error);
    }

  status = soup_message_get_status (call->message);

  successful = SOUP_STATUS_IS_SUCCESSFUL (status);

  if (call->decoder != NULL && successful)
    {
      if (!read_events (call, stream, &error))
        return dex_future_new_for_error (error);
    }
  else if (!read_body (stream, !successful, body, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_HTTP_RESPONSE,
                                    response_new (status, g_string_free_and_steal (g_steal_pointer (&body))));
}

/**
 * idio_http_request:
 * @session: a session
 * @message: a request
 *
 * Returns: (transfer full): a future of an #IdioHttpResponse, of whatever status; rejected with
 *   %G_IO_ERROR_MESSAGE_TOO_LARGE if there is no end to it
 */
DexFuture *
idio_http_request (SoupSession *session,
                   SoupMessage *message)
{
  Call *call;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);
  g_return_val_if_fail (SOUP_IS_MESSAGE (message), NULL);

  call = g_new0 (Call, 1);
  call->session = g_object_ref (session);
  call->message = g_object_ref (message);

  return idio_fiber_spawn (call_fiber, call, (GDestroyNotify) call_free);
}

/**
 * idio_http_stream:
 * @session: a session
 * @message: a request
 * @framing: what stands between two events
 * @max_bytes: how long the stream may be
 * @func: called for each event of a successful response
 * @is_done: called before bytes are read; the stream is closed when it returns %TRUE
 * @user_data: (transfer full): data for @func and @is_done
 * @destroy: (nullable): frees @user_data, after the last call of either
 *
 * Returns: (transfer full): a future of an #IdioHttpResponse, of whatever status, when the stream has ended; rejected
 *   with %G_IO_ERROR_MESSAGE_TOO_LARGE if it is longer than that. If it loses a race the connection is closed.
 */
DexFuture *
idio_http_stream (SoupSession      *session,
                  SoupMessage      *message,
                  IdioHttpFraming   framing,
                  gsize             max_bytes,
                  IdioSseFunc       func,
                  IdioHttpDoneFunc  is_done,
                  gpointer          user_data,
                  GDestroyNotify    destroy)
{
  Call *call;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);
  g_return_val_if_fail (SOUP_IS_MESSAGE (message), NULL);

  call = g_new0 (Call, 1);
  call->session = g_object_ref (session);
  call->message = g_object_ref (message);
  call->decoder = framing == IDIO_HTTP_FRAMING_LINES ? idio_sse_decoder_new_for_lines (func, user_data)
                                                     : idio_sse_decoder_new (func, user_data);
  call->max_bytes = max_bytes;
  call->is_done = is_done;
  call->user_data = user_data;
  call->destroy = destroy;

  return idio_fiber_spawn (call_fiber, call, (GDestroyNotify) call_free);
}

/**
 * idio_http_get_retry_after_msec:
 * @message: a request that was answered
 *
 * Returns: how long the server asks to wait, in milliseconds; -1 if its headers do not say
 */
gint64
idio_http_get_retry_after_msec (SoupMessage *message)
{
  SoupMessageHeaders *headers;

  g_return_val_if_fail (SOUP_IS_MESSAGE (message), -1);

  headers = soup_message_get_response_headers (message);

  return idio_retry_parse_header (soup_message_headers_get_one (headers, "Retry-After-Ms"),
                                  soup_message_headers_get_one (headers, "Retry-After"),
                                  g_get_real_time () / G_USEC_PER_SEC);
}
