/* test-openai-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-json.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-service-address.h"

#define KEY "sk-a-key-that-nobody-should-see"

#define DELTA(text) "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"},\"finish_reason\":null}]}\n\n"
#define FINISH      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE        "data: [DONE]\n\n"

#define CHUNKS(...) { __VA_ARGS__ }

#define OK_ANSWER { 200, CHUNKS (DELTA ("Hello"), DELTA (" there"), FINISH DONE) }

static IdioChatRequest *
make_request (void)
{
  IdioChatRequest *request = idio_chat_request_new ();

  idio_chat_request_add (request, IDIO_ROLE_SYSTEM, "Be brief.");
  idio_chat_request_add (request, IDIO_ROLE_USER, "Say \"hello\".");
  request->temperature = 0.5;
  request->seed = 7;

  return request;
}

/* Asks a server with these answers; gives the text that came and the error, if any. */
static char *
chat (FakeServer  *server,
      GError     **error)
{
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "some-model", KEY);
  g_autoptr(IdioChatRequest) request = make_request ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  dex_await (idio_provider_chat (provider, request, completion), error);

  return g_strdup (idio_completion_get_text (completion));
}

static void
check_text (const FakeAnswer *answers,
            guint             n_answers,
            const char       *expected)
{
  g_autoptr(FakeServer) server = fake_server_new (answers, n_answers);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = chat (server, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_error (const FakeAnswer  *answers,
             guint              n_answers,
             IdioProviderError  code,
             guint              n_requests)
{
  g_autoptr(FakeServer) server = fake_server_new (answers, n_answers);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = chat (server, &error);

  g_assert_error (error, IDIO_PROVIDER_ERROR, (gint) code);
  g_assert_cmpuint (server->requests->len, ==, n_requests);
  g_assert_null (strstr (error->message, KEY));
}

static void
test_request (void)
{
  static const FakeAnswer answers[] = { OK_ANSWER };
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autofree char *text = chat (server, NULL);

  g_assert_cmpstr (text, ==, "Hello there");
  g_assert_cmpstr (g_ptr_array_index (server->authorizations, 0), ==, "Bearer " KEY);
  g_assert_cmpstr (g_ptr_array_index (server->requests, 0), ==,
                   "{\"model\":\"some-model\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                   "{\"role\":\"user\",\"content\":\"Say \\\"hello\\\".\"}],\"stream\":true,\"stream_options\":"
                   "{\"include_usage\":true},\"max_tokens\":1024,\"temperature\":0.5,\"seed\":7}");
}

static void
test_streams (void)
{
  static const FakeAnswer slow[] = { { 200, CHUNKS (DELTA ("Late"), FINISH DONE), 300 } };
  static const FakeAnswer split[] = {
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"content\":\"Zo\xc3", "\xab \xf0\x9f", "\x8e\x89\"}}]}\n",
                   "\ndata: {\"choices\":[{\"delta\":{},\"finish_re", "ason\":\"stop\"}]}\n\n", DONE), 5 }
  };
  static const FakeAnswer parts[] = {
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"In\"},"
                   "{\"type\":\"text\",\"text\":\" parts\"}]},\"finish_reason\":\"stop\"}]}\n\n") }
  };
  static const FakeAnswer crlf[] = {
    { 200, CHUNKS (": comment\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"ok\"},"
                   "\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n") }
  };
  static const FakeAnswer odd[] = {
    { 200, CHUNKS ("data: {\"choices\":[],\"usage\":{}}\n\ndata: {}\n\ndata: {\"error\":null,\"choices\":[{\"delta\":"
                   "{\"content\":null,\"reasoning_content\":\"hm\"}}]}\n\n", DELTA ("ok"), FINISH) }
  };

  check_text (slow, 1, "Late");
  check_text (split, 1, "Zoë 🎉");
  check_text (parts, 1, "In parts");
  check_text (crlf, 1, "ok");
  check_text (odd, 1, "ok");
}

static void
test_refusals (void)
{
  static const FakeAnswer answers[][1] = {
    { { 401, CHUNKS ("{\"error\":{\"message\":\"Incorrect API key: " KEY "\",\"code\":\"invalid_api_key\"}}") } },
    { { 400, CHUNKS ("[{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\"}}]") } },
    { { 402, CHUNKS ("{}") } },
    { { 429, CHUNKS ("{\"error\":{\"message\":\"x\",\"code\":\"insufficient_quota\"}}") } },
    { { 404, CHUNKS ("{\"error\":{\"message\":\"model not found\"}}") } },
    { { 400, CHUNKS ("{\"error\":{\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9000}}") } },
    { { 400, CHUNKS ("{\"error\":{\"message\":\"This model's maximum context length is 4096\"}}") } },
    { { 403, CHUNKS ("{\"error\":{\"message\":\"Flagged by moderation\"}}") } },
    { { 422, CHUNKS ("{\"detail\":\"Unprocessable\"}") } },
    { { 301, CHUNKS ("moved"), 0, "Location", "http://127.0.0.1:1/" } },
    { { 400, CHUNKS ("<html>what</html>") } },
  };
  static const IdioProviderError codes[] = {
    IDIO_PROVIDER_ERROR_BAD_KEY, IDIO_PROVIDER_ERROR_BAD_KEY, IDIO_PROVIDER_ERROR_NO_CREDIT,
    IDIO_PROVIDER_ERROR_NO_CREDIT, IDIO_PROVIDER_ERROR_MODEL_MISSING, IDIO_PROVIDER_ERROR_TOO_LONG,
    IDIO_PROVIDER_ERROR_TOO_LONG, IDIO_PROVIDER_ERROR_REFUSED, IDIO_PROVIDER_ERROR_UNSUPPORTED,
    IDIO_PROVIDER_ERROR_UNSUPPORTED, IDIO_PROVIDER_ERROR_UNSUPPORTED,
  };

  /* None of these is worth a second try. */
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    check_error (answers[i], 1, codes[i], 1);
}

static void
test_retries (void)
{
  static const FakeAnswer limited[] = { { 429, CHUNKS ("{}"), 0, "Retry-After", "1" }, OK_ANSWER };
  static const FakeAnswer broken[] = { { 500, CHUNKS ("{}") }, { 503, CHUNKS ("oops") }, OK_ANSWER };
  static const FakeAnswer always[] = { { 500, CHUNKS ("{}") } };
  static const FakeAnswer wait_long[] = { { 429, CHUNKS ("{}"), 0, "Retry-After", "3600" }, OK_ANSWER };
  gint64 start = g_get_monotonic_time ();

  check_text (limited, 2, "Hello there");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1000 * 1000);

  check_text (broken, 3, "Hello there");
  check_error (always, 1, IDIO_PROVIDER_ERROR_OVERLOADED, 3);
  check_error (wait_long, 2, IDIO_PROVIDER_ERROR_RATE_LIMITED, 1);
}

static void
test_broken_streams (void)
{
  static const FakeAnswer reset[] = { { .reset = TRUE } };
  static const FakeAnswer reset_once[] = { { .reset = TRUE }, OK_ANSWER };
  static const FakeAnswer misdirected[] = { { 421, CHUNKS ("") }, OK_ANSWER };
  static const FakeAnswer cut[] = { { 200, CHUNKS (DELTA ("Half a")), 5, .cut = TRUE } };
  static const FakeAnswer truncated[] = { { 200, CHUNKS (DELTA ("Half a")) } };
  static const FakeAnswer garbage[] = { { 200, CHUNKS ("data: this is no JSON\n\n") } };
  static const FakeAnswer page[] = { { 200, CHUNKS ("<html>Log in to the Wi-Fi</html>") } };
  static const FakeAnswer inside[] = {
    { 200, CHUNKS (DELTA ("Half a"), "data: {\"error\":{\"code\":502,\"message\":\"Provider disconnected\"}}\n\n") }
  };
  static const FakeAnswer inside_first[] = {
    { 200, CHUNKS ("data: {\"error\":{\"message\":\"overloaded\"}}\n\n") }, OK_ANSWER
  };
  static const FakeAnswer filtered[] = {
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n") }
  };

  check_error (reset, 1, IDIO_PROVIDER_ERROR_OFFLINE, 3);
  check_text (reset_once, 2, "Hello there");
  check_text (misdirected, 2, "Hello there");
  check_error (cut, 1, IDIO_PROVIDER_ERROR_BAD_ANSWER, 1);
  check_error (truncated, 1, IDIO_PROVIDER_ERROR_BAD_ANSWER, 1);
  check_error (garbage, 1, IDIO_PROVIDER_ERROR_BAD_ANSWER, 1);
  check_error (page, 1, IDIO_PROVIDER_ERROR_OFFLINE, 1);
  check_error (filtered, 1, IDIO_PROVIDER_ERROR_REFUSED, 1);

  /* Text that was shown is not asked for again; before that, an error in the stream is like one of the response. */
  check_error (inside, 1, IDIO_PROVIDER_ERROR_OVERLOADED, 1);
  check_text (inside_first, 2, "Hello there");
}

static void
test_offline (void)
{
  g_autoptr(IdioProvider) provider = idio_openai_provider_new ("http://127.0.0.1:1/v1", "m", NULL);
  g_autoptr(IdioChatRequest) request = make_request ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_test_await_error (idio_provider_chat (provider, request, completion),
                         IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE);
  idio_test_await_error (idio_provider_list_models (provider), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE);
}

/* What a server does not understand is said otherwise, or left out, and stays so. */
static void
test_quirks (void)
{
  static const FakeAnswer answers[] = {
    { 400, CHUNKS ("{\"error\":{\"message\":\"Unsupported parameter: use 'max_completion_tokens' instead.\"}}") },
    { 400, CHUNKS ("{\"error\":{\"message\":\"Unsupported value: 'temperature'\",\"param\":\"temperature\"}}") },
    OK_ANSWER,
  };
  g_autoptr(FakeServer) server = fake_server_new (answers, 3);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = chat (server, &error);
  const char *last = g_ptr_array_index (server->requests, 2);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Hello there");
  g_assert_nonnull (strstr (last, "\"max_completion_tokens\":1024"));
  g_assert_null (strstr (last, "\"max_tokens\""));
  g_assert_null (strstr (last, "temperature"));
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
test_ladder (void)
{
  static const FakeAnswer answers[] = {
    { 400, CHUNKS ("{\"error\":{\"message\":\"response_format json_schema is not known\"}}") },
    { 400, CHUNKS ("{\"error\":{\"message\":\"response_format json_object is not known\"}}") },
    { 200, CHUNKS (DELTA ("Sure: {\\\"a\\\": \\\"x\\\"} Bye"), FINISH DONE) },
  };
  g_autoptr(FakeServer) server = fake_server_new (answers, 3);
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) first = ask (provider, &error);
  g_autoptr(JsonObject) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (idio_json_get_string (first, "a"), ==, "x");
  g_assert_nonnull (strstr (g_ptr_array_index (server->requests, 0), "\"json_schema\""));
  g_assert_nonnull (strstr (g_ptr_array_index (server->requests, 1), "\"json_object\""));
  g_assert_null (strstr (g_ptr_array_index (server->requests, 2), "response_format"));

  /* The rung that worked is remembered. */
  second = ask (provider, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (server->requests->len, ==, 4);
  g_assert_null (strstr (g_ptr_array_index (server->requests, 3), "response_format"));
  g_assert_cmpstr (g_ptr_array_index (server->authorizations, 3), ==, "");
}

static void
test_ladder_fails (void)
{
  static const FakeAnswer words[] = { OK_ANSWER };
  static const FakeAnswer refused[] = { { 401, CHUNKS ("{}") } };
  g_autoptr(FakeServer) server = fake_server_new (words, 1);
  g_autoptr(FakeServer) closed = fake_server_new (refused, 1);
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
  g_autoptr(IdioProvider) other = idio_openai_provider_new (closed->url, "m", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (ask (provider, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
  g_clear_error (&error);

  g_assert_null (ask (other, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_KEY);
  g_assert_cmpuint (closed->requests->len, ==, 1);
}

static void
test_models (void)
{
  static const FakeAnswer good[] = {
    { 200, CHUNKS ("{\"data\":[{\"id\":\"models/zeta\"},{\"id\":\"alpha\"},{\"id\":\"text-embedding-3\"},{\"x\":1},7]}") }
  };
  static const FakeAnswer closed[] = { { 401, CHUNKS ("{}") } };
  static const FakeAnswer page[] = { { 200, CHUNKS ("<html>") } };
  g_autoptr(FakeServer) server = fake_server_new (good, 1);
  g_autoptr(FakeServer) closed_server = fake_server_new (closed, 1);
  g_autoptr(FakeServer) page_server = fake_server_new (page, 1);
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "", KEY);
  g_autoptr(IdioProvider) closed_provider = idio_openai_provider_new (closed_server->url, "", KEY);
  g_autoptr(IdioProvider) page_provider = idio_openai_provider_new (page_server->url, "", KEY);
  g_auto(GStrv) models = idio_test_await_boxed (idio_provider_list_models (provider));

  g_assert_cmpuint (g_strv_length (models), ==, 2);
  g_assert_cmpstr (models[0], ==, "alpha");
  g_assert_cmpstr (models[1], ==, "zeta");

  idio_test_await_error (idio_provider_list_models (closed_provider), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_KEY);
  idio_test_await_error (idio_provider_list_models (page_provider), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE);
}

/* What loses a race is closed at once, before the first byte, between retries and in the middle. */
static void
check_cancel (const FakeAnswer *answers,
              guint             cancel_after_msec,
              guint             n_disconnected)
{
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
  g_autoptr(IdioChatRequest) request = make_request ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_false (dex_await (dex_future_first (idio_provider_chat (provider, request, completion),
                                               dex_timeout_new_msec ((int) cancel_after_msec), NULL),
                             &error));
  g_assert_error (error, DEX_ERROR, DEX_ERROR_TIMED_OUT);

  while (server->n_disconnected < n_disconnected && g_get_monotonic_time () - start < 5 * G_USEC_PER_SEC)
    dex_await (dex_timeout_new_msec (5), NULL);

  g_assert_cmpuint (server->n_disconnected, ==, n_disconnected);
  g_assert_cmpint (g_get_monotonic_time () - start, <, (cancel_after_msec + 1000) * 1000);
  g_assert_cmpuint (server->requests->len, ==, 1);
}

static void
test_cancel (void)
{
  static const FakeAnswer silent[] = { { 200, CHUNKS (DELTA ("Never")), 60000 } };
  static const FakeAnswer endless[] = {
    { 200, CHUNKS (DELTA ("a"), DELTA ("b"), DELTA ("c"), DELTA ("d"), DELTA ("e"), DELTA ("f"), DELTA ("g")), 150 }
  };
  static const FakeAnswer waits[] = { { 429, CHUNKS ("{}"), 0, "Retry-After", "15" } };

  check_cancel (silent, 200, 1);
  check_cancel (endless, 400, 1);
  check_cancel (waits, 300, 0);
}

static void
test_url (void)
{
  static const struct { const char *typed, *fixed, *host; } cases[] = {
    { "https://api.example.com/v1", "https://api.example.com/v1", "api.example.com" },
    { " api.example.com/v1/ ", "https://api.example.com/v1", "api.example.com" },
    { "https://api.example.com/v1/chat/completions", "https://api.example.com/v1", "api.example.com" },
    { "http://localhost:11434/v1", "http://localhost:11434/v1", NULL },
    { "http://127.0.0.1:1234/v1/", "http://127.0.0.1:1234/v1", NULL },
    { "http://[::1]:1234/v1", "http://[::1]:1234/v1", NULL },
    { "http://192.168.1.7:8080/v1", "http://192.168.1.7:8080/v1", "192.168.1.7" },
    { "http://nas.local/v1", "http://nas.local/v1", "nas.local" },
    { "http://api.example.com/v1", NULL, NULL },
    { "ftp://api.example.com", NULL, NULL },
    { "https://", NULL, NULL },
    { "", NULL, NULL },
    { "https://api.example.com/v1?key=secret", NULL, NULL },
    { "two words", NULL, NULL },
    { "foo", NULL, NULL },
    { "foo/v1", NULL, NULL },
    { "nas:8080/v1", "https://nas:8080/v1", "nas" },
    { "https://nas/v1", "https://nas/v1", "nas" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *fixed = idio_service_address_fix (cases[i].typed, &error);
      g_autofree char *host = fixed != NULL ? idio_service_address_find_host (fixed) : NULL;

      g_assert_cmpstr (fixed, ==, cases[i].fixed);
      g_assert_cmpstr (host, ==, cases[i].host);
      g_assert_true ((fixed == NULL) == (error != NULL));
    }
}

static void
test_advice (void)
{
  for (gint code = IDIO_PROVIDER_ERROR_NO_MODEL; code <= IDIO_PROVIDER_ERROR_UNSUPPORTED; code++)
    {
      g_autoptr(GError) error = idio_provider_error_new ((IdioProviderError) code, "api.example.com");

      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_cmpint (idio_provider_error_get_advice (error), <=, IDIO_ADVICE_CONSENT);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/openai/request", test_request);
  idio_test_add_fiber ("/openai/streams", test_streams);
  idio_test_add_fiber ("/openai/refusals", test_refusals);
  idio_test_add_fiber ("/openai/retries", test_retries);
  idio_test_add_fiber ("/openai/broken-streams", test_broken_streams);
  idio_test_add_fiber ("/openai/offline", test_offline);
  idio_test_add_fiber ("/openai/quirks", test_quirks);
  idio_test_add_fiber ("/openai/ladder", test_ladder);
  idio_test_add_fiber ("/openai/ladder-fails", test_ladder_fails);
  idio_test_add_fiber ("/openai/models", test_models);
  idio_test_add_fiber ("/openai/cancel", test_cancel);
  g_test_add_func ("/openai/url", test_url);
  g_test_add_func ("/openai/advice", test_advice);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
