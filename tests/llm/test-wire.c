/* test-wire.c: requests on their way to a service and back: waits, retries, stops, redirects, encryption, sizes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-retry.h"
#include "llm/idio-service-error.h"
#include "near-resolver.h"

#define KEY "sk-4f9aQ71xB2mZ80RtWc"

#define DELTA(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"},\"finish_reason\":null}]}\n\n"
#define END         "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"

#define CHUNKS(...) { __VA_ARGS__ }

#define OK_ANSWER { 200, CHUNKS (DELTA ("Hello"), END) }

static IdioChatRequest *
make_request (void)
{
  IdioChatRequest *request = idio_chat_request_new ();

  idio_chat_request_add (request, IDIO_ROLE_USER, "Hello?");

  return request;
}

static char *
chat_with (IdioProvider  *provider,
           guint          max_tokens,
           GError       **error)
{
  g_autoptr(IdioChatRequest) request = make_request ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  request->max_tokens = max_tokens;
  dex_await (idio_provider_chat (provider, request, completion), error);

  return g_strdup (idio_completion_get_text (completion));
}

static char *
chat (FakeServer  *server,
      GError     **error)
{
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", KEY);

  return chat_with (provider, 1024, error);
}

static void
test_retry_after (void)
{
  static const gint64 now = 1445412480; /* Wed, 21 Oct 2015 07:28:00 GMT */
  static const struct { const char *milliseconds, *after; gint64 wait; } headers[] = {
    { NULL, NULL, -1 },
    { NULL, "3", 3000 },
    { NULL, " 3 ", 3000 },
    { NULL, "0", 0 },
    { NULL, "1.5", 1500 },
    { "250", "3", 250 },
    { "250.4", NULL, 251 },
    { "soon", "3", 3000 },
    { NULL, "Wed, 21 Oct 2015 07:28:30 GMT", 30000 },
    { NULL, "Wednesday, 21-Oct-15 07:28:30 GMT", 30000 },
    { NULL, "Wed, 21 Oct 2015 07:00:00 GMT", 0 },
    { NULL, "-3", -1 },
    { NULL, "", -1 },
    { NULL, "tomorrow", -1 },
    { NULL, "99999999999999999999999", G_GINT64_CONSTANT (31) * 24 * 3600 * 1000 },
  };
  static const struct { const char *words; gint64 wait; } words[] = {
    { "please retry in 2.1s.", 2100 },
    { "please try again in 1m3s. visit", 63000 },
    { "please try again in 120ms", 120 },
    { "try again in 2 minutes", 120000 },
    { "try again in 1h2m", 3720000 },
    { "{\"retrydelay\":\"17s\"}", 17000 },
    { "try again in a moment", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_cmpint (idio_retry_parse_header (headers[i].milliseconds, headers[i].after, now), ==, headers[i].wait);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpint (idio_retry_parse_words (words[i].words), ==, words[i].wait);

  for (guint n = 0; n < 100; n++)
    {
      guint longest = MIN (500u << MIN (n, 5), 8000u);

      g_assert_cmpuint (idio_retry_get_backoff (n), <=, longest);
      g_assert_cmpuint (idio_retry_get_backoff (n), >=, longest * 3 / 4);
    }
}

static void
test_retry_headers (void)
{
  static const FakeAnswer milliseconds[] = { { 429, CHUNKS ("{}"), 0, "Retry-After-Ms", "10" }, OK_ANSWER };
  static const FakeAnswer not_again[] = { { 500, CHUNKS ("{}"), 0, "X-Should-Retry", "false" }, OK_ANSWER };
  static const FakeAnswer again[] = { { 400, CHUNKS ("{}"), 0, "X-Should-Retry", "true" }, OK_ANSWER };
  static const FakeAnswer later[] = { { 429, CHUNKS ("{}"), 0, "Retry-After", "90" }, OK_ANSWER };
  static const struct { const FakeAnswer *answers; guint n_requests; gboolean done; guint wait; } cases[] = {
    { milliseconds, 2, TRUE, 0 }, { not_again, 1, FALSE, 0 }, { again, 2, TRUE, 0 }, { later, 1, FALSE, 90 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FakeServer) server = fake_server_new (cases[i].answers, 2);
      g_autoptr(GError) error = NULL;
      g_autofree char *text = chat (server, &error);

      g_assert_cmpuint (server->requests->len, ==, cases[i].n_requests);
      g_assert_true ((error == NULL) == cases[i].done);

      if (error != NULL)
        g_assert_cmpuint (idio_provider_error_get_retry_after (error), ==, cases[i].wait);
    }
}

/* The service's own words are kept, and nothing of the key. */
static void
test_details (void)
{
  static const struct { guint status; const char *body, *details; } cases[] = {
    { 401, "{\"error\":{\"message\":\"Incorrect API key provided: " KEY ".\",\"code\":\"invalid_api_key\"}}",
      "HTTP 401 · Incorrect API key provided: … · invalid_api_key" },
    { 401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-4f9aQ****RtWc.\"}}",
      "HTTP 401 · Incorrect API key provided: …" },
    { 401, "{\"error\":\"Key sk-4f9aQ71 is not one\"}", "HTTP 401 · Key … is not one" },
    { 500, "oh\nno\x1b[31m", "HTTP 500 · oh no [31m" },
    { 502, "<html><h1>Bad Gateway</h1></html>", "HTTP 502" },
    { 422, "{\"detail\":[{\"msg\":\"field required\"}]}", "HTTP 422 · field required" },
    { 200, "{\"error\":{\"message\":\"x\"}}", "x" },
    { 503, NULL, "HTTP 503" },
  };
  g_autoptr(GError) copy = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = idio_service_error_new (cases[i].status, cases[i].body, "api.example.com", KEY);

      g_assert_cmpstr (idio_provider_error_get_details (error), ==, cases[i].details);
      g_clear_error (&copy);
      copy = g_error_copy (error);
      g_assert_cmpstr (idio_provider_error_get_details (copy), ==, cases[i].details);
    }
}

static void
test_excess (void)
{
  static const struct { const char *body; guint excess; } cases[] = {
    { "{\"error\":{\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":5000,\"n_ctx\":4096}}", 904 },
    { "{\"error\":{\"message\":\"This model's maximum context length is 4,097 tokens. However, your messages resulted in "
      "5,000 tokens (4000 in the messages, 1000 in the completion).\"}}", 903 },
    { "{\"error\":{\"message\":\"prompt is too long: 205000 tokens > 200000 maximum\"}}", 5000 },
    { "{\"error\":{\"message\":\"The model gpt-4-1106 has a maximum context length of 8192 and got 8200\"}}", 8 },
    { "{\"error\":{\"code\":\"context_length_exceeded\"}}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = idio_service_error_new (400, cases[i].body, NULL, NULL);

      g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_TOO_LONG);
      g_assert_cmpuint (idio_provider_error_get_excess_tokens (error), ==, cases[i].excess);
      g_assert_true ((strstr (error->message, "words") != NULL) == (cases[i].excess > 0));
    }
}

/* Whoever waits no longer is let go at once, whatever the request waits for; nothing is sent afterwards. */
static void
test_stop (void)
{
  static const FakeAnswer silent[] = { { 200, CHUNKS (NULL), .open = TRUE } };
  static const FakeAnswer begun[] = { { 200, CHUNKS (DELTA ("Hello")), .open = TRUE } };
  static const FakeAnswer limited[] = { { 429, CHUNKS ("{}"), 0, "Retry-After", "15" } };
  static const FakeAnswer alive[] = { { 200, CHUNKS (": ping\n\n"), 50, .endless = TRUE } };
  static const struct { const FakeAnswer *answers; guint n_disconnected; } cases[] = {
    { silent, 1 }, { begun, 1 }, { limited, 0 }, { alive, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FakeServer) server = fake_server_new (cases[i].answers, 1);
      g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
      g_autoptr(IdioChatRequest) request = make_request ();
      g_autoptr(IdioCompletion) completion = idio_completion_new ();
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      DexFuture *future = dex_future_first (idio_provider_chat (provider, request, completion),
                                            dex_cancellable_new_from_cancellable (cancellable), NULL);
      gint64 start;

      while (server->requests->len == 0)
        dex_await (dex_timeout_new_msec (5), NULL);

      dex_await (dex_timeout_new_msec (200), NULL);
      start = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
      g_assert_false (dex_await (future, NULL));

      while (server->n_disconnected < cases[i].n_disconnected)
        dex_await (dex_timeout_new_msec (5), NULL);

      g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
      g_assert_cmpuint (server->requests->len, ==, 1);
    }
}

/* As long as it takes to connect there is nobody who could be told to stop. */
static void
test_stop_connecting (void)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autofree char *url = NULL;
  g_autoptr(IdioProvider) provider = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  /* It listens, and never speaks TLS. */
  g_assert_true (g_socket_bind (socket, address, TRUE, NULL) && g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  url = g_strdup_printf ("https://127.0.0.1:%u/v1", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  provider = idio_openai_provider_new (url, "m", NULL);

  g_assert_false (dex_await (dex_future_first (idio_provider_list_models (provider), dex_timeout_new_msec (200), NULL), NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 1200 * 1000);

  /* And somebody who does wait is told after the limit. */
  idio_service_set_patience (IDIO_SERVICE (provider), 1);
  g_free (chat_with (provider, 16, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE);
}

/* At each stage: what came is kept, the reason is said, and without any answer the request is sent again, twice. */
static void
test_resets (void)
{
  static const FakeAnswer at_once[] = { { .reset = TRUE } };
  static const FakeAnswer after_headers[] = { { 200, CHUNKS (": x\n\n"), 5, .cut = TRUE } };
  static const FakeAnswer in_text[] = { { 200, CHUNKS (DELTA ("Hello")), 5, .cut = TRUE } };
  static const FakeAnswer stalled[] = { { 200, CHUNKS (DELTA ("Hello")), .open = TRUE } };
  static const struct { const FakeAnswer *answers; IdioProviderError code; const char *text; guint n_requests; } cases[] = {
    { at_once, IDIO_PROVIDER_ERROR_OFFLINE, "", 3 },
    { after_headers, IDIO_PROVIDER_ERROR_BAD_ANSWER, "", 1 },
    { in_text, IDIO_PROVIDER_ERROR_BAD_ANSWER, "Hello", 1 },
    { stalled, IDIO_PROVIDER_ERROR_BAD_ANSWER, "Hello", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FakeServer) server = fake_server_new (cases[i].answers, 1);
      g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      idio_service_set_patience (IDIO_SERVICE (provider), 1);
      text = chat_with (provider, 16, &error);
      g_assert_error (error, IDIO_PROVIDER_ERROR, (gint) cases[i].code);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (server->requests->len, ==, cases[i].n_requests);
    }
}

static void
test_sizes (void)
{
  static const FakeAnswer events[] = { { 200, CHUNKS (DELTA ("x "), END), .repeat = 10000 } };
  static const FakeAnswer zipped[] = { { 200, CHUNKS (DELTA ("Hello") END), .gzip = TRUE } };
  g_autofree char *line = g_strnfill (1024 * 1024, 'x');
  g_autofree char *data = g_strconcat ("data: ", line, NULL);
  g_autofree char *bomb_text = g_strnfill (50 * 1024 * 1024, ':');
  const FakeAnswer lines[] = { { 200, CHUNKS (data, line), .endless = TRUE } };
  const FakeAnswer bomb[] = { { 200, CHUNKS (bomb_text), .gzip = TRUE } };
  g_autoptr(FakeServer) events_server = fake_server_new (events, 1);
  g_autoptr(FakeServer) zipped_server = fake_server_new (zipped, 1);
  g_autoptr(FakeServer) lines_server = fake_server_new (lines, 1);
  g_autoptr(FakeServer) bomb_server = fake_server_new (bomb, 1);
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (events_server->url, "m", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *first = chat_with (provider, 10000, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (first), ==, 2 * 10000);

  second = chat (zipped_server, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, ==, "Hello");

  g_free (chat (lines_server, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
  g_assert_cmpuint (lines_server->n_sent, <, 16 * 1024 * 1024);
  g_clear_error (&error);

  g_free (chat (bomb_server, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
}

static GTlsCertificate *
load_certificate (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "llm", "service.pem", NULL);
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

/* Encrypted, with an authority that this computer trusts: the key goes to the host it is for and nowhere else. */
static void
test_tls (void)
{
  static const FakeAnswer ok[] = { OK_ANSWER };
  static const FakeAnswer moved[] = {
    { 308, CHUNKS ("moved"), 0, "Location", "/api/v1/chat/completions" }, OK_ANSWER
  };
  static const FakeAnswer stolen[] = {
    { 307, CHUNKS ("moved"), 0, "Location", "https://127.0.0.1:1/v1/chat/completions" }, OK_ANSWER
  };
  static const FakeAnswer again[] = { { 308, CHUNKS ("moved"), 0, "Location", "/v1/v1/chat/completions" } };
  g_autoptr(GTlsCertificate) certificate = load_certificate ();
  g_autoptr(FakeServer) server = fake_server_new_tls (ok, 1, certificate, "service.example");
  g_autoptr(FakeServer) other_name = fake_server_new_tls (ok, 1, certificate, "other.example");
  g_autoptr(FakeServer) moved_server = fake_server_new_tls (moved, 2, certificate, "service.example");
  g_autoptr(FakeServer) stolen_server = fake_server_new_tls (stolen, 2, certificate, "service.example");
  g_autoptr(FakeServer) again_server = fake_server_new_tls (again, 1, certificate, "service.example");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = chat (server, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Hello");

  g_free (chat (other_name, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE);
  g_assert_cmpuint (other_name->requests->len, ==, 0);
  g_clear_error (&error);

  g_free (chat (moved_server, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (g_ptr_array_index (moved_server->paths, 1), ==, "/api/v1/chat/completions");
  g_assert_cmpstr (g_ptr_array_index (moved_server->authorizations, 1), ==, "Bearer " KEY);

  g_free (chat (stolen_server, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "elsewhere"));
  g_assert_cmpuint (stolen_server->requests->len, ==, 1);
  g_clear_error (&error);

  g_free (chat (again_server, &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED);
  g_assert_cmpuint (again_server->requests->len, <=, 3);
}

static void
trust_test_authority (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "llm", "service.pem", NULL);
  g_autoptr(GTlsDatabase) database = G_TLS_DATABASE (g_tls_file_database_new (path, NULL));

  if (database != NULL)
    g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
add_tests (void)
{
  trust_test_authority ();
  near_resolver_install ();

  g_test_add_func ("/wire/retry-after", test_retry_after);
  idio_test_add_fiber ("/wire/retry-headers", test_retry_headers);
  g_test_add_func ("/wire/details", test_details);
  g_test_add_func ("/wire/excess", test_excess);
  idio_test_add_fiber ("/wire/stop", test_stop);
  idio_test_add_fiber ("/wire/stop-connecting", test_stop_connecting);
  idio_test_add_fiber ("/wire/resets", test_resets);
  idio_test_add_fiber ("/wire/sizes", test_sizes);
  idio_test_add_fiber ("/wire/tls", test_tls);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
