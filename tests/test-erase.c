/* test-erase.c: what was deleted is in none of the files
 *
 * Texts with words that are nowhere else are kept in every way there is, and deleted in every way there is. Then all
 * files of the database are searched for any eight bytes of them in a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "idio-workspace.h"

#define RUN_BYTES 8

/* How long a canary is, in letters */
#define CANARY_LENGTH 14

/* A word that is nowhere else. */
static char *
make_canary (GRand *random)
{
  char *word = g_malloc0 (CANARY_LENGTH + 1);

  for (guint i = 0; i < CANARY_LENGTH; i++)
    word[i] = (char) (random != NULL ? g_rand_int_range (random, 'a', 'z' + 1) : g_test_rand_int_range ('a', 'z' + 1));

  return word;
}

static gint64
get_run (const char *bytes)
{
  gint64 run;

  memcpy (&run, bytes, RUN_BYTES);

  return run;
}

/* Whose eight bytes are in a row in the file, in any case of letters: the index folds them. */
static void
search_file (const char *path,
             GHashTable *runs,
             GHashTable *found)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    return;

  for (gsize i = 0; i < length; i++)
    data[i] = g_ascii_tolower (data[i]);

  for (gsize i = 0; i + RUN_BYTES <= length; i++)
    {
      gint64 run = get_run (data + i);
      const char *canary = g_hash_table_lookup (runs, &run);

      if (canary != NULL && g_hash_table_add (found, (gpointer) canary))
        g_test_message ("“%.8s” of “%s” is in %s", data + i, canary, path);
    }
}

static guint
count_left (const char *dir,
            GPtrArray  *canaries)
{
  static const char * const names[] = { "idiolect.db", "idiolect.db-wal", "idiolect.db-shm", "idiolect.db-journal",
                                        "idiolect.db-sessions" };
  g_autoptr(GHashTable) runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) found = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < canaries->len; i++)
    {
      const char *canary = g_ptr_array_index (canaries, i);

      for (gsize j = 0; j + RUN_BYTES <= CANARY_LENGTH; j++)
        g_hash_table_insert (runs, g_memdup2 ((gint64[]) { get_run (canary + j) }, sizeof (gint64)), (gpointer) canary);
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);

      search_file (path, runs, found);
    }

  return g_hash_table_size (found);
}

static void
assert_gone (const char *dir,
             GPtrArray  *canaries)
{
  g_assert_cmpuint (canaries->len, >, 0);
  g_assert_cmpuint (count_left (dir, canaries), ==, 0);
}

/* The workspace is given away. */
static void
close_workspace (IdioWorkspace *workspace,
                 const char    *dir)
{
  g_object_unref (workspace);
  idio_test_wait_closed (dir);
}

static GArray *
add_text (IdioWorkspace *workspace,
          const char    *title,
          const char    *body)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  g_ptr_array_add (texts, idio_text_new (0, title, body, 5, IDIO_AUDIENCE_GENERAL));

  return idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL));
}

/* A text with words around the canary, of a length that makes it lie across pages or on one page with others. */
static char *
make_body (const char *canary,
           guint       n_words)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (body, "word%d ", g_test_rand_int_range (0, 5000));

  g_string_append_printf (body, "%s.\n\nAnd %s again", canary, canary);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (body, " word%d", g_test_rand_int_range (0, 5000));

  return g_string_free_and_steal (body);
}

static const char *
add_canary (GPtrArray *canaries)
{
  g_ptr_array_add (canaries, make_canary (NULL));

  return g_ptr_array_index (canaries, canaries->len - 1);
}

static IdioHistoryEntry *
add_draft (IdioWorkspace *workspace,
           GPtrArray     *canaries)
{
  IdioHistory *history = idio_workspace_get_history (workspace);
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, add_canary (canaries), IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);
  IdioHistoryEntry *entry = idio_test_await_object (idio_history_add (history, brief));
  g_autoptr(IdioDraft) draft = idio_draft_new (IDIO_DRAFT_KIND_PERSONAL);

  idio_draft_set_text (draft, add_canary (canaries));
  idio_draft_set_written (draft, add_canary (canaries));
  idio_draft_set_state (draft, IDIO_DRAFT_STATE_FINISHED, NULL);
  idio_test_await (idio_history_save_draft (history, idio_history_entry_get_id (entry), draft));

  return entry;
}

/* Everything that can be kept. */
static void
fill (IdioWorkspace *workspace,
      GPtrArray     *canaries)
{
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  g_autoptr(IdioHistoryEntry) entry = NULL;

  for (guint i = 0; i < 30; i++)
    {
      const char *canary = add_canary (canaries);
      g_autofree char *title = g_strdup_printf ("About %s", add_canary (canaries));
      g_autofree char *body = make_body (canary, i * i);
      g_autoptr(GArray) ids = add_text (workspace, title, body);

      if (i % 3 == 0)
        idio_test_await (idio_corpus_rename (idio_workspace_get_corpus (workspace), g_array_index (ids, gint64, 0),
                                             add_canary (canaries)));
    }

  idio_test_await (idio_workspace_count_habits (workspace));
  idio_test_await (idio_voice_add (voice, IDIO_AXIS_STYLE, add_canary (canaries), add_canary (canaries),
                                   IDIO_AUDIENCE_GENERAL));
  idio_test_await (idio_voice_set_attribute (voice, "name", add_canary (canaries)));
  idio_test_await (idio_voice_set_attribute (voice, "name", add_canary (canaries)));
  entry = add_draft (workspace, canaries);
}

static void
test_everything (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GPtrArray) canaries = g_ptr_array_new_with_free_func (g_free);
  IdioWorkspace *workspace = idio_test_await_object (idio_workspace_open (dir));

  for (guint i = 0; i < 2; i++)
    {
      fill (workspace, canaries);
      g_assert_cmpuint (count_left (dir, canaries), >, 0);

      idio_test_await (idio_workspace_erase (workspace));
      assert_gone (dir, canaries);
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_voice (workspace))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_history (workspace))), ==, 0);
  close_workspace (workspace, dir);
  assert_gone (dir, canaries);
}

/* What anybody has written since then stays. */
static void
test_no_file (void)
{
  enum { NOTHING, ADDED, OTHER_OPEN, OTHER_ADDED, ADDED_BEFORE, N_CASES };

  for (int what = NOTHING; what < N_CASES; what++)
    {
      g_autofree char *parent = idio_test_make_dir ();
      g_autofree char *dir = g_build_filename (parent, "idiolect", NULL);
      g_autoptr(GPtrArray) canaries = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GArray) ids = NULL;
      IdioWorkspace *workspace = idio_test_await_object (idio_workspace_open (dir)), *other = NULL;
      gboolean stays = what == ADDED || what == OTHER_OPEN || what == OTHER_ADDED;

      fill (workspace, canaries);

      if (what == ADDED_BEFORE)
        {
          close_workspace (workspace, dir);
          workspace = idio_test_await_object (idio_workspace_open (dir));
        }

      idio_test_await (idio_workspace_erase (workspace));
      idio_test_await (idio_workspace_erase (workspace));

      if (what == OTHER_OPEN || what == OTHER_ADDED)
        other = idio_test_await_object (idio_workspace_open (dir));

      if (what == ADDED || what == OTHER_ADDED)
        ids = add_text (what == ADDED ? workspace : other, "New", "A text that came after all else had gone.");

      /* Whoever adds a text may be gone before the one who has erased is. */
      if (what == OTHER_ADDED)
        g_clear_object (&other);

      g_object_unref (workspace);

      if (other == NULL)
        idio_test_wait_closed (dir);
      else
        close_workspace (other, dir);

      g_assert_cmpint (g_file_test (dir, G_FILE_TEST_EXISTS), ==, stays);
      workspace = idio_test_await_object (idio_workspace_open (dir));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))), ==,
                        ids != NULL ? 1 : 0);
      close_workspace (workspace, dir);
      g_assert_true (g_file_test (dir, G_FILE_TEST_EXISTS));
    }
}

/* Opens and closes the database, as a person who quits the app and starts it again later. */
static void
start_again (const char *dir)
{
  close_workspace (idio_test_await_object (idio_workspace_open (dir)), dir);
}

/* Texts of many lengths, of which some are removed, in any order: what is left is on the same pages. */
static void
test_some_texts (void)
{
  for (guint n_texts = 1; n_texts <= 256; n_texts *= 4)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (gint64));
      IdioWorkspace *workspace = idio_test_await_object (idio_workspace_open (dir));

      for (guint i = 0; i < n_texts; i++)
        {
          gboolean removes = i == 0 || g_test_rand_bit ();
          const char *canary = add_canary (removes ? gone : kept);
          g_autofree char *body = make_body (canary, (guint) g_test_rand_int_range (0, i % 9 == 0 ? 900 : 40));
          g_autoptr(GArray) ids = add_text (workspace, canary, body);

          if (removes)
            g_array_append_val (removed, g_array_index (ids, gint64, 0));
        }

      close_workspace (workspace, dir);
      workspace = idio_test_await_object (idio_workspace_open (dir));
      idio_test_await (idio_corpus_remove (idio_workspace_get_corpus (workspace), removed));
      close_workspace (workspace, dir);
      start_again (dir);
      assert_gone (dir, gone);

      g_assert_cmpuint (count_left (dir, kept), ==, kept->len);
    }
}

typedef struct
{
  const char *table;
  GRand      *random;
  GPtrArray  *words; /* of rows that are there */
  GArray     *ids;
  GPtrArray  *gone;
} Churn;

static void
insert_row (sqlite3 *db,
            Churn   *churn)
{
  g_autofree char *filling = g_strnfill ((gsize) g_rand_int_range (churn->random, 0, 40), 'x');
  char *canary = make_canary (churn->random);
  g_autofree char *sql = NULL;
  GError *error = NULL;
  gint64 id;

  if (g_str_equal (churn->table, "document"))
    sql = g_strdup_printf ("INSERT INTO document (title, body, hash, words, added) VALUES ('%s', '%s %s', '%s', 1, 1)"
                           " RETURNING id", filling, filling, canary, canary);
  else
    sql = g_strdup_printf ("INSERT INTO card (axis, claim, instruction, source, proposed, added)"
                           " VALUES ('style', '%s', '%s %s', 'yours', 'p', 1) RETURNING id", filling, filling, canary);

  idio_sql_query_int (db, sql, &id, &error);
  g_assert_no_error (error);
  g_array_append_val (churn->ids, id);
  g_ptr_array_add (churn->words, canary);
}

static void
delete_row (sqlite3 *db,
            Churn   *churn)
{
  guint n = (guint) g_rand_int_range (churn->random, 0, (gint32) churn->ids->len);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = %" G_GINT64_FORMAT, churn->table,
                                          g_array_index (churn->ids, gint64, n));

  g_assert_true (idio_sql_script (db, sql, NULL));
  g_array_remove_index_fast (churn->ids, n);
  g_ptr_array_add (churn->gone, g_ptr_array_steal_index_fast (churn->words, n));
}

static DexFuture *
churn_job (sqlite3  *db,
           gpointer  data)
{
  Churn *churn = data;

  for (guint i = 0; i < 3000; i++)
    if (churn->ids->len < 20 || g_rand_boolean (churn->random))
      insert_row (db, churn);
    else
      delete_row (db, churn);

  return dex_future_new_true ();
}

/* Where SQLite moves rows from page to page, it leaves copies in the space between, which it does not overwrite when
 * the rows are deleted: of about one in a thousand. */
static void
test_copies (void)
{
  guint n_left = 0;

  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
      g_autoptr(GRand) random = g_rand_new_with_seed (seed);
      g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      Churn churn = { seed % 2 ? "document" : "card", random, words, ids, gone };
      IdioStore *store;

      /* A new file has never had anything to be overwritten. */
      start_again (dir);
      store = idio_test_await_object (idio_store_open (path));
      idio_test_await (idio_store_write (store, churn_job, &churn, NULL));
      g_object_unref (store);
      idio_test_wait_closed (dir);
      n_left += count_left (dir, gone);

      start_again (dir);
      assert_gone (dir, gone);
    }

  g_test_message ("%u words were there until the next start", n_left);
}

/* What each card, brief and attribute said, and what was counted in texts by others */
static void
test_other_things (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GPtrArray) canaries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  IdioWorkspace *workspace = idio_test_await_object (idio_workspace_open (dir));
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  IdioHistory *history = idio_workspace_get_history (workspace);
  g_autoptr(IdioHistoryEntry) entry = add_draft (workspace, canaries);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) forgotten = NULL;
  gint64 edits[40];

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    edits[i] = dex_await_int64 (idio_voice_add (voice, IDIO_AXIS_STYLE, add_canary (canaries), add_canary (canaries),
                                                IDIO_AUDIENCE_GENERAL),
                                NULL);

  idio_test_await (idio_voice_set_attribute (voice, "name", add_canary (canaries)));
  g_ptr_array_add (texts, idio_text_new (0, "T", add_canary (canaries), 1, IDIO_AUDIENCE_GENERAL));
  ids = idio_test_await_boxed (idio_background_texts_add (idio_workspace_get_background_texts (workspace), texts, NULL, NULL));
  close_workspace (workspace, dir);
  g_assert_cmpuint (count_left (dir, canaries), >, 0);

  workspace = idio_test_await_object (idio_workspace_open (dir));
  voice = idio_workspace_get_voice (workspace);
  history = idio_workspace_get_history (workspace);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    idio_test_await (idio_voice_undo (voice, edits[i]));

  idio_test_await (idio_history_remove (history, idio_history_entry_get_id (entry)));
  idio_test_await (idio_voice_set_attribute (voice, "name", ""));
  forgotten = idio_test_await_boxed (idio_background_texts_forget (idio_workspace_get_background_texts (workspace)));
  close_workspace (workspace, dir);
  start_again (dir);
  assert_gone (dir, canaries);
}

/* Earlier versions left words of deleted texts in the index. They go at the first start of this one. */
static void
test_older (void)
{
  for (gint64 version = 1; version < 5; version++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(GPtrArray) canaries = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(sqlite3) db = idio_test_make_older (dir, version);

      for (gint64 i = 1; i <= 60; i++)
        {
          const char *canary = add_canary (canaries);
          g_autofree char *body = make_body (canary, 20);
          GError *error = NULL;

          idio_sql_run (db, &error, "INSERT INTO document (id, title, body, hash, words, added)"
                                    " VALUES (?, ?, ?, ?, 1, 1)", "isss", i, canary, body, canary);
          g_assert_no_error (error);
        }

      g_assert_true (idio_sql_script (db, "DELETE FROM document WHERE id < 50; UPDATE document SET removed = 1", NULL));
      g_assert_cmpuint (count_left (dir, canaries), >, 0);
      g_clear_pointer (&db, sqlite3_close_v2);

      start_again (dir);
      assert_gone (dir, canaries);
    }
}

/* Another program that is reading keeps the log as it is. That is told, and made good at the next start. */
static void
test_while_read (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autoptr(GPtrArray) canaries = g_ptr_array_new_with_free_func (g_free);
  IdioWorkspace *workspace = idio_test_await_object (idio_workspace_open (dir));
  g_autoptr(sqlite3) reader = NULL;

  fill (workspace, canaries);
  g_assert_cmpint (sqlite3_open (path, &reader), ==, SQLITE_OK);
  g_assert_true (idio_sql_script (reader, "BEGIN; SELECT count(*) FROM document", NULL));

  idio_test_await_error (idio_workspace_erase (workspace), IDIO_STORE_ERROR, IDIO_STORE_ERROR_REMAINS);
  g_assert_cmpuint (count_left (dir, canaries), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))), ==, 0);
  close_workspace (workspace, dir);

  /* Not while it is still reading. */
  start_again (dir);
  g_assert_cmpuint (count_left (dir, canaries), >, 0);

  /* It may also have been killed, and not clean up. */
  g_assert_true (idio_sql_script (reader, "COMMIT; SELECT count(*) FROM document", NULL));
  close_workspace (idio_test_await_object (idio_workspace_open (dir)), dir);
  assert_gone (dir, canaries);
}

/* What belongs to a service goes with the key. */
static void
test_settings (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  GSettings *settings = idio_workspace_get_settings (workspace);
  const char * const hosts[] = { "models.example.com", NULL };
  g_autofree char *url = NULL, *model = NULL, *file = NULL;
  g_auto(GStrv) agreed = NULL;

  g_settings_set_enum (settings, "model-kind", IDIO_MODEL_KIND_SERVICE);
  g_settings_set_string (settings, "service-model", "model");
  g_settings_set_strv (settings, "agreed-hosts", hosts);
  g_settings_set_string (settings, "model-file", "/models/a.gguf");
  idio_test_await (idio_workspace_erase (workspace));

  url = g_settings_get_string (settings, "service-url");
  model = g_settings_get_string (settings, "service-model");
  agreed = g_settings_get_strv (settings, "agreed-hosts");
  file = g_settings_get_string (settings, "model-file");
  g_assert_cmpint (g_settings_get_enum (settings, "model-kind"), ==, IDIO_MODEL_KIND_NONE);
  g_assert_cmpstr (url, ==, "");
  g_assert_cmpstr (model, ==, "");
  g_assert_cmpuint (g_strv_length (agreed), ==, 0);
  g_assert_cmpstr (file, ==, "/models/a.gguf");

  g_settings_set_enum (settings, "model-kind", IDIO_MODEL_KIND_LOCAL);
  idio_test_await (idio_workspace_erase (workspace));
  g_assert_cmpint (g_settings_get_enum (settings, "model-kind"), ==, IDIO_MODEL_KIND_LOCAL);
  g_settings_reset (settings, "model-kind");
  g_settings_reset (settings, "model-file");
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/erase/everything", test_everything);
  idio_test_add_fiber ("/erase/no-file", test_no_file);
  idio_test_add_fiber ("/erase/some-texts", test_some_texts);
  idio_test_add_fiber ("/erase/copies", test_copies);
  idio_test_add_fiber ("/erase/other-things", test_other_things);
  idio_test_add_fiber ("/erase/older", test_older);
  idio_test_add_fiber ("/erase/while-read", test_while_read);
  idio_test_add_fiber ("/erase/settings", test_settings);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
