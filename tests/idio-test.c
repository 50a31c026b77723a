/* idio-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <ftw.h>
#include <locale.h>
#include <stdio.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "corpus/idio-sql.h"
#include "idio-test.h"
#include "import/idio-import.h"

static char *root_dir;

typedef void (*TestFunc) (void);

static DexFuture *
test_fiber (gpointer data)
{
  TestFunc func = *(TestFunc *) data;

  func ();

  return dex_future_new_true ();
}

/* The test runs in a fiber; the main loop turns until it is done. */
static void
run_fiber (gconstpointer data)
{
  g_autoptr(DexFuture) future = dex_scheduler_spawn (NULL, 1024 * 1024, test_fiber, (gpointer) data, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (dex_future_is_resolved (future));

  /* What was freed at the end of the fiber may have work left to do. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/**
 * idio_test_add_fiber:
 * @path: the name of the test
 * @func: the test, which may await futures
 */
void
idio_test_add_fiber (const char *path,
                     void      (*func) (void))
{
  g_test_add_data_func_full (path, g_memdup2 (&func, sizeof func), run_fiber, g_free);
}

/**
 * idio_test_make_dir:
 *
 * Returns: (transfer full): the path of a new folder, which is removed after all tests
 */
char *
idio_test_make_dir (void)
{
  g_autofree char *template = g_build_filename (root_dir, "XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (template));

  return g_steal_pointer (&template);
}

/**
 * idio_test_write:
 * @dir: a folder
 * @name: the name of a file, with folders that do not exist yet
 * @text: what to put into it
 */
void
idio_test_write (const char *dir,
                 const char *name,
                 const char *text)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static int
remove_entry (const char        *path,
              const struct stat *status,
              int                type,
              struct FTW        *position)
{
  return remove (path);
}

/**
 * idio_test_remove_tree:
 * @path: a folder, removed with all that is in it
 */
void
idio_test_remove_tree (const char *path)
{
  nftw (path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/**
 * idio_test_open_store:
 * @dir: a folder, with a database or without
 *
 * For a test made with idio_test_add_fiber().
 *
 * Returns: (transfer full): the database there, which is made if there is none
 */
IdioStore *
idio_test_open_store (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);

  return idio_test_await_object (idio_store_open (path));
}

/**
 * idio_test_open_corpus:
 * @dir: a folder, with a database or without
 *
 * For a test made with idio_test_add_fiber().
 *
 * Returns: (transfer full): the documents in the database there, which is made if there is none
 */
IdioCorpus *
idio_test_open_corpus (const char *dir)
{
  g_autoptr(IdioStore) store = idio_test_open_store (dir);
  IdioCorpus *corpus = idio_corpus_new (store);

  idio_test_await (idio_corpus_load (corpus));

  return corpus;
}

/**
 * idio_test_open_example:
 * @dir: a folder without a database
 *
 * For a test made with idio_test_add_fiber().
 *
 * Returns: (transfer full): the documents of the example writer, in a new database there
 */
IdioCorpus *
idio_test_open_example (const char *dir)
{
  IdioCorpus *corpus = idio_test_open_corpus (dir);

  idio_test_add_example (corpus);

  return corpus;
}

/**
 * idio_test_add_example:
 * @corpus: documents, without those of the example writer
 *
 * Adds the documents of the example writer. For a test made with idio_test_add_fiber().
 */
void
idio_test_add_example (IdioCorpus *corpus)
{
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (corpus));

  g_assert_cmpuint (ids->len, ==, 18);
}

/**
 * idio_test_load_texts:
 * @corpus: documents
 *
 * For a test made with idio_test_add_fiber().
 *
 * Returns: (transfer full) (element-type IdioText): the texts of all documents, in the order of the list
 */
GPtrArray *
idio_test_load_texts (IdioCorpus *corpus)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      gint64 id = idio_document_get_id (document);

      g_array_append_val (ids, id);
    }

  return idio_test_await_boxed (idio_corpus_load_some (corpus, ids, G_MAXINT, G_MAXSIZE));
}

/**
 * idio_test_wait_closed:
 * @dir: a folder with a database that this process has closed, or is about to
 *
 * The thread that opened a store, or the main loop, may be the last to let go of it. For a test made with
 * idio_test_add_fiber().
 */
void
idio_test_wait_closed (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "idiolect.db-sessions", NULL);
  g_autofd int fd = open (path, O_RDWR | O_CLOEXEC);
  struct flock lock;

  /* If it could not be opened at all there is no such file. */
  for (guint i = 0; fd >= 0 && i < 10000; i++)
    {
      lock = (struct flock) { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      g_assert_no_errno (fcntl (fd, F_OFD_GETLK, &lock));

      if (lock.l_type == F_UNLCK)
        return;

      dex_await (dex_timeout_new_msec (1), NULL);
    }

  if (fd >= 0)
    g_error ("%s is still open", path);
}

/**
 * idio_test_make_older:
 * @dir: a folder without a database
 * @version: the number of a script in data/store
 *
 * Returns: (transfer full): a new database as that version left it
 */
sqlite3 *
idio_test_make_older (const char *dir,
                      gint64      version)
{
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autofree char *numbers = g_strdup_printf ("PRAGMA application_id = 0x4964696f; PRAGMA user_version = %d;"
                                              "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON", (int) version);
  sqlite3 *db = NULL;
  GError *error = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  idio_sql_script (db, "PRAGMA journal_mode = WAL", &error);
  g_assert_no_error (error);

  for (gint64 i = 1; i <= version; i++)
    {
      g_autofree char *name = g_strdup_printf (RESOURCE_PATH "/store/%" G_GINT64_FORMAT ".sql", i);
      g_autoptr(GBytes) script = g_resources_lookup_data (name, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));

      idio_sql_script (db, text, &error);
      g_assert_no_error (error);
    }

  idio_sql_script (db, numbers, &error);
  g_assert_no_error (error);

  return db;
}

/**
 * idio_test_run_sql:
 * @store: a database
 * @sql: statements
 *
 * Changes what is in the database, as another version or a fault might.
 */
void
idio_test_run_sql (IdioStore  *store,
                   const char *sql)
{
  g_autoptr(sqlite3) db = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sqlite3_open (idio_store_get_path (store), &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  idio_sql_script (db, "PRAGMA foreign_keys = ON", &error);
  g_assert_no_error (error);
  idio_sql_script (db, sql, &error);
  g_assert_no_error (error);
}

/**
 * idio_test_main:
 * @argc: from main()
 * @argv: from main()
 * @add_tests: adds the tests
 *
 * Home folders are temporary and settings in memory, so that no test meets the user's own.
 *
 * Returns: what main() returns
 */
int
idio_test_main (int    argc,
                char  *argv[],
                void (*add_tests) (void))
{
  int result;

  root_dir = g_dir_make_tmp ("idiolect-test-XXXXXX", NULL);
  g_assert_nonnull (root_dir);

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_setenv ("XDG_DATA_HOME", root_dir, TRUE);
  g_setenv ("XDG_CONFIG_HOME", root_dir, TRUE);
  g_setenv ("XDG_CACHE_HOME", root_dir, TRUE);
  g_setenv ("XDG_STATE_HOME", root_dir, TRUE);
  g_setenv ("LANGUAGE", "C", TRUE);

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  add_tests ();
  result = g_test_run ();

  idio_test_remove_tree (root_dir);
  g_free (root_dir);

  return result;
}

/**
 * idio_test_get_model:
 *
 * Returns: (transfer none): the path of the small model that `./dev` sees to; without it the test fails
 */
const char *
idio_test_get_model (void)
{
  const char *path = g_getenv ("IDIOLECT_MODEL");

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_error ("IDIOLECT_MODEL has to name a GGUF file; `./dev test` sees to that");

  return path;
}
