/* test-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "corpus/idio-store.h"
#include "idio-test.h"

/* The number of the newest script in data/store */
#define VERSION 16

/* The first version that kept what was counted in texts by others */
#define VERSION_WITH_BACKGROUND 4

/* The first version in which they are called as they are now */
#define VERSION_OF_NAMES 6

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
  gint64 value;

  if (!idio_sql_query_int (db, sql, &value, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_int64 (value);
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

/* A database of any version before, with something in each table, is brought up to date and loses nothing. */
static void
test_older (void)
{
  for (gint64 version = 1; version < VERSION; version++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
      g_autoptr(sqlite3) db = idio_test_make_older (dir, version);
      g_autoptr(IdioStore) store = NULL;
      GError *error = NULL;

      idio_sql_script (db,
                       "INSERT INTO document (id, title, body, hash, words, added)"
                       "  VALUES (7, 'T', 'Some words', 'h', 2, 1);"
                       "INSERT INTO document (id, title, body, hash, words, added, removed)"
                       "  VALUES (9, 'Removed', 'Other words', 'i', 2, 1, 1);"
                       "INSERT INTO card (id, axis, claim, instruction, source, proposed, added)"
                       "  VALUES (5, 'style', 'C', 'I', 'yours', 'C', 1);"
                       "INSERT INTO evidence VALUES (5, 7, 0, 4);"
                       "INSERT INTO edit (id, card, after, made) VALUES (3, 5, '{}', 1);"
                       "INSERT INTO attribute VALUES ('name', 'Ann');"
                       "INSERT INTO brief VALUES (4, 'write', 'R', 'general', 'usual', 0, 1);"
                       "INSERT INTO draft (id, brief, kind, body, written, state, form, model, made)"
                       "  VALUES (2, 4, 'generic', 'B', 'B', 'finished', 'brief', 'M', 1);", &error);
      g_assert_no_error (error);

      if (version >= VERSION_WITH_BACKGROUND)
        {
          g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (id, writer, version, hash, counts)"
                                                  " VALUES (6, 'w', '1', 'h', x'00')",
                                                  version < VERSION_OF_NAMES ? "tally" : "background_text");

          idio_sql_script (db, sql, &error);
          g_assert_no_error (error);
        }

      store = idio_test_await_object (idio_store_open (path));
      g_assert_cmpint (query (store, "PRAGMA user_version"), ==, VERSION);
      g_assert_cmpint (query (store, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
      g_assert_cmpint (query (store, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), ==, 1);
      g_assert_cmpint (query (store, "SELECT sum(id) FROM document WHERE body LIKE '%words'"), ==, 7 + 9);
      g_assert_cmpint (query (store, "SELECT rowid FROM document_search WHERE document_search MATCH 'some'"), ==, 7);
      g_assert_cmpint (query (store, "SELECT card FROM evidence WHERE document = 7"), ==, 5);
      g_assert_cmpint (query (store, "SELECT count(*) FROM document WHERE private = 0 AND trashed = 0"), ==, 2);
      g_assert_cmpint (query (store, "SELECT count(*) FROM sent"), ==, 0);
      g_assert_cmpint (query (store, "SELECT id FROM edit WHERE card = 5"), ==, 3);
      g_assert_cmpint (query (store, "SELECT count(*) FROM attribute WHERE value = 'Ann'"), ==, 1);
      g_assert_cmpint (query (store, "SELECT id FROM draft WHERE brief = 4 AND version = 0 AND body = 'B'"), ==, 2);
      g_assert_cmpint (query (store, "SELECT count(*) FROM features"), ==, 0);
      g_assert_cmpint (query (store, "SELECT count(*) FROM measured"), ==, 0);
      g_assert_cmpint (query (store, "SELECT total (id) FROM background_text"), ==, version >= VERSION_WITH_BACKGROUND ? 6 : 0);
    }
}

/* What can be made anew may be missing, also before the database is brought up to date. */
static void
test_older_incomplete (void)
{
  static const struct { gint64 version; const char *damage; } cases[] = {
    { 1, "DROP TABLE document_search" }, { 4, "DROP TABLE document_search" },
    { 3, "DROP TABLE traits" }, { 5, "DROP TABLE traits" },
    { 4, "DROP INDEX tally_writer" }, { 5, "DROP INDEX tally_writer" }, { 5, "DROP TRIGGER remains_tally" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
      g_autoptr(sqlite3) db = idio_test_make_older (dir, cases[i].version);
      g_autoptr(IdioStore) store = NULL;
      GError *error = NULL;

      g_test_message ("Version %d, %s", (int) cases[i].version, cases[i].damage);
      idio_sql_script (db, "INSERT INTO document (id, title, body, hash, words, added) VALUES (7, 'T', 'Some words', 'h', 2, 1)",
                       &error);
      g_assert_no_error (error);
      idio_sql_script (db, cases[i].damage, &error);
      g_assert_no_error (error);
      store = idio_test_await_object (idio_store_open (path));
      g_assert_cmpint (query (store, "PRAGMA user_version"), ==, VERSION);
      g_assert_cmpint (query (store, "SELECT rowid FROM document_search WHERE document_search MATCH 'some'"), ==, 7);
      g_assert_cmpint (query (store, "SELECT count(*) FROM sqlite_schema WHERE name IN "
                                     "('background_text_writer', 'remains_background_text', 'features')"), ==, 3);
    }
}

/* A number that once stood for something never comes to stand for something else. */
static void
test_numbers (void)
{
  static const char * const tables[] = { "document", "card", "edit", "brief", "background_text" };
  g_autofree char *path = make_path ();
  g_autoptr(IdioStore) store = idio_test_await_object (idio_store_open (path));

  for (guint i = 0; i < 2; i++)
    {
      idio_test_await (idio_store_write (store, run_script, (gpointer)
        "INSERT INTO document (title, body, hash, words, added) VALUES ('T', 'B', 'h', 1, 1);"
        "INSERT INTO card (axis, claim, instruction, source, proposed, added)"
        "  VALUES ('style', 'C', 'I', 'yours', 'C', 1);"
        "INSERT INTO edit (card, after, made) SELECT id, '{}', 1 FROM card;"
        "INSERT INTO brief (kind, request, audience, length, words, made)"
        "  VALUES ('write', 'R', 'general', 'usual', 0, 1);"
        "INSERT INTO background_text (version, hash, counts) VALUES ('1', 'h', x'')", NULL));

      for (guint j = 0; j < G_N_ELEMENTS (tables); j++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s", tables[j]);

          g_assert_cmpint (query (store, sql), ==, i + 1);
        }

      idio_test_await (idio_store_write (store, run_script, (gpointer)
        "DELETE FROM document; DELETE FROM card; DELETE FROM brief; DELETE FROM background_text", NULL));
    }
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

/* What was written is all in the file when the log beside it is gone. */
static void
close_store (IdioStore *store)
{
  g_autofree char *log = g_strconcat (idio_store_get_path (store), "-wal", NULL);
  g_autofree char *dir = g_path_get_dirname (log);

  g_object_unref (store);
  idio_test_wait_closed (dir);
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

  check_refused (path, IDIO_STORE_ERROR_NOT_OURS);
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

/* A script that fails leaves all as it was, also where others ran before it: here, because a table is there already. */
static void
test_failed_migration (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autoptr(sqlite3) db = idio_test_make_older (dir, 2);
  gint64 version, n_parts, n_parts_after;

  g_assert_true (idio_sql_script (db, "CREATE TABLE tally (x)", NULL));
  g_assert_true (idio_sql_query_int (db, "SELECT count(*) FROM sqlite_schema", &n_parts, NULL));

  idio_test_await_error (idio_store_open (path), IDIO_STORE_ERROR, IDIO_STORE_ERROR_CORRUPT);
  g_assert_true (idio_sql_query_int (db, "PRAGMA user_version", &version, NULL));
  g_assert_cmpint (version, ==, 2);
  g_assert_true (idio_sql_query_int (db, "SELECT count(*) FROM sqlite_schema", &n_parts_after, NULL));
  g_assert_cmpint (n_parts_after, ==, n_parts);
}

#define N_WORDS_BEFORE_STOP 100

typedef struct
{
  GCancellable *cancellable;
  guint         n_words;
} Stop;

static int
count_word (void       *data,
            int         flags,
            const char *word,
            int         length,
            int         start,
            int         end)
{
  Stop *stop = data;

  if (++stop->n_words == N_WORDS_BEFORE_STOP)
    g_cancellable_cancel (stop->cancellable);

  return SQLITE_OK;
}

static DexFuture *
use_again (sqlite3  *db,
           gpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(sqlite3_stmt) bound = idio_sql_prepare (db, NULL, "SELECT ?", "s", i == 1 ? NULL : "one");
      g_autoptr(sqlite3_stmt) second = idio_sql_prepare (db, NULL, "SELECT ?", "s", "two");
      g_autoptr(sqlite3_stmt) unbound = idio_sql_prepare (db, NULL, "SELECT ?", NULL);

      /* All are left in the middle. */
      g_assert_true (idio_sql_step (bound, NULL) && idio_sql_step (second, NULL) && idio_sql_step (unbound, NULL));
      g_assert_cmpstr ((const char *) sqlite3_column_text (bound, 0), ==, i == 1 ? NULL : "one");
      g_assert_cmpstr ((const char *) sqlite3_column_text (second, 0), ==, "two");
      g_assert_null (sqlite3_column_text (unbound, 0));
    }

  /* More than are kept */
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i % 150);
      g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, NULL, sql, NULL);

      g_assert_true (idio_sql_step (statement, NULL));
      g_assert_cmpint (sqlite3_column_int (statement, 0), ==, (int) i % 150);
      g_assert_false (idio_sql_step (statement, NULL));
    }

  /* What they are about is gone in between. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(sqlite3_stmt) statement = NULL;

      g_assert_true (idio_sql_run (db, NULL, "CREATE TABLE again (a)", NULL));
      g_assert_true (idio_sql_run (db, NULL, "INSERT INTO again VALUES (?)", "i", (gint64) i));
      statement = idio_sql_prepare (db, NULL, "SELECT * FROM again", NULL);
      g_assert_true (idio_sql_step (statement, NULL));
      g_assert_cmpint (sqlite3_column_int (statement, 0), ==, (int) i);
      g_clear_pointer (&statement, idio_statements_release);
      g_assert_true (idio_sql_run (db, NULL, "DROP TABLE again", NULL));
    }

  return dex_future_new_true ();
}

/* Statements are kept to be used again, with nothing left in them of the last time. */
static void
test_statements (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(IdioStore) store = idio_test_await_object (idio_store_open (path));

  idio_test_await (idio_store_write (store, use_again, NULL, NULL));
  idio_test_await (idio_store_read (store, use_again, NULL, NULL));
}

/* Reads a text as the index does. */
static DexFuture *
tokenize_text (sqlite3  *db,
               gpointer  data)
{
  static const char * const arguments[] = { "remove_diacritics", "2" };
  g_autofree char *text = g_strnfill (100000, 'a');
  g_autoptr(sqlite3_stmt) statement = idio_sql_prepare (db, NULL, "SELECT fts5 (?)", "");
  fts5_api *api = NULL;
  fts5_tokenizer module;
  Fts5Tokenizer *tokenizer;
  void *module_data;
  int result;

  for (gsize i = 1; i < strlen (text); i += 2)
    text[i] = ' ';

  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (api->xFindTokenizer (api, "unicode61", &module_data, &module), ==, SQLITE_OK);
  g_assert_cmpint (module.xCreate (module_data, (const char **) arguments, 2, &tokenizer), ==, SQLITE_OK);
  result = module.xTokenize (tokenizer, data, FTS5_TOKENIZE_DOCUMENT, text, (int) strlen (text), count_word);
  module.xDelete (tokenizer);

  return dex_future_new_for_int (result);
}

/* A stop does not wait for the end of a long text: after it, not one more word is put into the index. */
static void
test_stop_within_text (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(IdioStore) store = idio_test_await_object (idio_store_open (path));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { .cancellable = cancellable }, none = { 0 };

  g_assert_cmpint (dex_await_int (idio_store_read (store, tokenize_text, &none, NULL), NULL), ==, SQLITE_OK);
  g_assert_cmpuint (none.n_words, ==, 50000);

  g_assert_cmpint (dex_await_int (idio_store_write_until (store, cancellable, tokenize_text, &stop, NULL), NULL),
                   ==, SQLITE_INTERRUPT);
  g_assert_cmpuint (stop.n_words, ==, N_WORDS_BEFORE_STOP);

  /* What is asked for next is not stopped. */
  none.n_words = 0;
  g_assert_cmpint (dex_await_int (idio_store_write (store, tokenize_text, &none, NULL), NULL), ==, SQLITE_OK);
  g_assert_cmpuint (none.n_words, ==, 50000);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/store/new", test_new);
  idio_test_add_fiber ("/store/transaction", test_transaction);
  idio_test_add_fiber ("/store/older", test_older);
  idio_test_add_fiber ("/store/numbers", test_numbers);
  idio_test_add_fiber ("/store/newer", test_newer);
  idio_test_add_fiber ("/store/not-ours", test_not_ours);
  idio_test_add_fiber ("/store/corrupt", test_corrupt);
  idio_test_add_fiber ("/store/damaged-page", test_damaged_page);
  idio_test_add_fiber ("/store/full", test_full);
  idio_test_add_fiber ("/store/read-only", test_read_only);
  idio_test_add_fiber ("/store/older-incomplete", test_older_incomplete);
  idio_test_add_fiber ("/store/failed-migration", test_failed_migration);
  idio_test_add_fiber ("/store/statements", test_statements);
  idio_test_add_fiber ("/store/stop-within-text", test_stop_within_text);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
