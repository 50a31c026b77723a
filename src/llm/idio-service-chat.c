/* idio-service-chat.c: one chat with a service
 *
 * Sends a request, again if it is worth it, reads the answer, and gives up on servers that are silent for too long.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "llm/idio-json.h"
#include "llm/idio-prompt-text.h"
#include "llm/idio-retry.h"
#include "llm/idio-service-error.h"
#include "llm/idio-service-private.h"

/* Whoever has to wait longer than this is told so, and may do something else. */
#define MAX_RETRY_AFTER_MSEC (20 * 1000)

/* A token comes in an event of some 300 bytes. What a model thinks comes on top, and not all count it. */
#define MAX_STREAM_BYTES_A_TOKEN 4096
#define SPARE_STREAM_BYTES       (4 * 1024 * 1024)

/* What a model may think, in tokens, if it was cut off before the first word */
#define THINKING_TOKENS 4096

/* How long, in seconds: until there is a connection; nothing at all may come after the first word; and a whole answer waits
 * for the word that it is */
#define CONNECT_SECONDS        30
#define LATER_PATIENCE_SECONDS 180
#define LAST_PATIENCE_SECONDS  5

/* How many times as long signs of life may come, and no word */
#define WORDLESS_FACTOR 6

/* One chat, from the request to the end of its stream. Counted, as the stream may end after the fiber. */
typedef struct
{
  IdioService     *self;
  IdioChatRequest *request;
  IdioReply       *reply;
  gint64           heard;     /* when the last byte came */
  gboolean         connected;
  gboolean         broken;    /* the connection was, before the first word */
  guint64          token;     /* while it is sent and answered, for whoever keeps a list of that */
} Chat;

/* Also for a request that nobody waits for any more. */
static void
note_answered (Chat *chat)
{
  const char *text = idio_completion_get_text (idio_reply_get_completion (chat->reply));

  idio_provider_note_answered (IDIO_PROVIDER (chat->self), &chat->token, idio_prompt_count_words (text));
}

static void
chat_clear (gpointer data)
{
  Chat *chat = data;

  note_answered (chat);
  g_clear_object (&chat->self);
  g_clear_pointer (&chat->request, idio_chat_request_unref);
  g_clear_pointer (&chat->reply, idio_reply_free);
}

static void
chat_unref (gpointer chat)
{
  g_atomic_rc_box_release_full (chat, chat_clear);
}

static Chat *
chat_new (IdioService     *self,
          IdioChatRequest *request,
          IdioCompletion  *completion)
{
  IdioServicePrivate *priv = idio_service_get_private (self);
  Chat *chat = g_atomic_rc_box_new0 (Chat);

  chat->self = g_object_ref (self);
  chat->request = idio_chat_request_ref (request);
  chat->reply = idio_reply_new (request, completion, priv->host, priv->key);

  return chat;
}

static gboolean
has_error (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "error");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;

  return !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
         *json_node_get_string (node) != '\0';
}

static void
read_document (Chat       *chat,
               const char *event,
               JsonNode   *node,
               const char *data)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  /* Google puts an error in an array. */
  if (object == NULL || has_error (object) || g_str_equal (event, "error"))
    {
      idio_reply_fail_with (chat->reply, data);
      return;
    }

  IDIO_SERVICE_GET_CLASS (chat->self)->read_event (chat->self, chat->reply, chat->request, object);

  if (g_str_equal (event, "document"))
    idio_reply_close (chat->reply);
}

static void
event_cb (const char *event,
          const char *data,
          gpointer    user_data)
{
  Chat *chat = user_data;
  IdioServicePrivate *priv = idio_service_get_private (chat->self);
  const char *start = data + strspn (data, " \t\r\n");
  g_autoptr(JsonNode) node = NULL;

  if (idio_reply_is_closed (chat->reply) || *start == '\0')
    return;

  if (g_str_has_prefix (start, "[DONE]"))
    idio_reply_close (chat->reply);
  else if ((node = idio_json_parse_repaired (data)))
    read_document (chat, event, node, data);
  else if (g_str_equal (event, "document") && *start == '<')
    idio_reply_fail (chat->reply, idio_provider_error_new_for_page (priv->host));
  else
    idio_reply_fail (chat->reply, idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, priv->host));
}

static gboolean
is_done (gpointer user_data)
{
  Chat *chat = user_data;

  chat->heard = g_get_monotonic_time ();

  return idio_reply_is_closed (chat->reply);
}

static void
starting_cb (SoupMessage *message,
             Chat        *chat)
{
  chat->connected = TRUE;
  chat->heard = g_get_monotonic_time ();
}

/* Comments, pings and reports are signs of life, but not for ever. */
static gboolean
is_silent (Chat *chat)
{
  IdioServicePrivate *priv = idio_service_get_private (chat->self);
  gint64 now = g_get_monotonic_time ();
  gint64 limit = priv->patience;

  if (idio_reply_get_end (chat->reply) != IDIO_COMPLETION_END_NONE)
    return now - idio_reply_get_word_time (chat->reply) >= MIN (LAST_PATIENCE_SECONDS, limit) * G_USEC_PER_SEC;

  if (!chat->connected)
    limit = MIN (limit, CONNECT_SECONDS);
  else if (idio_reply_has_text (chat->reply) && !priv->engine)
    limit = MIN (limit, LATER_PATIENCE_SECONDS);

  return now - chat->heard >= limit * G_USEC_PER_SEC ||
         now - idio_reply_get_word_time (chat->reply) >= limit * WORDLESS_FACTOR * G_USEC_PER_SEC;
}

static DexFuture *
patience_fiber (gpointer data)
{
  Chat *chat = data;

  while (TRUE)
    {
      g_autoptr(GError) error = NULL;

      if (is_silent (chat))
        return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Nothing came for too long");

      dex_await (dex_timeout_new_seconds (1), &error);

      if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
}

static DexFuture *
stream (Chat        *chat,
        SoupMessage *message)
{
  IdioServicePrivate *priv = idio_service_get_private (chat->self);
  gsize max_bytes = (gsize) (chat->request->max_tokens + priv->thinking) * MAX_STREAM_BYTES_A_TOKEN + SPARE_STREAM_BYTES;

  idio_reply_begin (chat->reply);
  chat->heard = g_get_monotonic_time ();
  chat->connected = chat->broken = FALSE;
  g_signal_connect_data (message, "starting", G_CALLBACK (starting_cb), g_atomic_rc_box_acquire (chat),
                         (GClosureNotify) (GCallback) chat_unref, 0);

  return dex_future_first (idio_http_stream (priv->session, message, IDIO_SERVICE_GET_CLASS (chat->self)->framing,
                                             max_bytes, event_cb, is_done, g_atomic_rc_box_acquire (chat), chat_unref),
                           idio_fiber_spawn (patience_fiber, g_atomic_rc_box_acquire (chat), chat_unref), NULL);
}

/* A connection that closes before the first word is one that could not be made, and one that falls silent after it is one
 * that broke. */
static GError *
new_io_error (Chat   *chat,
              GError *io_error)
{
  IdioServicePrivate *priv = idio_service_get_private (chat->self);
  gboolean begun = idio_reply_has_text (chat->reply);

  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) && !begun)
    io_error->code = G_IO_ERROR_CONNECTION_CLOSED;
  else if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) && begun)
    io_error->code = G_IO_ERROR_PARTIAL_INPUT;

  return idio_provider_error_for_io (io_error, priv->host);
}

/* A connection that could be made, and broke, is worth another try, as to the services' SDKs. The engine has its own. */
static gboolean
is_broken (Chat         *chat,
           const GError *io_error)
{
  IdioServicePrivate *priv = idio_service_get_private (chat->self);

  return chat->connected && !priv->engine &&
         (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
          g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE) ||
          g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT));
}

/* Whether the server named something in the request that can be said otherwise. */
static gboolean
learn (IdioService      *self,
       IdioHttpResponse *response)
{
  IdioServiceClass *klass = IDIO_SERVICE_GET_CLASS (self);
  g_autofree char *words = NULL;

  g_assert (IDIO_IS_SERVICE (self));

  if (klass->learn == NULL ||
      (response->status != SOUP_STATUS_BAD_REQUEST && response->status != SOUP_STATUS_UNPROCESSABLE_ENTITY))
    return FALSE;

  words = idio_service_error_collect_words (response->body);

  return klass->learn (self, words);
}

/* Sends the request once. On success the completion is whole; else @error is set, in our domain. */
static gboolean
try_chat (Chat         *chat,
          SoupMessage  *message,
          gboolean     *again,
          GError      **error)
{
  IdioServicePrivate *priv = idio_service_get_private (chat->self);
  const char *path = IDIO_SERVICE_GET_CLASS (chat->self)->chat_path;
  g_autoptr(IdioHttpResponse) response = NULL;
  g_autoptr(GError) io_error = NULL;

  chat->token = idio_provider_note_asked (IDIO_PROVIDER (chat->self), chat->request->purpose,
                                          idio_chat_request_count_words (chat->request));
  response = dex_await_boxed (stream (chat, message), &io_error);

  /* However the connection ends after the reason why the answer ended: it is whole. */
  if (response == NULL && (io_error->domain != G_IO_ERROR || io_error->code == G_IO_ERROR_CANCELLED ||
                           idio_reply_get_end (chat->reply) == IDIO_COMPLETION_END_NONE))
    {
      if (idio_reply_has_text (chat->reply))
        idio_reply_finish (chat->reply, NULL);

      chat->broken = is_broken (chat, io_error);
      g_propagate_error (error, new_io_error (chat, io_error));
      return FALSE;
    }

  if (response != NULL && !SOUP_STATUS_IS_SUCCESSFUL (response->status))
    {
      *again = learn (chat->self, response) || idio_service_find_other_address (chat->self, message, path, response->body);
      g_propagate_error (error, idio_service_new_response_error (chat->self, message, response));
      return FALSE;
    }

  if (idio_reply_finish (chat->reply, error))
    return TRUE;

  if (idio_reply_lacks_room (chat->reply) && priv->thinking == 0)
    {
      priv->thinking = THINKING_TOKENS;
      *again = TRUE;
    }

  return FALSE;
}

/* How long to wait before the request is sent again, in milliseconds, or -1 if it is not worth it */
static int
get_wait (Chat        *chat,
          SoupMessage *message,
          GError      *error,
          guint        n_retries)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *should = soup_message_headers_get_one (headers, "X-Should-Retry");
  gint64 wait = idio_http_get_retry_after_msec (message);

  /* What was shown is not written a second time. */
  if (n_retries >= IDIO_RETRY_MAX || idio_reply_has_text (chat->reply))
    return -1;

  if (should != NULL ? !g_str_equal (should, "true") : !idio_provider_error_is_temporary (error) && !chat->broken)
    return -1;

  if (wait < 0 && idio_provider_error_get_retry_after (error) > 0)
    wait = (gint64) idio_provider_error_get_retry_after (error) * 1000;

  if (wait > MAX_RETRY_AFTER_MSEC)
    return -1;

  return wait >= 0 ? (int) wait : (int) idio_retry_get_backoff (n_retries);
}

/* Waits, and tells each second how long it still takes. Returns whether somebody still waits for the answer. */
static gboolean
wait_for_retry (Chat    *chat,
                int      msec,
                GError **error)
{
  IdioCompletion *completion = idio_reply_get_completion (chat->reply);
  gint64 end = g_get_monotonic_time () + msec * G_GINT64_CONSTANT (1000);
  g_autoptr(GError) wait_error = NULL;
  gint64 left;

  do
    {
      left = MAX (0, end - g_get_monotonic_time ());
      idio_completion_set_wait (completion, msec > 1000 ? (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0);

      /* A timeout is rejected when its time is up, and otherwise only if nobody waits any more. */
      g_clear_error (&wait_error);
      dex_await (dex_timeout_new_msec ((int) (MIN (left, G_USEC_PER_SEC) / 1000)), &wait_error);
    }
  while (g_error_matches (wait_error, DEX_ERROR, DEX_ERROR_TIMED_OUT) && g_get_monotonic_time () < end);

  idio_completion_set_wait (completion, 0);

  if (g_error_matches (wait_error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&wait_error));

  return FALSE;
}

static DexFuture *
chat_fiber (gpointer data)
{
  Chat *chat = data;
  IdioServicePrivate *priv = idio_service_get_private (chat->self);
  IdioServiceClass *klass = IDIO_SERVICE_GET_CLASS (chat->self);
  guint n_retries = 0;

  while (TRUE)
    {
      g_autofree char *body = klass->format (chat->self, chat->request, chat->request->max_tokens + priv->thinking);
      g_autoptr(SoupMessage) message = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) wait_error = NULL;
      gboolean again = FALSE;
      gboolean sent;
      int wait;

      if (!(message = idio_service_new_message (chat->self, SOUP_METHOD_POST, klass->chat_path, body, &error)))
        return dex_future_new_for_error (g_steal_pointer (&error));

      /* Before each time: it may have waited for long. */
      if (idio_provider_get_host (IDIO_PROVIDER (chat->self)) != NULL &&
          !dex_await (idio_chat_request_ask_guard (chat->request), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      sent = try_chat (chat, message, &again, &error);
      note_answered (chat);

      if (sent)
        return dex_future_new_for_object (idio_reply_get_completion (chat->reply));

      if (again)
        continue;

      if ((wait = get_wait (chat, message, error, n_retries++)) < 0)
        return dex_future_new_for_error (g_steal_pointer (&error));

      if (!wait_for_retry (chat, wait, &wait_error))
        return dex_future_new_for_error (g_steal_pointer (&wait_error));
    }
}

/**
 * idio_service_chat:
 * @provider: a service
 * @request: what to ask
 * @completion: what to fill
 *
 * See idio_provider_chat().
 *
 * Returns: (transfer full): a future of @completion
 */
DexFuture *
idio_service_chat (IdioProvider    *provider,
                   IdioChatRequest *request,
                   IdioCompletion  *completion)
{
  return idio_fiber_spawn (chat_fiber, chat_new (IDIO_SERVICE (provider), request, completion), chat_unref);
}

/**
 * idio_service_read_stream:
 * @self: a service
 * @bytes: all that it sent in answer to a chat
 * @completion: what is appended to
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Reads a stream as a chat does, without a connection. For tests.
 *
 * Returns: whether the answer is whole
 */
gboolean
idio_service_read_stream (IdioService     *self,
                          GBytes          *bytes,
                          IdioCompletion  *completion,
                          GError         **error)
{
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  Chat *chat = chat_new (self, request, completion);
  g_autoptr(IdioSseDecoder) decoder = NULL;
  gboolean whole;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (IDIO_SERVICE_GET_CLASS (self)->framing == IDIO_HTTP_FRAMING_LINES)
    decoder = idio_sse_decoder_new_for_lines (event_cb, chat);
  else
    decoder = idio_sse_decoder_new (event_cb, chat);

  if (idio_sse_decoder_push (decoder, data, size))
    idio_sse_decoder_end (decoder);

  whole = idio_reply_finish (chat->reply, error);
  chat_unref (chat);

  return whole;
}
