/* engine.c: what of the engine's time the program uses up, and what the engine keeps of a prompt
 *
 *   engine [MODEL [ROUNDS]]
 *
 * First, how long the first token of a draft takes with a voice that the engine has not read yet, and then with one
 * that it has. Then, how long it takes and how many tokens come in a second through the program, against a client that
 * does nothing but read (as `curl -N`), in turn on the same server, with one stream and with two. Ratios are medians of
 * pairs: the machine may be busy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gunixsocketaddress.h>

#include "draft/idio-draft-prompt.h"
#include "draft/idio-drafting.h"
#include "idio-fiber.h"
#include "idio-test.h"
#include "idio-thread.h"
#include "llm/idio-engine-log.h"
#include "llm/idio-local-provider.h"
#include "llm/idio-openai-request.h"
#include "voice/idio-measured-cards.h"

#define FIRST_TOKENS  4
#define STREAM_TOKENS 96

/* Pairs of prompts that have nothing to do with the voice */
#define N_OTHERS 3

static const char *model_path;
static guint n_rounds = 10;

/* What a stream took, in seconds from its start */
typedef struct
{
  const char *socket_path;
  char       *body;
  gint64      start;
  double      first;
  double      last;
  guint       n_pieces;
} Stream;

/* What the first draft with a voice took */
typedef struct
{
  double  seconds;
  guint64 n_tokens;
} Cold;

static void
add_piece (Stream *stream)
{
  double now = (double) (g_get_monotonic_time () - stream->start) / G_USEC_PER_SEC;

  if (stream->n_pieces++ == 0)
    stream->first = now;

  stream->last = now;
}

/* From the first to the last token */
static double
get_seconds (const Stream *stream)
{
  return stream->last - stream->first;
}

static void
added_cb (IdioCompletion *completion,
          const char     *text,
          Stream         *stream)
{
  add_piece (stream);
}

/* Streams through the program; as many as there are in @streams at once. */
static void
stream_really (IdioProvider     *provider,
               IdioChatRequest **requests,
               Stream           *streams,
               guint             n_streams)
{
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr(GPtrArray) completions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_streams; i++)
    {
      IdioCompletion *completion = idio_completion_new ();

      streams[i] = (Stream) { .start = g_get_monotonic_time () };
      g_signal_connect (completion, "added", G_CALLBACK (added_cb), &streams[i]);
      g_ptr_array_add (completions, completion);
      g_ptr_array_add (futures, idio_provider_chat (provider, requests[i], completion));
    }

  for (guint i = 0; i < n_streams; i++)
    idio_test_await (dex_ref (futures->pdata[i]));
}

static DexFuture *
read_thread (gpointer data)
{
  Stream *stream = data;
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (stream->socket_path);
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *head = g_strdup_printf ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                                           "Content-Type: application/json\r\nContent-Length: %zu\r\n"
                                           "Connection: close\r\n\r\n", strlen (stream->body));
  GOutputStream *out;
  char *line;

  stream->start = g_get_monotonic_time ();
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, stream->body, strlen (stream->body), NULL, NULL, NULL);
  lines = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      if (g_str_has_prefix (line, "data: {") && strstr (line, "\"content\":\"") != NULL)
        add_piece (stream);

      g_free (line);
    }

  return dex_future_new_true ();
}

static void
stream_plainly (const char       *socket_path,
                IdioChatRequest **requests,
                Stream           *streams,
                guint             n_streams)
{
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < n_streams; i++)
    {
      streams[i] = (Stream) { .socket_path = socket_path };
      streams[i].body = idio_openai_request_format (requests[i], "bench", requests[i]->max_tokens, 0, TRUE);
      g_ptr_array_add (futures, idio_thread_spawn ("[bench]", read_thread, &streams[i], NULL));
    }

  for (guint i = 0; i < n_streams; i++)
    {
      idio_test_await (dex_ref (futures->pdata[i]));
      g_clear_pointer (&streams[i].body, g_free);
    }
}

static gint
compare_double (gconstpointer a,
                gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
take_median (GArray *values)
{
  g_array_sort (values, compare_double);

  return g_array_index (values, double, values->len / 2);
}

/* How many tokens of prompts the engine has read so far, by its log */
static guint64
count_read (void)
{
  g_autofree char *path = idio_engine_log_dup_path ();
  g_autofree char *log = NULL;
  guint64 n_tokens = 0;

  if (g_file_get_contents (path, &log, NULL, NULL))
    for (const char *p = log; (p = strstr (p, "prompt eval time =")) != NULL; p++)
      n_tokens += g_ascii_strtoull (strchr (p, '/') + 1, NULL, 10);

  return n_tokens;
}

/* How long the first token takes, and how many tokens of the prompt are read for it: as shares of @cold, once that is
 * known */
static void
print_first (IdioProvider    *provider,
             IdioChatRequest *request,
             Cold            *cold)
{
  guint64 n_before, n_read;
  Stream stream;

  /* Of what was read before, too, the log tells a little later. */
  dex_await (dex_timeout_new_msec (500), NULL);
  n_before = count_read ();
  request->max_tokens = FIRST_TOKENS;
  stream_really (provider, &request, &stream, 1);

  while ((n_read = count_read () - n_before) == 0)
    dex_await (dex_timeout_new_msec (20), NULL);

  if (cold->n_tokens == 0)
    {
      *cold = (Cold) { .seconds = stream.first, .n_tokens = n_read };
      g_print ("%9.3f s, %5" G_GUINT64_FORMAT, cold->seconds, cold->n_tokens);
    }
  else
    g_print ("     %5.2f, %5.2f", stream.first / cold->seconds, (double) n_read / (double) cold->n_tokens);
}

/* With the samples that are closest to another brief, or to this one */
static IdioChatRequest *
make_draft (IdioDraftForm  form,
            IdioCorpus    *corpus,
            IdioVoice     *voice,
            const char    *text,
            const char    *closest_to)
{
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, text, IDIO_AUDIENCE_WORK_MAIL, IDIO_LENGTH_EXACT,
                                               80);
  g_autoptr(GPtrArray) samples =
    idio_test_await_boxed (idio_corpus_find_closest (corpus, closest_to, brief->audience, IDIO_DRAFT_N_SAMPLES, NULL));
  g_autoptr(GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    g_ptr_array_add (cards, g_list_model_get_item (G_LIST_MODEL (voice), i));

  return idio_draft_prompt_new (form, brief, idio_corpus_get_audiences (corpus), voice, cards, samples);
}

/* Of the same length as a draft, and about nothing in it */
static IdioChatRequest *
make_other (guint number)
{
  IdioChatRequest *request = idio_chat_request_new ();
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "Box %u of row %u holds %u green apples and a letter. ", i, number, i * 7 % 13);

  idio_chat_request_add (request, IDIO_ROLE_USER, text->str);

  return request;
}

static void
measure_cache (IdioDraftForm  form,
               const char    *name,
               IdioCorpus    *corpus,
               IdioVoice     *voice)
{
  static const char * const briefs[] = {
    "Thank Omar for repairing the drill. Ask whether he can look at the hedge trimmer before Saturday.",
    "Tell Ilse that the invoice for the shelf has come twice, and ask which of the two is right.",
  };
  g_autoptr(IdioProvider) provider = idio_local_provider_new (model_path, "bench");
  g_autoptr(IdioChatRequest) first = make_draft (form, corpus, voice, briefs[0], briefs[0]);
  g_autoptr(IdioChatRequest) same_samples = make_draft (form, corpus, voice, briefs[1], briefs[0]);
  g_autoptr(IdioChatRequest) other_samples = make_draft (form, corpus, voice, briefs[1], briefs[1]);
  Cold cold = { 0, };

  idio_test_await (idio_engine_start (idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (provider))));
  g_print ("%-6s", name);
  print_first (provider, first, &cold);
  print_first (provider, first, &cold);
  print_first (provider, same_samples, &cold);
  print_first (provider, other_samples, &cold);

  for (guint i = 0; i < N_OTHERS; i++)
    {
      g_autoptr(IdioChatRequest) generic = make_draft (IDIO_DRAFT_FORM_BRIEF, corpus, voice, briefs[i % 2],
                                                       briefs[i % 2]);
      g_autoptr(IdioChatRequest) unrelated = make_other (i);
      IdioChatRequest *requests[] = { generic, unrelated };
      Stream streams[2];

      generic->max_tokens = unrelated->max_tokens = FIRST_TOKENS;
      stream_really (provider, requests, streams, 2);
    }

  print_first (provider, first, &cold);
  g_print ("\n");
}

static void
measure_streams (IdioCorpus *corpus,
                 IdioVoice  *voice,
                 guint       n_streams)
{
  g_autoptr(IdioProvider) provider = idio_local_provider_new (model_path, "bench");
  IdioEngine *engine = idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (provider));
  static const char * const briefs[] = { "Tell a very long story of a ship.", "Tell a very long story of a bear." };
  g_autoptr(IdioChatRequest) first = make_draft (IDIO_DRAFT_FORM_BRIEF, corpus, voice, briefs[0], briefs[0]);
  g_autoptr(IdioChatRequest) second = make_draft (IDIO_DRAFT_FORM_BRIEF, corpus, voice, briefs[1], briefs[1]);
  IdioChatRequest *requests[] = { first, second };
  g_autoptr(GArray) delays = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) differences = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) rates = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  first->max_tokens = second->max_tokens = STREAM_TOKENS;
  first->seed = second->seed = 1;
  idio_test_await (idio_engine_start (engine));

  /* The first round reads the prompts, which the engine then keeps. */
  for (guint i = 0; i <= n_rounds; i++)
    {
      Stream plain[2], real[2];

      /* Which one comes first changes, as the machine gets slower or quicker. */
      if (i % 2 == 0)
        stream_plainly (idio_engine_get_socket_path (engine), requests, plain, n_streams);

      stream_really (provider, requests, real, n_streams);

      if (i % 2 == 1)
        stream_plainly (idio_engine_get_socket_path (engine), requests, plain, n_streams);

      for (guint j = 0; i > 0 && j < n_streams; j++)
        {
          /* Both wrote the same number of tokens, of which the program may show several at once. */
          double ratio = get_seconds (&plain[j]) / get_seconds (&real[j]);
          double difference = 1000 * (real[j].first - plain[j].first);
          double delay = 1000 * plain[j].first;
          double rate = (plain[j].n_pieces - 1) / get_seconds (&plain[j]);

          g_array_append_val (delays, delay);
          g_array_append_val (differences, difference);
          g_array_append_val (rates, rate);
          g_array_append_val (ratios, ratio);
        }
    }

  g_print ("%7u %9.0f ms %+7.1f ms %11.1f %8.3f\n", n_streams, take_median (delays), take_median (differences),
           take_median (rates), take_median (ratios));
}

static DexFuture *
run (gpointer data)
{
  const char *dir = data;
  g_autoptr(IdioStore) store = idio_test_open_store (dir);
  g_autoptr(IdioCorpus) corpus = idio_corpus_new (store);
  g_autoptr(IdioVoice) voice = idio_voice_new (store);
  g_autoptr(IdioStatistics) statistics = NULL;

  idio_test_add_example (corpus);
  idio_test_await (idio_voice_load (voice));
  statistics = idio_statistics_new (corpus);
  idio_test_await (idio_measured_cards_update (voice, statistics));

  g_print ("First token of a draft, and tokens read for it; then as shares of that: the same draft again, another "
           "brief with the same samples, one with its own, and the first again after six prompts without the voice\n\n");
  g_print ("form             first            again     same samples    other samples            later\n");
  measure_cache (IDIO_DRAFT_FORM_TURNS, "turns", corpus, voice);
  measure_cache (IDIO_DRAFT_FORM_CARDS, "cards", corpus, voice);

  g_print ("\nThrough the program, against a client that only reads; medians of %u rounds\n\n", n_rounds);
  g_print ("streams  first token    later  tokens/s    ratio\n");
  measure_streams (corpus, voice, 1);
  measure_streams (corpus, voice, 2);

  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = g_dir_make_tmp ("idiolect-bench-XXXXXX", NULL);
  g_autoptr(DexFuture) future = NULL;

  model_path = argc > 1 ? argv[1] : g_getenv ("IDIOLECT_MODEL");
  n_rounds = argc > 2 ? (guint) MAX (atoi (argv[2]), 1) : n_rounds;
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("XDG_STATE_HOME", dir, TRUE);
  dex_init ();
  future = idio_fiber_spawn (run, dir, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  idio_test_remove_tree (dir);

  return 0;
}
