/* test-real-server.c: the same conversation with a real llama-server, in each dialect that it speaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "llm/idio-anthropic-provider.h"
#include "llm/idio-json.h"
#include "llm/idio-local-provider.h"
#include "llm/idio-openai-provider.h"

static IdioProvider *local;

static const char *
start (void)
{
  IdioEngine *engine = idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (local));

  idio_test_await (idio_engine_start (engine));

  return idio_engine_get_socket_path (engine);
}

static IdioChatRequest *
make_request (const char *question,
              guint       max_tokens)
{
  IdioChatRequest *request = idio_chat_request_new ();

  idio_chat_request_add (request, IDIO_ROLE_SYSTEM, "You answer in one short sentence.");
  idio_chat_request_add (request, IDIO_ROLE_USER, "What is the color of snow?");
  idio_chat_request_add (request, IDIO_ROLE_ASSISTANT, "Snow is white.");
  idio_chat_request_add (request, IDIO_ROLE_USER, question);
  request->temperature = 0;
  request->seed = 1;
  request->max_tokens = max_tokens;

  return request;
}

static void
check (IdioProvider *provider)
{
  g_autoptr(IdioChatRequest) request = make_request ("What is the color of grass?", 40);
  g_autoptr(IdioChatRequest) short_request = make_request ("Tell me a long story.", 3);
  g_autoptr(IdioChatRequest) schema_request = make_request ("What is the color of grass? Answer in JSON.", 60);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(IdioCompletion) short_completion = idio_completion_new ();
  g_autoptr(IdioCompletion) schema_completion = idio_completion_new ();
  g_autoptr(JsonObject) answer = NULL;

  idio_test_await (idio_provider_chat (provider, request, completion));
  g_assert_cmpuint (idio_completion_get_length (completion), >, 0);
  g_assert_cmpint (idio_completion_get_prompt_tokens (completion), >, 20);
  g_assert_cmpint (idio_completion_get_completion_tokens (completion), >, 0);
  g_test_message ("%s", idio_completion_get_text (completion));

  idio_test_await (idio_provider_chat (provider, short_request, short_completion));
  g_assert_cmpint (idio_completion_get_end (short_completion), ==, IDIO_COMPLETION_END_LENGTH);
  g_assert_cmpint (idio_completion_get_completion_tokens (short_completion), ==, 3);

  schema_request->schema = g_strdup ("{\"type\":\"object\",\"properties\":{\"color\":{\"enum\":[\"green\",\"red\"]}},"
                                     "\"required\":[\"color\"],\"additionalProperties\":false}");
  answer = dex_await_boxed (idio_provider_ask (provider, schema_request, schema_completion), NULL);
  g_test_message ("%s", idio_completion_get_text (schema_completion));

  if (IDIO_IS_OPENAI_PROVIDER (provider))
    g_assert_nonnull (idio_json_get_string (answer, "color"));
}

static void
check_too_long (IdioProvider *provider)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(IdioChatRequest) request = NULL;
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(GError) error = NULL;

  while (text->len < 400000)
    g_string_append (text, "Where were we when it rained? ");

  request = make_request (text->str, 20);
  g_assert_false (dex_await (idio_provider_chat (provider, request, completion), &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_TOO_LONG);
  g_assert_cmpuint (idio_provider_error_get_excess_tokens (error), >, 1000);
  g_test_message ("%s (%s)", error->message, idio_provider_error_get_details (error));
}

static void
check_dialect (GType type)
{
  g_autoptr(IdioProvider) provider = idio_service_new_on_socket (type, start (), "test");
  g_auto(GStrv) models = idio_test_await_boxed (idio_provider_list_models (provider));

  g_assert_cmpuint (g_strv_length (models), ==, 1);
  check (provider);
  check_too_long (provider);
}

static void
test_openai (void)
{
  check_dialect (IDIO_TYPE_OPENAI_PROVIDER);
}

static void
test_anthropic (void)
{
  check_dialect (IDIO_TYPE_ANTHROPIC_PROVIDER);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/real-server/openai", test_openai);
  idio_test_add_fiber ("/real-server/anthropic", test_anthropic);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  dex_init ();
  local = idio_local_provider_new (idio_test_get_model (), "test");
  status = idio_test_main (argc, argv, add_tests);
  g_clear_object (&local);

  return status;
}
