/* test-first-start.c: several processes open the same database for the first time
 *
 * They open it in the same moment, and each adds a text. All of them can, whether the database is new or of any version
 * before, and at the end all texts are there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "idio-other.h"
#include "idio-test.h"

#define N_PROCESSES 8

/* With a new database, and with one of each version before */
#define N_ROUNDS 20
#define N_ROUNDS_OLDER 5

/* The newest version is one more. */
#define N_VERSIONS 16

/* From when all of them were told, to when they open the database */
#define HEAD_START_USEC (5 * 1000)

static void
add_text (const char *dir,
          int         number)
{
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autofree char *body = g_strdup_printf ("This is what process %d has to say.", number);

  g_ptr_array_add (texts, idio_text_new (0, "Title", body, 8, IDIO_AUDIENCE_GENERAL));
  g_array_unref (idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL)));
}

/* Takes “MOMENT FOLDER”, and adds a text to the database there in that moment. */
static DexFuture *
other_fiber (gpointer number)
{
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto(GStrv) words = g_strsplit (g_strstrip (line), " ", 2);
      gint64 moment = g_ascii_strtoll (words[0], NULL, 10);

      while (g_get_monotonic_time () < moment)
        ;

      add_text (words[1], atoi (number));
      idio_other_say ("done\n");
    }

  return dex_future_new_true ();
}

static void
check (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
  g_autoptr(sqlite3) db = NULL;
  gint64 value;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, N_PROCESSES);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_query_int (db, "PRAGMA user_version", &value, NULL));
  g_assert_cmpint (value, ==, N_VERSIONS);
  g_assert_true (idio_sql_query_int (db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check", &value, NULL));
  g_assert_true (value);
}

static void
test_together (void)
{
  GSubprocess *others[N_PROCESSES];

  for (guint i = 0; i < N_PROCESSES; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      others[i] = idio_other_spawn (number);
    }

  for (gint64 version = 0; version < N_VERSIONS; version++)
    for (guint i = 0; i < (version == 0 ? N_ROUNDS : N_ROUNDS_OLDER); i++)
      {
        g_autofree char *dir = idio_test_make_dir ();
        g_autofree char *line = NULL;

        if (version > 0)
          sqlite3_close_v2 (idio_test_make_older (dir, version));

        line = g_strdup_printf ("%" G_GINT64_FORMAT " %s\n", g_get_monotonic_time () + HEAD_START_USEC, dir);

        for (guint j = 0; j < N_PROCESSES; j++)
          idio_other_write (others[j], line);

        for (guint j = 0; j < N_PROCESSES; j++)
          {
            g_autofree char *answer = idio_other_read_line (others[j]);

            g_assert_cmpstr (answer, ==, "done");
          }

        check (dir);
      }

  for (guint i = 0; i < N_PROCESSES; i++)
    {
      g_free (idio_other_end (others[i], 0));
      g_object_unref (others[i]);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/first-start/together", test_together);
}

int
main (int   argc,
      char *argv[])
{
  if (idio_other_get_argument () != NULL)
    return idio_other_main (other_fiber);

  return idio_test_main (argc, argv, add_tests);
}
