/* idio-ollama-provider.c: the dialect of Ollama
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-api-key.h"
#include "llm/idio-json.h"
#include "llm/idio-ollama-provider.h"

/* How long the model stays in memory after an answer: between two drafts, and not for the rest of the day */
#define KEEP_ALIVE "5m"

/* The context is asked for in steps, as the model is loaded anew for each other size. */
#define CONTEXT_STEP_TOKENS 4096

/* What the template adds to a message */
#define TEMPLATE_TOKENS 16

/* The fewest and the most bytes of ASCII, or other characters, that a token has in a text of some length.
 * Tokenizers have four to five bytes of English in a token; other scripts have fewer characters. */
#define MIN_ASCII_A_TOKEN 3
#define MAX_ASCII_A_TOKEN 7
#define MIN_OTHER_A_TOKEN 0.6
#define MAX_OTHER_A_TOKEN 5

/* Of shorter requests little can be said. */
#define MIN_COUNTED_TOKENS 256

struct _IdioOllamaProvider
{
  IdioService parent_instance;
  gboolean    no_thinking; /* the model can't think, and must not be told not to */
};

G_DEFINE_FINAL_TYPE (IdioOllamaProvider, idio_ollama_provider, IDIO_TYPE_SERVICE)

typedef struct
{
  guint least;
  guint most;
} Estimate;

static Estimate
estimate_tokens (IdioChatRequest *request)
{
  gsize n_ascii = 0, n_other = 0;
  Estimate estimate;

  for (guint i = 0; i < request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (request->messages, i);

      for (const char *p = message->content; *p != '\0'; p++)
        if ((guchar) *p < 0x80)
          n_ascii++;
        else if (((guchar) *p & 0xc0) != 0x80)
          n_other++;
    }

  estimate.least = (guint) (n_ascii / MAX_ASCII_A_TOKEN + n_other / MAX_OTHER_A_TOKEN);
  estimate.most = (guint) (n_ascii / MIN_ASCII_A_TOKEN + (gsize) (n_other / MIN_OTHER_A_TOKEN)) +
                  request->messages->len * TEMPLATE_TOKENS;

  return estimate;
}

static void
build_messages (JsonBuilder     *builder,
                IdioChatRequest *request)
{
  static const char * const roles[] = { "system", "user", "assistant" };

  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);

  for (guint i = 0; i < request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (request->messages, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "role");
      json_builder_add_string_value (builder, roles[message->role]);
      json_builder_set_member_name (builder, "content");
      json_builder_add_string_value (builder, message->content);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static void
build_format (JsonBuilder     *builder,
              IdioChatRequest *request)
{
  if (request->schema == NULL || request->form == IDIO_ANSWER_FORM_TEXT)
    return;

  json_builder_set_member_name (builder, "format");

  if (request->form == IDIO_ANSWER_FORM_SCHEMA)
    json_builder_add_value (builder, idio_json_parse (request->schema));
  else
    json_builder_add_string_value (builder, "json");
}

/* A request that is longer than the context loses its beginning without a word: the context has to have room. */
static void
build_options (JsonBuilder     *builder,
               IdioChatRequest *request,
               guint            max_tokens)
{
  guint n_needed = estimate_tokens (request).most + max_tokens;

  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "num_ctx");
  json_builder_add_int_value (builder, (n_needed / CONTEXT_STEP_TOKENS + 1) * CONTEXT_STEP_TOKENS);
  json_builder_set_member_name (builder, "num_predict");
  json_builder_add_int_value (builder, max_tokens);

  if (request->temperature >= 0)
    {
      json_builder_set_member_name (builder, "temperature");
      json_builder_add_double_value (builder, request->temperature);
    }

  if (request->seed >= 0)
    {
      json_builder_set_member_name (builder, "seed");
      json_builder_add_int_value (builder, request->seed);
    }

  json_builder_end_object (builder);
}

static char *
idio_ollama_provider_format (IdioService     *service,
                             IdioChatRequest *request,
                             guint            max_tokens)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "model");
  json_builder_add_string_value (builder, idio_service_get_model (service));
  build_messages (builder, request);
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);

  if (!IDIO_OLLAMA_PROVIDER (service)->no_thinking)
    {
      json_builder_set_member_name (builder, "think");
      json_builder_add_boolean_value (builder, FALSE);
    }

  build_format (builder, request);
  json_builder_set_member_name (builder, "keep_alive");
  json_builder_add_string_value (builder, KEEP_ALIVE);
  build_options (builder, request, max_tokens);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static void
idio_ollama_provider_add_headers (IdioService        *service,
                                  SoupMessageHeaders *headers,
                                  const char         *key)
{
  g_autoptr(IdioApiKey) authorization = key != NULL ? g_strconcat ("Bearer ", key, NULL) : NULL;

  if (authorization != NULL)
    soup_message_headers_append (headers, "Authorization", authorization);
}

/* An answer to the end of a request is no answer to the request. */
static void
read_end (IdioReply       *reply,
          IdioChatRequest *request,
          JsonObject      *object)
{
  const char *reason = idio_json_get_string (object, "done_reason");
  gint64 n_read = idio_json_get_int (object, "prompt_eval_count", -1);
  Estimate estimate = estimate_tokens (request);

  idio_completion_set_tokens (idio_reply_get_completion (reply), n_read, idio_json_get_int (object, "eval_count", -1));

  if (n_read > 0 && estimate.least >= MIN_COUNTED_TOKENS && n_read < estimate.least)
    idio_reply_discard (reply, (guint) (estimate.least - n_read));
  else
    idio_reply_set_end (reply, g_strcmp0 (reason, "length") == 0 ? IDIO_COMPLETION_END_LENGTH
                                                                 : IDIO_COMPLETION_END_STOP);

  idio_reply_close (reply);
}

static void
idio_ollama_provider_read_event (IdioService     *service,
                                 IdioReply       *reply,
                                 IdioChatRequest *request,
                                 JsonObject      *object)
{
  JsonObject *message = idio_json_get_object (object, "message");
  JsonArray *tools = idio_json_get_array (message, "tool_calls");
  JsonNode *done = json_object_get_member (object, "done");
  const char *reason = idio_json_get_string (object, "done_reason");

  idio_reply_note_thought (reply, idio_json_get_string (message, "thinking"));
  idio_reply_add_text (reply, idio_json_get_string (message, "content"));

  if (tools != NULL && json_array_get_length (tools) > 0)
    idio_reply_note_tool (reply);

  /* An answer that says that the model was loaded is none. */
  if (done != NULL && json_node_get_value_type (done) == G_TYPE_BOOLEAN && json_node_get_boolean (done) &&
      g_strcmp0 (reason, "load") != 0)
    read_end (reply, request, object);
}

static gboolean
idio_ollama_provider_learn (IdioService *service,
                            const char  *words)
{
  IdioOllamaProvider *self = IDIO_OLLAMA_PROVIDER (service);

  if (self->no_thinking || strstr (words, "think") == NULL)
    return FALSE;

  self->no_thinking = TRUE;

  return TRUE;
}

static void
idio_ollama_provider_class_init (IdioOllamaProviderClass *klass)
{
  IdioServiceClass *service_class = IDIO_SERVICE_CLASS (klass);

  service_class->chat_path = "/api/chat";
  service_class->models_path = "/api/tags";
  service_class->framing = IDIO_HTTP_FRAMING_LINES;
  service_class->format = idio_ollama_provider_format;
  service_class->add_headers = idio_ollama_provider_add_headers;
  service_class->read_event = idio_ollama_provider_read_event;
  service_class->learn = idio_ollama_provider_learn;
}

static void
idio_ollama_provider_init (IdioOllamaProvider *self)
{
}

/**
 * idio_ollama_provider_new:
 * @address: an address from idio_service_address_fix(); a path for another dialect ("/v1") is left out
 * @model: the name of a model there
 * @key: (nullable): the API key; what can't be one is left out
 *
 * Returns: (transfer full): a service
 */
IdioProvider *
idio_ollama_provider_new (const char *address,
                          const char *model,
                          const char *key)
{
  static const char * const paths[] = { "/v1", "/api" };
  g_autofree char *root = g_strdup (address);

  g_return_val_if_fail (address != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_str_has_suffix (root, paths[i]))
      root[strlen (root) - strlen (paths[i])] = '\0';

  return idio_service_new (IDIO_TYPE_OLLAMA_PROVIDER, root, model, key);
}
