/* idio-anthropic-provider.c: the dialect of Anthropic's Messages, which llama-server and LM Studio speak too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-anthropic-provider.h"
#include "llm/idio-json.h"

/* The version of the interface whose shapes are read here */
#define VERSION "2026-10-21"

struct _IdioAnthropicProvider
{
  IdioService parent_instance;
};

G_DEFINE_FINAL_TYPE (IdioAnthropicProvider, idio_anthropic_provider, IDIO_TYPE_SERVICE)

static void
build_string (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* What holds for the whole conversation is no message here. */
static void
build_system (JsonBuilder     *builder,
              IdioChatRequest *request)
{
  g_autoptr(GString) system = g_string_new (NULL);

  for (guint i = 0; i < request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (request->messages, i);

      if (message->role == IDIO_ROLE_SYSTEM)
        g_string_append_printf (system, "%s%s", system->len > 0 ? "\n\n" : "", message->content);
    }

  if (system->len > 0)
    build_string (builder, "system", system->str);
}

static void
build_messages (JsonBuilder     *builder,
                IdioChatRequest *request)
{
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);

  for (guint i = 0; i < request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (request->messages, i);

      if (message->role == IDIO_ROLE_SYSTEM)
        continue;

      json_builder_begin_object (builder);
      build_string (builder, "role", message->role == IDIO_ROLE_ASSISTANT ? "assistant" : "user");
      build_string (builder, "content", message->content);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

/* There is no form between a schema and none. */
static void
build_format (JsonBuilder     *builder,
              IdioChatRequest *request)
{
  if (request->schema == NULL || request->form != IDIO_ANSWER_FORM_SCHEMA)
    return;

  json_builder_set_member_name (builder, "output_config");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_begin_object (builder);
  build_string (builder, "type", "json_schema");
  json_builder_set_member_name (builder, "schema");
  json_builder_add_value (builder, idio_json_parse (request->schema));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Newer models refuse a temperature, and have no seed. */
static char *
idio_anthropic_provider_format (IdioService     *service,
                                IdioChatRequest *request,
                                guint            max_tokens)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  build_string (builder, "model", idio_service_get_model (service));
  json_builder_set_member_name (builder, "max_tokens");
  json_builder_add_int_value (builder, max_tokens);
  build_system (builder, request);
  build_messages (builder, request);
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);
  build_format (builder, request);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static void
idio_anthropic_provider_add_headers (IdioService        *service,
                                     SoupMessageHeaders *headers,
                                     const char         *key)
{
  soup_message_headers_append (headers, "anthropic-version", VERSION);

  if (key != NULL)
    soup_message_headers_append (headers, "x-api-key", key);
}

/* A block of a message, or a part of one. What is no text is a thought, its signature, or the input of a tool. */
static void
read_block (IdioReply  *reply,
            JsonObject *block)
{
  const char *type = idio_json_get_string (block, "type");

  if (type == NULL)
    return;

  if (g_str_equal (type, "text") || g_str_equal (type, "text_delta"))
    idio_reply_add_text (reply, idio_json_get_string (block, "text"));
  else if (g_str_equal (type, "thinking_delta") || g_str_equal (type, "thinking"))
    idio_reply_note_thought (reply, type);
  else if (g_str_equal (type, "tool_use"))
    idio_reply_note_tool (reply);
}

static void
read_stop_reason (IdioReply  *reply,
                  const char *reason)
{
  if (reason == NULL || *reason == '\0')
    return;

  if (g_str_equal (reason, "refusal"))
    idio_reply_refuse (reply);
  else if (g_str_equal (reason, "max_tokens") || g_str_equal (reason, "model_context_window_exceeded"))
    idio_reply_set_end (reply, IDIO_COMPLETION_END_LENGTH);
  else
    idio_reply_set_end (reply, IDIO_COMPLETION_END_STOP);

  if (g_str_equal (reason, "tool_use"))
    idio_reply_note_tool (reply);
}

/* What was read from a cache is part of the prompt, and is counted apart. */
static void
read_usage (IdioReply  *reply,
            JsonObject *usage)
{
  gint64 n_prompt = idio_json_get_int (usage, "input_tokens", -1);

  if (n_prompt >= 0)
    n_prompt += MAX (0, idio_json_get_int (usage, "cache_read_input_tokens", 0)) +
                MAX (0, idio_json_get_int (usage, "cache_creation_input_tokens", 0));

  idio_completion_set_tokens (idio_reply_get_completion (reply), n_prompt,
                              idio_json_get_int (usage, "output_tokens", -1));
}

/* All of a message at once, from a server that does not stream */
static void
read_message (IdioReply  *reply,
              JsonObject *message)
{
  JsonArray *blocks = idio_json_get_array (message, "content");

  for (guint i = 0; blocks != NULL && i < json_array_get_length (blocks); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (blocks, i)))
      read_block (reply, json_array_get_object_element (blocks, i));

  read_usage (reply, idio_json_get_object (message, "usage"));
  read_stop_reason (reply, idio_json_get_string (message, "stop_reason"));
}

static void
idio_anthropic_provider_read_event (IdioService     *service,
                                    IdioReply       *reply,
                                    IdioChatRequest *request,
                                    JsonObject      *object)
{
  const char *type = idio_json_get_string (object, "type");

  if (type == NULL)
    return;

  if (g_str_equal (type, "content_block_delta"))
    read_block (reply, idio_json_get_object (object, "delta"));
  else if (g_str_equal (type, "content_block_start"))
    read_block (reply, idio_json_get_object (object, "content_block"));
  else if (g_str_equal (type, "message_start"))
    read_usage (reply, idio_json_get_object (idio_json_get_object (object, "message"), "usage"));
  else if (g_str_equal (type, "message_delta"))
    {
      read_usage (reply, idio_json_get_object (object, "usage"));
      read_stop_reason (reply, idio_json_get_string (idio_json_get_object (object, "delta"), "stop_reason"));
    }
  else if (g_str_equal (type, "message_stop"))
    idio_reply_close (reply);
  else if (g_str_equal (type, "message"))
    read_message (reply, object);
}

static void
idio_anthropic_provider_class_init (IdioAnthropicProviderClass *klass)
{
  IdioServiceClass *service_class = IDIO_SERVICE_CLASS (klass);

  service_class->chat_path = "/messages";
  service_class->models_path = "/models?limit=1000";
  service_class->framing = IDIO_HTTP_FRAMING_EVENTS;
  service_class->has_version = TRUE;
  service_class->format = idio_anthropic_provider_format;
  service_class->add_headers = idio_anthropic_provider_add_headers;
  service_class->read_event = idio_anthropic_provider_read_event;
}

static void
idio_anthropic_provider_init (IdioAnthropicProvider *self)
{
}

/**
 * idio_anthropic_provider_new:
 * @address: an address from idio_service_address_fix()
 * @model: the name of a model there
 * @key: (nullable): the API key; what can't be one is left out
 *
 * Returns: (transfer full): a service
 */
IdioProvider *
idio_anthropic_provider_new (const char *address,
                             const char *model,
                             const char *key)
{
  return idio_service_new (IDIO_TYPE_ANTHROPIC_PROVIDER, address, model, key);
}
