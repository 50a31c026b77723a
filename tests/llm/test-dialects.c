/* test-dialects.c: services that speak as Anthropic and Ollama document it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-anthropic-provider.h"
#include "llm/idio-json.h"
#include "llm/idio-ollama-provider.h"
#include "llm/idio-openai-provider.h"

#define KEY "sk-ant-4f9aQ71xB2mZ80RtWc"

#define CHUNKS(...) { __VA_ARGS__ }

/* As in the documentation of the services; Zoë and the party popper have characters of several bytes. */
#define OPENAI_STREAM                                                                                            \
  ": OPENROUTER PROCESSING\n\n"                                                                                   \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n"  \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Zoë \"},\"finish_reason\":null}]}\n\n"              \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"🎉\"},\"finish_reason\":null}]}\n\n"                 \
  "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"                              \
  "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":25,\"completion_tokens\":15}}\n\ndata: [DONE]\n\n"

#define ANTHROPIC_STREAM                                                                                         \
  "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","      \
  "\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n"                \
  "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"           \
  "{\"type\":\"thinking\",\"thinking\":\"\"}}\n\n"                                                               \
  "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"                   \
  "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}\n\n"                                                       \
  "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":"           \
  "{\"type\":\"text\",\"text\":\"\"}}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"                             \
  "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":"                   \
  "{\"type\":\"text_delta\",\"text\":\"Zoë \"}}\n\n"                                                             \
  "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":"                   \
  "{\"type\":\"text_delta\",\"text\":\"🎉\"}}\n\n"                                                               \
  "event: something_new\ndata: {\"type\":\"something_new\"}\n\n"                                                 \
  "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n"                           \
  "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"            \
  "\"usage\":{\"output_tokens\":15}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"

#define OLLAMA_STREAM                                                                                            \
  "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"hm\"},\"done\":false}\n"   \
  "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"Zoë \"},\"done\":false}\n"                 \
  "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"🎉\"},\"done\":false}\n"                    \
  "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"," \
  "\"prompt_eval_count\":25,\"eval_count\":15}\n"

typedef IdioProvider *(*NewFunc) (const char *address,
                                  const char *model,
                                  const char *key);

static const struct
{
  NewFunc     make;
  const char *stream;
} dialects[] = {
  { idio_openai_provider_new, OPENAI_STREAM },
  { idio_anthropic_provider_new, ANTHROPIC_STREAM },
  { idio_ollama_provider_new, OLLAMA_STREAM },
};

static IdioChatRequest *
make_request (void)
{
  IdioChatRequest *request = idio_chat_request_new ();

  idio_chat_request_add (request, IDIO_ROLE_SYSTEM, "Be brief.");
  idio_chat_request_add (request, IDIO_ROLE_USER, "Hello?");
  idio_chat_request_add (request, IDIO_ROLE_ASSISTANT, "Hello.");
  idio_chat_request_add (request, IDIO_ROLE_USER, "Who?");
  request->temperature = 0.5;
  request->seed = 7;

  return request;
}

static void
test_requests (void)
{
  static const char * const bodies[] = {
    "{\"model\":\"m\",\"max_tokens\":1024,\"system\":\"Be brief.\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"},"
    "{\"role\":\"assistant\",\"content\":\"Hello.\"},{\"role\":\"user\",\"content\":\"Who?\"}],\"stream\":true}",
    "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Hello?\"},"
    "{\"role\":\"assistant\",\"content\":\"Hello.\"},{\"role\":\"user\",\"content\":\"Who?\"}],\"stream\":true,\"think\":false,"
    "\"keep_alive\":\"5m\",\"options\":{\"num_ctx\":4096,\"num_predict\":1024,\"temperature\":0.5,\"seed\":7}}",
  };
  static const char * const paths[] = { "/v1/messages", "/api/chat" };

  for (guint i = 1; i < G_N_ELEMENTS (dialects); i++)
    {
      const FakeAnswer answers[] = { { 200, CHUNKS (dialects[i].stream) } };
      g_autoptr(FakeServer) server = fake_server_new (answers, 1);
      g_autofree char *root = g_strndup (server->url, strlen (server->url) - strlen ("/v1"));
      g_autoptr(IdioProvider) provider = dialects[i].make (i == 1 ? server->url : root, "m", KEY);
      g_autoptr(IdioChatRequest) request = make_request ();
      g_autoptr(IdioCompletion) completion = idio_completion_new ();

      idio_test_await (idio_provider_chat (provider, request, completion));
      g_assert_cmpstr (idio_completion_get_text (completion), ==, "Zoë 🎉");
      g_assert_cmpint (idio_completion_get_prompt_tokens (completion), ==, 25);
      g_assert_cmpint (idio_completion_get_completion_tokens (completion), ==, 15);
      g_assert_cmpstr (g_ptr_array_index (server->requests, 0), ==, bodies[i - 1]);
      g_assert_cmpstr (g_ptr_array_index (server->paths, 0), ==, paths[i - 1]);
      g_assert_cmpstr (g_ptr_array_index (server->keys, 0), ==, i == 1 ? KEY : "");
      g_assert_cmpstr (g_ptr_array_index (server->authorizations, 0), ==, i == 1 ? "" : "Bearer " KEY);
    }
}

/* Wherever a stream is cut into pieces it says the same, and wherever it ends too early it is not whole. */
static void
test_cuts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr(IdioProvider) provider = dialects[i].make ("https://service.example", "m", NULL);
      gsize length = strlen (dialects[i].stream);

      for (gsize at = 0; at <= length; at++)
        {
          g_autoptr(GBytes) bytes = g_bytes_new (dialects[i].stream, at);
          g_autoptr(IdioCompletion) completion = idio_completion_new ();
          g_autoptr(GError) error = NULL;
          gboolean whole = idio_service_read_stream (IDIO_SERVICE (provider), bytes, completion, &error);

          g_assert_true (g_str_has_prefix ("Zoë 🎉", idio_completion_get_text (completion)));
          g_assert_true (whole == (error == NULL));

          if (whole)
            g_assert_cmpstr (idio_completion_get_text (completion), ==, "Zoë 🎉");

          g_assert_true (at < length || whole);
        }
    }
}

static void
test_cut_over_network (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    for (gsize at = 1; at < strlen (dialects[i].stream); at += 7)
      {
        g_autofree char *start = g_strndup (dialects[i].stream, at);
        const FakeAnswer answers[] = { { 200, CHUNKS (start, dialects[i].stream + at) } };
        g_autoptr(FakeServer) server = fake_server_new (answers, 1);
        g_autoptr(IdioProvider) provider = dialects[i].make (server->url, "m", NULL);
        g_autoptr(IdioChatRequest) request = make_request ();
        g_autoptr(IdioCompletion) completion = idio_completion_new ();

        idio_test_await (idio_provider_chat (provider, request, completion));
        g_assert_cmpstr (idio_completion_get_text (completion), ==, "Zoë 🎉");
      }
}

static void
check_error (guint              dialect,
             const FakeAnswer  *answer,
             IdioProviderError  code)
{
  g_autoptr(FakeServer) server = fake_server_new (answer, 1);
  g_autoptr(IdioProvider) provider = dialects[dialect].make (server->url, "m", KEY);
  g_autoptr(IdioChatRequest) request = make_request ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (idio_provider_chat (provider, request, completion), &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, (gint) code);
  g_assert_null (strstr (error->message, KEY));
  g_assert_true (idio_provider_error_get_details (error) == NULL ||
                 strstr (idio_provider_error_get_details (error), KEY) == NULL);
}

static void
test_anthropic_errors (void)
{
  static const struct { FakeAnswer answer; IdioProviderError code; } cases[] = {
    { { 401, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"invalid x-api-key\"}}") },
      IDIO_PROVIDER_ERROR_BAD_KEY },
    { { 402, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"billing_error\",\"message\":\"x\"}}") },
      IDIO_PROVIDER_ERROR_NO_CREDIT },
    { { 400, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit balance is "
                     "too low\"}}") }, IDIO_PROVIDER_ERROR_NO_CREDIT },
    { { 429, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\",\"details\":"
                     "{\"error_code\":\"enforced_spend_limit_reached\"}}}") }, IDIO_PROVIDER_ERROR_NO_CREDIT },
    { { 403, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"x\"}}") },
      IDIO_PROVIDER_ERROR_BAD_KEY },
    { { 404, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"model: m\"}}") },
      IDIO_PROVIDER_ERROR_MODEL_MISSING },
    { { 429, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\"}}"), 0, "Retry-After", "60" },
      IDIO_PROVIDER_ERROR_RATE_LIMITED },
    { { 529, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"),
        0, "X-Should-Retry", "false" }, IDIO_PROVIDER_ERROR_OVERLOADED },
    { { 400, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                     "\"prompt is too long: 205000 tokens > 200000 maximum\"}}") }, IDIO_PROVIDER_ERROR_TOO_LONG },
    { { 400, CHUNKS ("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"output_config: no\"}}") },
      IDIO_PROVIDER_ERROR_UNSUPPORTED },
    { { 200, CHUNKS ("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\"}}\n\n") },
      IDIO_PROVIDER_ERROR_REFUSED },
    { { 200, CHUNKS ("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"}}\n\n") },
      IDIO_PROVIDER_ERROR_BAD_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_error (1, &cases[i].answer, cases[i].code);
}

static void
test_ollama_errors (void)
{
  static const struct { FakeAnswer answer; IdioProviderError code; } cases[] = {
    { { 404, CHUNKS ("{\"error\":\"model 'm' not found\"}") }, IDIO_PROVIDER_ERROR_MODEL_MISSING },
    { { 401, CHUNKS ("{\"error\":\"unauthorized\"}") }, IDIO_PROVIDER_ERROR_BAD_KEY },
    { { 200, CHUNKS ("{\"error\":\"model not found\"}\n") }, IDIO_PROVIDER_ERROR_MODEL_MISSING },
    { { 200, CHUNKS ("{\"message\":{\"content\":\"Hi\"},\"done\":false}\n", "{\"error\":\"unexpected EOF\"}\n") },
      IDIO_PROVIDER_ERROR_OVERLOADED },
    { { 200, CHUNKS ("{\"message\":{\"content\":\"Hi\"},\"done\":false}\n") }, IDIO_PROVIDER_ERROR_BAD_ANSWER },
    { { 200, CHUNKS ("<html>Log in</html>\n") }, IDIO_PROVIDER_ERROR_OFFLINE },
    { { 200, CHUNKS ("not json\n") }, IDIO_PROVIDER_ERROR_BAD_ANSWER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_error (2, &cases[i].answer, cases[i].code);
}

/* A model that can't think is not told not to. */
static void
test_ollama_thinking (void)
{
  static const FakeAnswer answers[] = {
    { 400, CHUNKS ("{\"error\":\"\\\"m\\\" does not support thinking\"}") }, { 200, CHUNKS (OLLAMA_STREAM) }
  };
  g_autoptr(FakeServer) server = fake_server_new (answers, 2);
  g_autoptr(IdioProvider) provider = idio_ollama_provider_new (server->url, "m", NULL);
  g_autoptr(IdioChatRequest) request = make_request ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_test_await (idio_provider_chat (provider, request, completion));
  g_assert_nonnull (strstr (g_ptr_array_index (server->requests, 0), "\"think\":false"));
  g_assert_null (strstr (g_ptr_array_index (server->requests, 1), "\"think\""));
}

/* Ollama says nothing when it leaves out the beginning of a request that is longer than the context. */
static void
test_ollama_truncation (void)
{
  static const struct { const char *count; gboolean read; } cases[] = {
    { "900", FALSE }, { "4096", FALSE }, { "9000", TRUE }, { "12000", TRUE }, { "0", TRUE },
  };
  g_autoptr(GString) text = g_string_new (NULL);

  while (text->len < 40000)
    g_string_append (text, "Where were we when it rained? ");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *end = g_strdup_printf ("{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
                                              "\"prompt_eval_count\":%s}\n", cases[i].count);
      const FakeAnswer answers[] = { { 200, CHUNKS ("{\"message\":{\"content\":\"Hi\"},\"done\":false}\n", end) } };
      g_autoptr(FakeServer) server = fake_server_new (answers, 1);
      g_autoptr(IdioProvider) provider = idio_ollama_provider_new (server->url, "m", NULL);
      g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
      g_autoptr(IdioCompletion) completion = idio_completion_new ();
      g_autoptr(GError) error = NULL;

      idio_chat_request_add (request, IDIO_ROLE_USER, text->str);
      g_assert_true (dex_await (idio_provider_chat (provider, request, completion), &error) == cases[i].read);
      g_assert_nonnull (strstr (g_ptr_array_index (server->requests, 0), "\"num_ctx\":16384"));

      if (cases[i].read)
        continue;

      g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_TOO_LONG);
      g_assert_cmpuint (idio_provider_error_get_excess_tokens (error), >, 1000);
      g_assert_cmpstr (idio_completion_get_text (completion), ==, "");
    }
}

static JsonObject *
ask (IdioProvider  *provider,
     GError       **error)
{
  g_autoptr(IdioChatRequest) request = make_request ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  request->schema = g_strdup ("{\"type\":\"object\"}");

  return dex_await_boxed (idio_provider_ask (provider, request, completion), error);
}

static void
test_schemas (void)
{
  static const FakeAnswer anthropic[] = {
    { 400, CHUNKS ("{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"output_config: not permitted\"}}") },
    { 400, CHUNKS ("{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"what\"}}") },
    { 200, CHUNKS ("{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Sure: {\\\"a\\\":\\\"x\\\"}\"}],"
                   "\"stop_reason\":\"end_turn\"}") },
  };
  static const FakeAnswer ollama[] = {
    { 200, CHUNKS ("{\"message\":{\"content\":\"{\\\"a\\\":\\\"x\\\"}\"},\"done\":true,\"done_reason\":\"stop\"}\n") }
  };
  g_autoptr(FakeServer) server = fake_server_new (anthropic, 3);
  g_autoptr(FakeServer) ollama_server = fake_server_new (ollama, 1);
  g_autoptr(IdioProvider) provider = idio_anthropic_provider_new (server->url, "m", NULL);
  g_autoptr(IdioProvider) ollama_provider = idio_ollama_provider_new (ollama_server->url, "m", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) first = ask (provider, &error);
  g_autoptr(JsonObject) second = ask (ollama_provider, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (idio_json_get_string (first, "a"), ==, "x");
  g_assert_cmpstr (idio_json_get_string (second, "a"), ==, "x");
  g_assert_nonnull (strstr (g_ptr_array_index (server->requests, 0),
                            "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}"));
  g_assert_null (strstr (g_ptr_array_index (server->requests, 2), "output_config"));
  g_assert_nonnull (strstr (g_ptr_array_index (ollama_server->requests, 0), "\"format\":{\"type\":\"object\"}"));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/dialects/requests", test_requests);
  g_test_add_func ("/dialects/cuts", test_cuts);
  idio_test_add_fiber ("/dialects/cut-over-network", test_cut_over_network);
  idio_test_add_fiber ("/dialects/anthropic-errors", test_anthropic_errors);
  idio_test_add_fiber ("/dialects/ollama-errors", test_ollama_errors);
  idio_test_add_fiber ("/dialects/ollama-thinking", test_ollama_thinking);
  idio_test_add_fiber ("/dialects/ollama-truncation", test_ollama_truncation);
  idio_test_add_fiber ("/dialects/schemas", test_schemas);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
