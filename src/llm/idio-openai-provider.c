/* idio-openai-provider.c: the dialect of OpenAI's Chat Completions, which most services and engines speak
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-api-key.h"
#include "llm/idio-json.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-openai-request.h"

struct _IdioOpenaiProvider
{
  IdioService       parent_instance;
  IdioOpenaiQuirks  quirks;
};

G_DEFINE_FINAL_TYPE (IdioOpenaiProvider, idio_openai_provider, IDIO_TYPE_SERVICE)

static char *
idio_openai_provider_format (IdioService     *service,
                             IdioChatRequest *request,
                             guint            max_tokens)
{
  return idio_openai_request_format (request, idio_service_get_model (service), max_tokens,
                                     IDIO_OPENAI_PROVIDER (service)->quirks, idio_service_is_engine (service));
}

static void
idio_openai_provider_add_headers (IdioService        *service,
                                  SoupMessageHeaders *headers,
                                  const char         *key)
{
  g_autoptr(IdioApiKey) authorization = key != NULL ? g_strconcat ("Bearer ", key, NULL) : NULL;

  if (authorization != NULL)
    soup_message_headers_append (headers, "Authorization", authorization);
}

/* A part of an array of content. With Mistral a thought is one, and is itself an array. */
static void
read_part (IdioReply  *reply,
           JsonObject *part)
{
  const char *type = idio_json_get_string (part, "type");

  if (type != NULL && (g_str_equal (type, "thinking") || g_str_equal (type, "reasoning")))
    idio_reply_note_thought (reply, type);
  else
    idio_reply_add_text (reply, idio_json_get_string (part, "text"));
}

/* The content of a message is a string, or with some services an array of parts. */
static void
read_message (IdioReply  *reply,
              JsonObject *message)
{
  JsonArray *parts = idio_json_get_array (message, "content");
  JsonArray *tools = idio_json_get_array (message, "tool_calls");

  /* OpenRouter and newer vLLM leave out the "_content". */
  idio_reply_note_thought (reply, idio_json_get_string (message, "reasoning_content"));
  idio_reply_note_thought (reply, idio_json_get_string (message, "reasoning"));
  idio_reply_add_text (reply, idio_json_get_string (message, "content"));

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonNode *part = json_array_get_element (parts, i);

      if (JSON_NODE_HOLDS_OBJECT (part))
        read_part (reply, json_node_get_object (part));
    }

  if (tools != NULL && json_array_get_length (tools) > 0)
    idio_reply_note_tool (reply);
}

static void
read_finish_reason (IdioReply  *reply,
                    const char *reason)
{
  static const char * const refusals[] = { "content_filter", "safety", "recitation", "prohibited_content", "spii", NULL };
  static const char * const lengths[] = { "length", "max_tokens", "model_length", NULL };
  g_autofree char *lower = g_ascii_strdown (reason, -1);

  /* Some servers send an empty reason with each word. */
  if (*lower == '\0')
    return;

  if (g_strv_contains (refusals, lower))
    idio_reply_refuse (reply);
  else if (g_str_equal (lower, "error"))
    idio_reply_fail_with (reply, NULL);
  else
    idio_reply_set_end (reply, g_strv_contains (lengths, lower) ? IDIO_COMPLETION_END_LENGTH : IDIO_COMPLETION_END_STOP);

  if (g_str_equal (lower, "tool_calls") || g_str_equal (lower, "function_call"))
    idio_reply_note_tool (reply);
}

static void
read_usage (IdioReply  *reply,
            JsonObject *usage)
{
  idio_completion_set_tokens (idio_reply_get_completion (reply), idio_json_get_int (usage, "prompt_tokens", -1),
                              idio_json_get_int (usage, "completion_tokens", -1));
}

static void
idio_openai_provider_read_event (IdioService     *service,
                                 IdioReply       *reply,
                                 IdioChatRequest *request,
                                 JsonObject      *object)
{
  JsonObject *progress = idio_json_get_object (object, "prompt_progress");
  JsonArray *choices = idio_json_get_array (object, "choices");
  JsonObject *choice = NULL, *delta;
  const char *reason;

  idio_reply_set_progress (reply, idio_json_get_int (progress, "processed", 0), idio_json_get_int (progress, "total", 0));
  read_usage (reply, idio_json_get_object (object, "usage"));

  if (choices != NULL && json_array_get_length (choices) > 0 &&
      JSON_NODE_HOLDS_OBJECT (json_array_get_element (choices, 0)))
    choice = json_array_get_object_element (choices, 0);

  /* Some servers send the whole message once more after its parts. */
  if ((delta = idio_json_get_object (choice, "delta")))
    read_message (reply, delta);
  else if (!idio_reply_is_in_parts (reply))
    read_message (reply, idio_json_get_object (choice, "message"));

  if (delta != NULL)
    idio_reply_note_part (reply);

  if ((reason = idio_json_get_string (choice, "finish_reason")))
    read_finish_reason (reply, reason);
}

static gboolean
idio_openai_provider_learn (IdioService *service,
                            const char  *words)
{
  IdioOpenaiProvider *self = IDIO_OPENAI_PROVIDER (service);
  static const struct { const char *word; IdioOpenaiQuirks quirk; } quirks[] = {
    { "max_completion_tokens", IDIO_OPENAI_QUIRK_MAX_COMPLETION_TOKENS },
    { "stream_options", IDIO_OPENAI_QUIRK_NO_USAGE },
    { "include_usage", IDIO_OPENAI_QUIRK_NO_USAGE },
    { "temperature", IDIO_OPENAI_QUIRK_NO_TEMPERATURE },
    { "seed", IDIO_OPENAI_QUIRK_NO_SEED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (quirks); i++)
    if (strstr (words, quirks[i].word) != NULL && !(self->quirks & quirks[i].quirk))
      {
        self->quirks |= quirks[i].quirk;
        return TRUE;
      }

  return FALSE;
}

static void
idio_openai_provider_class_init (IdioOpenaiProviderClass *klass)
{
  IdioServiceClass *service_class = IDIO_SERVICE_CLASS (klass);

  service_class->chat_path = "/chat/completions";
  service_class->models_path = "/models";
  service_class->framing = IDIO_HTTP_FRAMING_EVENTS;
  service_class->has_version = TRUE;
  service_class->format = idio_openai_provider_format;
  service_class->add_headers = idio_openai_provider_add_headers;
  service_class->read_event = idio_openai_provider_read_event;
  service_class->learn = idio_openai_provider_learn;
}

static void
idio_openai_provider_init (IdioOpenaiProvider *self)
{
}

/**
 * idio_openai_provider_new:
 * @address: an address from idio_service_address_fix()
 * @model: the name of a model there
 * @key: (nullable): the API key; what can't be one is left out
 *
 * Returns: (transfer full): a service
 */
IdioProvider *
idio_openai_provider_new (const char *address,
                          const char *model,
                          const char *key)
{
  return idio_service_new (IDIO_TYPE_OPENAI_PROVIDER, address, model, key);
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
  return idio_service_new_on_socket (IDIO_TYPE_OPENAI_PROVIDER, socket_path, model);
}

/**
 * idio_openai_provider_set_quirks:
 * @self: a service
 * @quirks: what is known that it does not understand
 */
void
idio_openai_provider_set_quirks (IdioOpenaiProvider *self,
                                 IdioOpenaiQuirks    quirks)
{
  g_return_if_fail (IDIO_IS_OPENAI_PROVIDER (self));

  self->quirks = quirks;
}
