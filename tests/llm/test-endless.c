/* test-endless.c: servers that do not come to an end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-openai-provider.h"

#define DELTA(text) "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"},\"finish_reason\":null}]}\n\n"
#define FINISH      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE        "data: [DONE]\n\n"

#define CHUNKS(...) { __VA_ARGS__ }

/* As for a draft of thirty words */
#define MAX_TOKENS 140

/* Of text, and of what is read from the network */
#define MAX_TEXT   (16 * 4 * MAX_TOKENS)
#define MAX_STREAM (8 * 1024 * 1024)

typedef struct
{
  char              *text;
  GError            *error;
  IdioCompletionEnd  end;
  guint              n_requests;
  gsize              n_sent;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->text, g_free);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* Asks, and sees that the server is let go. */
static void
chat (const FakeAnswer *answer,
      guint             patience,
      Outcome          *outcome)
{
  g_autoptr(FakeServer) server = fake_server_new (answer, 1);
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_service_set_patience (IDIO_SERVICE (provider), patience);
  idio_chat_request_add (request, IDIO_ROLE_USER, "Thirty words, please.");
  request->max_tokens = MAX_TOKENS;

  dex_await (idio_provider_chat (provider, request, completion), &outcome->error);
  outcome->text = g_strdup (idio_completion_get_text (completion));
  outcome->end = idio_completion_get_end (completion);

  for (guint i = 0; server->n_disconnected < server->requests->len && i < 1000; i++)
    dex_await (dex_timeout_new_msec (5), NULL);

  outcome->n_requests = server->requests->len;
  outcome->n_sent = server->n_sent;
  g_assert_cmpuint (server->n_disconnected, ==, server->requests->len);
  g_assert_cmpuint (server->n_sent, <, outcome->n_requests * MAX_STREAM);
  g_assert_true (g_utf8_validate (outcome->text, -1, NULL));
}

/* What is whole is taken at once, whatever the connection does then. */
static void
test_whole (void)
{
  g_autofree char *filler = g_strnfill (8192, 'x');
  g_autofree char *comment = g_strdup_printf (": %s\n\n", filler);
  g_autofree char *delta = g_strdup_printf (DELTA ("%s"), filler);
  const FakeAnswer answers[] = {
    { 200, CHUNKS (DELTA ("Hello"), FINISH DONE), .open = TRUE },
    { 200, CHUNKS (DELTA ("Hello"), FINISH, DONE), 5, .open = TRUE },
    { 200, CHUNKS (DELTA ("Hello"), FINISH DONE, comment), .endless = TRUE },
    { 200, CHUNKS (DELTA ("Hello"), FINISH DONE, delta), .endless = TRUE },
    { 200, CHUNKS (DELTA ("Hello"), FINISH), .open = TRUE },
    { 200, CHUNKS (DELTA ("Hello"), FINISH, ": still here\n\n"), 50, .endless = TRUE },
    { 200, CHUNKS (DELTA ("Hello"), FINISH, ": still here\n\n"), .endless = TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto(Outcome) outcome = { NULL, };

      chat (&answers[i], 2, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpstr (outcome.text, ==, "Hello");
      g_assert_cmpint (outcome.end, ==, IDIO_COMPLETION_END_STOP);

      /* Nothing is read after the last word. */
      if (i < 4)
        g_assert_cmpuint (outcome.n_sent, <, 512 * 1024);
    }
}

/* Without an end the connection is no use either. */
static void
test_cut_after_end (void)
{
  static const FakeAnswer answers[] = { { 200, CHUNKS (DELTA ("Hello"), FINISH), 5, .cut = TRUE } };
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_test_await (idio_provider_chat (provider, request, completion));
  g_assert_cmpstr (idio_completion_get_text (completion), ==, "Hello");
}

/* Text without an end is cut off, and what came is kept. */
static void
test_text (void)
{
  g_autofree char *filler = g_strnfill (100000, 'x');
  g_autofree char *long_delta = g_strdup_printf (DELTA ("%s"), filler);
  g_autoptr(GString) wide = g_string_new (NULL);
  g_autofree char *wide_delta = NULL;
  FakeAnswer answers[] = {
    { 200, CHUNKS (DELTA ("word ")), .endless = TRUE },
    { 200, CHUNKS (DELTA ("word "), DELTA ("\\ud83d\\ude00 é")), .endless = TRUE },
    { 200, CHUNKS (long_delta), .endless = TRUE },
    { 200, CHUNKS (DELTA ("x"), NULL), .endless = TRUE },
    { 200, CHUNKS (long_delta, FINISH DONE) },
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"content\":[{\"text\":\"part \"},{\"text\":\"part \"}]}}]}\n\n"),
      .endless = TRUE },
  };

  while (wide->len < 60000)
    g_string_append (wide, "😀");

  wide_delta = g_strdup_printf (DELTA ("%s"), wide->str);
  answers[3].chunks[1] = wide_delta;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto(Outcome) outcome = { NULL, };

      chat (&answers[i], 60, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpint (outcome.end, ==, IDIO_COMPLETION_END_LENGTH);
      g_assert_cmpuint (strlen (outcome.text), <=, MAX_TEXT);
      g_assert_cmpuint (strlen (outcome.text), >=, MAX_TEXT - 4);
      g_assert_cmpuint (outcome.n_requests, ==, 1);
    }
}

/* A stream without words and without an end is an error; words before it are kept. */
static void
test_nothing (void)
{
  g_autofree char *filler = g_strnfill (10000, 'x');
  const char * const units[] = {
    ": ping\n\n", "\n", "x", filler, "data: {}\n\n", DELTA (""), "<html>Log in to the Wi-Fi</html>\n", "event: x\n",
    "data: {\"choices\":[{\"delta\":{\"content\":null,\"reasoning_content\":\"hm\"}}]}\n\n", "data: {\"choices\":[]}\n\n",
    "data:\n", "data: {\"prompt_progress\":{\"total\":9,\"processed\":9}}\n\n", "id: 1\nretry: 1\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint words = 0; words < 2; words++)
      {
        g_auto(Outcome) outcome = { NULL, };
        g_autofree char *repeated = NULL;
        g_autoptr(GString) block = g_string_new (NULL);
        FakeAnswer answer = { 200, .endless = TRUE };

        while (block->len < 8192)
          g_string_append (block, units[i]);

        answer.chunks[0] = words ? DELTA ("Hello") : block->str;
        answer.chunks[1] = words ? block->str : NULL;
        chat (&answer, 60, &outcome);
        g_assert_error (outcome.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
        g_assert_cmpstr (outcome.text, ==, words ? "Hello" : "");
        g_assert_cmpuint (outcome.n_requests, ==, 1);
      }
}

/* Signs of life without a word, slowly */
static void
test_silence (void)
{
  static const FakeAnswer comments[] = { { 200, CHUNKS (": ping\n\n"), 100, .endless = TRUE } };
  static const FakeAnswer deltas[] = { { 200, CHUNKS (DELTA ("Hello"), DELTA ("")), 100, .endless = TRUE } };
  static const FakeAnswer silent[] = { { 200, CHUNKS (DELTA ("Hello")), .open = TRUE } };
  static const FakeAnswer thinking[] = {
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n",
                   "data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"}}]}\n\n",
                   "data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"}}]}\n\n", DELTA ("Hello"), FINISH DONE), 700 }
  };
  g_auto(Outcome) first = { NULL, };
  g_auto(Outcome) second = { NULL, };
  g_auto(Outcome) third = { NULL, };
  g_auto(Outcome) last = { NULL, };

  chat (comments, 1, &first);
  g_assert_error (first.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE);
  g_assert_cmpuint (first.n_requests, ==, 1);

  chat (deltas, 1, &second);
  g_assert_error (second.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
  g_assert_cmpstr (second.text, ==, "Hello");

  chat (silent, 1, &third);
  g_assert_error (third.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
  g_assert_cmpstr (third.text, ==, "Hello");

  /* One that thinks is not silent. */
  chat (thinking, 2, &last);
  g_assert_no_error (last.error);
  g_assert_cmpstr (last.text, ==, "Hello");
}

static void
test_errors (void)
{
  g_autofree char *filler = g_strnfill (10000, 'x');
  const FakeAnswer answers[] = {
    { 401, CHUNKS (filler), .endless = TRUE },
    { 404, CHUNKS ("{\"error\":"), .endless = TRUE },
    { 301, CHUNKS (filler), 0, "Location", "http://127.0.0.1:1/", .endless = TRUE },
    { 500, CHUNKS (filler), .endless = TRUE },
    { 403, CHUNKS (filler), 0, "WWW-Authenticate", "Basic realm=\"x\"", .endless = TRUE },
    { 401, CHUNKS (filler), 0, "WWW-Authenticate", "Basic realm=\"x\"", .endless = TRUE },
    { 407, CHUNKS (filler), 0, "Proxy-Authenticate", "Basic realm=\"x\"", .endless = TRUE },
    { 421, CHUNKS (filler), .endless = TRUE },
  };
  static const IdioProviderError codes[] = {
    IDIO_PROVIDER_ERROR_BAD_KEY, IDIO_PROVIDER_ERROR_MODEL_MISSING, IDIO_PROVIDER_ERROR_UNSUPPORTED,
    IDIO_PROVIDER_ERROR_OVERLOADED, IDIO_PROVIDER_ERROR_BAD_KEY, IDIO_PROVIDER_ERROR_BAD_KEY,
    IDIO_PROVIDER_ERROR_UNSUPPORTED, IDIO_PROVIDER_ERROR_BAD_ANSWER,
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto(Outcome) outcome = { NULL, };

      chat (&answers[i], 60, &outcome);
      g_assert_error (outcome.error, IDIO_PROVIDER_ERROR, (gint) codes[i]);
    }
}

static void
test_models (void)
{
  g_autoptr(GString) block = g_string_new (NULL);
  FakeAnswer answers[] = {
    { 200, CHUNKS ("{\"data\":[{\"id\":\"first\"}", NULL), .endless = TRUE },
    { 200, CHUNKS ("{\"data\":[{\"id\":\"first\"}", ","), 100, .endless = TRUE },
    { 200, CHUNKS ("{\"data\":[{\"id\":\"first\"}", NULL, "]}") },
  };
  static const IdioProviderError codes[] = { IDIO_PROVIDER_ERROR_BAD_ANSWER, IDIO_PROVIDER_ERROR_OFFLINE };

  while (block->len < 100000)
    g_string_append (block, ",{\"id\":\"another\"}");

  answers[0].chunks[1] = answers[2].chunks[1] = block->str;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(FakeServer) server = fake_server_new (&answers[i], 1);
      g_autoptr(IdioProvider) provider = idio_openai_provider_new (server->url, "m", NULL);
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) models = NULL;

      idio_service_set_patience (IDIO_SERVICE (provider), i == 1 ? 1 : 60);
      models = dex_await_boxed (idio_provider_list_models (provider), &error);
      g_assert_cmpuint (server->n_sent, <, 3 * MAX_STREAM);

      if (i < G_N_ELEMENTS (codes))
        {
          g_assert_error (error, IDIO_PROVIDER_ERROR, (gint) codes[i]);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (models), ==, 2000);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/endless/whole", test_whole);
  idio_test_add_fiber ("/endless/cut-after-end", test_cut_after_end);
  idio_test_add_fiber ("/endless/text", test_text);
  idio_test_add_fiber ("/endless/nothing", test_nothing);
  idio_test_add_fiber ("/endless/silence", test_silence);
  idio_test_add_fiber ("/endless/errors", test_errors);
  idio_test_add_fiber ("/endless/models", test_models);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
