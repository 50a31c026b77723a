/* test-kill.c: killed at any moment, what was said to be saved is there
 *
 * A victim process imports texts and edits cards as fast as it can, and says so when something is saved. It is
 * killed at a random moment, a hundred times over the same database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>

#include "idio-test.h"
#include "import/idio-import.h"
#include "voice/idio-voice.h"

#define N_ROUNDS 100

/* How long a victim lives, from its start or from its first word, in milliseconds */
#define MAX_LIFE_MSEC 120

/* How many files it imports at once */
#define N_FILES 40

static void
say (const char *format,
     ...) G_GNUC_PRINTF (1, 2);

static void
say (const char *format,
     ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  fflush (stdout);
}

static void
say_documents (IdioCorpus *corpus,
               guint       position,
               guint       removed,
               guint       added,
               gpointer    user_data)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      say ("document %" G_GINT64_FORMAT " %s\n", idio_document_get_id (document), idio_document_get_title (document));
    }
}

static void
import_some (IdioCorpus *corpus,
             const char *dir,
             guint       round)
{
  g_autoptr(IdioImport) import = idio_import_new (corpus, IDIO_AUDIENCE_GENERAL);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *name = g_strdup_printf ("import-%s-%u", g_getenv ("IDIOLECT_TEST_ROUND"), round);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (path);

  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *file = g_strdup_printf ("%s/%u.txt", name, i);
      g_autofree char *text = g_strdup_printf ("Subject: %s.%u\n\nThis is text %u of %s.", name, i, i, name);

      idio_test_write (dir, file, text);
    }

  g_list_store_append (files, folder);
  idio_test_await (idio_import_run (import, G_LIST_MODEL (files)));
}

static DexFuture *
victim_fiber (gpointer data)
{
  const char *dir = data;
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autoptr(IdioStore) store = idio_test_await_object (idio_store_open (path));
  g_autoptr(IdioCorpus) corpus = idio_corpus_new (store);
  g_autoptr(IdioVoice) voice = idio_voice_new (store);

  idio_test_await (idio_corpus_load (corpus));
  idio_test_await (idio_voice_load (voice));
  g_signal_connect (corpus, "items-changed", G_CALLBACK (say_documents), NULL);

  for (guint i = 0; ; i++)
    {
      g_autofree char *claim = g_strdup_printf ("claim %s-%u", g_getenv ("IDIOLECT_TEST_ROUND"), i);
      g_autofree char *edited = g_strdup_printf ("edited %s-%u", g_getenv ("IDIOLECT_TEST_ROUND"), i);
      g_autoptr(IdioHypothesis) card = NULL;

      import_some (corpus, dir, i);
      idio_test_await (idio_voice_add (voice, IDIO_AXIS_STYLE, claim, NULL, IDIO_AUDIENCE_GENERAL));
      card = g_list_model_get_item (G_LIST_MODEL (voice), g_list_model_get_n_items (G_LIST_MODEL (voice)) - 1);
      say ("card %" G_GINT64_FORMAT " %s\n", idio_hypothesis_get_id (card), claim);
      idio_test_await (idio_voice_change (voice, idio_hypothesis_get_id (card), &(IdioCardChange) { .claim = edited }));
      say ("card %" G_GINT64_FORMAT " %s\n", idio_hypothesis_get_id (card), edited);
    }

  return NULL;
}

/* What the victims said: the title or claim of each number. A later word on the same card replaces an earlier one. */
typedef struct
{
  GHashTable *documents;
  GHashTable *cards;
} Promises;

static void
take_promises (Promises   *promises,
               const char *output)
{
  g_auto(GStrv) lines = g_strsplit (output, "\n", -1);

  /* The last line may be half a line. */
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (lines[i], " ", 3);

      if (g_strv_length (words) == 3)
        g_hash_table_replace (g_str_equal (words[0], "document") ? promises->documents : promises->cards,
                              g_strdup (words[1]), g_strdup (words[2]));
    }
}

static void
check_promises (Promises   *promises,
                const char *path)
{
  g_autoptr(sqlite3) db = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(sqlite3_stmt) integrity = NULL;
  GHashTableIter iter;
  gpointer id, value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  integrity = idio_sql_prepare (db, &error, "PRAGMA integrity_check", NULL);
  g_assert_no_error (error);
  g_assert_true (idio_sql_step (integrity, &error));
  g_assert_cmpstr ((const char *) sqlite3_column_text (integrity, 0), ==, "ok");

  g_hash_table_iter_init (&iter, promises->documents);

  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      g_autoptr(sqlite3_stmt) statement =
        idio_sql_prepare (db, &error, "SELECT title, body FROM document WHERE id = ?", "i", (gint64) atoll (id));

      g_assert_true (idio_sql_step (statement, &error));
      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, value);
      g_assert_nonnull (strstr ((const char *) sqlite3_column_text (statement, 1), "This is text"));
    }

  g_hash_table_iter_init (&iter, promises->cards);

  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      g_autoptr(sqlite3_stmt) statement =
        idio_sql_prepare (db, &error, "SELECT claim FROM card WHERE id = ?", "i", (gint64) atoll (id));
      const char *claim;

      g_assert_true (idio_sql_step (statement, &error));
      claim = (const char *) sqlite3_column_text (statement, 0);

      /* The next change may have been saved before there was time to say so. */
      if (g_str_has_prefix (value, "claim") && g_str_has_prefix (claim, "edited"))
        continue;

      g_assert_cmpstr (claim, ==, value);
    }
}

static void
wait_for_word (GInputStream *pipe)
{
  struct pollfd poll_fd = { .fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (pipe)), .events = POLLIN };

  g_assert_cmpint (poll (&poll_fd, 1, 30 * 1000), ==, 1);
}

static char *
run_victim (const char *dir,
            guint       round)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GSubprocess) victim = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *round_text = g_strdup_printf ("%u", round);
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_subprocess_launcher_setenv (launcher, "IDIOLECT_TEST_VICTIM", dir, TRUE);
  g_subprocess_launcher_setenv (launcher, "IDIOLECT_TEST_ROUND", round_text, TRUE);
  victim = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", NULL);
  g_assert_no_error (error);

  /* Half of them are killed while they start, the others when they have saved something, however long that takes here. */
  if (round % 2 == 1)
    wait_for_word (g_subprocess_get_stdout_pipe (victim));

  /* A pipe that is full would make the victim wait, but no victim says that much. */
  g_usleep ((gulong) g_test_rand_int_range (0, MAX_LIFE_MSEC * 1000));
  g_subprocess_send_signal (victim, SIGKILL);
  g_output_stream_splice (output, g_subprocess_get_stdout_pipe (victim), G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait (victim, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (victim));

  g_output_stream_write_all (output, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (output, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

static void
test_kill (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  Promises promises = {
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *output = run_victim (dir, i);

      take_promises (&promises, output);
      check_promises (&promises, path);
    }

  g_test_message ("%d kills, %u documents and %u cards promised and found", N_ROUNDS,
                  g_hash_table_size (promises.documents), g_hash_table_size (promises.cards));

  /* The victims must have had something to lose. */
  g_assert_cmpuint (g_hash_table_size (promises.documents), >, 500);
  g_assert_cmpuint (g_hash_table_size (promises.cards), >, 10);

  g_hash_table_unref (promises.documents);
  g_hash_table_unref (promises.cards);
}

static void
add_tests (void)
{
  g_test_add_func ("/kill", test_kill);
}

int
main (int   argc,
      char *argv[])
{
  const char *dir = g_getenv ("IDIOLECT_TEST_VICTIM");

  if (dir != NULL)
    {
      dex_init ();
      dex_future_disown (dex_scheduler_spawn (NULL, 512 * 1024, victim_fiber, (gpointer) dir, NULL));

      while (TRUE)
        g_main_context_iteration (NULL, TRUE);
    }

  return idio_test_main (argc, argv, add_tests);
}
