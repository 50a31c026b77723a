/* test-same-box.c: the same mails, in whatever programs keep them, become the same documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-test.h"
#include "import/idio-import.h"
#include "same-box.h"

#define N_MAILS 48
#define N_OWN (N_MAILS / SAME_BOX_SHARE)

/* What the survey took for the user before anybody answered */
typedef struct
{
  IdioImport *import;
  char       *guessed;
} Answer;

static void
answer_cb (IdioImport *import,
           GParamSpec *pspec,
           Answer     *answer)
{
  IdioSurvey *survey = idio_import_get_survey (import);
  const char * const accounts[] = { SAME_BOX_OWNER, NULL };
  g_auto(GStrv) guessed = NULL;

  if (survey == NULL)
    return;

  guessed = idio_survey_dup_accounts (survey);
  answer->guessed = g_strjoinv (" ", guessed);
  idio_survey_choose (survey, accounts);
  idio_import_answer (import, TRUE);
}

/* Returns: (nullable): who the user was taken for, if that was asked */
static char *
import_folder (IdioCorpus *corpus,
               const char *dir,
               guint      *n_added)
{
  g_autoptr(IdioImport) import = idio_import_new (corpus);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) file = g_file_new_for_path (dir);
  Answer answer = { import, NULL };
  GListModel *not_added;

  g_list_store_append (files, file);
  g_signal_connect (import, "notify::survey", G_CALLBACK (answer_cb), &answer);
  idio_test_await (idio_import_run (import, G_LIST_MODEL (files)));
  *n_added = idio_import_count (import, IDIO_IMPORT_OUTCOME_ADDED);
  not_added = idio_import_get_not_added (import);

  for (guint i = 0; i < g_list_model_get_n_items (not_added); i++)
    {
      g_autoptr(IdioImportItem) item = g_list_model_get_item (not_added, i);

      g_test_message ("%s: %s", idio_import_item_get_name (item), idio_import_item_get_reason (item));
    }

  return answer.guessed;
}

static DexFuture *
list_job (sqlite3  *db,
          gpointer  data)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error,
    "SELECT title || ' (' || coalesce (written, 0) || ', ' || words || ', ' || coalesce (editor, '') || '): ' || body ||"
    " coalesce ((SELECT group_concat (' <' || kind || ' ' || start || ' ' || length || ' ' || text || '>', '')"
    "            FROM (SELECT * FROM part WHERE document = document.id ORDER BY number)), '')"
    " FROM document ORDER BY hash", "");

  while (statement != NULL && idio_sql_step (statement, &error))
    g_string_append_printf (list, "%s\n\n", (const char *) sqlite3_column_text (statement, 0));

  g_assert_no_error (error);

  return dex_future_new_take_string (g_string_free_and_steal (g_steal_pointer (&list)));
}

/* Returns: all that is kept of all documents */
static char *
describe (IdioCorpus *corpus)
{
  return dex_await_string (idio_store_read (idio_corpus_get_store (corpus), list_job, NULL, NULL), NULL);
}

static IdioCorpus *
make_corpus (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(IdioStore) store = idio_test_open_store (dir);

  return idio_corpus_new (store);
}

/* Whether all own words are in a description. The last two texts have some that are left out. */
static void
check_words (const char *description,
             guint       n_mails)
{
  for (guint i = 0; i < n_mails; i++)
    {
      g_autofree char *text = same_box_dup_text (i);
      char *end = strstr (text, "\n\nOn Mon") ?: strstr (text, "\n\n> From");

      if (end != NULL)
        *end = '\0';

      if (i % 6 == 0 || i % 6 == 4)
        g_assert_nonnull (strstr (description, text));
      else
        g_assert_null (strstr (description, text));
    }
}

static void
test_coats (void)
{
  g_autofree char *expected = NULL;

  for (guint i = 0; same_box_coats[i].name != NULL; i++)
    {
      g_autoptr(IdioCorpus) corpus = make_corpus ();
      g_autofree char *dir = same_box_make (&same_box_coats[i], N_MAILS), *guessed = NULL, *description = NULL;
      gboolean is_one = g_str_equal (same_box_coats[i].own, same_box_coats[i].others);
      guint n_added;

      g_test_message ("%s", same_box_coats[i].name);
      guessed = import_folder (corpus, dir, &n_added);
      description = describe (corpus);

      /* Where nothing tells what was sent, it is who wrote most. */
      g_assert_cmpstr (guessed, ==, is_one ? "priya@example.org" : SAME_BOX_OWNER);
      g_assert_cmpuint (n_added, ==, N_OWN);

      if (expected == NULL)
        {
          check_words (description, N_MAILS);
          expected = g_steal_pointer (&description);
        }
      else if (!g_str_equal (description, expected))
        g_test_fail_printf ("%s\nis\n%s\nnot\n%s", same_box_coats[i].name, description, expected);
    }
}

/* Whatever the mails are in the second time, nothing of them is new. */
static void
test_again (void)
{
  g_autoptr(IdioCorpus) corpus = make_corpus ();
  g_autofree char *expected = NULL;

  for (guint i = 0; same_box_coats[i].name != NULL; i++)
    {
      g_autofree char *dir = same_box_make (&same_box_coats[i], N_MAILS), *guessed = NULL, *description = NULL;
      guint n_added;

      guessed = import_folder (corpus, dir, &n_added);
      description = describe (corpus);
      g_assert_cmpuint (n_added, ==, i == 0 ? N_OWN : 0);
      g_assert_cmpstr (guessed, ==, i == 0 ? "priya@example.org" : SAME_BOX_OWNER);

      if (expected == NULL)
        expected = g_steal_pointer (&description);
      else
        g_assert_cmpstr (description, ==, expected);
    }
}

/* Mails that came since the last time are added, and nothing else; also where the box was cut in the middle of one. */
static void
test_grown (void)
{
  for (guint i = 0; same_box_coats[i].name != NULL; i++)
    {
      g_autoptr(IdioCorpus) corpus = make_corpus (), whole = make_corpus ();
      g_autofree char *before = same_box_make (&same_box_coats[i], N_MAILS / 2), *dir = same_box_make (&same_box_coats[i], N_MAILS);
      g_autofree char *description = NULL, *expected = NULL;
      guint n_added;

      g_test_message ("%s", same_box_coats[i].name);
      g_free (import_folder (corpus, before, &n_added));
      g_assert_cmpuint (n_added, ==, N_OWN / 2);
      g_free (import_folder (corpus, dir, &n_added));
      g_assert_cmpuint (n_added, ==, N_OWN - N_OWN / 2);

      g_free (import_folder (whole, dir, &n_added));
      description = describe (corpus);
      expected = describe (whole);
      g_assert_cmpstr (description, ==, expected);
    }
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/same-box/coats", test_coats);
  idio_test_add_fiber ("/same-box/again", test_again);
  idio_test_add_fiber ("/same-box/grown", test_grown);
}

int
main (int   argc,
      char *argv[])
{
  return idio_test_main (argc, argv, add_tests);
}
