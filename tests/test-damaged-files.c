/* test-damaged-files.c: whatever is in the file and beside it, the database opens or says why not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "idio-use.h"
#include "idio-vfs.h"

#define N_FLIPPED_FILES (g_test_thorough () ? 600 : 60)
#define N_CUT_FILES 40

/* Bytes of the file are changed, at random or by a bad disk. */
static void
test_flipped (void)
{
  for (guint i = 0; i < N_FLIPPED_FILES; i++)
    {
      g_autofree char *path = idio_use_make_copy ();
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));

      for (guint j = 1u << (i % 8); j > 0; j--)
        data[g_test_rand_int_range (0, i % 3 == 0 ? 4096 : (gint32) length)] = (char) g_test_rand_int_range (0, 256);

      if (i % 10 == 0)
        memset (data + 4096 * (gsize) g_test_rand_int_range (0, (gint32) (length / 4096)), 0, 4096);

      g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
      idio_use_all (path);
    }
}

static void
test_cut (void)
{
  for (guint i = 0; i < N_CUT_FILES; i++)
    {
      g_autofree char *path = idio_use_make_copy ();
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      length = (gsize) g_test_rand_int_range (0, (gint32) length);
      g_assert_true (g_file_set_contents (path, data, (gssize) (i < 20 ? MIN (length, i * 10) : length), NULL));
      idio_use_all (path);
    }
}

static void
test_other_files (void)
{
  static const struct { const char *head; gboolean opens; } files[] = {
    { "", FALSE },
    { "SQLite format 3", FALSE },
    { "PK\003\004", FALSE },
    { "\357\273\277Dear Ana,", FALSE },
    { "\x37\x7f\x06\x82", FALSE }, /* a log */
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (gsize length = 16; length <= 65536; length *= 4)
      {
        g_autofree char *path = idio_use_make_copy ();
        g_autofree char *data = g_malloc0 (length);

        /* The rest are zeros, or as of an encrypted file. */
        for (gsize j = 0; i > 0 && j < length; j++)
          data[j] = (char) g_test_rand_int_range (0, 256);

        memcpy (data, files[i].head, strlen (files[i].head));
        g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
        g_assert_cmpint (idio_use_all (path), ==, files[i].opens);
      }

  /* Nothing at all is a new database. */
  {
    g_autofree char *path = idio_use_make_copy ();

    g_assert_true (g_file_set_contents (path, "", 0, NULL));
    g_assert_true (idio_use_all (path));
  }
}

/* What another program left beside the file */
static void
test_beside (void)
{
  static const char * const suffixes[] = { "-wal", "-shm", "-journal", "-sessions" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    for (gsize length = 0; length <= 100000; length = MAX (length, 1) * 10)
      {
        g_autofree char *path = idio_use_make_copy ();
        g_autofree char *other = g_strconcat (path, suffixes[i], NULL);
        g_autofree char *data = g_malloc0 (length + 1);

        for (gsize j = 0; j < length; j++)
          data[j] = (char) g_test_rand_int_range (0, 256);

        g_assert_true (g_file_set_contents (other, data, (gssize) length, NULL));
        g_assert_true (idio_use_all (path));
      }
}

/* A program that used the file without a log was killed in the middle: what it had begun is undone. */
static void
test_hot_journal (void)
{
  g_autofree char *from = idio_use_make_copy ();
  g_autofree char *to = idio_use_make_copy ();
  g_autofree char *from_journal = g_strconcat (from, "-journal", NULL);
  g_autofree char *to_journal = g_strconcat (to, "-journal", NULL);
  g_autofree char *dir = g_path_get_dirname (to);
  g_autoptr(sqlite3) db = NULL;

  g_assert_cmpint (sqlite3_open (from, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_script (db, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1;"
                                      "BEGIN; UPDATE document SET title = 'Half', body = body || hex (zeroblob (9000));",
                                  NULL));
  idio_use_copy_file (from, to);
  idio_use_copy_file (from_journal, to_journal);

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 18);

    for (guint i = 0; i < 18; i++)
      {
        g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

        g_assert_cmpstr (idio_document_get_title (document), !=, "Half");
      }
  }

  g_assert_true (idio_use_all (to));
}

static void
add_tests (void)
{
  idio_vfs_install ();
  idio_test_add_fiber ("/damaged-files/flipped", test_flipped);
  idio_test_add_fiber ("/damaged-files/cut", test_cut);
  idio_test_add_fiber ("/damaged-files/other-files", test_other_files);
  idio_test_add_fiber ("/damaged-files/beside", test_beside);
  idio_test_add_fiber ("/damaged-files/hot-journal", test_hot_journal);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
