/* test-importing.c: the ways into the window for texts, and what its questions and reports about them do with keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui-fixture.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-drop-zone.h"
#include "ui/idio-import-report.h"
#include "ui/idio-parts-dialog.h"
#include "ui/idio-survey-dialog.h"

#define USER  "jonas@example.org"
#define WORDS "These are the words of a letter that somebody wrote to a friend a while ago."

/* The widget that takes keys, which has to be in the dialog */
static GtkWidget *
get_focus (UiFixture *fixture,
           gpointer   dialog)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, dialog) ? focus : NULL;
}

static gboolean
focus_is_button (UiFixture  *fixture,
                 gpointer    dialog,
                 const char *text)
{
  GtkWidget *focus = get_focus (fixture, dialog);

  return focus != NULL && focus == ui_test_find (gtk_widget_get_parent (focus), GTK_TYPE_BUTTON, text);
}

/* Presses a button as keys do: it has the focus then. */
static void
press (gpointer    root,
       const char *text)
{
  GtkWidget *button = NULL;

  ui_test_wait_for ((button = ui_test_find (root, GTK_TYPE_BUTTON, text)) != NULL && gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
copy_file (UiFixture  *fixture,
           const char *dir,
           const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GdkFileList *list = gdk_file_list_new_from_array (&file, 1);

  gdk_clipboard_set (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
}

static gboolean
has_title (UiFixture  *fixture,
           gint64      id,
           const char *title)
{
  IdioDocument *document = idio_corpus_find (idio_workspace_get_corpus (ui_fixture_get_workspace (fixture)), id);

  return document != NULL && g_str_equal (idio_document_get_title (document), title);
}

/* Files that were copied are imported; a text that was copied becomes one. */
static void
test_paste (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();

  idio_test_write (dir, "letter.txt", WORDS);
  ui_fixture_init_empty (&fixture, USER);
  copy_file (&fixture, dir, "letter.txt");
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.paste", NULL);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  g_assert_true (has_title (&fixture, 1, "letter"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 added"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture.window)), "This was copied as a text.");
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.paste", NULL);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);
  idio_test_remove_tree (dir);
}

static gpointer
get_drop_target (UiFixture *fixture)
{
  return ui_test_child (ui_test_find (fixture->window, IDIO_TYPE_DROP_ZONE, NULL), "drop_target");
}

static gboolean
drop (UiFixture    *fixture,
      const GValue *value)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (get_drop_target (fixture), "drop", value, 10.0, 10.0, &handled);

  return handled;
}

/* A text that is dropped becomes a document, and so do files. */
static void
test_drop (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "letter.txt", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_auto(GValue) files = G_VALUE_INIT, text = G_VALUE_INIT;
  gsize n_types;
  const GType *types;

  idio_test_write (dir, "letter.txt", WORDS);
  ui_fixture_init_empty (&fixture, USER);
  types = gtk_drop_target_get_gtypes (get_drop_target (&fixture), &n_types);
  g_assert_cmpuint (n_types, ==, 2);
  g_assert_true (types[0] == GDK_TYPE_FILE_LIST && types[1] == G_TYPE_STRING);

  g_value_init (&text, G_TYPE_STRING);
  g_value_set_string (&text, "This was dragged here from a page that shows a letter of mine.");
  g_assert_true (drop (&fixture, &text));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Text added"));

  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&files, gdk_file_list_new_from_array (&file, 1));
  g_assert_true (drop (&fixture, &files));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);
  idio_test_remove_tree (dir);
}

/* GTK's own target for drops outside of windows, which can't cope with a drag that ends over a dialog, is not there. */
static void
test_no_root_drops (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GListModel) controllers = NULL;

  ui_fixture_init_empty (&fixture, USER);
  controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture.window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      g_assert_false (GTK_IS_DROP_TARGET_ASYNC (controller));
    }
}

/* Mails of the user's that were thrown away */
static void
write_trash (const char *dir,
             guint       n_mails)
{
  g_autoptr(GString) box = g_string_new (NULL);

  for (guint i = 0; i < n_mails; i++)
    g_string_append_printf (box, "From jonas@example.org Mon May 12 09:14:00 2025\nFrom: Jonas <jonas@example.org>\n"
                            "Subject: Junk %u\nX-Spam-Flag: YES\nDate: Mon, 12 May 2025 12:0%u:00 +0000\n\n"
                            WORDS " It is number %u of them.\n\n", i, i, i);

  idio_test_write (dir, "Sent.mbox", box->str);
}

static IdioImportReport *
open_report (UiFixture *fixture)
{
  IdioImportReport *report = NULL;

  ui_test_click (fixture->window, "Details");
  ui_test_wait_for ((report = ui_test_find_dialog (fixture->window, IDIO_TYPE_IMPORT_REPORT)) != NULL);

  return report;
}

/* Where a button goes away after it was pressed, the focus goes to the next one, or at least stays in the dialog. */
static void
test_focus_in_report (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioImportReport *report;

  write_trash (dir, 2);
  ui_fixture_init_empty (&fixture, USER);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 2 left out"));
  report = open_report (&fixture);
  press (report, "Add Anyway");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  ui_test_wait_for (focus_is_button (&fixture, report, "Add Anyway"));
  press (report, "Add Anyway");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);
  ui_test_wait_for (get_focus (&fixture, report) != NULL);
  adw_dialog_force_close (ADW_DIALOG (report));
  idio_test_remove_tree (dir);
}

/* What was added from the report is said to be, and can be added again after that was taken back. */
static void
test_add_again (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioImportReport *report;

  write_trash (dir, 2);
  ui_fixture_init_empty (&fixture, USER);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 2 left out"));
  report = open_report (&fixture);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (ui_test_find (report, GTK_TYPE_LABEL, "You added it."));
      press (report, "Add Anyway");
      ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
      ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "You added it."));
      ui_test_wait_for (ui_test_find (report, GTK_TYPE_BUTTON, "Undo"));
      ui_test_click (report, "Undo");
      ui_test_wait_for (ui_fixture_count_documents (&fixture) == 0);
      ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "You added it.") == NULL);
    }

  /* Nor is it forgotten when the report is opened anew. */
  press (report, "Add Anyway");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  adw_dialog_force_close (ADW_DIALOG (report));
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_IMPORT_REPORT) == NULL);
  report = open_report (&fixture);
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "You added it."));
  adw_dialog_force_close (ADW_DIALOG (report));
  idio_test_remove_tree (dir);
}

/* Many things with the same reason are one line, which can be opened. What is told of one of them is told there. */
static void
test_reasons (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioImportReport *report;
  GtkSelectionModel *rows;

  write_trash (dir, 6);
  idio_test_write (dir, "empty.txt", "");
  ui_fixture_init_empty (&fixture, USER);
  ui_fixture_import (&fixture, dir);
  ui_test_wait_for (ui_fixture_shows (&fixture, "0 added · 7 left out"));
  report = open_report (&fixture);
  rows = gtk_list_view_get_model (ui_test_child (report, "list_view"));
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "6 items"));
  g_assert_nonnull (ui_test_find (report, GTK_TYPE_LABEL, "The file is empty."));
  g_assert_null (ui_test_find (report, GTK_TYPE_LABEL, "Sent.mbox: Junk 0"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 2);

  g_signal_emit_by_name (ui_test_child (report, "list_view"), "activate", 0);
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "Sent.mbox: Junk 0"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 8);
  press (report, "Add Anyway");
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "You added it."));
  adw_dialog_force_close (ADW_DIALOG (report));
  idio_test_remove_tree (dir);
}

/* A text with two places that may be by others */
static IdioPartsDialog *
open_parts (UiFixture  *fixture,
            const char *dir)
{
  GtkWidget *view;
  GtkTextView *text_view;
  IdioPartsDialog *parts = NULL;

  idio_test_write (dir, "Trip.txt",
                   WORDS "\n\nFirst leg:\nFrom: Lisbon\nTo: Porto\nDate: 3 May\n\nSecond leg: I thought of a train to the "
                   "north.\n\nFrom: Porto\nTo: Braga\nDate: 4 May\n\nThat is all that I know of it until now.\n");
  ui_fixture_import (fixture, dir);
  ui_test_wait_for (ui_fixture_count_documents (fixture) == 1);
  idio_documents_page_show (ui_fixture_get_page (fixture, "documents"), 1, 0, 0);
  view = ui_test_child (ui_fixture_get_page (fixture, "documents"), "document_view");
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "Trip"));
  text_view = ui_test_child (ui_test_child (view, "text"), "text_view");
  ui_test_wait_for (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (text_view)) > 0);
  gtk_widget_activate_action (view, "document.parts", NULL);
  ui_test_wait_for ((parts = ui_test_find_dialog (fixture->window, IDIO_TYPE_PARTS_DIALOG)) != NULL);

  return parts;
}

static void
test_focus_in_parts (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioPartsDialog *parts;

  ui_fixture_init_empty (&fixture, USER);
  parts = open_parts (&fixture, dir);
  press (parts, "Leave Out");
  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_BUTTON, "Add to Text"));
  ui_test_wait_for (focus_is_button (&fixture, parts, "Leave Out") || focus_is_button (&fixture, parts, "Mine") ||
                    focus_is_button (&fixture, parts, "Add to Text"));
  adw_dialog_force_close (ADW_DIALOG (parts));
  idio_test_remove_tree (dir);
}

/* Whoever wrote a place can say so, and is not asked again. */
static void
test_mine (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  IdioPartsDialog *parts;
  GtkWidget *notes;
  AdwBanner *banner;

  ui_fixture_init_empty (&fixture, USER);
  parts = open_parts (&fixture, dir);
  notes = ui_test_child (ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view"), "notes");
  banner = ui_test_child (notes, "parts_banner");
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_null (ui_test_find (parts, GTK_TYPE_LABEL, "Yours"));

  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_BUTTON, "Mine"));

  while (ui_test_find (parts, GTK_TYPE_BUTTON, "Mine") != NULL)
    {
      press (parts, "Mine");
      dex_await (dex_timeout_new_msec (100), NULL);
      g_assert_nonnull (get_focus (&fixture, parts));
    }

  ui_test_wait_for (ui_test_find (parts, GTK_TYPE_LABEL, "Yours"));
  ui_test_wait_for (!adw_banner_get_revealed (banner));
  adw_dialog_force_close (ADW_DIALOG (parts));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 1);
  g_assert_true (has_title (&fixture, 1, "Trip"));
  idio_test_remove_tree (dir);
}

/* Of a folder without texts it is said that there are none, and the welcome stays. */
static void
test_empty_folder (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListStore) folders = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  GtkStack *stack;

  g_list_store_append (folders, folder);
  ui_fixture_init_empty (&fixture, USER);
  stack = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "stack");
  idio_documents_page_import (ui_fixture_get_page (&fixture, "documents"), G_LIST_MODEL (folders));
  ui_test_wait_for (ui_fixture_shows (&fixture, "There are no texts in this folder"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "welcome");
  idio_test_remove_tree (dir);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/importing/paste", test_paste);
  idio_test_add_fiber ("/importing/drop", test_drop);
  idio_test_add_fiber ("/importing/no-root-drops", test_no_root_drops);
  idio_test_add_fiber ("/importing/reasons", test_reasons);
  idio_test_add_fiber ("/importing/focus-in-report", test_focus_in_report);
  idio_test_add_fiber ("/importing/focus-in-parts", test_focus_in_parts);
  idio_test_add_fiber ("/importing/mine", test_mine);
  idio_test_add_fiber ("/importing/empty-folder", test_empty_folder);
  idio_test_add_fiber ("/importing/add-again", test_add_again);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
