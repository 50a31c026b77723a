/* test-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-test.h"
#include "idio-workspace.h"
#include "import/idio-import.h"

/* Documents that come while habits are counted are in the cards once a later count is done. */
static void
test_count_again (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  IdioVoice *voice = idio_workspace_get_voice (workspace);
  DexFuture *first = idio_workspace_count_habits (workspace);
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));

  g_assert_true (dex_future_is_pending (first));
  idio_test_await (idio_workspace_count_habits (workspace));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (voice)), >, 0);
  idio_test_await (first);
}

/* Once it is stopped, what is being counted ends with an error, and so does what is asked for later. Nothing is lost. */
static void
test_stop (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));
  DexFuture *counting = idio_workspace_count_habits (workspace);

  idio_workspace_stop (workspace);
  idio_test_await_error (counting, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  idio_test_await_error (idio_workspace_count_habits (workspace), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  idio_test_await_error (idio_workspace_disown (workspace, g_array_index (ids, gint64, 0)),
                         G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))), ==, ids->len);
}

static gint64
find_title (IdioWorkspace *workspace,
            const char    *title)
{
  GListModel *documents = G_LIST_MODEL (idio_workspace_get_corpus (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (documents, i);

      if (g_str_equal (idio_document_get_title (document), title))
        return idio_document_get_id (document);
    }

  return 0;
}

/* A text is the user's or someone else's, and goes for good with everything else. */
static DexFuture *
count_disowned_job (sqlite3  *db,
                    gpointer  data)
{
  gint64 n;
  GError *error = NULL;

  return idio_sql_query_int (db, "SELECT count(*) FROM disowned", &n, &error) ? dex_future_new_for_int64 (n)
                                                                              : dex_future_new_for_error (error);
}

static gint64
count_disowned (IdioWorkspace *workspace)
{
  IdioStore *store = idio_corpus_get_store (idio_workspace_get_corpus (workspace));

  return dex_await_int64 (idio_store_read (store, count_disowned_job, NULL, NULL), NULL);
}

static void
test_disown (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioWorkspace) workspace = idio_test_await_object (idio_workspace_open (dir));
  IdioBackgroundTexts *others = idio_workspace_get_background_texts (workspace);
  g_autoptr(GArray) ids = idio_test_await_boxed (idio_import_example (idio_workspace_get_corpus (workspace)));
  GError *error = NULL;
  gint64 document, background_text;

  document = find_title (workspace, "Your old laptop");
  background_text = dex_await_int64 (idio_workspace_disown (workspace, document), &error);
  g_assert_no_error (error);
  g_assert_cmpint (background_text, >, 0);
  g_assert_cmpint (find_title (workspace, "Your old laptop"), ==, 0);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 1);

  /* What is brought back twice is there once. */
  for (guint i = 0; i < 2; i++)
    {
      idio_test_await (idio_workspace_own_again (workspace, document, background_text));
      g_assert_cmpint (find_title (workspace, "Your old laptop"), ==, document);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))), ==, 18);
      g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 0);
    }

  dex_await_int64 (idio_workspace_disown (workspace, document), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 1);
  g_assert_cmpint (count_disowned (workspace), ==, 1);
  idio_test_await (idio_workspace_erase (workspace));
  g_assert_cmpuint (idio_background_texts_get_n_texts (others), ==, 0);
  g_assert_cmpint (count_disowned (workspace), ==, 0);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/workspace/count-again", test_count_again);
  idio_test_add_fiber ("/workspace/stop", test_stop);
  idio_test_add_fiber ("/workspace/disown", test_disown);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
