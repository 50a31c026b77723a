/* idio-openai-provider.c: the dialect of OpenAI's Chat Completions, which most services and engines speak
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "llm/idio-api-key.h"
#include "llm/idio-host.h"
#include "llm/idio-http.h"
#include "llm/idio-json.h"
#include "llm/idio-openai-models.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-openai-request.h"

/* As the SDKs of OpenAI and Anthropic do: two more tries, half a second before the first, at most eight before one. */
#define MAX_RETRIES        2
#define FIRST_WAIT_MSEC    500
#define LONGEST_WAIT_MSEC  8000

/* Whom a server makes wait longer than this is told so instead. */
#define LONGEST_RETRY_AFTER_SECONDS 20

/* Servers hold themselves to the number of tokens that was asked for, or not. A token has some four bytes of text, and
 * comes in an event of some 300. What a model thinks comes on top, and not all count it. */
#define MAX_TEXT_BYTES_A_TOKEN   64
#define MAX_STREAM_BYTES_A_TOKEN 4096
#define SPARE_STREAM_BYTES       (1024 * 1024)

/* How long nothing may come but signs of life, and how long a whole answer waits for the word that it is. */
#define PATIENCE_SECONDS      600
#define LAST_PATIENCE_SECONDS 5

/* On this computer a request may wait for others. */
#define LOCAL_PATIENCE_SECONDS 3600

/* How long a list of models may take in all */
#define LIST_SECONDS 60

/* As libsoup parses addresses, but a path that is empty stays so. */
#define URI_FLAGS ((GUriFlags) (SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE))

struct _IdioOpenaiProvider
{
  GObject           parent_instance;
  SoupSession      *session;
  char             *base_url; /* NULL if requests can't be sent there */
  char             *host;
  char             *model;
  IdioApiKey       *key;
  IdioOpenaiQuirks  quirks;
  guint             patience; /* in seconds */
  gboolean          local;    /* llama-server, which knows more than the dialect */
};

static void provider_iface_init (IdioProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioOpenaiProvider, idio_openai_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IDIO_TYPE_PROVIDER, provider_iface_init))

/* One chat, from the request to the end of its stream. Counted, as the stream may end after the fiber. */
typedef struct
{
  IdioOpenaiProvider *self;
  IdioChatRequest    *request;
  IdioCompletion     *completion;
  GError             *error; /* that came inside of a stream */
  gint64              heard; /* when the last word or report came */
  gboolean            done;
} Chat;

static void
chat_clear (gpointer data)
{
  Chat *chat = data;

  g_clear_object (&chat->self);
  g_clear_pointer (&chat->request, idio_chat_request_unref);
  g_clear_object (&chat->completion);
  g_clear_error (&chat->error);
}

static void
chat_unref (gpointer chat)
{
  g_atomic_rc_box_release_full (chat, chat_clear);
}

static SoupMessage *
new_message (IdioOpenaiProvider *self,
             const char         *method,
             const char         *path,
             const char         *body)
{
  g_autofree char *url = self->base_url != NULL ? g_strconcat (self->base_url, path, NULL) : NULL;
  SoupMessage *message = url != NULL ? soup_message_new (method, url) : NULL;
  SoupMessageHeaders *headers;

  g_assert (IDIO_IS_OPENAI_PROVIDER (self));

  if (message == NULL)
    return NULL;

  headers = soup_message_get_request_headers (message);

  /* A service that sends us elsewhere would get the key sent there. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  if (self->key != NULL && *self->key != '\0')
    {
      g_autoptr(IdioApiKey) authorization = g_strconcat ("Bearer ", self->key, NULL);

      soup_message_headers_append (headers, "Authorization", authorization);
    }

  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  return message;
}

/* An answer that goes on for many times as long as it was asked to be is cut off, as the server should have. */
static void
append_text (Chat       *chat,
             const char *text)
{
  gsize max_length = (gsize) chat->request->max_tokens * MAX_TEXT_BYTES_A_TOKEN;
  gsize room = max_length - MIN (max_length, idio_completion_get_length (chat->completion));
  g_autofree char *start = NULL;

  if (text == NULL || *text == '\0' || chat->done)
    return;

  chat->heard = g_get_monotonic_time ();

  if (strlen (text) <= room)
    {
      idio_completion_append (chat->completion, text);
      return;
    }

  start = g_strndup (text, (gsize) (g_utf8_find_prev_char (text, text + room + 1) - text));
  idio_completion_append (chat->completion, start);
  idio_completion_set_end (chat->completion, IDIO_COMPLETION_END_LENGTH);
  chat->done = TRUE;
}

/* The content of a delta is a string, or with some services an array of parts. */
static void
append_content (Chat       *chat,
                JsonObject *delta)
{
  JsonArray *parts = idio_json_get_array (delta, "content");
  const char *thought = idio_json_get_string (delta, "reasoning_content");

  /* OpenRouter and newer vLLM leave out the "_content". */
  if (thought == NULL)
    thought = idio_json_get_string (delta, "reasoning");

  append_text (chat, idio_json_get_string (delta, "content"));

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonNode *part = json_array_get_element (parts, i);

      if (JSON_NODE_HOLDS_OBJECT (part))
        append_text (chat, idio_json_get_string (json_node_get_object (part), "text"));
    }

  if (thought != NULL && *thought != '\0')
    chat->heard = g_get_monotonic_time ();
}

static void
take_progress (Chat       *chat,
               JsonObject *progress)
{
  gint64 total = idio_json_get_int (progress, "total", 0);
  gint64 processed = idio_json_get_int (progress, "processed", 0);

  if (total <= 0)
    return;

  chat->heard = g_get_monotonic_time ();
  idio_completion_set_progress (chat->completion, (double) processed / (double) total);
}

static void
take_finish_reason (Chat       *chat,
                    const char *reason)
{
  if (g_str_equal (reason, "content_filter"))
    chat->error = idio_provider_error_new (IDIO_PROVIDER_ERROR_REFUSED, chat->self->host);
  else if (g_str_equal (reason, "error"))
    chat->error = idio_provider_error_new (IDIO_PROVIDER_ERROR_OVERLOADED, chat->self->host);
  else
    idio_completion_set_end (chat->completion, g_str_equal (reason, "length") ? IDIO_COMPLETION_END_LENGTH
                                                                              : IDIO_COMPLETION_END_STOP);
}

static void
take_event (const char *event,
            const char *data,
            gpointer    user_data)
{
  Chat *chat = user_data;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object, *choice = NULL;
  JsonArray *choices;
  const char *reason;

  if (chat->error != NULL || chat->done)
    return;

  if (g_str_equal (data, "[DONE]"))
    {
      chat->done = TRUE;
      return;
    }

  if (!(node = idio_json_parse (data)) || !JSON_NODE_HOLDS_OBJECT (node))
    {
      chat->error = idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, chat->self->host);
      return;
    }

  object = json_node_get_object (node);

  if (json_object_has_member (object, "error") && !json_object_get_null_member (object, "error"))
    {
      chat->error = idio_provider_error_for_response (SOUP_STATUS_OK, data, chat->self->host);
      return;
    }

  take_progress (chat, idio_json_get_object (object, "prompt_progress"));
  choices = idio_json_get_array (object, "choices");

  if (choices != NULL && json_array_get_length (choices) > 0 &&
      JSON_NODE_HOLDS_OBJECT (json_array_get_element (choices, 0)))
    choice = json_array_get_object_element (choices, 0);

  append_content (chat, idio_json_get_object (choice, "delta"));

  if (!chat->done && (reason = idio_json_get_string (choice, "finish_reason")))
    take_finish_reason (chat, reason);
}

/* Whether the server named something in the request that can be left out or said otherwise, and was not before. */
static gboolean
learn_quirk (IdioOpenaiProvider *self,
             const char         *body)
{
  static const struct { const char *word; IdioOpenaiQuirks quirk; } quirks[] = {
    { "max_completion_tokens", IDIO_OPENAI_QUIRK_MAX_COMPLETION_TOKENS },
    { "temperature", IDIO_OPENAI_QUIRK_NO_TEMPERATURE },
    { "seed", IDIO_OPENAI_QUIRK_NO_SEED },
  };

  g_assert (IDIO_IS_OPENAI_PROVIDER (self));

  for (guint i = 0; i < G_N_ELEMENTS (quirks); i++)
    if (strstr (body, quirks[i].word) != NULL && !(self->quirks & quirks[i].quirk))
      {
        self->quirks |= quirks[i].quirk;
        return TRUE;
      }

  return FALSE;
}

/* How long to wait before try number @n_tries, or -1 if it is not worth it. */
static int
get_wait (SoupMessage *message,
          guint        n_tries)
{
  guint retry_after = idio_http_get_retry_after (message);

  if (n_tries >= MAX_RETRIES || retry_after > LONGEST_RETRY_AFTER_SECONDS)
    return -1;

  if (retry_after > 0)
    return (int) retry_after * 1000;

  /* Up to a quarter less, so that two drafts do not come back at the same moment. */
  return (int) (MIN (FIRST_WAIT_MSEC << n_tries, LONGEST_WAIT_MSEC) * g_random_double_range (0.75, 1));
}

static gboolean
is_done (gpointer user_data)
{
  Chat *chat = user_data;

  return chat->done || chat->error != NULL;
}

/* Rejects when nothing was heard for too long. Comments and empty events keep a connection alive, and nobody waiting. */
static DexFuture *
patience_fiber (gpointer data)
{
  Chat *chat = data;

  while (TRUE)
    {
      gboolean whole = idio_completion_get_end (chat->completion) != IDIO_COMPLETION_END_NONE;
      guint patience = whole ? MIN (LAST_PATIENCE_SECONDS, chat->self->patience) : chat->self->patience;
      g_autoptr(GError) error = NULL;

      if (g_get_monotonic_time () - chat->heard >= patience * G_USEC_PER_SEC)
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
  gsize max_bytes = (gsize) chat->request->max_tokens * MAX_STREAM_BYTES_A_TOKEN + SPARE_STREAM_BYTES;

  chat->done = FALSE;
  chat->heard = g_get_monotonic_time ();

  return dex_future_first (idio_http_stream (chat->self->session, message, max_bytes, take_event, is_done,
                                             g_atomic_rc_box_acquire (chat), chat_unref),
                           idio_fiber_spawn (patience_fiber, g_atomic_rc_box_acquire (chat), chat_unref), NULL);
}

/* Sends the request once. On success the completion is whole; else @error is set, in our domain. */
static gboolean
try_chat (Chat         *chat,
          SoupMessage  *message,
          gboolean     *again,
          GError      **error)
{
  g_autoptr(IdioHttpResponse) response = NULL;
  g_autoptr(GError) local_error = NULL;

  response = dex_await_boxed (stream (chat, message), &local_error);

  /* However the connection ends after the reason why the answer ended: it is whole. */
  if (response == NULL && local_error->domain == G_IO_ERROR && local_error->code != G_IO_ERROR_CANCELLED &&
      idio_completion_get_end (chat->completion) != IDIO_COMPLETION_END_NONE)
    return TRUE;

  if (response == NULL)
    {
      gboolean begun = idio_completion_get_length (chat->completion) > 0;

      /* A connection that closes before the first word is one that could not be made, and one that falls silent after
       * it is one that broke. */
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) && !begun)
        local_error->code = G_IO_ERROR_CONNECTION_CLOSED;
      else if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) && begun)
        local_error->code = G_IO_ERROR_PARTIAL_INPUT;

      g_propagate_error (error, idio_provider_error_for_io (local_error, chat->self->host));
      return FALSE;
    }

  if (chat->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&chat->error));
      return FALSE;
    }

  if (!SOUP_STATUS_IS_SUCCESSFUL (response->status))
    {
      *again = response->status == SOUP_STATUS_BAD_REQUEST && learn_quirk (chat->self, response->body);
      g_propagate_error (error, idio_provider_error_for_response (response->status, response->body, chat->self->host));
      return FALSE;
    }

  if (idio_completion_get_end (chat->completion) == IDIO_COMPLETION_END_NONE)
    {
      g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, chat->self->host));
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
chat_fiber (gpointer data)
{
  Chat *chat = data;
  guint n_tries = 0;

  while (TRUE)
    {
      g_autofree char *body = idio_openai_request_format (chat->request, chat->self->model, chat->self->quirks,
                                                          chat->self->local);
      g_autoptr(SoupMessage) message = new_message (chat->self, SOUP_METHOD_POST, "/chat/completions", body);
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) wait_error = NULL;
      gboolean again = FALSE;
      int wait;

      if (message == NULL)
        return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_MODEL_MISSING, chat->self->host));

      if (try_chat (chat, message, &again, &error))
        return dex_future_new_for_object (chat->completion);

      if (again)
        continue;

      /* What was shown is not written a second time. */
      wait = get_wait (message, n_tries++);

      if (!idio_provider_error_is_temporary (error) || wait < 0 || idio_completion_get_length (chat->completion) > 0)
        return dex_future_new_for_error (g_steal_pointer (&error));

      /* A timeout is rejected when its time is up, and otherwise only if nobody waits any more. */
      dex_await (dex_timeout_new_msec (wait), &wait_error);

      if (!g_error_matches (wait_error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return dex_future_new_for_error (g_steal_pointer (&wait_error));
    }
}

static DexFuture *
idio_openai_provider_chat (IdioProvider    *provider,
                           IdioChatRequest *request,
                           IdioCompletion  *completion)
{
  Chat *chat = g_atomic_rc_box_new0 (Chat);

  chat->self = g_object_ref (IDIO_OPENAI_PROVIDER (provider));
  chat->request = idio_chat_request_ref (request);
  chat->completion = g_object_ref (completion);

  return idio_fiber_spawn (chat_fiber, chat, chat_unref);
}

static DexFuture *
list_models_fiber (gpointer data)
{
  IdioOpenaiProvider *self = data;
  g_autoptr(SoupMessage) message = new_message (self, SOUP_METHOD_GET, "/models", NULL);
  g_autoptr(IdioHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;
  GStrv models;

  if (message == NULL)
    return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_OFFLINE, self->host));

  response = dex_await_boxed (dex_future_first (idio_http_request (self->session, message),
                                                dex_timeout_new_seconds (MIN (LIST_SECONDS, self->patience)), NULL),
                              &error);

  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_OFFLINE, self->host));

  if (response == NULL)
    return dex_future_new_for_error (idio_provider_error_for_io (error, self->host));

  if (!SOUP_STATUS_IS_SUCCESSFUL (response->status))
    return dex_future_new_for_error (idio_provider_error_for_response (response->status, response->body, self->host));

  models = dex_await_boxed (idio_openai_models_read (g_steal_pointer (&response->body)), NULL);

  if (models == NULL)
    return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, self->host));

  return dex_future_new_take_boxed (G_TYPE_STRV, models);
}

static DexFuture *
idio_openai_provider_list_models (IdioProvider *provider)
{
  return idio_fiber_spawn (list_models_fiber, g_object_ref (provider), g_object_unref);
}

static const char *
idio_openai_provider_get_model (IdioProvider *provider)
{
  return IDIO_OPENAI_PROVIDER (provider)->model;
}

static const char *
idio_openai_provider_get_host (IdioProvider *provider)
{
  return IDIO_OPENAI_PROVIDER (provider)->host;
}

static void
provider_iface_init (IdioProviderInterface *iface)
{
  iface->chat = idio_openai_provider_chat;
  iface->list_models = idio_openai_provider_list_models;
  iface->get_model = idio_openai_provider_get_model;
  iface->get_host = idio_openai_provider_get_host;
}

static void
idio_openai_provider_finalize (GObject *object)
{
  IdioOpenaiProvider *self = IDIO_OPENAI_PROVIDER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->key, idio_api_key_free);

  G_OBJECT_CLASS (idio_openai_provider_parent_class)->finalize (object);
}

static void
idio_openai_provider_class_init (IdioOpenaiProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_openai_provider_finalize;
}

static void
idio_openai_provider_init (IdioOpenaiProvider *self)
{
  self->patience = PATIENCE_SECONDS;
}

/**
 * idio_openai_provider_new:
 * @base_url: an address from idio_openai_provider_fix_url()
 * @model: the name of a model there
 * @key: (nullable): the API key; what can't be one is left out
 *
 * Returns: (transfer full): a service
 */
IdioProvider *
idio_openai_provider_new (const char *base_url,
                          const char *model,
                          const char *key)
{
  IdioOpenaiProvider *self;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (IDIO_TYPE_OPENAI_PROVIDER, NULL);
  self->session = idio_http_session_new (NULL);
  self->base_url = idio_openai_provider_fix_url (base_url, NULL);
  self->host = idio_openai_provider_find_host (base_url);
  self->model = g_strdup (model);
  self->key = key != NULL ? idio_api_key_normalize (key, NULL) : NULL;

  return IDIO_PROVIDER (self);
}

/**
 * idio_openai_provider_new_local:
 * @socket_path: the Unix socket of a llama-server
 * @model: the name of its model, as people know it
 *
 * Returns: (transfer full): a provider on this computer
 */
IdioProvider *
idio_openai_provider_new_local (const char *socket_path,
                                const char *model)
{
  IdioOpenaiProvider *self;

  g_return_val_if_fail (socket_path != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (IDIO_TYPE_OPENAI_PROVIDER, NULL);
  self->session = idio_http_session_new (socket_path);
  self->base_url = g_strdup ("http://localhost/v1");
  self->model = g_strdup (model);
  self->patience = LOCAL_PATIENCE_SECONDS;
  self->local = TRUE;

  return IDIO_PROVIDER (self);
}

/**
 * idio_openai_provider_set_patience:
 * @self: a provider
 * @seconds: how long an answer may bring nothing but signs of life
 *
 * For tests. The default is ten minutes.
 */
void
idio_openai_provider_set_patience (IdioOpenaiProvider *self,
                                   guint               seconds)
{
  g_return_if_fail (IDIO_IS_OPENAI_PROVIDER (self));

  self->patience = seconds;
}

static gboolean
take_off (char       *text,
          const char *end)
{
  if (!g_str_has_suffix (text, end))
    return FALSE;

  text[strlen (text) - strlen (end)] = '\0';

  return TRUE;
}

/* Nothing may stand before the host, where an address can pretend to be another one, or after the path. What is encoded
 * has to be text. */
static GUri *
parse_url (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  g_autofree char *host = NULL, *path = NULL;

  if (uri == NULL || !g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL) || g_uri_get_host (uri) == NULL ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL ||
      (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    return NULL;

  if (!(host = idio_host_canonicalize (g_uri_get_host (uri))))
    return NULL;

  path = g_strdup (g_uri_get_path (uri));

  while (take_off (path, "/") || take_off (path, "/chat/completions"))
    g_strchomp (path);

  return g_uri_build (URI_FLAGS, scheme, NULL, host, g_uri_get_port (uri), path, NULL, NULL);
}

/**
 * idio_openai_provider_fix_url:
 * @url: an address as a person types it
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Takes off what the address may end with ("/", "/chat/completions"), puts "https://" before it if nothing is there, and
 * writes its host as idio_host_canonicalize() does. An address that is not encrypted is accepted only where no stranger
 * can listen.
 *
 * Returns: (transfer full) (nullable): the address that paths are added to
 */
char *
idio_openai_provider_fix_url (const char  *url,
                              GError     **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (url));
  g_autofree char *whole = strstr (typed, "://") != NULL ? g_strdup (typed) : g_strconcat ("https://", typed, NULL);
  g_autoptr(GUri) uri = NULL;

  if (!(uri = parse_url (whole)))
    {
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED,
                           _("This is not the address of a service. It should look like https://api.example.com/v1."));
      return NULL;
    }

  if (g_str_equal (g_uri_get_scheme (uri), "http") && idio_host_get_kind (g_uri_get_host (uri)) == IDIO_HOST_PUBLIC)
    {
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED,
                           _("This address is not encrypted. Use one that begins with https://."));
      return NULL;
    }

  return g_uri_to_string (uri);
}

/**
 * idio_openai_provider_find_host:
 * @base_url: an address from idio_openai_provider_fix_url()
 *
 * Returns: (transfer full) (nullable): the host that texts would be sent to, or %NULL if that is this computer
 */
char *
idio_openai_provider_find_host (const char *base_url)
{
  g_autoptr(GUri) uri = parse_url (base_url);

  if (uri == NULL)
    return g_strdup (base_url);

  return idio_host_get_kind (g_uri_get_host (uri)) == IDIO_HOST_LOOPBACK ? NULL : g_strdup (g_uri_get_host (uri));
}

/**
 * idio_openai_provider_read_stream:
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
idio_openai_provider_read_stream (IdioOpenaiProvider  *self,
                                  GBytes              *bytes,
                                  IdioCompletion      *completion,
                                  GError             **error)
{
  Chat *chat = g_atomic_rc_box_new0 (Chat);
  g_autoptr(IdioSseDecoder) decoder = idio_sse_decoder_new (take_event, chat);
  GError *stream_error;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  chat->self = g_object_ref (self);
  chat->request = idio_chat_request_new ();
  chat->completion = g_object_ref (completion);

  if (idio_sse_decoder_push (decoder, data, size))
    idio_sse_decoder_end (decoder);

  stream_error = g_steal_pointer (&chat->error);
  chat_unref (chat);

  if (stream_error == NULL && idio_completion_get_end (completion) == IDIO_COMPLETION_END_NONE)
    stream_error = idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, self->host);

  if (stream_error != NULL)
    g_propagate_error (error, stream_error);

  return stream_error == NULL;
}
