/* test-removal.c: what it costs to remove many documents
 *
 * Counted in pages of the database that were looked at, not in time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-database.h"
#include "idio-test.h"
#include "idio-vfs.h"
#include "idio-workspace.h"

#define N_DOCUMENTS 400
#define N_WORDS     60

static DexFuture *
count_pages_job (sqlite3  *db,
                 gpointer  data)
{
  gint64 n_pages = 0;

  for (int status = SQLITE_DBSTATUS_CACHE_HIT; status <= SQLITE_DBSTATUS_CACHE_MISS; status++)
    {
      int now = 0, most = 0;

      g_assert_cmpint (sqlite3_db_status (db, status, &now, &most, TRUE), ==, SQLITE_OK);
      n_pages += now;
    }

  return dex_future_new_for_int64 (n_pages);
}

/* How many were looked at since the last call */
static gint64
count_pages (IdioWorkspace *workspace)
{
  IdioStore *store = idio_corpus_get_store (idio_workspace_get_corpus (workspace));

  return dex_await_int64 (idio_store_read (store, count_pages_job, NULL, NULL), NULL);
}

static GArray *
add_documents (IdioWorkspace *workspace,
               guint          n_documents)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = 0; i < n_documents; i++)
    {
      g_autoptr(GString) body = g_string_new (NULL);

      for (guint j = 0; j < N_WORDS; j++)
        g_string_append_printf (body, "word%d ", g_test_rand_int_range (0, 3000));

      g_string_append_printf (body, "number%u", i);
      g_ptr_array_add (texts, idio_text_new (0, "Title", body->str, N_WORDS + 1, IDIO_AUDIENCE_GENERAL));
    }

  return idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL));
}

static void
purge (IdioWorkspace *workspace,
       GArray        *ids)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);

  idio_test_await (idio_corpus_remove (corpus, ids));

  /* As if they had been removed by a program that has ended. */
  idio_test_run_sql (idio_corpus_get_store (corpus), "UPDATE document SET session = 0 WHERE removed IS NOT NULL");
  idio_test_await (idio_corpus_load (corpus));
}

static void
assert_search (IdioWorkspace *workspace,
               const char    *words,
               guint          n_expected)
{
  g_autoptr(GArray) found = idio_test_await_boxed (idio_corpus_search (idio_workspace_get_corpus (workspace), words));

  g_assert_cmpuint (found->len, ==, n_expected);
}

/* To delete documents costs no more than a few times what it did to add them, however many go. */
static void
test_cost (void)
{
  static const guint n_deleted[] = { 20, 100, 399, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (n_deleted); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
      g_autoptr(GArray) ids = NULL;
      gint64 n_to_add, n_to_delete;

      count_pages (workspace);
      ids = add_documents (workspace, N_DOCUMENTS);
      n_to_add = count_pages (workspace);
      g_array_set_size (ids, n_deleted[i]);
      purge (workspace, ids);
      n_to_delete = count_pages (workspace);
      g_test_message ("%u deleted: %" G_GINT64_FORMAT " pages, added: %" G_GINT64_FORMAT, n_deleted[i], n_to_delete,
                      n_to_add);
      g_assert_cmpint (n_to_delete, <, 4 * n_to_add);
      assert_search (workspace, "number0", 0);
      assert_search (workspace, "title", N_DOCUMENTS - n_deleted[i]);
    }
}

static void
test_erase (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  gint64 n_to_add;

  count_pages (workspace);
  g_array_unref (add_documents (workspace, N_DOCUMENTS));
  n_to_add = count_pages (workspace);
  idio_test_await (idio_workspace_erase (workspace));
  g_assert_cmpint (count_pages (workspace), <, 2 * n_to_add);

  /* The index goes on as it was. */
  g_array_unref (add_documents (workspace, 10));
  assert_search (workspace, "title", 10);
}

static DexFuture *
fail_to_delete_job (sqlite3  *db,
                    gpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (idio_database_delete_documents (db, "TRUE", &error));
  idio_sql_set_error_code (IDIO_STORE_ERROR_FULL, &error);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* Whether the index still deletes words where they are, after many should have been deleted and were not. */
static void
test_rolled_back (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "idiolect.db", NULL);
  g_autofree char *data = NULL;
  gsize length;

  {
    g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
    IdioStore *store = idio_corpus_get_store (idio_workspace_get_corpus (workspace));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
    g_autoptr(GArray) ids = NULL;

    g_array_unref (add_documents (workspace, 100));
    g_ptr_array_add (texts, idio_text_new (0, "T", "Quokkas live here", 3, IDIO_AUDIENCE_GENERAL));
    ids = idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (workspace), texts, NULL));
    idio_test_await_error (idio_store_write (store, fail_to_delete_job, NULL, NULL), IDIO_STORE_ERROR,
                           IDIO_STORE_ERROR_FULL);
    assert_search (workspace, "quokkas", 1);
    purge (workspace, ids);
    idio_test_await (idio_store_shred (store, TRUE));
  }

  idio_test_wait_closed (dir);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_null (memmem (data, length, "uokkas", strlen ("uokkas")));
}

/* A list that is kept like the corpus by what it says of its changes */
typedef struct
{
  GArray *ids;
  guint   n_changes;
  guint   n_items;
} Mirror;

static void
mirror_cb (GListModel *corpus,
           guint       position,
           guint       removed,
           guint       added,
           Mirror     *mirror)
{
  if (removed > 0)
    g_array_remove_range (mirror->ids, position, removed);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (corpus, i);
      gint64 id = idio_document_get_id (document);

      g_array_insert_val (mirror->ids, i, id);
    }

  mirror->n_changes++;
  mirror->n_items += removed + added;

  /* Whoever shows it may look at any of it at any time. */
  g_assert_cmpuint (mirror->ids->len, ==, g_list_model_get_n_items (corpus));

  for (guint i = 0; i < mirror->ids->len; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (corpus, i);

      g_assert_cmpint (idio_document_get_id (document), ==, g_array_index (mirror->ids, gint64, i));
      g_assert_true (idio_corpus_find (IDIO_CORPUS (corpus), idio_document_get_id (document)) == document);
    }
}

/* However many go, and from wherever: few changes, of no more than the list. */
static void
test_list (void)
{
  static const struct { guint every; guint most_changes; } removals[] = {
    { 1, 1 }, { 2, 16 }, { 3, 16 }, { 40, 10 }, { 400, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (removals); i++)
    {
      g_autofree char *dir = idio_test_make_dir ();
      g_autoptr(IdioCorpus) corpus = idio_test_open_corpus (dir);
      g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
      g_autoptr(GArray) ids = NULL;
      g_autoptr(GArray) going = g_array_new (FALSE, FALSE, sizeof (gint64));
      Mirror mirror = { .ids = g_array_new (FALSE, FALSE, sizeof (gint64)) };

      for (guint j = 0; j < N_DOCUMENTS; j++)
        {
          g_autofree char *body = g_strdup_printf ("Text %u", j);

          g_ptr_array_add (texts, idio_text_new (0, "T", body, 2, IDIO_AUDIENCE_GENERAL));
        }

      g_signal_connect (corpus, "items-changed", G_CALLBACK (mirror_cb), &mirror);
      ids = idio_test_await_boxed (idio_corpus_add (corpus, texts, NULL));
      mirror.n_changes = mirror.n_items = 0;

      /* In no order, and one of them is gone already. */
      for (guint j = 0; j < ids->len; j += removals[i].every)
        g_array_insert_val (going, (guint) g_test_rand_int_range (0, (gint32) going->len + 1),
                            g_array_index (ids, gint64, j));

      g_array_append_val (going, g_array_index (going, gint64, 0));
      idio_test_await (idio_corpus_remove (corpus, going));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (corpus)), ==, N_DOCUMENTS - (going->len - 1));
      g_assert_cmpuint (idio_corpus_get_n_words (corpus), ==, 2 * (N_DOCUMENTS - (going->len - 1)));
      g_assert_cmpuint (mirror.n_changes, <=, removals[i].most_changes);
      g_assert_cmpuint (mirror.n_items, <=, 2 * N_DOCUMENTS);
      g_array_unref (mirror.ids);
    }
}

static void
add_tests (void)
{
  idio_vfs_install ();
  idio_test_add_fiber ("/removal/cost", test_cost);
  idio_test_add_fiber ("/removal/erase", test_erase);
  idio_test_add_fiber ("/removal/rolled-back", test_rolled_back);
  idio_test_add_fiber ("/removal/list", test_list);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
