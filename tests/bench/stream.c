/* stream.c: whether the window stays fluent while two drafts come in and the meter follows them
 *
 *   stream FOLDER [ROUNDS [DOCUMENTS]]
 *
 * The corpus is made of the files below FOLDER, texts of one writer. A service in threads of this program writes two
 * drafts at a time, at a usual and at a high speed, in turn with the meter and without it, in the same window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "idio-test.h"
#include "import/idio-import.h"
#include "llm/idio-capability-memory.h"
#include "loop.h"
#include "samples.h"
#include "ui-test.h"
#include "ui/idio-draft-pane.h"

/* For this name GLib knows the address by itself, and Idiolect does not take it for this computer. */
#define SERVICE_HOST "model.localhost"

#define N_DRAFT_WORDS 400
#define TOKEN_BYTES     5

static const guint speeds[] = { 60, 300 };

static GPtrArray *samples;
static guint n_rounds, n_documents;
static GMutex mutex;
static guint tokens_per_second, n_requests;

/* What is streamed: new texts each time, until there are enough words. */
static char *
make_draft (guint seed)
{
  g_autoptr(GRand) chance = g_rand_new_with_seed (seed);
  GString *draft = g_string_new (NULL);
  guint n_words = 0;

  while (n_words < N_DRAFT_WORDS)
    {
      g_autofree char *text = samples_mix (samples, chance, seed);
      g_auto(GStrv) words = g_strsplit (text, " ", -1);

      for (guint i = 0; words[i] != NULL && n_words < N_DRAFT_WORDS; i++, n_words++)
        g_string_append_printf (draft, "%s ", words[i]);
    }

  return g_string_free_and_steal (draft);
}

static gboolean
say (GOutputStream *output,
     const char    *text,
     gsize          length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autoptr(GString) escaped = g_string_new (part);
  g_autofree char *event = NULL;

  g_string_replace (escaped, "\\", "\\\\", 0);
  g_string_replace (escaped, "\"", "\\\"", 0);
  g_string_replace (escaped, "\n", "\\n", 0);
  event = g_strdup_printf ("data: {\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n",
                           escaped->str, text[length] == '\0' ? "\"stop\"" : "null");

  return g_output_stream_write_all (output, event, strlen (event), NULL, NULL, NULL);
}

static gsize
get_token_length (const char *text)
{
  gsize length = 1;

  while (text[length] != '\0' && ((text[length] & 0xC0) == 0x80 || (length < TOKEN_BYTES && text[length] != ' ')))
    length++;

  return length;
}

static gsize
read_request (GInputStream *input)
{
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (input);
  gsize length = 0;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);

  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_autofree char *body = NULL;

      if (line != NULL && g_ascii_strncasecmp (line, "content-length:", 15) == 0)
        length = (gsize) g_ascii_strtoull (line + 15, NULL, 10);

      if (line != NULL && line[0] != '\0' && line[0] != '\r')
        continue;

      body = g_malloc (length + 1);
      g_input_stream_read_all (G_INPUT_STREAM (lines), body, length, NULL, NULL, NULL);

      return length;
    }
}

static gboolean
answer_cb (GThreadedSocketService *service,
           GSocketConnection      *connection)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *draft = NULL;
  gint64 start;
  guint speed, n = 0;

  if (read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection))) == 0)
    return TRUE;

  g_mutex_lock (&mutex);
  speed = tokens_per_second;
  draft = make_draft (n_requests++);
  g_mutex_unlock (&mutex);

  g_socket_set_option (g_socket_connection_get_socket (connection), 6 /* TCP */, 1 /* NODELAY */, TRUE, NULL);
  g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
  start = g_get_monotonic_time ();

  for (const char *next = draft; *next != '\0'; n++)
    {
      gsize length = get_token_length (next);
      gint64 wait = start + G_USEC_PER_SEC * n / speed - g_get_monotonic_time ();

      if (wait > 0)
        g_usleep ((gulong) wait);

      if (!say (output, next, length))
        break;

      next += length;
    }

  return TRUE;
}

static char *
start_service (void)
{
  GSocketService *service = g_threaded_socket_service_new (16);
  g_autoptr(GInetAddress) here = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) wanted = g_inet_socket_address_new (here, 0);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), wanted, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &address, &error))
    g_error ("%s", error->message);

  g_signal_connect (service, "run", G_CALLBACK (answer_cb), NULL);

  return g_strdup_printf ("http://" SERVICE_HOST ":%u",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

static void
choose_service (const char *url)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_autofree char *identity = g_strconcat (url, "#able", NULL);

  g_settings_set_string (settings, "service-url", url);
  g_settings_set_string (settings, "service-model", "able");
  g_settings_set_enum (settings, "model-kind", IDIO_MODEL_KIND_SERVICE);
  idio_capability_remember (settings, identity, IDIO_CAPABILITY_DRAFTS);
  g_settings_set_strv (settings, "agreed-hosts", (const char * const[]) { SERVICE_HOST, NULL });
}

static void
fill (const char *data_dir)
{
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (data_dir));
  g_autoptr(IdioImport) import = idio_import_new (idio_workspace_get_corpus (workspace));
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *texts = g_build_filename (data_dir, "texts", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (texts);
  g_autoptr(GRand) chance = g_rand_new_with_seed (1);

  samples_write (samples, chance, texts, n_documents);
  idio_import_set_audience (import, IDIO_AUDIENCE_WORK_MAIL);
  g_list_store_append (files, folder);
  idio_test_await (idio_import_run (import, G_LIST_MODEL (files)));
  idio_test_await (idio_workspace_count_habits (workspace));
}

typedef struct
{
  IdioWindow *window;
  GtkWidget  *page;
  guint       n_cut_off;
} Bench;

static IdioDraft *
get_draft (Bench         *bench,
           IdioDraftKind  kind)
{
  return idio_draft_pane_get_draft (ui_test_child (ui_test_child (bench->page, "drafts_view"), kind == IDIO_DRAFT_KIND_GENERIC ? "generic_pane"
                                                                                                 : "personal_pane"));
}

static gboolean
are_in (Bench          *bench,
        IdioDraftState  state)
{
  for (guint kind = 0; kind <= IDIO_DRAFT_KIND_PERSONAL; kind++)
    {
      IdioDraft *draft = get_draft (bench, (IdioDraftKind) kind);

      if (draft == NULL || idio_draft_get_state (draft) < state)
        return FALSE;
    }

  return TRUE;
}

/* The meter is not told that the drafts grow. */
static void
cut_off_meter (Bench *bench)
{
  guint appended = g_signal_lookup ("appended", IDIO_TYPE_DRAFT);

  for (guint kind = 0; kind <= IDIO_DRAFT_KIND_PERSONAL; kind++)
    bench->n_cut_off +=
      g_signal_handlers_block_matched (get_draft (bench, (IdioDraftKind) kind), G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                       appended, 0, NULL, NULL, bench->page);
}

static void
stream (Bench    *bench,
        Loop     *loop,
        guint     speed,
        gboolean  with_meter)
{
  GtkWidget *meter_bar = ui_test_child (bench->page, "meter_bar");

  g_mutex_lock (&mutex);
  tokens_per_second = speed;
  g_mutex_unlock (&mutex);

  ui_test_click (bench->page, "Write");
  ui_test_wait_for (are_in (bench, IDIO_DRAFT_STATE_WRITING));
  g_assert_false (gtk_widget_get_visible (meter_bar));

  if (!with_meter)
    cut_off_meter (bench);

  loop_begin (loop, GTK_WIDGET (bench->window));

  while (!are_in (bench, IDIO_DRAFT_STATE_FINISHED))
    {
      dex_await (dex_timeout_new_msec (50), NULL);

      if (!with_meter && gtk_widget_get_visible (meter_bar) && !are_in (bench, IDIO_DRAFT_STATE_FINISHED))
        g_error ("The meter follows though it was cut off");
    }

  loop_end (loop);
  ui_test_wait_for (gtk_widget_get_visible (meter_bar));
  ui_test_wait_for (ui_test_find (bench->page, GTK_TYPE_BUTTON, "Write") != NULL);
  dex_await (dex_timeout_new_msec (700), NULL);
}

static void
open_page (Bench      *bench,
           const char *data_dir)
{
  g_autofree char *url = start_service ();

  fill (data_dir);
  choose_service (url);
  bench->window = ui_test_open (data_dir);
  bench->page = adw_view_stack_get_child_by_name (ui_test_child (bench->window, "view_stack"), "write");
  idio_window_show_view (bench->window, "write");
  ui_test_wait_for (idio_model_choice_get_provider (idio_workspace_get_choice (idio_window_get_workspace (bench->window))));
  ui_test_type (ui_test_child (ui_test_child (bench->page, "request_box"), "request_view"), "Thank Omar for repairing the drill.");
}

static void
print (Loop *first,
       Loop *loops[][2])
{
  g_print ("%u documents, two drafts of %u words at a time, %u rounds\n\n", n_documents, N_DRAFT_WORDS, n_rounds);
  loop_print_head ();
  loop_print (first, "first drafts, with the meter");

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    for (guint j = 0; j < 2; j++)
      {
        g_autofree char *name = g_strdup_printf ("2 × %u tokens/s, %s meter", speeds[i], j == 1 ? "with the" : "without");

        loop_print (loops[i][j], name);
      }

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      g_autofree char *name = g_strdup_printf ("2 × %u tokens/s, with the meter against without", speeds[i]);

      loop_print_ratio (loops[i][1], loops[i][0], name);
    }
}

static void
measure (const char *data_dir)
{
  Loop *first = loop_new (), *loops[G_N_ELEMENTS (speeds)][2];
  Bench bench = { NULL, };

  open_page (&bench, data_dir);

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    for (guint j = 0; j < 2; j++)
      loops[i][j] = loop_new ();

  /* The first time is of its own: the profile of the writer is made then. */
  stream (&bench, first, speeds[0], TRUE);

  for (guint round = 0; round < n_rounds; round++)
    for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
      for (guint j = 0; j < 2; j++)
        stream (&bench, loops[i][(round + j) % 2], speeds[i], (round + j) % 2);

  print (first, loops);
  loop_free (first);

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    for (guint j = 0; j < 2; j++)
      loop_free (loops[i][j]);

  ui_test_close (bench.window);
}

int
main (int   argc,
      char *argv[])
{
  samples = samples_load (argc > 1 ? argv[1] : "");

  if (samples->len == 0)
    {
      g_printerr ("usage: stream FOLDER [ROUNDS [DOCUMENTS]]\n");
      return 2;
    }

  n_rounds = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 1, 1000) : 4;
  n_documents = argc > 3 ? (guint) CLAMP (atoi (argv[3]), 1, 100000) : 100;

  loop_run (measure);

  return 0;
}
