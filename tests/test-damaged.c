/* test-damaged.c: whatever is in the database, it opens or says why not, and nothing crashes later
 *
 * A database with something in every table is damaged in one way, opened, and used in every way there is. It may refuse
 * at any point, with an error of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "idio-test.h"
#include "idio-vfs.h"
#include "idio-workspace.h"

#define N_FLIPPED_FILES 150
#define N_CUT_FILES 40

static char *whole;

static void
fill (IdioWorkspace *workspace)
{
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  IdioHistory *history = idio_workspace_get_history (workspace);
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));
  g_autoptr(GArray) tallies = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GPtrArray) leaks = idio_leaks_from_json ("[{\"kind\":\"name\",\"text\":\"Ana\",\"document\":1}]");
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Thanks", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);
  g_autoptr(IdioHistoryEntry) entry = NULL;
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);
  gint64 card;

  idio_test_await (idio_workspace_count_habits (workspace));
  card = idio_hypothesis_get_id (g_list_model_get_item (G_LIST_MODEL (voice), 0));
  g_object_unref (idio_voice_find (voice, card));
  idio_test_await (idio_voice_change (voice, card, &(IdioCardChange) { .claim = "I do" }));
  idio_test_await (idio_voice_add (voice, IDIO_AXIS_STYLE, "I rhyme", "Rhyme", IDIO_AUDIENCE_GENERAL));
  idio_test_await (idio_voice_set_attribute (voice, "name", "Ann"));

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body = g_strdup_printf ("Somebody else wrote this text, which is number %u of theirs.", i);

      g_ptr_array_add (texts, idio_text_new (0, "T", body, 12, IDIO_AUDIENCE_GENERAL));
    }

  tallies = idio_test_await_boxed (idio_others_add (idio_workspace_get_others (workspace), texts, NULL));
  entry = idio_test_await_object (idio_history_add (history, brief));
  idio_draft_set_text (draft, "Dear Ana, thanks");
  idio_draft_set_written (draft, "Dear Ana, thanks");
  idio_draft_set_leaks (draft, leaks);
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));
}

/* The path of a database with something in every table; it is closed. */
static const char *
get_whole (void)
{
  g_autofree char *dir = NULL;

  if (whole != NULL)
    return whole;

  dir = idio_test_make_dir ();

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));

    fill (workspace);
  }

  idio_test_wait_closed (dir);
  whole = g_build_filename (dir, "idiolect.db", NULL);

  return whole;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
}

/* A copy of the whole database */
static char *
make_copy (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  char *path = g_build_filename (dir, "idiolect.db", NULL);

  copy_file (get_whole (), path);

  return path;
}

/* Whether it worked. If it did not, that was one of our errors, with a sentence. */
static gboolean
try (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  if (dex_await (future, &error))
    return TRUE;

  if (error->domain != IDIO_STORE_ERROR || !g_str_has_suffix (error->message, "."))
    g_error ("Not a sentence of ours: %s", error->message);

  return FALSE;
}

static void
use_item (GObject *item)
{
  guint n_properties;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      if (!(properties[i]->flags & G_PARAM_READABLE))
        continue;

      g_object_get_property (item, properties[i]->name, &value);
      g_assert_false (g_param_value_validate (properties[i], &value) && G_VALUE_HOLDS_ENUM (&value));

      if (G_VALUE_HOLDS_STRING (&value) && g_value_get_string (&value) != NULL)
        g_assert_true (g_utf8_validate (g_value_get_string (&value), -1, NULL));
    }
}

static void
use_corpus (IdioCorpus *corpus)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      gint64 id = idio_document_get_id (document);

      g_assert_nonnull (idio_document_get_title (document));
      g_assert_nonnull (idio_document_get_excerpt (document));
      g_date_time_unref (g_date_time_new_from_unix_utc (idio_document_get_added (document)));
      use_item (G_OBJECT (document));
      try (idio_corpus_load_body (corpus, id));
      g_array_append_val (ids, id);
    }

  try (idio_corpus_load_texts (corpus));
  try (idio_corpus_search (corpus, "thanks for the ta"));
  try (idio_corpus_find_closest (corpus, "thanks for the table", IDIO_AUDIENCE_FRIENDS, 5));
  g_ptr_array_add (texts, idio_text_new (0, "New", "Something new", 2, IDIO_AUDIENCE_GENERAL));
  try (idio_corpus_add (corpus, texts));

  if (ids->len > 0)
    {
      try (idio_corpus_rename (corpus, g_array_index (ids, gint64, 0), "Other"));
      try (idio_corpus_set_audience (corpus, g_array_index (ids, gint64, 0), IDIO_AUDIENCE_FAMILY));
      try (idio_corpus_remove (corpus, ids));
      try (idio_corpus_restore (corpus, ids));
    }
}

static void
use_voice (IdioVoice *voice)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);
      g_autoptr(IdioCardFields) fields = idio_card_fields_copy (idio_hypothesis_get_fields (card));
      GPtrArray *quotes = idio_hypothesis_get_quotes (card);

      g_assert_nonnull (fields->claim);
      g_assert_nonnull (fields->instruction);
      g_assert_nonnull (fields->rate);
      g_assert_nonnull (fields->proposed);
      use_item (G_OBJECT (card));

      for (guint j = 0; j < quotes->len; j++)
        {
          const IdioQuote *quote = g_ptr_array_index (quotes, j);

          g_assert_cmpuint (quote->start, <, G_MAXINT);
          g_assert_cmpuint (quote->length, <, G_MAXINT);
          g_assert_true (g_utf8_validate (quote->text, -1, NULL));
        }
    }

  for (gint64 edit = 1; edit <= 3; edit++)
    try (idio_voice_undo (voice, edit));

  try (idio_voice_add (voice, IDIO_AXIS_STYLE, "I sing", NULL, IDIO_AUDIENCE_GENERAL));
  try (idio_voice_set_attribute (voice, "name", "Bea"));

  if (g_list_model_get_n_items (G_LIST_MODEL (voice)) > 0)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), 0);

      try (idio_voice_change (voice, idio_hypothesis_get_id (card), &(IdioCardChange) { .claim = "I change" }));
    }
}

static void
use_history (IdioHistory *history)
{
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_REWRITE, "Text", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);
  guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (history));

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (history), i);

      g_assert_nonnull (idio_history_entry_get_brief (entry)->request);

      for (IdioDraftKind kind = 0; kind <= IDIO_DRAFT_KIND_PERSONAL; kind++)
        {
          IdioDraft *draft = idio_history_entry_get_draft (entry, kind);

          if (draft == NULL)
            continue;

          g_assert_cmpint (idio_draft_get_state (draft), >=, IDIO_DRAFT_STATE_FINISHED);
          g_assert_nonnull (idio_draft_get_text (draft));
          g_assert_nonnull (idio_draft_get_written (draft));
          use_item (G_OBJECT (draft));
          try (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));
        }
    }

  try (idio_history_add (history, brief));

  if (n_entries > 0)
    {
      g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (history), n_entries - 1);

      try (idio_history_remove (history, idio_history_entry_get_id (entry)));
    }
}

/* Opens it, and does all that can be done. Returns whether it opened. */
static gboolean
use (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);
  g_autoptr(IdioWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;

  if (!(workspace = dex_await_object (idio_workspace_open (dir), &error)))
    {
      g_assert_cmpint (error->domain, ==, IDIO_STORE_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return FALSE;
    }

  use_corpus (idio_workspace_get_corpus (workspace));
  try (idio_workspace_count_habits (workspace));
  use_voice (idio_workspace_get_voice (workspace));
  use_history (idio_workspace_get_history (workspace));
  try (idio_others_load_background (idio_workspace_get_others (workspace)));
  try (idio_others_forget (idio_workspace_get_others (workspace)));
  try (idio_workspace_count_habits (workspace));
  try (idio_workspace_erase (workspace));

  return TRUE;
}

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
  g_autofree char *path = make_copy ();

  damage (path, "SELECT 1");
  g_assert_true (use (path));
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
    "PRAGMA user_version = 6",
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
      g_autofree char *path = make_copy ();
      g_autofree char *before = NULL, *after = NULL;
      gsize length_before, length_after;

      run_sql (path, refused[i]);
      g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));

      if (use (path))
        g_error ("It opened after %s", refused[i]);

      g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
      g_assert_cmpmem (before, length_before, after, length_after);
    }
}

static void
test_missing_tables (void)
{
  static const char * const tables[] = { "document", "document_search", "card", "evidence", "edit", "attribute", "brief",
                                         "draft", "traits", "measured", "tally", "remains" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = make_copy ();
      g_autofree char *sql = g_strdup_printf ("DROP TABLE %s", tables[i]);

      run_sql (path, sql);
      g_assert_false (use (path));
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
      g_autofree char *path = make_copy ();
      g_autofree char *dir = g_path_get_dirname (path);
      g_autofree char *sql = g_strconcat (statements[i], "; INSERT INTO document (title, body, hash, words, added)"
                                          " VALUES ('T', 'Xylophones everywhere', 'x', 2, 1)", NULL);

      run_sql (path, sql);

      {
        g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
        g_autoptr(GArray) found = idio_test_await_boxed (idio_corpus_search (corpus, "xylophones"));

        g_assert_cmpuint (found->len, ==, 1);
      }

      g_assert_true (use (path));
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
      g_autofree char *path = make_copy ();
      g_autofree char *dir = g_path_get_dirname (path);

      damage (path, statements[i]);

      {
        g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
        g_autoptr(GArray) ids = NULL;

        g_ptr_array_add (texts, idio_text_new (0, "T", "Xylophones everywhere", 2, IDIO_AUDIENCE_GENERAL));

        /* The first try may say that it was mended, and to try again. */
        if (!try (idio_corpus_add (corpus, texts)))
          g_array_unref (idio_test_await_boxed (idio_corpus_add (corpus, texts)));

        ids = idio_test_await_boxed (idio_corpus_search (corpus, "xylophones"));

        if (i < n_noticed)
          g_assert_cmpuint (ids->len, ==, 1);
      }

      g_assert_true (use (path));
    }
}

/* Every column with every kind of value that it should never have */
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
  guint n_columns = 0;

  g_assert_cmpint (sqlite3_open (get_whole (), &db), ==, SQLITE_OK);
  columns = idio_sql_prepare (db, NULL, "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info (t.name) AS c"
                                        " WHERE t.type = 'table' AND t.name NOT LIKE '%\\_%' ESCAPE '\\'"
                                        " AND t.name <> 'document_search'", NULL);

  for (; idio_sql_step (columns, NULL); n_columns++)
    for (guint i = g_test_thorough () ? 0 : n_columns % 4; i < G_N_ELEMENTS (values); i += g_test_thorough () ? 1 : 4)
      {
        g_autofree char *path = make_copy ();
        g_autofree char *sql = g_strdup_printf ("UPDATE OR IGNORE %s SET %s = %s",
                                                (const char *) sqlite3_column_text (columns, 0),
                                                (const char *) sqlite3_column_text (columns, 1), values[i]);

        damage (path, sql);
        use (path);
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
    "UPDATE traits SET measures = randomblob (length (measures))",
    "UPDATE traits SET lengths = randomblob (length (lengths))",
    "UPDATE traits SET measures = substr (measures, 2)",
    "UPDATE traits SET measures = CAST (replace (hex (measures), '00', '7F') AS BLOB)",
    "UPDATE traits SET words = 0, sentences = 4294967295, marks = -1",
    "UPDATE tally SET counts = randomblob (100)",
    "UPDATE tally SET counts = x''",
    "UPDATE tally SET counts = x'ffffffffffffff'",
    "UPDATE draft SET leaks = '[' || leaks",
    "INSERT INTO draft (brief, kind, body, written, state, form, model, made) VALUES (99, 'x', '', '', '', '', '', 1)",
    "UPDATE remains SET deletions = -5; INSERT INTO remains VALUES (1, -5)",
    "INSERT INTO measured VALUES (2, 'x')",
    "UPDATE document_search_config SET v = 99 WHERE k = 'version'",
    "DELETE FROM document_search_config",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *path = make_copy ();

      damage (path, statements[i]);
      use (path);
    }
}

/* Bytes of the file are changed, at random or by a bad disk. */
static void
test_flipped (void)
{
  for (guint i = 0; i < N_FLIPPED_FILES; i++)
    {
      g_autofree char *path = make_copy ();
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));

      for (guint j = 1u << (i % 8); j > 0; j--)
        data[g_test_rand_int_range (0, i % 3 == 0 ? 4096 : (gint32) length)] = (char) g_test_rand_int_range (0, 256);

      if (i % 10 == 0)
        memset (data + 4096 * (gsize) g_test_rand_int_range (0, (gint32) (length / 4096)), 0, 4096);

      g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
      use (path);
    }
}

static void
test_cut (void)
{
  for (guint i = 0; i < N_CUT_FILES; i++)
    {
      g_autofree char *path = make_copy ();
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      length = (gsize) g_test_rand_int_range (0, (gint32) length);
      g_assert_true (g_file_set_contents (path, data, (gssize) (i < 20 ? MIN (length, i * 10) : length), NULL));
      use (path);
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
        g_autofree char *path = make_copy ();
        g_autofree char *data = g_malloc0 (length);

        /* The rest are zeros, or as of an encrypted file. */
        for (gsize j = 0; i > 0 && j < length; j++)
          data[j] = (char) g_test_rand_int_range (0, 256);

        memcpy (data, files[i].head, strlen (files[i].head));
        g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
        g_assert_cmpint (use (path), ==, files[i].opens);
      }

  /* Nothing at all is a new database. */
  {
    g_autofree char *path = make_copy ();

    g_assert_true (g_file_set_contents (path, "", 0, NULL));
    g_assert_true (use (path));
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
        g_autofree char *path = make_copy ();
        g_autofree char *other = g_strconcat (path, suffixes[i], NULL);
        g_autofree char *data = g_malloc0 (length + 1);

        for (gsize j = 0; j < length; j++)
          data[j] = (char) g_test_rand_int_range (0, 256);

        g_assert_true (g_file_set_contents (other, data, (gssize) length, NULL));
        g_assert_true (use (path));
      }
}

/* A program that used the file without a log was killed in the middle: what it had begun is undone. */
static void
test_hot_journal (void)
{
  g_autofree char *from = make_copy ();
  g_autofree char *to = make_copy ();
  g_autofree char *from_journal = g_strconcat (from, "-journal", NULL);
  g_autofree char *to_journal = g_strconcat (to, "-journal", NULL);
  g_autofree char *dir = g_path_get_dirname (to);
  g_autoptr(sqlite3) db = NULL;

  g_assert_cmpint (sqlite3_open (from, &db), ==, SQLITE_OK);
  g_assert_true (idio_sql_script (db, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1;"
                                      "BEGIN; UPDATE document SET title = 'Half', body = body || hex (zeroblob (9000));",
                                  NULL));
  copy_file (from, to);
  copy_file (from_journal, to_journal);

  {
    g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, 18);

    for (guint i = 0; i < 18; i++)
      {
        g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

        g_assert_cmpstr (idio_document_get_title (document), !=, "Half");
      }
  }

  g_assert_true (use (to));
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
  idio_test_add_fiber ("/damaged/flipped", test_flipped);
  idio_test_add_fiber ("/damaged/cut", test_cut);
  idio_test_add_fiber ("/damaged/other-files", test_other_files);
  idio_test_add_fiber ("/damaged/beside", test_beside);
  idio_test_add_fiber ("/damaged/hot-journal", test_hot_journal);
}

int
main (int   argc,
      char *argv[])
{
  int result = idio_test_main (argc, argv, add_tests);

  g_clear_pointer (&whole, g_free);

  return result;
}
