/* test-engine.c: against the real engine and a real model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "llm/idio-engine-log.h"
#include "llm/idio-http.h"
#include "llm/idio-json.h"
#include "llm/idio-local-provider.h"
#include "llm/idio-prompt-text.h"

static const char *model_path;

/* One engine for all tests that leave it alive: starting one takes half a second. */
static IdioProvider *provider;

static IdioEngine *
get_engine (void)
{
  return idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (provider));
}

static IdioChatRequest *
make_request (const char *text,
              guint       max_tokens)
{
  IdioChatRequest *request = idio_chat_request_new ();

  idio_chat_request_add (request, IDIO_ROLE_USER, text);
  request->temperature = 0.3;
  request->seed = 1;
  request->max_tokens = max_tokens;

  return request;
}

/* How many of the server's slots are at work. */
static guint
count_busy (void)
{
  g_autoptr(SoupSession) session = idio_http_session_new (idio_engine_get_socket_path (get_engine ()));
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, "http://localhost/slots");
  g_autoptr(IdioHttpResponse) response = idio_test_await_boxed (idio_http_request (session, message));
  g_autoptr(JsonNode) node = idio_json_parse (response->body);
  JsonArray *slots = json_node_get_array (node);
  guint n_busy = 0;

  for (guint i = 0; i < json_array_get_length (slots); i++)
    n_busy += json_object_get_boolean_member (json_array_get_object_element (slots, i), "is_processing");

  return n_busy;
}

static gint64
wait_idle (void)
{
  gint64 start = g_get_monotonic_time ();

  while (count_busy () > 0 && g_get_monotonic_time () - start < 20 * G_USEC_PER_SEC)
    dex_await (dex_timeout_new_msec (20), NULL);

  return (g_get_monotonic_time () - start) / 1000;
}

static void
test_start (void)
{
  g_autoptr(IdioProvider) other = idio_local_provider_new (model_path, "test");
  IdioEngine *engine = idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (other));
  g_autofree char *socket_path = g_strdup (idio_engine_get_socket_path (engine));
  g_autofree char *pid = NULL;

  g_assert_cmpint (idio_engine_get_state (engine), ==, IDIO_ENGINE_STATE_STOPPED);

  /* Both wait for the same start. */
  idio_test_await (dex_future_all (idio_engine_start (engine), idio_engine_start (engine), NULL));
  g_assert_cmpint (idio_engine_get_state (engine), ==, IDIO_ENGINE_STATE_READY);
  g_assert_true (g_file_test (socket_path, G_FILE_TEST_EXISTS));

  pid = g_strdup (idio_engine_get_pid (engine));
  idio_engine_stop (engine);
  g_assert_cmpint (idio_engine_get_state (engine), ==, IDIO_ENGINE_STATE_STOPPED);

  for (guint i = 0; i < 300 && kill (atoi (pid), 0) == 0; i++)
    dex_await (dex_timeout_new_msec (10), NULL);

  g_assert_cmpint (kill (atoi (pid), 0), ==, -1);
  g_assert_false (g_file_test (socket_path, G_FILE_TEST_EXISTS));
}

static char *
make_long_text (guint n_sentences)
{
  GString *text = g_string_new ("Sum this up in one word:");

  for (guint i = 0; i < n_sentences; i++)
    g_string_append_printf (text, " The %uth box holds %u green apples and a letter.", i, i * 7 % 13);

  return g_string_free_and_steal (text);
}

static void
note_progress_cb (IdioEngine *engine,
                  GParamSpec *pspec,
                  GArray     *values)
{
  double progress = idio_engine_get_progress (engine);

  g_array_append_val (values, progress);
}

/* It only grows while the model is loaded, and is at its end when it is. */
static void
test_loading (void)
{
  g_autoptr(IdioEngine) engine = idio_engine_new (model_path);
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_between = 0;

  g_signal_connect (engine, "notify::progress", G_CALLBACK (note_progress_cb), values);
  idio_test_await (idio_engine_start (engine));

  for (guint i = 1; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      g_assert_cmpfloat (value, >=, g_array_index (values, double, i - 1));
      n_between += value > 0 && value < 1;
    }

  g_assert_cmpuint (n_between, >, 0);
  g_assert_cmpfloat_with_epsilon (idio_engine_get_progress (engine), 1, 0.001);
}

static void
wait_state (IdioEngine      *engine,
            IdioEngineState  state)
{
  for (guint i = 0; i < 3000 && idio_engine_get_state (engine) != state; i++)
    dex_await (dex_timeout_new_msec (10), NULL);

  g_assert_cmpint (idio_engine_get_state (engine), ==, state);
}

static void
race (DexFuture *future,
      guint      msec)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (dex_future_first (future, dex_timeout_new_msec ((int) msec), NULL), &error));
  g_assert_error (error, DEX_ERROR, DEX_ERROR_TIMED_OUT);
}

/* What nobody needs is not in memory for long, and comes back when it is needed; also if the one who needed it went
 * away while it was loaded. */
static void
test_idle (void)
{
  g_autoptr(IdioProvider) other = idio_local_provider_new (model_path, "test");
  IdioEngine *engine = idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (other));
  g_autoptr(IdioChatRequest) request = make_request ("Write one word.", 3);
  g_autoptr(IdioCompletion) first = idio_completion_new ();
  g_autoptr(IdioCompletion) stopped = idio_completion_new ();
  g_autoptr(IdioCompletion) second = idio_completion_new ();

  idio_engine_set_idle (engine, 200);
  idio_test_await (idio_provider_chat (other, request, first));
  wait_state (engine, IDIO_ENGINE_STATE_STOPPED);
  g_assert_null (idio_engine_get_pid (engine));

  race (idio_provider_chat (other, request, stopped), 1);
  g_assert_cmpint (idio_engine_get_state (engine), ==, IDIO_ENGINE_STATE_STARTING);
  wait_state (engine, IDIO_ENGINE_STATE_READY);
  wait_state (engine, IDIO_ENGINE_STATE_STOPPED);
  g_assert_cmpstr (idio_completion_get_text (stopped), ==, "");

  idio_test_await (idio_provider_chat (other, request, second));
  g_assert_cmpstr (idio_completion_get_text (second), !=, "");
}

/* What is asked and answered is in no log, also where the server complains of it; how long it took is. */
static void
test_log (void)
{
  static const char mark[] = "Zwiebelkuchen";
  g_autoptr(IdioProvider) other = idio_local_provider_new (model_path, "test");
  g_autofree char *long_text = make_long_text (900);
  g_autofree char *too_long = g_strdup_printf ("%s %s", mark, long_text);
  const char * const texts[] = { "Say Zwiebelkuchen, Zwiebelkuchen, Zwiebelkuchen.", too_long };
  const char * const schemas[] = { NULL, "{\"type\": \"Zwiebelkuchen\"}" };
  g_autofree char *path = idio_engine_log_dup_path ();
  g_autofree char *log = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts) * G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr(IdioChatRequest) request = make_request (texts[i % 2], 20);
      g_autoptr(IdioCompletion) completion = idio_completion_new ();

      request->schema = g_strdup (schemas[i / 2]);
      dex_await (idio_provider_chat (other, request, completion), NULL);
    }

  /* It is written as it is read. */
  for (guint i = 0; i < 500 && (log == NULL || strstr (log, "eval time") == NULL); i++)
    {
      dex_await (dex_timeout_new_msec (10), NULL);
      g_clear_pointer (&log, g_free);
      g_file_get_contents (path, &log, NULL, NULL);
    }

  g_assert_nonnull (strstr (log, "eval time"));
  g_assert_nonnull (strstr (log, " W srv "));
  g_assert_null (strstr (log, mark));
}

static void
test_both_at_once (void)
{
  g_autoptr(IdioChatRequest) first = make_request ("Write two sentences about rain.", 60);
  g_autoptr(IdioChatRequest) second = make_request ("Write two sentences about bread.", 60);
  g_autoptr(IdioCompletion) first_reply = idio_completion_new ();
  g_autoptr(IdioCompletion) second_reply = idio_completion_new ();

  idio_test_await (dex_future_all (idio_provider_chat (provider, first, first_reply),
                                   idio_provider_chat (provider, second, second_reply), NULL));

  g_assert_cmpuint (strlen (idio_completion_get_text (first_reply)), >, 20);
  g_assert_cmpuint (strlen (idio_completion_get_text (second_reply)), >, 20);
  g_assert_cmpstr (idio_completion_get_text (first_reply), !=, idio_completion_get_text (second_reply));
  g_assert_cmpint (idio_completion_get_end (first_reply), !=, IDIO_COMPLETION_END_NONE);
}

static void
test_same_seed (void)
{
  g_autofree char *texts[2] = { NULL, NULL };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioChatRequest) request = make_request ("Write one sentence about snow.", 30);
      g_autoptr(IdioCompletion) completion = idio_completion_new ();

      idio_test_await (idio_provider_chat (provider, request, completion));
      texts[i] = g_strdup (idio_completion_get_text (completion));
    }

  g_assert_cmpstr (texts[0], ==, texts[1]);
}

static void
test_stop_while_writing (void)
{
  g_autoptr(IdioChatRequest) request = make_request ("Write a very long story about a ship.", 2000);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  gint64 waited;

  race (idio_provider_chat (provider, request, completion), 1500);
  waited = wait_idle ();

  g_test_message ("idle %" G_GINT64_FORMAT " ms after the stop, %zu bytes kept", waited,
                  strlen (idio_completion_get_text (completion)));
  g_assert_cmpint (waited, <, 1000);
  g_assert_cmpuint (strlen (idio_completion_get_text (completion)), >, 0);
}

/* Until only one slot is at work; in milliseconds. Each look makes the server work too, so that there are few. */
static gint64
wait_one_busy (void)
{
  gint64 start = g_get_monotonic_time ();

  do
    dex_await (dex_timeout_new_msec (200), NULL);
  while (count_busy () > 1 && g_get_monotonic_time () - start < 20 * G_USEC_PER_SEC);

  return (g_get_monotonic_time () - start) / 1000;
}

/* Before the first token the server only looks up between batches, and the other draft keeps it from looking. On an
 * idle machine it takes half a second; the prompt would take ten. */
static void
test_stop_before_first_token (void)
{
  g_autofree char *text = make_long_text (180);
  g_autoptr(IdioChatRequest) writing = make_request ("Write a very long story about a train.", 2000);
  g_autoptr(IdioChatRequest) reading = make_request (text, 20);
  g_autoptr(IdioCompletion) writing_reply = idio_completion_new ();
  g_autoptr(IdioCompletion) reading_reply = idio_completion_new ();
  g_autoptr(DexCancellable) cancel = dex_cancellable_new ();
  g_autoptr(DexFuture) other = dex_future_first (idio_provider_chat (provider, writing, writing_reply),
                                                 DEX_FUTURE (dex_ref (cancel)), NULL);
  gsize n_before;
  gint64 waited;

  while (*idio_completion_get_text (writing_reply) == '\0')
    dex_await (dex_timeout_new_msec (10), NULL);

  race (idio_provider_chat (provider, reading, reading_reply), 300);
  g_assert_cmpstr (idio_completion_get_text (reading_reply), ==, "");

  waited = wait_one_busy ();
  g_test_message ("one slot busy %" G_GINT64_FORMAT " ms after the stop", waited);
  g_assert_cmpint (waited, <, 8000);

  /* The other one goes on. */
  n_before = strlen (idio_completion_get_text (writing_reply));
  dex_await (dex_timeout_new_msec (500), NULL);
  g_assert_cmpuint (strlen (idio_completion_get_text (writing_reply)), >, n_before);

  dex_cancellable_cancel (cancel);
  waited = wait_idle ();
  g_assert_cmpint (waited, <, 1000);
}

static void
test_progress (void)
{
  g_autofree char *text = make_long_text (100);
  g_autoptr(IdioChatRequest) request = make_request (text, 5);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_test_await (idio_provider_chat (provider, request, completion));
  g_assert_cmpfloat_with_epsilon (idio_completion_get_progress (completion), 1, 0.3);
}

static void
test_schema (void)
{
  static const char schema[] =
    "{\"type\":\"object\",\"properties\":{\"color\":{\"type\":\"string\",\"enum\":[\"red\",\"green\"]},"
    "\"number\":{\"type\":\"integer\",\"enum\":[1,2,3]}},\"required\":[\"color\",\"number\"],"
    "\"additionalProperties\":false}";

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(IdioChatRequest) request = make_request ("Pick a color and a number. Answer in JSON.", 60);
      g_autoptr(IdioCompletion) completion = idio_completion_new ();
      g_autoptr(JsonObject) answer = NULL;
      const char *color;

      request->seed = i;
      request->schema = g_strdup (schema);
      answer = idio_test_await_boxed (idio_provider_ask (provider, request, completion));
      color = idio_json_get_string (answer, "color");

      g_assert_true (g_strcmp0 (color, "red") == 0 || g_strcmp0 (color, "green") == 0);
      g_assert_cmpint (idio_json_get_int (answer, "number", 0), >, 0);
      g_assert_cmpint (idio_json_get_int (answer, "number", 9), <=, 3);
    }
}

/* The numbers of the tokens that the engine makes of a text in a message */
static GArray *
tokenize (const char *text)
{
  g_autoptr(SoupSession) session = idio_http_session_new (idio_engine_get_socket_path (get_engine ()));
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_POST, "http://localhost/tokenize");
  g_autofree char *quoted = idio_json_quote (text);
  g_autofree char *body = g_strdup_printf ("{\"content\": %s, \"add_special\": false, \"parse_special\": true}", quoted);
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr(IdioHttpResponse) response = NULL;
  g_autoptr(JsonNode) node = NULL;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonArray *tokens;

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  response = idio_test_await_boxed (idio_http_request (session, message));
  node = idio_json_parse (response->body);
  tokens = idio_json_get_array (json_node_get_object (node), "tokens");

  for (guint i = 0; i < json_array_get_length (tokens); i++)
    {
      gint64 number = json_array_get_int_element (tokens, i);

      g_array_append_val (numbers, number);
    }

  return numbers;
}

static void
check_no_control (GHashTable *control,
                  const char *text)
{
  g_autoptr(GArray) numbers = tokenize (text);

  for (guint i = 0; i < numbers->len; i++)
    g_assert_false (g_hash_table_contains (control, &g_array_index (numbers, gint64, i)));
}

/* The tokens that steer the model are known, and the engine itself finds none of them in what is left of a text. */
static void
test_tokens (void)
{
  g_autoptr(GHashTable) control = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GString) all = g_string_new ("A text");
  g_autofree char *clean_all = NULL, *broken_all = NULL;
  const char * const *tokens;

  idio_test_await (idio_engine_start (get_engine ()));
  tokens = idio_engine_get_control_tokens (get_engine ());
  g_assert_cmpuint (g_strv_length ((GStrv) tokens), ==, 17);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      g_autoptr(GArray) numbers = tokenize (tokens[i]);

      /* Otherwise this test would find nothing where there is something. */
      g_assert_cmpuint (numbers->len, ==, 1);
      g_hash_table_add (control, g_memdup2 (numbers->data, sizeof (gint64)));
      g_string_append_printf (all, " and %s%s<|%s|>", tokens[i], tokens[i], tokens[i]);
    }

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      g_autofree char *clean = idio_prompt_clean (tokens[i]);
      g_autofree char *broken = idio_prompt_break_tokens (tokens[i], tokens);

      check_no_control (control, clean);
      check_no_control (control, broken);
    }

  clean_all = idio_prompt_clean (all->str);
  broken_all = idio_prompt_break_tokens (all->str, tokens);
  check_no_control (control, clean_all);
  check_no_control (control, broken_all);
}

static void
test_too_long (void)
{
  g_autofree char *text = make_long_text (900);
  g_autoptr(IdioChatRequest) request = make_request (text, 20);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_test_await_error (idio_provider_chat (provider, request, completion),
                         IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_TOO_LONG);
}

static void
test_cut_off (void)
{
  g_autoptr(IdioChatRequest) request = make_request ("Write a long story.", 8);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  idio_test_await (idio_provider_chat (provider, request, completion));
  g_assert_cmpint (idio_completion_get_end (completion), ==, IDIO_COMPLETION_END_LENGTH);
}

/* A crash before the first token is not seen; one in the middle is told, and what was written stays. */
static void
test_crash (void)
{
  g_autofree char *text = make_long_text (150);
  g_autoptr(IdioChatRequest) reading = make_request (text, 5);
  g_autoptr(IdioChatRequest) writing = make_request ("Write a very long story about a bear.", 2000);
  g_autoptr(IdioCompletion) reading_reply = idio_completion_new ();
  g_autoptr(IdioCompletion) writing_reply = idio_completion_new ();
  g_autoptr(DexFuture) future = NULL;

  idio_test_await (idio_engine_start (get_engine ()));
  future = idio_provider_chat (provider, reading, reading_reply);
  dex_await (dex_timeout_new_msec (150), NULL);
  g_assert_cmpint (kill (atoi (idio_engine_get_pid (get_engine ())), SIGKILL), ==, 0);
  idio_test_await (dex_ref (future));
  g_assert_cmpstr (idio_completion_get_text (reading_reply), !=, "");

  dex_clear (&future);
  future = idio_provider_chat (provider, writing, writing_reply);

  while (*idio_completion_get_text (writing_reply) == '\0')
    dex_await (dex_timeout_new_msec (10), NULL);

  g_assert_cmpint (kill (atoi (idio_engine_get_pid (get_engine ())), SIGKILL), ==, 0);
  idio_test_await_error (dex_ref (future), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
  g_assert_cmpstr (idio_completion_get_text (writing_reply), !=, "");
}

static void
check_bad_model (const char *data,
                 gsize       length,
                 const char *sentence)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "model.gguf", NULL);
  g_autoptr(IdioEngine) engine = idio_engine_new (path);
  g_autoptr(GError) error = NULL;

  if (data != NULL)
    g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));

  g_assert_false (dex_await (idio_engine_start (engine), &error));
  g_assert_error (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpint (idio_engine_get_state (engine), ==, IDIO_ENGINE_STATE_STOPPED);
}

static void
test_bad_models (void)
{
  static const char incomplete[] = "This model file is incomplete. Download it again.";
  static const char no_model[] = "This file is not a model. Models have names that end with “.gguf”.";
  g_autoptr(GMappedFile) file = g_mapped_file_new (model_path, FALSE, NULL);
  const char *data = g_mapped_file_get_contents (file);
  gsize length = g_mapped_file_get_length (file);

  check_bad_model (NULL, 0, "The model file can’t be opened. Was it moved or removed?");
  check_bad_model ("", 0, no_model);
  check_bad_model ("A letter, not a model", 21, no_model);
  check_bad_model ("GGUF\xff\xff\xff\xff-------------------------", 30, "This model is in a form that Idiolect can’t read.");
  check_bad_model (data, 10, incomplete);
  check_bad_model (data, 1000, incomplete);
  check_bad_model (data, 1000 * 1000, incomplete);
  check_bad_model (data, length - 1000, incomplete);
}

static void
test_no_program (void)
{
  g_autoptr(IdioEngine) engine = idio_engine_new (model_path);
  g_autofree char *before = g_strdup (g_getenv ("IDIOLECT_ENGINE"));

  g_setenv ("IDIOLECT_ENGINE", "/does/not/exist", TRUE);
  idio_test_await_error (idio_engine_start (engine), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);

  /* A program that ends at once. */
  g_setenv ("IDIOLECT_ENGINE", "false", TRUE);
  idio_test_await_error (idio_engine_start (engine), IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_ENGINE);

  if (before != NULL)
    g_setenv ("IDIOLECT_ENGINE", before, TRUE);
  else
    g_unsetenv ("IDIOLECT_ENGINE");
}

/* The process is gone when its parent is, even when that is killed. */
static void
test_killed_parent (void)
{
  g_autoptr(GSubprocess) parent = NULL;
  g_autoptr(GDataInputStream) out = NULL;
  g_autofree char *pid = NULL;
  g_autoptr(GError) error = NULL;

  parent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--be-parent", NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));

  do
    {
      g_free (pid);
      pid = g_data_input_stream_read_line (out, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (pid);
    }
  while (!g_str_has_prefix (pid, "engine "));

  g_subprocess_send_signal (parent, SIGKILL);
  g_subprocess_wait (parent, NULL, NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *status_path = g_strdup_printf ("/proc/%s/stat", pid + strlen ("engine "));
      g_autofree char *status = NULL;

      /* Gone, or dead and not yet fetched by whoever inherited it. */
      if (!g_file_get_contents (status_path, &status, NULL, NULL) || strstr (status, ") Z ") != NULL)
        return;

      dex_await (dex_timeout_new_msec (10), NULL);
    }

  g_assert_not_reached ();
}

static DexFuture *
be_parent (gpointer data)
{
  idio_test_await (idio_engine_start (get_engine ()));
  g_print ("engine %s\n", idio_engine_get_pid (get_engine ()));

  return dex_future_new_infinite ();
}

static void
test_shut_down (void)
{
  g_autofree char *socket_path = g_strdup (idio_engine_get_socket_path (get_engine ()));

  g_assert_finalize_object (g_steal_pointer (&provider));
  g_assert_false (g_file_test (socket_path, G_FILE_TEST_EXISTS));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/engine/start", test_start);
  idio_test_add_fiber ("/engine/loading", test_loading);
  idio_test_add_fiber ("/engine/idle", test_idle);
  idio_test_add_fiber ("/engine/log", test_log);
  idio_test_add_fiber ("/engine/both-at-once", test_both_at_once);
  idio_test_add_fiber ("/engine/same-seed", test_same_seed);
  idio_test_add_fiber ("/engine/stop-while-writing", test_stop_while_writing);
  idio_test_add_fiber ("/engine/stop-before-first-token", test_stop_before_first_token);
  idio_test_add_fiber ("/engine/progress", test_progress);
  idio_test_add_fiber ("/engine/schema", test_schema);
  idio_test_add_fiber ("/engine/tokens", test_tokens);
  idio_test_add_fiber ("/engine/too-long", test_too_long);
  idio_test_add_fiber ("/engine/cut-off", test_cut_off);
  idio_test_add_fiber ("/engine/crash", test_crash);
  idio_test_add_fiber ("/engine/bad-models", test_bad_models);
  idio_test_add_fiber ("/engine/no-program", test_no_program);
  idio_test_add_fiber ("/engine/killed-parent", test_killed_parent);
  idio_test_add_fiber ("/engine/shut-down", test_shut_down);
}

int
main (int   argc,
      char *argv[])
{
  model_path = idio_test_get_model ();

  dex_init ();
  provider = idio_local_provider_new (model_path, "test");

  if (argc > 1 && g_str_equal (argv[1], "--be-parent"))
    {
      dex_future_disown (dex_scheduler_spawn (NULL, 0, be_parent, NULL, NULL));

      while (TRUE)
        g_main_context_iteration (NULL, TRUE);
    }

  return idio_test_main (argc, argv, add_tests);
}
