/* test-session.c: what one program has removed, another does not delete while it can be brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include <glib/gstdio.h>

#include "idio-other.h"
#include "idio-test.h"

/* It inherits all that a program lets it have. */
#define SLEEP_FLAGS (G_SPAWN_SEARCH_PATH | G_SPAWN_LEAVE_DESCRIPTORS_OPEN | G_SPAWN_STDOUT_TO_DEV_NULL)

static gint64
add (IdioCorpus *corpus,
     const char *body)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, "Title", body, 3, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));

  return g_array_index (ids, gint64, 0);
}

/* A folder with three texts in its database, which is closed. */
static char *
make_texts (void)
{
  char *dir = idio_test_make_dir ();

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    for (guint i = 0; i < 3; i++)
      {
        g_autofree char *body = g_strdup_printf ("Text number %u", i);

        add (corpus, body);
      }
  }

  idio_test_wait_closed (dir);

  return dir;
}

static guint
count (IdioCorpus *corpus)
{
  return g_list_model_get_n_items (G_LIST_MODEL (corpus));
}

/* How many rows there are, removed or not */
static gint64
count_rows (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autoptr(sqlite3) db = NULL;
  gint64 n_rows;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_query_int (db, "SELECT count(*) FROM document", &n_rows, NULL));

  return n_rows;
}

static GArray *
list (gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);

  return ids;
}

/* Opens the database as another program would, and looks at the list. */
static void
start (const char *dir,
       guint       n_listed)
{
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

  g_assert_cmpuint (count (corpus), ==, n_listed);
}

/* The other process of these tests: it takes “remove N” and “restore N”, and says when that is saved. */
static DexFuture *
other_fiber (gpointer data)
{
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (data);
  char *sleep[] = { (char *) "sleep", (char *) "3", NULL };
  char line[80];

  idio_other_say ("open\n");

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto(GStrv) words = g_strsplit (g_strstrip (line), " ", 2);
      g_autoptr(GArray) ids = list (words[1] != NULL ? atoll (words[1]) : 0);

      if (g_str_equal (words[0], "remove"))
        idio_test_await (idio_corpus_remove (corpus, ids));
      else if (g_str_equal (words[0], "restore"))
        idio_test_await (idio_corpus_restore (corpus, ids));
      else if (g_str_equal (words[0], "sleep"))
        g_assert_true (g_spawn_async (NULL, sleep, NULL, SLEEP_FLAGS, NULL, NULL, NULL, NULL));

      idio_other_say ("done %u\n", count (corpus));
    }

  return dex_future_new_true ();
}

static void
do_in_other (GSubprocess *other,
             const char  *command,
             const char  *answer)
{
  g_autofree char *line = NULL;

  idio_other_write (other, command);
  line = idio_other_read_line (other);
  g_assert_cmpstr (line, ==, answer);
}

static GSubprocess *
open_in_other (const char *dir)
{
  GSubprocess *other = idio_other_spawn (dir);
  g_autofree char *line = idio_other_read_line (other);

  g_assert_cmpstr (line, ==, "open");

  return other;
}

static void
test_two_stores (void)
{
  g_autofree char *dir = make_texts ();
  g_autoptr(IdioCorpus) first = idio_test_open_corpus (dir);
  g_autoptr(IdioCorpus) second = idio_test_open_corpus (dir);
  g_autoptr(GArray) one = list (1), two = list (2);

  idio_test_await (idio_corpus_remove (first, one));
  idio_test_await (idio_corpus_remove (second, two));

  for (guint i = 0; i < 3; i++)
    start (dir, 1);

  idio_test_await (idio_corpus_load (first));
  idio_test_await (idio_corpus_load (second));
  g_assert_cmpint (count_rows (dir), ==, 3);

  idio_test_await (idio_corpus_restore (first, one));
  idio_test_await (idio_corpus_restore (second, two));
  start (dir, 3);
}

static void
test_two_processes (void)
{
  g_autofree char *dir = make_texts ();
  g_autoptr(GSubprocess) other = open_in_other (dir);
  g_autoptr(IdioCorpus) corpus = NULL;

  do_in_other (other, "remove 1\n", "done 2");
  start (dir, 2);
  start (dir, 2);
  do_in_other (other, "restore 1\n", "done 3");
  start (dir, 3);

  /* Likewise if it does not run. */
  do_in_other (other, "remove 3\n", "done 2");
  idio_other_stop (other);
  start (dir, 2);
  idio_other_continue (other);
  do_in_other (other, "restore 3\n", "done 3");

  /* What was removed is its own however often others come and go, and what they add is another text. */
  do_in_other (other, "remove 3\n", "done 2");
  corpus = idio_test_open_corpus (dir);
  g_assert_cmpint (add (corpus, "Another text"), ==, 4);
  do_in_other (other, "restore 3\n", "done 3");

  /* Someone else was faster. */
  do_in_other (other, "remove 3\n", "done 2");
  g_assert_cmpint (add (corpus, "Text number 2"), ==, 3);
  do_in_other (other, "restore 3\n", "done 3");
  g_assert_cmpint (count_rows (dir), ==, 4);
}

/* However a program ends, what it had removed is deleted at the next start: also if what it started still runs. */
static void
test_ended (void)
{
  for (guint way = 0; way < 3; way++)
    {
      g_autofree char *dir = make_texts ();
      g_autoptr(GSubprocess) other = open_in_other (dir);
      g_autoptr(IdioCorpus) open_before = way > 0 ? idio_test_open_corpus (dir) : NULL;

      do_in_other (other, "sleep\n", "done 3");
      do_in_other (other, "remove 1\n", "done 2");

      if (way == 2)
        idio_other_stop (other);

      idio_other_end (other, way == 0 ? 0 : SIGKILL);
      g_assert_cmpint (count_rows (dir), ==, 3);
      start (dir, 2);
      g_assert_cmpint (count_rows (dir), ==, 2);
    }
}

/* Where there is something else in place of the file with the locks, nothing else is worse for it. */
static void
test_no_locks (void)
{
  static const char * const in_place[] = { "folder", "link", "pipe" };

  for (guint i = 0; i < G_N_ELEMENTS (in_place); i++)
    {
      g_autofree char *dir = make_texts ();
      g_autofree char *path = g_build_filename (dir, "idiolect.db-sessions", NULL);
      g_autoptr(IdioCorpus) corpus = NULL;
      g_autoptr(GArray) one = list (1);

      g_assert_no_errno (g_unlink (path));

      if (i == 0)
        g_assert_no_errno (g_mkdir (path, 0700));
      else if (i == 1)
        g_assert_no_errno (symlink ("/etc/passwd", path));
      else
        g_assert_no_errno (mkfifo (path, 0600));

      corpus = idio_test_open_corpus (dir);
      idio_test_await (idio_corpus_remove (corpus, one));
      idio_test_await (idio_corpus_restore (corpus, one));
      g_assert_cmpuint (count (corpus), ==, 3);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/session/two-stores", test_two_stores);
  idio_test_add_fiber ("/session/two-processes", test_two_processes);
  idio_test_add_fiber ("/session/ended", test_ended);
  idio_test_add_fiber ("/session/no-locks", test_no_locks);
}

int
main (int   argc,
      char *argv[])
{
  if (idio_other_get_argument () != NULL)
    return idio_other_main (other_fiber);

  return idio_test_main (argc, argv, add_tests);
}
