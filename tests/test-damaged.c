/* test-damaged.c: whatever is in the tables, the database opens or says why not, and nothing crashes later
 *
 * A database with something in every table is damaged in one way, opened, and used in every way there is. The fuzz
 * target “database” does the same at random.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "idio-use.h"
#include "idio-vfs.h"

static void
run_sql (const char *path,
         const char *sql)
{
  g_autoptr(sqlite3) db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* Puts into the tables what SQLite would refuse: constraints are gone as long as that takes. */
static void
damage (const char *path,
        const char *sql)
{
  g_autoptr(sqlite3) db = NULL;

  run_sql (path,
           "PRAGMA writable_schema = ON;"
           "CREATE TABLE kept AS SELECT name, sql FROM sqlite_schema WHERE type = 'table';"
           "UPDATE sqlite_schema SET sql = replace (replace (sql, ' STRICT', ''), ' NOT NULL', '')"
           "  WHERE type = 'table' AND sql LIKE '%) STRICT%' AND sql NOT LIKE '%WITHOUT ROWID%';"
           "UPDATE sqlite_schema SET sql = replace (sql, ') STRICT, WITHOUT', ') WITHOUT') WHERE type = 'table';");

  /* What does not go with a key that must be unique is not done. */
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, NULL);
  g_clear_pointer (&db, sqlite3_close_v2);

  run_sql (path,
           "PRAGMA writable_schema = ON;"
           "UPDATE sqlite_schema SET sql = (SELECT kept.sql FROM kept WHERE kept.name = sqlite_schema.name)"
           "  WHERE type = 'table' AND name IN (SELECT name FROM kept);"
           "DROP TABLE kept;");
}

static void
test_unhurt (void)
{
  g_autofree char *path = idio_use_make_copy ();

  damage (path, "SELECT 1");
  g_assert_true (idio_use_all (path));
}

static void
test_header (void)
{
  static const char * const refused[] = {
    "PRAGMA user_version = -3",
    "PRAGMA user_version = -2147483648",
    "PRAGMA user_version = 2147483647",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = 4",
    "PRAGMA user_version = 10",
    "PRAGMA application_id = 0",
    "PRAGMA application_id = -1",
    "PRAGMA application_id = -1230462106",
    "UPDATE sqlite_sequence SET seq = 9223372036854775807",
    "UPDATE document SET id = 9223372036854775807 WHERE id = 18; UPDATE sqlite_sequence SET seq = 9223372036854775807",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'card'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 77777 WHERE name = 'card'",
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'document_search_data'",
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'document_search_config'",
    "ALTER TABLE document RENAME COLUMN body TO text",
    "ALTER TABLE card RENAME TO cards",
    "DROP TABLE draft; CREATE TABLE draft (id, brief, kind, body, written, state, form, model, leaks, made)",
    "DROP TABLE draft; CREATE VIEW draft AS SELECT * FROM brief",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = idio_use_make_copy ();
      g_autofree char *before = NULL, *after = NULL;
      gsize length_before, length_after;

      run_sql (path, refused[i]);
      g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));

      if (idio_use_all (path))
        g_error ("It opened after %s", refused[i]);

      g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
      g_assert_cmpmem (before, length_before, after, length_after);
    }
}

static void
test_missing_tables (void)
{
  static const char * const tables[] = { "document", "document_search", "card", "evidence", "edit", "attribute", "brief",
                                         "draft", "features", "measured", "background_text", "remains" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = idio_use_make_copy ();
      g_autofree char *sql = g_strdup_printf ("DROP TABLE %s", tables[i]);

      run_sql (path, sql);
      g_assert_false (idio_use_all (path));
    }
}

/* Triggers and indexes are made again, and the index of words with them. */
static void
test_missing_parts (void)
{
  static const char * const statements[] = {
    "DROP TRIGGER document_added",
    "DROP TRIGGER document_deleted; DROP TRIGGER document_changed; DROP TRIGGER document_added",
    "DROP TRIGGER remains_card",
    "DROP TRIGGER document_added; CREATE TRIGGER document_added AFTER INSERT ON document BEGIN DELETE FROM card; END",
    "DROP INDEX evidence_document",
    "DROP INDEX document_removed; DROP INDEX edit_card",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *path = idio_use_make_copy ();
      g_autofree char *dir = g_path_get_dirname (path);
      g_autofree char *sql = g_strconcat (statements[i], "; INSERT INTO document (title, body, hash, words, added)"
                                          " VALUES ('T', 'Xylophones everywhere', 'x', 2, 1)", NULL);

      run_sql (path, sql);

      {
        g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
        g_autoptr(GArray) found = idio_test_await_boxed (idio_corpus_search (corpus, "xylophones"));

        g_assert_cmpuint (found->len, ==, 1);
      }

      g_assert_true (idio_use_all (path));
    }
}

/* The index is made from the texts again when it is found to be damaged. Where SQLite does not notice, it may miss
 * something. */
static void
test_damaged_index (void)
{
  static const char * const statements[] = {
    "UPDATE document_search_data SET block = x'00'",
    "UPDATE document_search_data SET block = randomblob (length (block))",
    "DELETE FROM document_search_data",
    "DELETE FROM document_search_idx",
    "DELETE FROM document_search_docsize",
    "UPDATE document_search_docsize SET sz = x'ffffffffffffffff'",
  };
  const guint n_noticed = 3;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *path = idio_use_make_copy ();
      g_autofree char *dir = g_path_get_dirname (path);

      damage (path, statements[i]);

      {
        g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
        g_autoptr(GArray) ids = NULL;

        g_ptr_array_add (texts, idio_text_new (0, "T", "Xylophones everywhere", 2, IDIO_AUDIENCE_GENERAL));

        /* The first try may say that it was mended, and to try again. */
        if (!idio_use_try (idio_corpus_add (corpus, texts, NULL)))
          g_array_unref (idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL)));

        ids = idio_test_await_boxed (idio_corpus_search (corpus, "xylophones"));

        if (i < n_noticed)
          g_assert_cmpuint (ids->len, ==, 1);
      }

      g_assert_true (idio_use_all (path));
    }
}

/* Every column with values that it should never have: two kinds of them, and all with “-m thorough” */
static void
test_values (void)
{
  static const char * const values[] = {
    "NULL", "-1", "9223372036854775807", "-9223372036854775808", "1e308", "x'00ff80fe'", "zeroblob (5000)", "''",
    "CAST (x'61c328ff62' AS TEXT)", "'a' || char (0) || 'b'", "'nonsense'", "'{\"edited\": [1], \"axis\": 5}'",
    "'[{\"kind\": \"name\", \"text\": \"\"}, 5, {}]'", "replace (hex (zeroblob (50000)), '00', '[')", "'writing'",
  };
  g_autoptr(sqlite3) db = NULL;
  g_autoptr(sqlite3_stmt) columns = NULL;
  const guint step = g_test_thorough () ? 1 : 7;
  guint n_columns = 0;

  g_assert_cmpint (sqlite3_open (idio_use_get_whole (), &db), ==, SQLITE_OK);
  columns = idio_sql_prepare (db, NULL, "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info (t.name) AS c"
                                        " WHERE t.type = 'table' AND t.name NOT LIKE '%\\_%' ESCAPE '\\'"
                                        " AND t.name <> 'document_search'", NULL);

  for (; idio_sql_step (columns, NULL); n_columns++)
    for (guint i = n_columns % step; i < G_N_ELEMENTS (values); i += step)
      {
        g_autofree char *path = idio_use_make_copy ();
        g_autofree char *sql = g_strdup_printf ("UPDATE OR IGNORE %s SET %s = %s",
                                                (const char *) sqlite3_column_text (columns, 0),
                                                (const char *) sqlite3_column_text (columns, 1), values[i]);

        damage (path, sql);
        idio_use_all (path);
      }

  g_assert_cmpuint (n_columns, >, 60);
}

static void
test_rows (void)
{
  static const char * const statements[] = {
    "UPDATE document SET id = -id",
    "UPDATE document SET id = 9223372036854775807 WHERE id = 18",
    "UPDATE document SET body = ''",
    "UPDATE document SET body = CAST (x'ff' || CAST (body AS BLOB) AS TEXT)",
    "UPDATE document SET removed = 1, session = -1",
    "UPDATE document SET removed = 1, session = 9223372036854775807",
    "UPDATE evidence SET start = start - 1000000",
    "UPDATE evidence SET start = 9223372036854775807 - start, length = 9223372036854775807",
    "UPDATE evidence SET start = start + 1, length = 1",
    "UPDATE evidence SET length = -length",
    "DELETE FROM evidence; DELETE FROM document WHERE id > 1",
    "INSERT INTO evidence VALUES (4711, 4712, 0, 1)",
    "UPDATE features SET measures = randomblob (length (measures))",
    "UPDATE features SET lengths = randomblob (length (lengths))",
    "UPDATE features SET measures = substr (measures, 2)",
    "UPDATE features SET measures = CAST (replace (hex (measures), '00', '7F') AS BLOB)",
    "UPDATE features SET words = 0, sentences = 4294967295, cues = -1",
    "UPDATE background_text SET counts = randomblob (100)",
    "UPDATE background_text SET counts = x''",
    "UPDATE background_text SET counts = x'ffffffffffffff'",
    "UPDATE draft SET leaks = '[' || leaks",
    "INSERT INTO draft (brief, kind, body, written, state, form, model, made) VALUES (99, 'x', '', '', '', '', '', 1)",
    "UPDATE remains SET deletions = -5; INSERT INTO remains VALUES (1, -5)",
    "INSERT INTO measured VALUES (2, 'x')",
    "UPDATE document_search_config SET v = 99 WHERE k = 'version'",
    "DELETE FROM document_search_config",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *path = idio_use_make_copy ();

      damage (path, statements[i]);
      idio_use_all (path);
    }
}

static void
add_tests (void)
{
  idio_vfs_install ();
  idio_test_add_fiber ("/damaged/unhurt", test_unhurt);
  idio_test_add_fiber ("/damaged/header", test_header);
  idio_test_add_fiber ("/damaged/missing-tables", test_missing_tables);
  idio_test_add_fiber ("/damaged/missing-parts", test_missing_parts);
  idio_test_add_fiber ("/damaged/damaged-index", test_damaged_index);
  idio_test_add_fiber ("/damaged/values", test_values);
  idio_test_add_fiber ("/damaged/rows", test_rows);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
