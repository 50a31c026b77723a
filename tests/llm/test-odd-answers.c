/* test-odd-answers.c: what servers of OpenAI's dialect were seen to answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-openai-provider.h"

#define KEY "sk-4f9aQ71xB2mZ80RtWc"

#define EVENT(delta)  "data: {\"choices\":[{\"index\":0,\"delta\":" delta ",\"finish_reason\":null}]}\n\n"
#define TEXT(text)    EVENT ("{\"content\":\"" text "\"}")
#define END(reason)   "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" reason "\"}]}\n\n"
#define DONE          "data: [DONE]\n\n"

#define CHUNKS(...) { __VA_ARGS__ }

#define OK_ANSWER { 200, CHUNKS (TEXT ("Hello"), END ("stop") DONE) }

typedef struct
{
  char       *text;
  GError     *error;
  GPtrArray  *requests;
  gint64      n_prompt;
  gint64      n_written;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->text, g_free);
  g_clear_error (&outcome->error);
  g_clear_pointer (&outcome->requests, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
chat_at (FakeServer *server,
         const char *address,
         Outcome    *outcome)
{
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (address, "m", KEY);
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_chat_request_add (request, IDIO_ROLE_USER, "Hello?");
  dex_await (idio_provider_chat (provider, request, completion), &outcome->error);
  outcome->text = g_strdup (idio_completion_get_text (completion));
  outcome->requests = g_ptr_array_ref (server->requests);
  outcome->n_prompt = idio_completion_get_prompt_tokens (completion);
  outcome->n_written = idio_completion_get_completion_tokens (completion);
}

static void
chat (const FakeAnswer *answers,
      guint             n_answers,
      Outcome          *outcome)
{
  g_autoptr(FakeServer) server = fake_server_new (answers, n_answers);

  chat_at (server, server->url, outcome);
}

static void
check_texts (const FakeAnswer *answers,
             guint             n_answers,
             const char       *expected)
{
  for (guint i = 0; i < n_answers; i++)
    {
      g_auto(Outcome) outcome = { NULL, };

      chat (&answers[i], 1, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpstr (outcome.text, ==, expected);
    }
}

static void
test_thoughts (void)
{
  static const FakeAnswer answers[] = {
    { 200, CHUNKS (TEXT ("<think>\\nKeep it short.\\n</think>\\n\\nHi Omar"), END ("stop") DONE) },
    { 200, CHUNKS (TEXT ("<th"), TEXT ("ink>Keep it"), TEXT (" short.</thi"), TEXT ("nk>\\n"), TEXT ("\\nHi Omar"),
                   END ("stop") DONE) },
    { 200, CHUNKS (TEXT ("Keep it short."), TEXT ("\\n</think>"), TEXT ("\\n\\nHi Omar"), END ("stop") DONE) },
    { 200, CHUNKS (EVENT ("{\"reasoning_content\":\"hm\"}"), EVENT ("{\"reasoning\":\"hm\"}"), TEXT ("Hi Omar"),
                   END ("stop") DONE) },
    { 200, CHUNKS (EVENT ("{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]}]}"),
                   EVENT ("{\"content\":[{\"type\":\"text\",\"text\":\"Hi Omar\"}]}"), END ("stop") DONE) },
    { 200, CHUNKS (TEXT ("Sure! Here is the note:\\n"), TEXT ("```markdown\\nHi "), TEXT ("Omar\\n```"), END ("stop") DONE) },
  };

  check_texts (answers, G_N_ELEMENTS (answers), "Hi Omar");
}

/* What is no character, in one event, does not end the draft. */
static void
test_no_characters (void)
{
  static const FakeAnswer answers[] = {
    { 200, CHUNKS (TEXT ("Good. "), TEXT ("Bad \xff" "."), TEXT (" More."), END ("stop") DONE) },
    { 200, CHUNKS (TEXT ("Good. "), TEXT ("Bad \\ud83d."), TEXT (" More."), END ("stop") DONE) },
    { 200, CHUNKS (TEXT ("Good. "), TEXT ("Bad \\uDE00."), TEXT (" More."), END ("stop") DONE) },
    { 200, CHUNKS (TEXT ("Good. "), TEXT ("Bad \\ud83d\\u0000."), TEXT (" More."), END ("stop") DONE) },
    { 200, CHUNKS (TEXT ("Good. "), TEXT ("Bad \\ud83d\\ud83d" "."), TEXT (" More."), END ("stop") DONE) },
  };
  static const FakeAnswer nul[] = {
    { 200, CHUNKS (TEXT ("Go\\u0000od. "), TEXT ("\\\\u0000 \\ud83d\\ude00"), END ("stop") DONE) }
  };
  static const char * const expected[] = { "Good. Bad �. More.", "Good. Bad ��. More." };

  check_texts (answers, G_N_ELEMENTS (answers) - 1, expected[0]);
  check_texts (&answers[G_N_ELEMENTS (answers) - 1], 1, expected[1]);
  check_texts (nul, 1, "Good. \\u0000 😀");
}

static void
test_nothing (void)
{
  static const struct { FakeAnswer answer; const char *word; } cases[] = {
    { { 200, CHUNKS (EVENT ("{\"reasoning_content\":\"hm\"}"), END ("stop") DONE) }, "thought" },
    { { 200, CHUNKS (EVENT ("{\"reasoning_content\":\"hm\"}"), END ("length") DONE) }, "thinking" },
    { { 200, CHUNKS (TEXT ("<think>hm"), END ("length") DONE) }, "thinking" },
    { { 200, CHUNKS (EVENT ("{\"tool_calls\":[{\"index\":0,\"function\":{}}]}"), END ("tool_calls") DONE) }, "tool" },
    { { 200, CHUNKS (END ("stop") DONE) }, "nothing" },
    { { 200, CHUNKS (DONE) }, "broke off" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Outcome) outcome = { NULL, };

      chat (&cases[i].answer, 1, &outcome);
      g_assert_error (outcome.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
      g_assert_nonnull (strstr (outcome.error->message, cases[i].word));
      g_assert_cmpstr (outcome.text, ==, "");
    }
}

/* A model that was cut off while it thought is asked once more, with room for that. */
static void
test_room_for_thoughts (void)
{
  static const FakeAnswer answers[] = {
    { 200, CHUNKS (EVENT ("{\"reasoning\":\"hm\"}"), END ("length") DONE) }, OK_ANSWER
  };
  g_auto(Outcome) outcome = { NULL, };

  chat (answers, 2, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.text, ==, "Hello");
  g_assert_nonnull (strstr (g_ptr_array_index (outcome.requests, 0), "\"max_tokens\":1024"));
  g_assert_nonnull (strstr (g_ptr_array_index (outcome.requests, 1), "\"max_tokens\":5120"));
}

static void
test_ends (void)
{
  static const FakeAnswer whole[] = {
    { 200, CHUNKS (TEXT ("Hello"), DONE) },
    { 200, CHUNKS (TEXT ("Hel"), "data:\n\n", "data: \n\n", TEXT ("lo"), END ("stop") DONE) },
    { 200, CHUNKS ("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}") },
    { 200, CHUNKS ("\n{\n\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish", "_reason\":null}]}\n") },
    { 200, CHUNKS ("data: {\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\n") },
    { 200, CHUNKS (TEXT ("Hello"), "data: {\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\n") },
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\ndata: {\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}\n"
                   "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"eos\"}]}\ndata: [DONE]\n") },
  };
  static const FakeAnswer broken[] = {
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"\"}]}\n\n") },
    { 200, CHUNKS ("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"\"}]}\n\n"), 5, .cut = TRUE },
  };

  check_texts (whole, G_N_ELEMENTS (whole), "Hello");

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_auto(Outcome) outcome = { NULL, };

      chat (&broken[i], 1, &outcome);
      g_assert_error (outcome.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
      g_assert_cmpstr (outcome.text, ==, "Hello");
    }
}

static void
test_errors_in_streams (void)
{
  static const struct { FakeAnswer answer; IdioProviderError code; } cases[] = {
    { { 200, CHUNKS ("{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"No\"}}") }, IDIO_PROVIDER_ERROR_BAD_KEY },
    { { 200, CHUNKS ("event: error\ndata: {\"message\":\"insufficient_quota\"}\n\n") }, IDIO_PROVIDER_ERROR_NO_CREDIT },
    { { 200, CHUNKS ("error: {\"code\":500,\"message\":\"context length exceeded\"}\n\n") }, IDIO_PROVIDER_ERROR_TOO_LONG },
    { { 200, CHUNKS ("data: {\"choices\":[]}\ndata: {\"error\":{\"message\":\"content_policy\"}}\n") },
      IDIO_PROVIDER_ERROR_REFUSED },
    { { 200, CHUNKS ("[{\"error\":{\"code\":400,\"message\":\"API key not valid.\"}}]") }, IDIO_PROVIDER_ERROR_BAD_KEY },
    { { 200, CHUNKS ("data: {\"error\":\"model not found\"}\n\n") }, IDIO_PROVIDER_ERROR_MODEL_MISSING },
    { { 413, CHUNKS ("{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Request too large, tokens per minute\"}}"),
        0, "Retry-After", "90" }, IDIO_PROVIDER_ERROR_RATE_LIMITED },
    { { 413, CHUNKS ("{\"error\":{\"message\":\"Payload Too Large\"}}") }, IDIO_PROVIDER_ERROR_TOO_LONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Outcome) outcome = { NULL, };

      chat (&cases[i].answer, 1, &outcome);
      g_assert_error (outcome.error, IDIO_PROVIDER_ERROR, (gint) cases[i].code);
      g_assert_cmpuint (outcome.requests->len, ==, 1);
    }
}

/* What Google says about a limit that is over in two seconds sounds like an account without credit. */
static void
test_google_limit (void)
{
  static const FakeAnswer answers[] = {
    { 429, CHUNKS ("[{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota, please check your plan and "
                   "billing details. Please retry in 1.1s.\",\"status\":\"RESOURCE_EXHAUSTED\"}}]") },
    OK_ANSWER
  };
  static const FakeAnswer later[] = {
    { 429, CHUNKS ("[{\"error\":{\"code\":429,\"message\":\"Check your plan and billing details.\",\"status\":"
                   "\"RESOURCE_EXHAUSTED\",\"details\":[{\"retryDelay\":\"47s\"}]}}]") }
  };
  gint64 start = g_get_monotonic_time ();
  g_auto(Outcome) outcome = { NULL, };
  g_auto(Outcome) second = { NULL, };

  chat (answers, 2, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.text, ==, "Hello");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1100 * 1000);

  chat (later, 1, &second);
  g_assert_error (second.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_RATE_LIMITED);
  g_assert_cmpuint (idio_provider_error_get_retry_after (second.error), ==, 47);
  g_assert_cmpuint (second.requests->len, ==, 1);
}

/* An address without "/v1" works, and is remembered with it; where that does not help, the address is to be checked. */
static void
test_version (void)
{
  static const FakeAnswer answers[] = { { 404, CHUNKS ("404 page not found") }, OK_ANSWER };
  static const FakeAnswer missing[] = { { 404, CHUNKS ("404 page not found") } };
  static const FakeAnswer no_model[] = { { 404, CHUNKS ("{\"error\":{\"message\":\"The model m does not exist\"}}") } };
  g_autoptr(FakeServer) server = fake_server_new (answers, 2);
  g_autoptr(FakeServer) missing_server = fake_server_new (missing, 1);
  g_autoptr(FakeServer) model_server = fake_server_new (no_model, 1);
  g_autofree char *root = g_strndup (server->url, strlen (server->url) - strlen ("/v1"));
  g_autofree char *missing_root = g_strndup (missing_server->url, strlen (missing_server->url) - strlen ("/v1"));
  g_autofree char *model_root = g_strndup (model_server->url, strlen (model_server->url) - strlen ("/v1"));
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (root, "m", KEY);
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_auto(Outcome) first = { NULL, };
  g_auto(Outcome) second = { NULL, };

  idio_chat_request_add (request, IDIO_ROLE_USER, "Hello?");
  idio_test_await (idio_provider_chat (provider, request, completion));
  idio_test_await (idio_provider_chat (provider, request, completion));
  g_assert_cmpuint (server->requests->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (server->paths, 0), ==, "/chat/completions");
  g_assert_cmpstr (g_ptr_array_index (server->paths, 1), ==, "/v1/chat/completions");
  g_assert_cmpstr (g_ptr_array_index (server->paths, 2), ==, "/v1/chat/completions");
  g_assert_cmpstr (idio_service_get_address (IDIO_SERVICE (provider)), ==, server->url);

  chat_at (missing_server, missing_root, &first);
  g_assert_error (first.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_MODEL_MISSING);
  g_assert_nonnull (strstr (first.error->message, "Check the address"));
  g_assert_cmpuint (first.requests->len, ==, 2);

  chat_at (model_server, model_root, &second);
  g_assert_cmpstr (second.error->message, ==, "The model server on this computer does not have this model.");
  g_assert_error (second.error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_MODEL_MISSING);
  g_assert_nonnull (strstr (second.error->message, "this model"));
  g_assert_cmpuint (second.requests->len, ==, 1);
}

static void
test_tokens (void)
{
  static const FakeAnswer counted[] = {
    { 200, CHUNKS (TEXT ("Hello"), END ("stop"), "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}\n\n",
                   DONE) }
  };
  static const FakeAnswer unknown[] = { OK_ANSWER };
  static const FakeAnswer refused[] = {
    { 400, CHUNKS ("{\"error\":{\"message\":\"Unrecognized request argument: stream_options\"}}") }, OK_ANSWER
  };
  g_auto(Outcome) first = { NULL, };
  g_auto(Outcome) second = { NULL, };
  g_auto(Outcome) third = { NULL, };

  chat (counted, 1, &first);
  g_assert_no_error (first.error);
  g_assert_cmpint (first.n_prompt, ==, 9);
  g_assert_cmpint (first.n_written, ==, 2);

  chat (unknown, 1, &second);
  g_assert_cmpint (second.n_prompt, ==, -1);
  g_assert_cmpint (second.n_written, ==, -1);

  chat (refused, 2, &third);
  g_assert_no_error (third.error);
  g_assert_null (strstr (g_ptr_array_index (third.requests, 1), "stream_options"));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/odd-answers/thoughts", test_thoughts);
  idio_test_add_fiber ("/odd-answers/no-characters", test_no_characters);
  idio_test_add_fiber ("/odd-answers/nothing", test_nothing);
  idio_test_add_fiber ("/odd-answers/room-for-thoughts", test_room_for_thoughts);
  idio_test_add_fiber ("/odd-answers/ends", test_ends);
  idio_test_add_fiber ("/odd-answers/errors-in-streams", test_errors_in_streams);
  idio_test_add_fiber ("/odd-answers/google-limit", test_google_limit);
  idio_test_add_fiber ("/odd-answers/version", test_version);
  idio_test_add_fiber ("/odd-answers/tokens", test_tokens);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
