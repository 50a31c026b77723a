/* test-selection.c: what can be done with several texts at once, with removed ones, and with words in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ui-fixture.h"
#include "ui/idio-audience-question.h"
#include "ui/idio-document-browser.h"
#include "ui/idio-document-export.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-edit-text-dialog.h"
#include "ui/idio-removed-dialog.h"

static IdioCorpus *
get_corpus (UiFixture *fixture)
{
  return idio_workspace_get_corpus (ui_fixture_get_workspace (fixture));
}

static gpointer
get_page (UiFixture *fixture)
{
  return ui_fixture_get_page (fixture, "documents");
}

static gpointer
get_browser (UiFixture *fixture)
{
  return ui_test_child (get_page (fixture), "browser");
}

static IdioDocumentSelection *
get_selection (UiFixture *fixture)
{
  return idio_document_browser_get_selection (get_browser (fixture));
}

static void
select_first (UiFixture *fixture,
              guint      n)
{
  GtkSelectionModel *model = idio_document_selection_get_model (get_selection (fixture));

  for (guint i = 0; i < n; i++)
    gtk_selection_model_select_item (model, i, i == 0);
}

static gboolean
are_for (UiFixture    *fixture,
         GArray       *ids,
         IdioAudience  audience)
{
  for (guint i = 0; i < ids->len; i++)
    if (idio_document_get_audience (idio_corpus_find (get_corpus (fixture), g_array_index (ids, gint64, i))) != audience)
      return FALSE;

  return TRUE;
}

static void
import (UiFixture  *fixture,
        const char *dir,
        guint       n_documents)
{
  g_autoptr(GListModel) files = ui_test_list_folder (dir);

  idio_window_import (fixture->window, files);
  ui_test_wait_for (ui_fixture_count_documents (fixture) == n_documents);
  ui_test_wait_for (ui_test_find (fixture->window, GTK_TYPE_BUTTON, "Close"));
}

/* Several get an audience at once, and one Undo gives each the one that it had. */
static void
test_audience (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GArray) ids = NULL, friends = NULL;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  g_assert_false (gtk_action_bar_get_revealed (ui_test_child (get_browser (&fixture), "action_bar")));
  select_first (&fixture, 3);
  ids = idio_document_selection_list_ids (get_selection (&fixture));
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_null (idio_document_selection_get_document (get_selection (&fixture)));
  ui_test_wait_for (ui_fixture_shows (&fixture, "3 selected"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "3 Texts Selected"));

  friends = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (friends, g_array_index (ids, gint64, 0));
  idio_test_await (idio_corpus_set_audience (get_corpus (&fixture), g_array_index (ids, gint64, 0), IDIO_AUDIENCE_FRIENDS));
  g_array_remove_index (ids, 0);
  idio_test_await (idio_corpus_set_audience (get_corpus (&fixture), g_array_index (ids, gint64, 0), IDIO_AUDIENCE_FAMILY));
  idio_test_await (idio_corpus_set_audience (get_corpus (&fixture), g_array_index (ids, gint64, 1), IDIO_AUDIENCE_FAMILY));

  g_assert_true (gtk_widget_activate_action (get_browser (&fixture), "documents.audience", "s", "public"));
  ui_test_wait_for (are_for (&fixture, ids, IDIO_AUDIENCE_PUBLIC) && are_for (&fixture, friends, IDIO_AUDIENCE_PUBLIC));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (are_for (&fixture, ids, IDIO_AUDIENCE_FAMILY) && are_for (&fixture, friends, IDIO_AUDIENCE_FRIENDS));
}

/* Several are removed at once, the next one is open then, and one Undo brings them back. */
static void
test_remove (void)
{
  g_auto(UiFixture) fixture = { 0 };
  guint n_before;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  n_before = ui_fixture_count_documents (&fixture);
  select_first (&fixture, 4);
  g_assert_true (gtk_widget_activate_action (get_browser (&fixture), "documents.remove", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == n_before - 4);
  ui_test_wait_for (ui_fixture_shows (&fixture, "4 texts removed"));
  g_assert_nonnull (idio_document_selection_get_document (get_selection (&fixture)));
  g_assert_cmpuint (idio_document_selection_get_n_selected (get_selection (&fixture)), ==, 1);
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == n_before);

  /* All of them */
  ui_test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (idio_document_selection_get_model (get_selection (&fixture))))
                    == n_before);
  gtk_selection_model_select_all (idio_document_selection_get_model (get_selection (&fixture)));
  g_assert_true (gtk_widget_activate_action (get_browser (&fixture), "documents.remove", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 0);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Write in Your Own Voice"));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == n_before);
}

static char *
dup_first_title (UiFixture *fixture)
{
  g_autoptr(IdioDocument) document =
    g_list_model_get_item (G_LIST_MODEL (idio_document_selection_get_model (get_selection (fixture))), 0);

  return g_strdup (idio_document_get_title (document));
}

static gboolean
is_first (UiFixture  *fixture,
          const char *title)
{
  g_autofree char *first = dup_first_title (fixture);

  return g_str_equal (first, title);
}

static gboolean
has_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* What is selected stays so when the order changes, and what is open when one leaves the selection mode. */
static void
test_stays (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GArray) ids = NULL, after = NULL;
  g_autofree char *first = NULL;
  GtkListView *list_view;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  list_view = ui_test_list_view (get_page (&fixture));
  g_assert_true (gtk_widget_activate_action (get_browser (&fixture), "documents.select", NULL));
  g_assert_true (gtk_action_bar_get_revealed (ui_test_child (get_browser (&fixture), "action_bar")));
  ui_test_wait_for (ui_test_find (list_view, GTK_TYPE_CHECK_BUTTON, NULL));

  /* In it, rows are added to what is selected. */
  g_signal_emit_by_name (list_view, "activate", 1);
  g_signal_emit_by_name (list_view, "activate", 5);
  ids = idio_document_selection_list_ids (get_selection (&fixture));
  g_assert_cmpuint (ids->len, ==, 3);
  g_signal_emit_by_name (list_view, "activate", 1);
  g_assert_cmpuint (idio_document_selection_get_n_selected (get_selection (&fixture)), ==, 2);
  g_array_unref (g_steal_pointer (&ids));
  ids = idio_document_selection_list_ids (get_selection (&fixture));

  first = dup_first_title (&fixture);
  g_assert_true (gtk_widget_activate_action (get_browser (&fixture), "documents.sort", "s", "longest"));
  ui_test_wait_for (!is_first (&fixture, first));
  after = idio_document_selection_list_ids (get_selection (&fixture));
  g_assert_cmpuint (after->len, ==, 2);

  for (guint i = 0; i < 2; i++)
    g_assert_true (has_id (after, g_array_index (ids, gint64, i)));

  g_assert_true (gtk_widget_activate_action (get_browser (&fixture), "documents.stop-selecting", NULL));
  g_assert_cmpuint (idio_document_selection_get_n_selected (get_selection (&fixture)), ==, 1);
  g_assert_false (gtk_action_bar_get_revealed (ui_test_child (get_browser (&fixture), "action_bar")));
  ui_test_wait_for (ui_test_find (list_view, GTK_TYPE_CHECK_BUTTON, NULL) == NULL);
}

/* Each text gets a file of its own, and none that is there is overwritten. */
static void
test_export (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *texts = idio_test_make_dir (), *out = idio_test_make_dir ();
  g_autofree char *first = g_build_filename (out, "A-B- C.txt", NULL);
  g_autofree char *second = g_build_filename (out, "A-B- C (2).txt", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GFile) folder = g_file_new_for_path (out);
  g_autoptr(GArray) ids = NULL;
  gint64 gone = 4711;

  idio_test_write (texts, "one.txt", "The words of a text.");
  idio_test_write (out, "A-B- C.txt", "Mine");
  ui_fixture_init_empty (&fixture, NULL);
  import (&fixture, texts, 1);
  ids = idio_document_selection_list_ids (get_selection (&fixture));
  g_array_append_val (ids, gone);
  idio_test_await (idio_corpus_rename (get_corpus (&fixture), g_array_index (ids, gint64, 0), "A/B: C"));
  g_assert_cmpuint (dex_await_uint (idio_document_export (get_corpus (&fixture), ids, folder), NULL), ==, 1);
  g_assert_true (g_file_get_contents (second, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "The words of a text.\n");
  g_clear_pointer (&contents, g_free);
  g_assert_true (g_file_get_contents (first, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "Mine");

  idio_test_remove_tree (out);
  idio_test_await_error (idio_document_export (get_corpus (&fixture), ids, folder), G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  idio_test_remove_tree (texts);
}

static void
answer (UiFixture  *fixture,
        const char *response)
{
  AdwDialog *question;

  ui_test_wait_for ((question = ui_test_find_dialog (fixture->window, ADW_TYPE_ALERT_DIALOG)));
  ui_test_click (question, response);
  ui_test_wait_for (ui_test_find_dialog (fixture->window, ADW_TYPE_ALERT_DIALOG) == NULL);
}

static guint
count_trash (UiFixture *fixture)
{
  g_autoptr(GPtrArray) trash = idio_test_await_boxed (idio_corpus_list_trash (get_corpus (fixture)));

  return trash->len;
}

static gboolean
shows_page (gpointer    dialog,
            const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (ui_test_child (dialog, "stack")), name) == 0;
}

/* What was removed is listed in the next session, restored, or erased once that was confirmed; also from the first page. */
static void
test_removed (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *texts = idio_test_make_dir ();
  AdwDialog *dialog;

  idio_test_write (texts, "Hollyhock.txt", "The hollyhock is tall this year.");
  idio_test_write (texts, "Snapdragon.txt", "The snapdragon is red this year.");
  ui_fixture_init_empty (&fixture, NULL);
  import (&fixture, texts, 2);
  gtk_selection_model_select_all (idio_document_selection_get_model (get_selection (&fixture)));
  g_assert_true (gtk_widget_activate_action (get_browser (&fixture), "documents.remove", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 0);
  ui_test_close (g_steal_pointer (&fixture.window));
  idio_test_wait_closed (fixture.data_dir);

  ui_fixture_open_window (&fixture, "documents");
  ui_test_click (fixture.window, "Removed Texts…");
  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture.window, IDIO_TYPE_REMOVED_DIALOG)));
  ui_test_wait_for (shows_page (dialog, "list"));
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_LABEL, "Hollyhock"));
  ui_test_click (dialog, "Restore");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  g_assert_cmpuint (count_trash (&fixture), ==, 1);

  ui_test_click (dialog, "Erase All…");
  answer (&fixture, "Cancel");
  g_assert_cmpuint (count_trash (&fixture), ==, 1);
  ui_test_click (dialog, "Erase…");
  answer (&fixture, "Erase");
  ui_test_wait_for (count_trash (&fixture) == 0);
  ui_test_wait_for (shows_page (dialog, "empty"));
  adw_dialog_force_close (dialog);
  idio_test_remove_tree (texts);
}

static GtkTextBuffer *
get_buffer (UiFixture *fixture)
{
  return gtk_text_view_get_buffer (ui_test_child (ui_test_child (ui_test_child (get_page (fixture), "document_view"), "text"), "text_view"));
}

static gboolean
has_selected (UiFixture  *fixture,
              const char *words,
              int         offset)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (fixture), &start, &end))
    return FALSE;

  text = gtk_text_buffer_get_text (get_buffer (fixture), &start, &end, FALSE);

  return g_str_equal (text, words) && gtk_text_iter_get_offset (&start) == offset;
}

/* What was searched for is marked in the text that is open, and gone to, one after the other. */
static void
test_find (void)
{
  static const char body[] = "Crème brûlée, and then more CREME. No cream, but a creme at the end.";
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *texts = idio_test_make_dir ();
  GtkEditable *search;
  GtkTextIter start;

  idio_test_write (texts, "Dessert.txt", body);
  idio_test_write (texts, "Creme.txt", "Nothing here has the word.");
  ui_fixture_init_empty (&fixture, NULL);
  import (&fixture, texts, 2);
  search = ui_test_search_entry (get_page (&fixture));
  gtk_editable_set_text (search, "creme word");
  ui_test_wait_for (has_selected (&fixture, "word", 21));
  gtk_editable_set_text (search, "creme end");
  ui_test_wait_for (has_selected (&fixture, "Crème", 0));
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 of 4"));
  gtk_text_buffer_get_start_iter (get_buffer (&fixture), &start);
  ui_test_wait_for (gtk_text_iter_get_toggled_tags (&start, TRUE) != NULL);

  gtk_widget_activate_action (get_page (&fixture), "documents.find-next", NULL);
  ui_test_wait_for (has_selected (&fixture, "CREME", 28));
  gtk_widget_activate_action (get_page (&fixture), "documents.find-previous", NULL);
  g_signal_emit_by_name (search, "previous-match");
  ui_test_wait_for (has_selected (&fixture, "end", 64));
  ui_test_click (fixture.window, "Next Match");
  ui_test_wait_for (has_selected (&fixture, "Crème", 0));

  gtk_editable_set_text (search, "");
  ui_test_wait_for (!ui_fixture_shows (&fixture, "1 of 4"));
  gtk_text_buffer_get_start_iter (get_buffer (&fixture), &start);
  g_assert_null (gtk_text_iter_get_toggled_tags (&start, TRUE));

  gtk_editable_set_text (search, "dessert");
  ui_test_wait_for (ui_fixture_shows (&fixture, "Only the title has these words"));
  idio_test_remove_tree (texts);
}

static AdwDialog *
open_edit (UiFixture *fixture)
{
  GtkWidget *view = ui_test_child (get_page (fixture), "document_view");
  AdwDialog *dialog;

  ui_test_wait_for (gtk_widget_activate_action (view, "document.edit", NULL));
  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture->window, IDIO_TYPE_EDIT_TEXT_DIALOG)));

  return dialog;
}

/* A text can be trimmed, which can be undone, and another import of the same file adds nothing. */
static void
test_edit (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *texts = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (texts);
  AdwDialog *dialog;
  IdioDocument *document;

  idio_test_write (texts, "Letter.txt", "Dear Ann, this stays. And this goes.");
  ui_fixture_init_empty (&fixture, NULL);
  import (&fixture, texts, 1);

  /* What was typed is not lost by a key. */
  dialog = open_edit (&fixture);
  g_assert_false (gtk_widget_get_sensitive (ui_test_child (dialog, "save_button")));
  ui_test_type (ui_test_child (dialog, "text_view"), "Dear Ann, this stays.");
  adw_dialog_close (dialog);
  answer (&fixture, "Cancel");
  gtk_window_close (GTK_WINDOW (fixture.window));
  answer (&fixture, "Cancel");
  g_assert_false (idio_window_is_closing (fixture.window));
  ui_test_type (ui_test_child (dialog, "text_view"), "  \n");
  g_assert_false (gtk_widget_get_sensitive (ui_test_child (dialog, "save_button")));
  ui_test_type (ui_test_child (dialog, "text_view"), "Dear Ann, this stays.");
  ui_test_click (dialog, "Save");
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_EDIT_TEXT_DIALOG) == NULL);
  ui_test_wait_for ((document = idio_document_selection_get_document (get_selection (&fixture))) &&
                    g_str_equal (idio_document_get_excerpt (document), "Dear Ann, this stays."));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);

  idio_window_import (fixture.window, files);
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 1 already here"));
  g_assert_cmpuint (count_trash (&fixture), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
  ui_test_wait_for ((document = idio_document_selection_get_document (get_selection (&fixture))) &&
                    g_str_has_suffix (idio_document_get_excerpt (document), "And this goes."));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  g_assert_cmpuint (count_trash (&fixture), ==, 0);
  idio_test_remove_tree (texts);
}

/* After an import one answer tells whom all of it is for; without one each keeps what is suggested. */
static void
test_question (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *texts = idio_test_make_dir ();
  g_autoptr(GArray) ids = NULL;
  GtkWidget *question;

  idio_test_write (texts, "One.txt", "The hollyhock is tall this year.");
  idio_test_write (texts, "Two.txt", "The snapdragon is red this year.");
  ui_fixture_init_empty (&fixture, NULL);
  question = ui_test_child (ui_test_child (get_page (&fixture), "import_pane"), "question");
  g_assert_false (gtk_widget_get_visible (question));
  import (&fixture, texts, 2);
  ui_test_wait_for (gtk_widget_get_mapped (question));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Suggested: General (2)"));
  gtk_selection_model_select_all (idio_document_selection_get_model (get_selection (&fixture)));
  ids = idio_document_selection_list_ids (get_selection (&fixture));
  g_assert_true (are_for (&fixture, ids, IDIO_AUDIENCE_GENERAL));

  gtk_drop_down_set_selected (ui_test_child (question, "drop_down"), 1 + IDIO_AUDIENCE_FRIENDS);
  ui_test_wait_for (are_for (&fixture, ids, IDIO_AUDIENCE_FRIENDS));
  g_assert_false (gtk_widget_get_visible (question));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (are_for (&fixture, ids, IDIO_AUDIENCE_GENERAL));

  /* What was there before is not asked about again. */
  dex_await (dex_timeout_new_msec (1100), NULL);
  idio_test_write (texts, "Three.txt", "The dandelion is yellow this year.");
  import (&fixture, texts, 3);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Suggested: General (1)"));
  ui_test_click (question, "Leave as Suggested");
  g_assert_false (gtk_widget_get_visible (question));
  idio_test_remove_tree (texts);
}

/* The first page takes what is pasted. */
static void
test_paste (void)
{
  g_auto(UiFixture) fixture = { 0 };

  ui_fixture_init_empty (&fixture, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture.window)), "A text that was copied elsewhere.");
  ui_test_click (fixture.window, "Paste a Text");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Text added"));

  /* What was undone was not removed by hand. */
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 0);
  g_assert_cmpuint (count_trash (&fixture), ==, 0);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/selection/audience", test_audience);
  idio_test_add_fiber ("/selection/remove", test_remove);
  idio_test_add_fiber ("/selection/stays", test_stays);
  idio_test_add_fiber ("/selection/export", test_export);
  idio_test_add_fiber ("/selection/removed", test_removed);
  idio_test_add_fiber ("/selection/find", test_find);
  idio_test_add_fiber ("/selection/edit", test_edit);
  idio_test_add_fiber ("/selection/question", test_question);
  idio_test_add_fiber ("/selection/paste", test_paste);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
