/* idio-openai-request.c: a question in the dialect of OpenAI's Chat Completions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-json.h"
#include "llm/idio-openai-request.h"

static const char *
role_name (IdioRole role)
{
  switch (role)
    {
    case IDIO_ROLE_SYSTEM:
      return "system";

    case IDIO_ROLE_USER:
      return "user";

    case IDIO_ROLE_ASSISTANT:
      return "assistant";

    default:
      g_return_val_if_reached ("user");
    }
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

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "role");
      json_builder_add_string_value (builder, role_name (message->role));
      json_builder_set_member_name (builder, "content");
      json_builder_add_string_value (builder, message->content);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static void
build_response_format (JsonBuilder     *builder,
                       IdioChatRequest *request)
{
  if (request->schema == NULL || request->form == IDIO_ANSWER_FORM_TEXT)
    return;

  json_builder_set_member_name (builder, "response_format");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");

  if (request->form == IDIO_ANSWER_FORM_JSON)
    json_builder_add_string_value (builder, "json_object");
  else
    {
      json_builder_add_string_value (builder, "json_schema");
      json_builder_set_member_name (builder, "json_schema");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, "answer");
      json_builder_set_member_name (builder, "strict");
      json_builder_add_boolean_value (builder, TRUE);
      json_builder_set_member_name (builder, "schema");
      json_builder_add_value (builder, idio_json_parse (request->schema));
      json_builder_end_object (builder);
    }

  json_builder_end_object (builder);
}

static void
build_double (JsonBuilder *builder,
              const char  *name,
              double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

/* Without these a small model babbles. They hold for prose: in JSON the same words have to come again. */
static void
build_local_sampling (JsonBuilder *builder)
{
  build_double (builder, "top_p", 0.9);
  build_double (builder, "min_p", 0.05);
  build_double (builder, "repeat_penalty", 1.05);
  build_double (builder, "dry_multiplier", 0.8);

  /* Names and amounts of the request have to come again as they are: “$10,000,000” is eleven tokens. With the usual 2,
   * they were misspelled or rounded in three of four drafts. */
  json_builder_set_member_name (builder, "dry_allowed_length");
  json_builder_add_int_value (builder, 12);

  /* As far back as a draft is long: a small model comes back to a paragraph that it wrote before. */
  json_builder_set_member_name (builder, "dry_penalty_last_n");
  json_builder_add_int_value (builder, 256);
}

/* A grammar and thinking do not go together, and drafts need none. */
static void
build_template (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "chat_template_kwargs");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "enable_thinking");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
}

static void
build_usage (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "stream_options");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "include_usage");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
}

static void
build_local (JsonBuilder     *builder,
             IdioChatRequest *request)
{
  /* Reports make the server notice a closed connection while it reads a long request. */
  json_builder_set_member_name (builder, "return_progress");
  json_builder_add_boolean_value (builder, TRUE);

  if (request->schema == NULL)
    build_local_sampling (builder);
}

/**
 * idio_openai_request_format:
 * @request: what to ask
 * @model: the name of the model
 * @max_tokens: how long the answer may become, with the model's thoughts
 * @quirks: what the server does not understand
 * @local: whether the server is the engine, which knows more than the dialect
 *
 * Returns: (transfer full): the body of a request for a stream of events
 */
char *
idio_openai_request_format (IdioChatRequest  *request,
                            const char       *model,
                            guint             max_tokens,
                            IdioOpenaiQuirks  quirks,
                            gboolean          local)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);

  json_builder_set_member_name (builder, "model");
  json_builder_add_string_value (builder, model);
  build_messages (builder, request);
  json_builder_set_member_name (builder, "stream");
  json_builder_add_boolean_value (builder, TRUE);

  if (!(quirks & IDIO_OPENAI_QUIRK_NO_USAGE))
    build_usage (builder);

  json_builder_set_member_name (builder, quirks & IDIO_OPENAI_QUIRK_MAX_COMPLETION_TOKENS ? "max_completion_tokens"
                                                                                          : "max_tokens");
  json_builder_add_int_value (builder, max_tokens);

  if (request->temperature >= 0 && !(quirks & IDIO_OPENAI_QUIRK_NO_TEMPERATURE))
    build_double (builder, "temperature", request->temperature);

  if (request->seed >= 0 && !(quirks & IDIO_OPENAI_QUIRK_NO_SEED))
    {
      json_builder_set_member_name (builder, "seed");
      json_builder_add_int_value (builder, request->seed);
    }

  build_response_format (builder, request);

  if (local)
    build_local (builder, request);

  if (local || (quirks & IDIO_OPENAI_QUIRK_TEMPLATE_THINKS))
    build_template (builder);

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
