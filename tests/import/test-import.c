/* test-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "import/idio-import.h"
#include "formats/idio-import-error.h"
#include "formats/idio-source.h"
#include "formats/zip-test.h"
#include "slow-file.h"

static IdioCorpus *
make_corpus (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioStore) store = idio_test_open_store (dir);

  return idio_corpus_new (store);
}

static GListModel *
list_paths (const char *first,
            const char *second)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  const char *paths[] = { first, second };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (paths[i] != NULL)
      {
        g_autoptr(GFile) file = g_file_new_for_path (paths[i]);

        g_list_store_append (files, file);
      }

  return G_LIST_MODEL (files);
}

static IdioImport *
run (IdioCorpus *corpus,
     const char *first,
     const char *second)
{
  IdioImport *import = idio_import_new (corpus);
  g_autoptr(GListModel) files = list_paths (first, second);

  idio_import_set_audience (import, IDIO_AUDIENCE_WORK_MAIL);
  idio_test_await (idio_import_run (import, files));
  g_assert_false (idio_import_get_running (import));
  g_assert_cmpuint (idio_import_get_n_done (import), ==, idio_import_get_n_found (import));

  return import;
}

static void
check_counts (IdioImport *import,
              guint       n_added,
              guint       n_here,
              guint       n_left_out)
{
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, n_added);
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ALREADY_HERE), ==, n_here);
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), ==, n_left_out);
  g_assert_cmpuint (g_list_model_get_n_items (idio_import_get_not_added (import)), ==, n_here + n_left_out);
}

static const char *
reason_for (IdioImport *import,
            const char *name)
{
  GListModel *items = idio_import_get_not_added (import);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(IdioImportItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (idio_import_item_get_name (item), name))
        return idio_import_item_get_reason (item);
    }

  return NULL;
}

static void
test_folder (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *big = g_build_filename (dir, "big.txt", NULL);
  g_autofree char *loop = g_build_filename (dir, "sub", "loop", NULL);
  g_autofree char *nowhere = g_build_filename (dir, "nowhere.txt", NULL);
  g_autofree char *circle = g_build_filename (dir, "circle.txt", NULL);
  g_autofree char *fifo = g_build_filename (dir, "fifo.txt", NULL);
  g_autofree char *linked = g_build_filename (dir, "sub", "linked.txt", NULL);
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = NULL;
  g_autoptr(IdioDocument) document = NULL;

  idio_test_write (dir, "a.txt", "The first text, with as many words as it takes to be one.");
  idio_test_write (dir, "sub/deeper/b.md", "# B\n\nThe second text, with as many words as it takes to be one.");
  idio_test_write (dir, "sub/copy.txt", "The  first text, with as many words as it takes to be one.\n");
  idio_test_write (dir, "sub/empty.txt", "");
  idio_test_write (dir, "sub/binary.txt", "\x89PNG\r\n\x1a\n\x81\x8d");
  idio_test_write (dir, "sub/picture.png", "\x89PNG\r\n\x1a\n");
  idio_test_write (dir, ".hidden.txt", "Nobody should read this.");
  idio_test_write (dir, ".git/x.txt", "Nor this.");
  idio_test_write (dir, "big.txt", "x");
  g_assert_cmpint (truncate (big, IDIO_TEXT_MAX_BYTES + 1), ==, 0);
  g_assert_cmpint (symlink (dir, loop), ==, 0);
  g_assert_cmpint (symlink ("/does/not/exist", nowhere), ==, 0);
  g_assert_cmpint (symlink ("circle.txt", circle), ==, 0);
  g_assert_cmpint (symlink ("../a.txt", linked), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  import = run (corpus, dir, NULL);

  check_counts (import, 2, 2, 7);
  g_assert_cmpstr (reason_for (import, "empty.txt"), ==, "The file is empty.");
  g_assert_cmpstr (reason_for (import, "binary.txt"), ==, "This is not a text.");
  g_assert_cmpstr (reason_for (import, "picture.png"), ==, "Idiolect can’t read this kind of file.");
  g_assert_cmpstr (reason_for (import, "big.txt"), ==, "The file is larger than 20 MB.");
  g_assert_null (reason_for (import, "loop"));
  g_assert_cmpstr (reason_for (import, "nowhere.txt"), ==, "The link leads nowhere.");
  g_assert_cmpstr (reason_for (import, "circle.txt"), ==, "The link leads nowhere.");
  g_assert_cmpstr (reason_for (import, "fifo.txt"), ==, "Idiolect can’t read this kind of file.");
  g_assert_cmpstr (reason_for (import, "copy.txt"), ==, "The same text is here already.");

  document = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
  g_assert_cmpstr (idio_document_get_title (document), ==, "a");
  g_assert_cmpint (idio_document_get_audience (document), ==, IDIO_AUDIENCE_WORK_MAIL);
}

static void
test_several (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *file = g_build_filename (dir, "a.txt", NULL);
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) first = NULL, second = NULL;

  idio_test_write (dir, "a.txt", "The first text, with as many words as it takes to be one.");

  first = run (corpus, file, "/does/not/exist.txt");
  check_counts (first, 1, 0, 1);
  g_assert_cmpstr (reason_for (first, "exist.txt"), ==, "There is no such file or folder.");

  second = run (corpus, dir, NULL);
  check_counts (second, 0, 1, 0);
}

#define WORDS \
  "We walked along the river for most of the day, and in the evening we sat on the bridge with our feet over the " \
  "water and talked of all that had been, of the boat that we never built and of the choir that sang under it."

static void
set_modified (const char *dir,
              const char *name,
              gint64      seconds)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  const struct timespec times[] = { { seconds, 0 }, { seconds, 0 } };

  g_assert_no_errno (utimensat (AT_FDCWD, path, times, 0));
}

/* Of versions that no date tells apart the one that was changed last is kept, unless all were unpacked at once: then the
 * first one. In both cases that stays so. */
static void
test_versions (void)
{
  static const struct { gint64 final, draft; const char *kept; gint64 written; } cases[] = {
    { 1700000000, 1600000000, "a final", 1700000000 },
    { 1600000000, 1700000000, "b draft", 1700000000 },
    { 1700000000, 1700000001, "a final", 0 },
    { 4000000000, 4100000000, "a final", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioCorpus) corpus = make_corpus ();

      idio_test_write (dir, "a final.txt", "Dear all,\n\n" WORDS);
      idio_test_write (dir, "b draft.txt", "Dear Ann,\n\n" WORDS);
      set_modified (dir, "a final.txt", cases[i].final);
      set_modified (dir, "b draft.txt", cases[i].draft);

      for (guint j = 0; j < 3; j++)
        {
          g_autoptr(IdioImport) import = run (corpus, dir, NULL);
          g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), 0);

          check_counts (import, j == 0 ? 1 : 0, j == 0 ? 0 : 1, 1);
          g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 1);
          g_assert_cmpstr (idio_document_get_title (document), ==, cases[i].kept);
          g_assert_cmpint (idio_document_get_written (document), ==, cases[i].written);
        }
    }
}

static void
stop_soon (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           IdioImport *import)
{
  idio_import_stop (import);
}

/* What was saved before the stop stays; the rest is not there. */
static void
test_stop (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = idio_import_new (corpus);
  g_autoptr(GListModel) files = list_paths (dir, NULL);
  guint n_items;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);
      g_autofree char *text = g_strdup_printf ("This is text number %u, and it has as many words as it takes.", i);

      idio_test_write (dir, name, text);
    }

  g_signal_connect (corpus, "items-changed", G_CALLBACK (stop_soon), import);
  idio_test_await (idio_import_run (import, files));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (corpus));
  g_assert_cmpuint (n_items, >, 0);
  g_assert_cmpuint (n_items, <, 1000);
  g_assert_cmpuint (n_items, ==, idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED));
}

static void
stop_by_progress (IdioImport *import,
                  GParamSpec *pspec,
                  gpointer    user_data)
{
  if (idio_import_get_n_found (import) > 0)
    idio_import_stop (import);
}

static gboolean
stop_cb (gpointer import)
{
  idio_import_stop (import);

  return G_SOURCE_REMOVE;
}

/* A file that does not answer does not keep the user waiting. */
static void
check_stop_of (SlowFileKind kind)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = idio_import_new (corpus);
  g_autoptr(GFile) first = g_file_new_build_filename (dir, "a.txt", NULL);
  g_autoptr(GFile) slow = slow_file_new ("slow.txt", kind);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  idio_test_write (dir, "a.txt", "The first text, with as many words as it takes to be one.");
  g_list_store_append (files, first);
  g_list_store_append (files, slow);
  g_timeout_add (50, stop_cb, import);

  idio_test_await (idio_import_run (import, G_LIST_MODEL (files)));
  g_assert_false (idio_import_get_running (import));
  g_assert_null (idio_import_get_failure (import));
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), ==, 0);

  slow_file_release (SLOW_FILE (slow));
}

static void
test_stop_of_slow (void)
{
  check_stop_of (SLOW_FILE_SILENT);
  check_stop_of (SLOW_FILE_STUCK);
}

/* What was being read is neither saved nor left out. */
static void
test_stop_at_once (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = idio_import_new (corpus);
  g_autoptr(GListModel) files = list_paths (dir, NULL);

  idio_test_write (dir, "a.txt", "The first text, with as many words as it takes to be one.");
  g_signal_connect (import, "notify::n-found", G_CALLBACK (stop_by_progress), NULL);
  idio_test_await (idio_import_run (import, files));
  check_counts (import, 0, 0, 0);
}

/* A store that breaks off at the second call */
static DexFuture *
add_once (GObject      *target,
          GPtrArray    *texts,
          GCancellable *cancellable)
{
  GArray *ids;

  if (g_object_get_data (target, "full"))
    return dex_future_new_reject (IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL, "The disk is full.");

  ids = g_array_new (FALSE, TRUE, sizeof (gint64));

  for (gint64 id = 1; id <= texts->len; id++)
    g_array_append_val (ids, id);

  g_object_set_data (target, "full", target);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, ids);
}

static void
test_failure (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GObject) target = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(IdioImport) import = idio_import_new_of_others (target, add_once);
  g_autoptr(GListModel) files = list_paths (dir, NULL);
  g_autofree char *failure = NULL;
  guint n_added;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      idio_test_write (dir, name, "A few words.");
    }

  g_assert_null (idio_import_get_failure (import));
  idio_test_await_error (idio_import_run (import, files), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);

  n_added = idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED);
  g_assert_cmpuint (n_added, >, 0);
  g_assert_cmpuint (n_added, ==, idio_import_get_n_done (import));
  g_assert_cmpuint (n_added, <, idio_import_get_n_found (import));
  g_assert_false (idio_import_get_running (import));
  g_object_get (import, "failure", &failure, NULL);
  g_assert_cmpstr (failure, ==, "The disk is full.");
  g_assert_cmpstr (idio_import_get_failure (import), ==, "The disk is full.");
}

/* A store that takes its time at the first call, and remembers when each text says that it was added */
static DexFuture *
add_slowly (GObject      *target,
            GPtrArray    *texts,
            GCancellable *cancellable)
{
  GHashTable *times = g_object_get_data (target, "times");
  GArray *ids = g_array_new (FALSE, TRUE, sizeof (gint64));

  if (g_hash_table_size (times) == 0)
    g_usleep (G_USEC_PER_SEC + G_USEC_PER_SEC / 10);

  for (gint64 id = 1; id <= texts->len; id++)
    {
      const IdioText *text = g_ptr_array_index (texts, id - 1);

      g_hash_table_add (times, g_memdup2 (&text->added, sizeof text->added));
      g_array_append_val (ids, id);
    }

  return dex_future_new_take_boxed (G_TYPE_ARRAY, ids);
}

/* The newest come first in lists, but what was imported at once keeps its order, however long that took. */
static void
test_one_time (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GObject) target = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GHashTable) times = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(IdioImport) import = idio_import_new_of_others (target, add_slowly);
  g_autoptr(GListModel) files = list_paths (dir, NULL);
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  GHashTableIter iter;
  gpointer added;

  g_object_set_data (target, "times", times);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      idio_test_write (dir, name, "A few words.");
    }

  idio_test_await (idio_import_run (import, files));

  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, 1000);
  g_assert_cmpuint (g_hash_table_size (times), ==, 1);
  g_hash_table_iter_init (&iter, times);
  g_assert_true (g_hash_table_iter_next (&iter, &added, NULL));
  g_assert_cmpint (*(gint64 *) added, >=, before);
}

/* Of many files in an archive that are left out for one reason, some are told by name, and the others as a sum. */
static void
test_many_skipped (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "trip.zip", NULL);
  g_autofree char *sum = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) members = g_array_new (TRUE, TRUE, sizeof (IdioTestMember));
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = NULL;
  g_autoptr(GBytes) zip = NULL;

  for (guint i = 0; i < 300; i++)
    {
      char *name = i == 150 ? g_strdup ("diary.txt") : g_strdup_printf (i % 100 == 7 ? "%u.doc" : "%u.png", i);
      IdioTestMember member = { name, i == 150 ? "We walked along the river for most of the day." :
                                i % 100 == 7 ? "" : "\x89PNG\r\n\x1a\n", 0 };

      g_ptr_array_add (names, name);
      g_array_append_val (members, member);
    }

  zip = idio_test_make_zip ((const IdioTestMember *) members->data);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (zip, NULL), (gssize) g_bytes_get_size (zip), NULL));
  import = run (corpus, path, NULL);

  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, 1);
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), ==, 299);
  g_assert_cmpuint (g_list_model_get_n_items (idio_import_get_not_added (import)), ==, 3 + 5 + 1);
  g_assert_nonnull (reason_for (import, "trip.zip: 107.doc"));
  g_assert_nonnull (reason_for (import, "trip.zip: 4.png"));
  g_assert_null (reason_for (import, "trip.zip: 5.png"));

  sum = g_strdup_printf ("291 more files: %s", reason_for (import, "trip.zip: 4.png"));
  g_assert_cmpstr (reason_for (import, "trip.zip"), ==, sum);
}

static void
answer_with_anna (IdioImport *import,
                  GParamSpec *pspec,
                  guint      *n_asked)
{
  if (idio_import_get_survey (import) == NULL)
    return;

  (*n_asked)++;
  idio_survey_choose (idio_import_get_survey (import), (const char * const []) { "anna@example.org", NULL });
  idio_import_answer (import, TRUE);
}

/* Who is proposed is added. */
static void
answer_as_proposed (IdioImport *import,
                    GParamSpec *pspec,
                    guint      *n_asked)
{
  if (idio_import_get_survey (import) == NULL)
    return;

  (*n_asked)++;
  g_assert_false (idio_survey_is_known (idio_import_get_survey (import)));
  idio_import_answer (import, TRUE);
}

static IdioImport *
run_asked (IdioCorpus *corpus,
           const char *path,
           gpointer    answer,
           guint      *n_asked)
{
  IdioImport *import = idio_import_new (corpus);
  g_autoptr(GListModel) files = list_paths (path, NULL);

  g_signal_connect (import, "notify::survey", G_CALLBACK (answer), n_asked);
  idio_test_await (idio_import_run (import, files));

  return import;
}

/* Who is known from mails is proposed in a chat by the same name, and nobody else is. As others may have that name, it
 * is asked about, also once it was said of a chat. */
static void
test_same_name (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *box = g_build_filename (dir, "Archive.mbox", NULL), *chat = g_build_filename (dir, "chat.txt", NULL);
  g_autofree char *other = g_build_filename (dir, "other.txt", NULL);
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) mails = NULL, messages = NULL, others = NULL, again = NULL;
  guint n_asked = 0;

  idio_test_write (dir, "Archive.mbox",
                   "From x@example.org Mon May 12 09:14:00 2025\nFrom: Anna Lindqvist <anna@example.org>\nSubject: S\n"
                   "Date: 12 May 2025 09:00:00 +0000\n\n"
                   "I looked at all the figures again this morning, and I am sure that they are right.\n\n"
                   "From x@example.org Mon May 12 09:14:00 2025\nFrom: Ben <ben@example.org>\nSubject: S\n"
                   "Date: 12 May 2025 09:00:00 +0000\n\n"
                   "These are words that somebody else wrote about all of the figures.\n\n");
  idio_test_write (dir, "chat.txt",
                   "12/05/2025, 09:14 - Anna Lindqvist: I will be at the station at about half past nine today\n"
                   "12/05/2025, 09:15 - Ben: Good, see you there, and bring the blue umbrella please\n"
                   "12/05/2025, 09:16 - Anna Lindqvist: I have it in my bag already, so do not worry about it\n");
  idio_test_write (dir, "other.txt",
                   "12/05/2025, 09:14 - Anna Berg: I will be at the market at about half past ten today\n"
                   "12/05/2025, 09:15 - Ben: Good, see you there, and bring the red umbrella please\n"
                   "12/05/2025, 09:16 - Anna Berg: I have it in my bag already, so there is nothing to do\n");
  mails = run_asked (corpus, box, answer_with_anna, &n_asked);
  g_assert_cmpuint (n_asked, ==, 1);
  g_assert_cmpuint (idio_import_count (mails, IDIO_IMPORT_OUTCOME_ADDED), ==, 1);

  messages = run_asked (corpus, chat, answer_as_proposed, &n_asked);
  g_assert_cmpuint (n_asked, ==, 2);
  g_assert_cmpuint (idio_import_count (messages, IDIO_IMPORT_OUTCOME_ADDED), >, 0);

  others = run_asked (corpus, other, answer_as_proposed, &n_asked);
  g_assert_cmpuint (n_asked, ==, 3);
  g_assert_cmpuint (idio_import_count (others, IDIO_IMPORT_OUTCOME_ADDED), ==, 0);

  again = run_asked (corpus, chat, answer_as_proposed, &n_asked);
  g_assert_cmpuint (n_asked, ==, 4);
  g_assert_cmpuint (idio_import_count (again, IDIO_IMPORT_OUTCOME_ALREADY_HERE), >, 0);

  /* An address is one person's. */
  g_assert_finalize_object (run_asked (corpus, box, answer_as_proposed, &n_asked));
  g_assert_cmpuint (n_asked, ==, 4);
  idio_test_remove_tree (dir);
}

static char *
dup_accounts (IdioCorpus *corpus)
{
  g_auto(GStrv) accounts = dex_await_boxed (idio_corpus_list_accounts (corpus), NULL);

  return g_strjoinv (" | ", accounts);
}

/* A name is remembered as it is written, once. Where a chat says which messages are its user's, but not what the user is
 * called, these are added, and there is nothing to remember: whoever has no name elsewhere may be anybody. */
static void
test_remembered (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *chat = g_build_filename (dir, "chat.txt", NULL), *own = g_build_filename (dir, "Priya.json", NULL);
  g_autofree char *none = NULL, *once = NULL;
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = NULL;
  guint n_asked = 0;

  idio_test_write (dir, "Priya.json",
                   "[{\"id\":\"a\",\"type\":\"outgoing\",\"conversationId\":\"c\",\"sent_at\":1747034040000,\"body\":"
                   "\"I will be at the station at about half past nine today, and wait.\"},"
                   "{\"id\":\"b\",\"type\":\"incoming\",\"conversationId\":\"c\",\"sent_at\":1747034041000,\"body\":"
                   "\"Good, see you there, and bring the blue umbrella with you, please.\",\"source\":\"+1234\"}]");
  import = run_asked (corpus, own, answer_as_proposed, &n_asked);
  g_assert_cmpuint (n_asked, ==, 0);
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, 1);
  none = dup_accounts (corpus);
  g_assert_cmpstr (none, ==, "");

  dex_await (idio_corpus_add_accounts (corpus, (const char * const []) { "Zoë McLane", NULL }), NULL);

  for (guint i = 0; i < 2; i++)
    {
      const char *name = i == 0 ? "zoë mclane" : "Zoë McLane";
      g_autofree char *words =
        g_strdup_printf ("12/05/2025, 09:14 - %s: I will be at the station at about half past nine today\n"
                         "12/05/2025, 09:15 - Ben: Good, see you there, and bring the blue umbrella please\n"
                         "12/05/2025, 09:16 - %s: I have it in my bag already, for the %u. time\n", name, name, i);

      idio_test_write (dir, "chat.txt", words);
      g_assert_finalize_object (run_asked (corpus, chat, answer_as_proposed, &n_asked));
    }

  g_assert_cmpuint (n_asked, ==, 2);
  once = dup_accounts (corpus);
  g_assert_cmpstr (once, ==, "Zoë McLane");
  idio_test_remove_tree (dir);
}

/* Answers, and stops it when the first of the user's mails are saved. */
static void
stop_while_reading (IdioImport *import,
                    GParamSpec *pspec,
                    gpointer    user_data)
{
  const IdioProgress *progress = idio_import_get_progress (import);

  if (idio_import_get_survey (import) != NULL)
    {
      g_assert_cmpstr (idio_import_get_asked_name (import), ==, "Archive.mbox");
      idio_survey_choose (idio_import_get_survey (import), (const char * const []) { "jonas@example.org", NULL });
      idio_survey_set_limit (idio_import_get_survey (import), 800);
      idio_import_answer (import, TRUE);
    }
  else if (progress != NULL && progress->again)
    idio_import_stop (import);
}

/* How much of a mailbox was not read any more is counted in mails: it is one file. */
static void
test_stop_in_mailbox (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "Archive.mbox", NULL);
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = idio_import_new (corpus);
  g_autoptr(GListModel) files = list_paths (path, NULL);
  g_autoptr(GString) box = g_string_new (NULL);

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (box, "From x@example.org Mon May 12 09:14:00 2025\nFrom: ann@example.org\nSubject: A %u\n\nHi.\n\n"
                            "From x@example.org Mon May 12 09:14:00 2025\nFrom: jonas@example.org\nSubject: S %u\n"
                            "Date: 12 May 2025 %02u:%02u:00 +0000\n\n"
                            "I looked at all the figures again this morning, number %u, and they are right.\n\n",
                            i, i, i / 60, i % 60, i);

  idio_test_write (dir, "Archive.mbox", box->str);
  g_signal_connect (import, "notify", G_CALLBACK (stop_while_reading), NULL);
  idio_test_await (idio_import_run (import, files));
  g_assert_cmpuint (idio_import_get_n_not_read (import), ==, 1);
  g_assert_cmpuint (idio_import_get_n_texts_not_read (import), >, 0);
  g_assert_cmpuint (idio_import_get_n_texts_not_read (import) + idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED),
                    ==, 800);

  /* Those by others that were read until then are told, too. */
  g_assert_true (idio_import_get_in_part (import));
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), >, 0);
  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), <=, 1000);
  g_assert_nonnull (reason_for (import, "Archive.mbox"));
  idio_test_remove_tree (dir);
}

/* A mail with no end is taken up to where it was read, which is told. */
static void
test_cut (void)
{
  static const char * const accounts[] = { "jonas@example.org", NULL };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "long.eml", NULL);
  g_autoptr(GString) mail = g_string_new ("From: Jonas <jonas@example.org>\nTo: Priya <priya@example.org>\n"
                                          "Date: Mon, 12 May 2025 09:14:33 +0200\nSubject: Long\n"
                                          "Content-Type: multipart/mixed; boundary=b\n\n");
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioImport) import = idio_import_new (corpus);
  g_autoptr(GListModel) files = list_paths (path, NULL);
  const char *reason;

  for (guint i = 0; i < 1100; i++)
    g_string_append_printf (mail, "--b\n\nThis is sentence number %u of a very long mail.\n", i);

  idio_test_write (dir, "long.eml", mail->str);
  idio_import_set_accounts (import, accounts);
  idio_test_await (idio_import_run (import, files));

  g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, 1);
  reason = reason_for (import, "long.eml: Long");
  g_assert_cmpstr (reason, ==, "Only its beginning was taken, because it is very long.");
}

static void
test_paste (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(IdioDocument) document = NULL;
  g_autoptr(GArray) again = NULL;
  g_autofree char *large = g_strnfill (IDIO_TEXT_MAX_BYTES + 1, 'a');

  g_array_unref (idio_test_await_boxed (idio_import_paste (corpus, NULL, "Dear Ann,\n\nHere is a long enough text to paste.",
                                                           IDIO_AUDIENCE_FRIENDS)));
  document = g_list_model_get_item (G_LIST_MODEL (corpus), 0);
  g_assert_cmpstr (idio_document_get_title (document), ==, "Dear Ann, Here is a long enough text to…");
  g_assert_cmpint (idio_document_get_audience (document), ==, IDIO_AUDIENCE_FRIENDS);

  again = idio_test_await_boxed (idio_import_paste (corpus, NULL, "Dear Ann, Here is a long enough text to paste.", 0));
  g_assert_cmpint (g_array_index (again, gint64, 0), ==, 0);

  idio_test_await_error (idio_import_paste (corpus, NULL, "  \n", 0), IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY);
  idio_test_await_error (idio_import_paste (corpus, NULL, large, 0), IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_TOO_LARGE);
}

/* Signatures and drafts show once the whole box is read. Read again it adds nothing. */
static void
test_tidied (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "sent.mbox", NULL);
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GString) box = g_string_new (NULL);
  g_autoptr(GListModel) files = list_paths (path, NULL);

  for (guint i = 0; i < 6; i++)
    {
      g_string_append_printf (box, "From me@example.org Mon Jan  6 1%u:00:00 2025\nFrom: Me <me@example.org>\n"
                                   "Date: Mon, 6 Jan 2025 1%u:00:00 +0000\nSubject: Mail %u\n\n", i, i, i);

      for (guint j = 0; j < 50; j++)
        g_string_append_printf (box, "word%u%s", (i < 2 ? 0 : i * 50) + j, j % 10 == 9 ? "\n" : " ");

      g_string_append_printf (box, "Dear Person %u\n\nCheers,\nJonas\n\nDeputy Chair, Hillside Choir\n\n", i);
    }

  idio_test_write (dir, "sent.mbox", box->str);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioImport) import = idio_import_new (corpus);
      const char *accounts[] = { "me@example.org", NULL };

      idio_import_set_accounts (import, accounts);
      idio_test_await (idio_import_run (import, files));
      check_counts (import, i == 0 ? 5 : 0, i == 0 ? 0 : 5, 1);
      g_assert_cmpstr (reason_for (import, "Mail 0"), ==, "Almost the same as “Mail 1”, which is later.");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 5);
    }

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      g_autofree char *body = dex_await_string (idio_corpus_load_body (corpus, idio_document_get_id (document)), NULL);

      g_assert_true (g_str_has_suffix (body, "Cheers,\nJonas"));
    }
}

/* What was there before, and goes in favor of what was imported, is none of what was left out of that. */
static void
test_replaced (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (words, "word%u%s", i, i % 10 == 9 ? "\n" : " ");

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *path = g_build_filename (dir, "sent.mbox", NULL);
      g_autoptr(GString) box = g_string_new (NULL);
      g_autoptr(GListModel) files = list_paths (path, NULL);
      g_autoptr(IdioImport) import = idio_import_new (corpus);

      /* The first time one mail, then two, then three */
      for (guint j = 0; j < i; j++)
        g_string_append_printf (box, "From me@example.org Mon Jan  6 10:00:00 2025\nFrom: me@example.org\n"
                                     "Date: Mon, 6 Jan 2025 1%u:0%u:00 +0000\nSubject: Mail %u.%u\n\n"
                                     "Dear %u %u,\n\n%s\n", i, j, i, j, i, j, words->str);

      idio_test_write (dir, "sent.mbox", box->str);
      idio_import_set_accounts (import, (const char * const []) { "me@example.org", NULL });
      idio_test_await (idio_import_run (import, files));
      g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, 1);
      g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), ==, i - 1);
      g_assert_cmpuint (g_list_model_get_n_items (idio_import_get_not_added (import)), ==, i == 1 ? 0 : i);
    }

  idio_test_remove_tree (dir);
}

/* Who is told of each question, and chooses one person in turn */
typedef struct
{
  const char *names[3];
  GString    *asked;
  guint       n_asked;
} Answers;

static void
answer_next (IdioImport *import,
             GParamSpec *pspec,
             Answers    *answers)
{
  IdioSurvey *survey = idio_import_get_survey (import);
  const char *name;

  if (survey == NULL)
    return;

  g_assert_cmpuint (answers->n_asked, <, G_N_ELEMENTS (answers->names));
  name = answers->names[answers->n_asked++];
  g_string_append_printf (answers->asked, "%s (%u), ", idio_import_get_asked_name (import),
                          idio_survey_get_n_texts (survey));
  idio_survey_choose (survey, (const char * const []) { name != NULL ? name : "", NULL });
  idio_import_answer (import, name != NULL);
}

/* Who was chosen may be in some of the files only: about the others it is asked again, and what is not answered stays
 * out, while the rest is added. */
static void
test_asked_again (void)
{
  static const struct { const char *names[3], *asked; guint n_added, n_left_out, n_unanswered; } cases[] = {
    { { "Anna Berg", "Anna", "anna@example.org" }, "a.txt and 2 more (5), b.txt and 1 more (3), c.eml (1), ", 3, 2, 0 },
    { { "Anna Berg", "Anna", NULL }, "a.txt and 2 more (5), b.txt and 1 more (3), c.eml (1), ", 2, 2, 1 },
    { { "anna@example.org", NULL, NULL }, "a.txt and 2 more (5), a.txt and 1 more (4), ", 1, 0, 4 },
    { { NULL, NULL, NULL }, "a.txt and 2 more (5), ", 0, 0, 5 },
    { { "Nobody", NULL, NULL }, "a.txt and 2 more (5), ", 0, 0, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioCorpus) corpus = make_corpus ();
      g_autoptr(IdioImport) import = idio_import_new (corpus);
      g_autoptr(GListModel) files = list_paths (dir, NULL);
      g_autoptr(GString) asked = g_string_new (NULL);
      Answers answers = { { cases[i].names[0], cases[i].names[1], cases[i].names[2] }, asked, 0 };

      idio_test_write (dir, "a.txt", "12/05/2025, 09:14 - Anna Berg: I will be at the market at about half past ten today\n"
                                     "12/05/2025, 09:15 - Ben: Good, see you there, and bring the red umbrella please\n");
      idio_test_write (dir, "b.txt", "13/05/2025, 09:14 - Anna: We could go to the harbor and look at all the new boats\n"
                                     "13/05/2025, 09:15 - Ben: It will rain all the day, so let us rather stay at home\n");
      idio_test_write (dir, "c.eml", "From: Anna Berg <anna@example.org>\nTo: Ben <ben@example.org>\nSubject: Boats\n"
                                     "Date: Mon, 12 May 2025 10:00:00 +0000\n\n"
                                     "It did not rain at all, and the boats were as fine as I told you.\n");
      g_signal_connect (import, "notify::survey", G_CALLBACK (answer_next), &answers);
      idio_test_await (idio_import_run (import, files));
      g_test_message ("%u: %s", i, asked->str);
      g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED), ==, cases[i].n_added);
      g_assert_cmpuint (idio_import_get_n_unanswered (import), ==, cases[i].n_unanswered);
      g_assert_cmpuint (idio_import_count (import, IDIO_IMPORT_OUTCOME_LEFT_OUT), ==, cases[i].n_left_out);
      g_assert_cmpstr (asked->str, ==, cases[i].asked);
      idio_test_remove_tree (dir);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/import/folder", test_folder);
  idio_test_add_fiber ("/import/several", test_several);
  idio_test_add_fiber ("/import/versions", test_versions);
  idio_test_add_fiber ("/import/stop", test_stop);
  idio_test_add_fiber ("/import/stop-of-slow", test_stop_of_slow);
  idio_test_add_fiber ("/import/stop-at-once", test_stop_at_once);
  idio_test_add_fiber ("/import/stop-in-mailbox", test_stop_in_mailbox);
  idio_test_add_fiber ("/import/same-name", test_same_name);
  idio_test_add_fiber ("/import/remembered", test_remembered);
  idio_test_add_fiber ("/import/failure", test_failure);
  idio_test_add_fiber ("/import/one-time", test_one_time);
  idio_test_add_fiber ("/import/many-skipped", test_many_skipped);
  idio_test_add_fiber ("/import/cut", test_cut);
  idio_test_add_fiber ("/import/paste", test_paste);
  idio_test_add_fiber ("/import/tidied", test_tidied);
  idio_test_add_fiber ("/import/replaced", test_replaced);
  idio_test_add_fiber ("/import/asked-again", test_asked_again);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
