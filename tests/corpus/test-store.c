/* test-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "corpus/idio-store.h"
#include "idio-test.h"

/* The number of the newest script in data/store */
#define VERSION 4

static char *
make_path (void)
{
  g_autofree char *dir = idio_test_make_dir ();

  return g_build_filename (dir, "idiolect.db", NULL);
}

static DexFuture *
run_script (sqlite3  *db,
            gpointer  script)
{
  GError *error = NULL;

  if (!idio_sql_script (db, script, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
insert_and_fail (sqlite3  *db,
                 gpointer  data)
{
  g_assert_true (idio_sql_script (db, "INSERT INTO attribute VALUES ('name', 'Ann')", NULL));

  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "No");
}

static DexFuture *
get_int (sqlite3  *db,
         gpointer  sql)
{
  GError *error = NULL;
  gint64 value = idio_sql_get_int (db, sql, &error);

  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_for_int64 (value);
}

static gint64
query (IdioStore  *store,
       const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = dex_await_int64 (idio_store_read (store, get_int, (gpointer) sql, NULL), &error);

  g_assert_no_error (error);

  return value;
}

static void
test_new (void)
{
  g_autofree char *path = make_path ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IdioStore) store = idio_test_await_object (idio_store_open (path));

      g_assert_cmpint (query (store, "PRAGMA user_version"), ==, VERSION);
      g_assert_cmpint (query (store, "PRAGMA foreign_keys"), ==, 1);
      g_assert_cmpint (query (store, "PRAGMA synchronous"), ==, 2);
      g_assert_cmpint (query (store, "SELECT count(*) FROM document"), ==, 0);
    }
}

/* A database as the first version left it, with a document in it, is brought up to date and loses nothing. */
static void
test_older (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(GBytes) script = g_resources_lookup_data (RESOURCE_PATH "/store/1.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *first = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
  g_autoptr(sqlite3) db = NULL;
  g_autoptr(IdioStore) store = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_script (db, first, NULL));
  g_assert_true (idio_sql_script (db, "INSERT INTO document (title, body, hash, words, added) VALUES ('T', 'B', 'h', 1, 1);"
                                      "PRAGMA user_version = 1; PRAGMA application_id = 0x4964696f;", NULL));
  g_clear_pointer (&db, sqlite3_close_v2);

  store = idio_test_await_object (idio_store_open (path));
  g_assert_cmpint (query (store, "PRAGMA user_version"), ==, VERSION);
  g_assert_cmpint (query (store, "SELECT count(*) FROM document WHERE title = 'T'"), ==, 1);
  g_assert_cmpint (query (store, "SELECT count(*) FROM traits"), ==, 0);
  g_assert_cmpint (query (store, "SELECT count(*) FROM measured"), ==, 0);
  g_assert_cmpint (query (store, "SELECT count(*) FROM tally"), ==, 0);
}

static void
test_transaction (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(IdioStore) store = idio_test_await_object (idio_store_open (path));

  idio_test_await_error (idio_store_write (store, insert_and_fail, NULL, NULL), G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpint (query (store, "SELECT count(*) FROM attribute"), ==, 0);

  idio_test_await (idio_store_write (store, run_script, (gpointer) "INSERT INTO attribute VALUES ('name', 'Ann')", NULL));
  g_assert_cmpint (query (store, "SELECT count(*) FROM attribute"), ==, 1);
}

/* The thread that opened a store, or the main loop, may be the last to let go of it: what was written is all in the file
 * when the log beside it is gone. */
static void
close_store (IdioStore *store)
{
  g_autofree char *log = g_strconcat (idio_store_get_path (store), "-wal", NULL);

  g_object_unref (store);

  for (guint i = 0; i < 10000 && g_file_test (log, G_FILE_TEST_EXISTS); i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* What can't be opened says why, and is left byte for byte as it was. */
static void
check_refused (const char     *path,
               IdioStoreError  code)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize before_length, after_length;

  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, code);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_newer (void)
{
  g_autofree char *path = make_path ();
  IdioStore *store = idio_test_await_object (idio_store_open (path));

  idio_test_await (idio_store_write (store, run_script, (gpointer) "PRAGMA user_version = 99", NULL));
  close_store (store);
  check_refused (path, IDIO_STORE_ERROR_NEWER);
}

static void
test_not_ours (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(sqlite3) db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_script (db, "CREATE TABLE t (x)", NULL));
  g_clear_pointer (&db, sqlite3_close_v2);

  check_refused (path, IDIO_STORE_ERROR_CORRUPT);
}

static void
test_corrupt (void)
{
  g_autofree char *path = make_path ();

  g_assert_true (g_file_set_contents (path, "This is a letter, not a database, and long enough to tell so at once: "
                                            "SQLite's files begin with a head of 100 bytes.", -1, NULL));

  check_refused (path, IDIO_STORE_ERROR_CORRUPT);
}

static void
test_damaged_page (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *data = NULL;
  gsize length;

  close_store (idio_test_await_object (idio_store_open (path)));

  /* Page 1 keeps its head, so that it looks like a database; its table of tables is gone. */
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  memset (data + 100, 0xff, 2000);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));

  check_refused (path, IDIO_STORE_ERROR_CORRUPT);
}

static void
test_full (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(IdioStore) store = idio_test_await_object (idio_store_open (path));

  idio_test_await (idio_store_read (store, run_script, (gpointer) "PRAGMA max_page_count = 1", NULL));
  idio_test_await_error (idio_store_write (store, run_script,
                                           (gpointer) "INSERT INTO attribute VALUES ('x', hex (randomblob (1000000)))",
                                           NULL),
                         IDIO_STORE_ERROR, IDIO_STORE_ERROR_FULL);

  g_assert_cmpint (query (store, "SELECT count(*) FROM attribute"), ==, 0);
}

/* Permissions do not stop root, so that the place is one where nobody can write. */
static void
test_read_only (void)
{
  idio_test_await_error (idio_store_open ("/proc/idiolect/idiolect.db"), IDIO_STORE_ERROR, IDIO_STORE_ERROR_READ_ONLY);
}

/* A later script that fails leaves the version as it was: here, because the table is there already. */
static void
test_failed_migration (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(sqlite3) db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_script (db, "PRAGMA application_id = 0x4964696f; CREATE TABLE draft (x)", NULL));

  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, IDIO_STORE_ERROR_FAILED);
  g_assert_cmpint (idio_sql_get_int (db, "PRAGMA user_version", NULL), ==, 0);
  g_assert_cmpint (idio_sql_get_int (db, "SELECT count(*) FROM sqlite_schema", NULL), ==, 1);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/store/new", test_new);
  idio_test_add_fiber ("/store/transaction", test_transaction);
  idio_test_add_fiber ("/store/older", test_older);
  idio_test_add_fiber ("/store/newer", test_newer);
  idio_test_add_fiber ("/store/not-ours", test_not_ours);
  idio_test_add_fiber ("/store/corrupt", test_corrupt);
  idio_test_add_fiber ("/store/damaged-page", test_damaged_page);
  idio_test_add_fiber ("/store/full", test_full);
  idio_test_add_fiber ("/store/read-only", test_read_only);
  idio_test_add_fiber ("/store/failed-migration", test_failed_migration);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
