/* test-elsewhere.c: what goes elsewhere and comes from there: backups, exports, and texts of other apps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-unwritten.h"
#include "ui-fixture.h"
#include "ui/idio-backup-group.h"
#include "ui/idio-export-dialog.h"
#include "ui/idio-preferences-dialog.h"
#include "voice/idio-backup.h"

static GFile *
get_file (UiFixture  *fixture,
          const char *name)
{
  return g_file_new_build_filename (fixture->data_dir, name, NULL);
}

static IdioBackupGroup *
show_group (UiFixture *fixture)
{
  GtkWidget *dialog, *group;

  idio_window_show_preferences (fixture->window);
  ui_test_wait_for ((dialog = ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG)));
  group = ui_test_child (dialog, "backup_group");
  adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (dialog),
                                           ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (group,
                                                                                          ADW_TYPE_PREFERENCES_PAGE)));
  ui_test_wait_for (gtk_widget_get_mapped (group));

  return IDIO_BACKUP_GROUP (group);
}

static void
answer (UiFixture  *fixture,
        const char *button)
{
  AdwDialog *question;

  ui_test_wait_for ((question = ui_test_find_dialog (fixture->window, ADW_TYPE_ALERT_DIALOG)));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (question)));
  ui_test_click (question, button);
  ui_test_wait_for (ui_test_find_dialog (fixture->window, ADW_TYPE_ALERT_DIALOG) == NULL);
}

static gboolean
is_main (UiFixture *fixture)
{
  return g_str_equal (gtk_stack_get_visible_child_name (ui_test_child (fixture->window, "stack")), "main");
}

static gint64
add_text (UiFixture  *fixture,
          const char *title)
{
  g_autofree char *body = g_strdup_printf ("A zeppelin that is only here: %s", title);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autoptr(GArray) ids = NULL;

  g_ptr_array_add (texts, idio_text_new (0, title, body, 7, IDIO_AUDIENCE_FRIENDS));
  ids = idio_test_await_boxed (idio_corpus_add (idio_workspace_get_corpus (ui_fixture_get_workspace (fixture)), texts,
                                                NULL));

  return g_array_index (ids, gint64, 0);
}

/* A backup is offered with what is in it, and nothing is done unless the user says so; what it replaces comes back. */
static void
test_backup (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GFile) file = NULL;
  g_autofree char *told = NULL;
  IdioBackupGroup *group;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  idio_test_await (idio_workspace_count_habits (ui_fixture_get_workspace (&fixture)));
  told = g_strdup_printf ("Backed up: 18 texts, %u cards", ui_fixture_count_cards (&fixture));
  file = get_file (&fixture, "voice.idiolect");
  group = show_group (&fixture);
  g_assert_false (gtk_widget_get_visible (ui_test_child (group, "undo_row")));
  idio_backup_group_save (group, file);
  ui_test_wait_for (ui_fixture_shows (&fixture, told));
  g_assert_true (g_file_query_exists (file, NULL));
  add_text (&fixture, "Mine");

  idio_backup_group_open (group, file);
  answer (&fixture, "Cancel");
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 19);

  idio_backup_group_open (group, file);
  answer (&fixture, "Merge");
  ui_test_wait_for (is_main (&fixture) && ui_fixture_shows (&fixture, "No text, card or draft of the backup was missing here"));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 19);

  group = show_group (&fixture);
  idio_backup_group_open (group, file);
  answer (&fixture, "Replace Everything");
  ui_test_wait_for (is_main (&fixture) && ui_fixture_count_documents (&fixture) == 18);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Everything was restored"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL));
  ui_test_wait_for (is_main (&fixture) && ui_fixture_count_documents (&fixture) == 19);

  group = show_group (&fixture);
  g_assert_true (gtk_widget_get_visible (ui_test_child (group, "undo_row")));
  ui_test_click (group, "Bring Back What Was Replaced…");
  answer (&fixture, "Bring Back");
  ui_test_wait_for (is_main (&fixture) && ui_fixture_count_documents (&fixture) == 18);
}

static void
replace_by (UiFixture *fixture,
            GFile     *file)
{
  idio_backup_group_open (show_group (fixture), file);
  answer (fixture, "Replace Everything");
  ui_test_wait_for (is_main (fixture) && ui_fixture_shows (fixture, "Everything was restored"));
}

/* What is searched for is found among what came back, and among what comes. */
static void
test_search (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GFile) file = NULL;
  GListModel *list;
  GtkEditable *entry;
  gpointer page;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  page = ui_fixture_get_page (&fixture, "documents");
  list = G_LIST_MODEL (gtk_list_view_get_model (ui_test_list_view (page)));
  entry = GTK_EDITABLE (ui_test_search_entry (page));
  add_text (&fixture, "Mine");
  file = get_file (&fixture, "voice.idiolect");
  idio_backup_group_save (show_group (&fixture), file);
  ui_test_wait_for (g_file_query_exists (file, NULL));
  gtk_editable_set_text (entry, "zeppelin");
  ui_test_wait_for (g_list_model_get_n_items (list) == 1);

  replace_by (&fixture, file);
  ui_test_wait_for (g_list_model_get_n_items (list) == 1);
  add_text (&fixture, "Mine, too");
  ui_test_wait_for (g_list_model_get_n_items (list) == 2);
}

/* Its drafts are shown as at a start, but not over what is being typed. */
static void
test_backup_shown (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GFile) file = NULL;
  IdioBackupGroup *group;

  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  file = get_file (&fixture, "voice.idiolect");
  ui_test_add_draft (ui_fixture_get_workspace (&fixture), "Thank Ada", "Thanks, Ada!", NULL);
  group = show_group (&fixture);
  idio_backup_group_save (group, file);
  ui_test_wait_for (g_file_query_exists (file, NULL));

  replace_by (&fixture, file);
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Thanks, Ada!"));
  g_assert_true (ui_fixture_has_request (&fixture, "Thank Ada"));

  idio_backup_group_open (show_group (&fixture), file);
  answer (&fixture, "Merge");
  ui_test_wait_for (is_main (&fixture) && ui_fixture_shows (&fixture, "No text, card or draft of the backup was missing here"));
  ui_test_wait_for (ui_fixture_has_draft (&fixture, IDIO_DRAFT_KIND_PERSONAL, "Thanks, Ada!"));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (ui_fixture_get_request_child (&fixture, "request_view")),
                            "Thank Bob", -1);
  replace_by (&fixture, file);
  dex_await (dex_timeout_new_msec (100), NULL);
  g_assert_true (ui_fixture_has_request (&fixture, "Thank Bob"));
}

/* Who gets texts of their own back does not keep those of the made-up writer among them. */
static void
test_backup_and_example (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GFile) file = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  IdioCorpus *corpus;
  gint64 id;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  file = get_file (&fixture, "voice.idiolect");
  id = add_text (&fixture, "Mine");
  idio_backup_group_save (show_group (&fixture), file);
  ui_test_wait_for (g_file_query_exists (file, NULL));
  g_array_append_val (ids, id);
  idio_test_await (idio_corpus_remove (corpus, ids));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 18);

  idio_backup_group_open (show_group (&fixture), file);
  answer (&fixture, "Merge");
  ui_test_wait_for (is_main (&fixture) && ui_fixture_count_documents (&fixture) == 1);
  g_assert_false (idio_corpus_has_example (corpus));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 19);
}

/* What was shown is what is restored, whatever became of the file meanwhile. */
static void
test_backup_gone (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GFile) file = NULL;
  g_autoptr(GArray) ids = NULL;
  IdioBackupGroup *group;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  file = get_file (&fixture, "voice.idiolect");
  group = show_group (&fixture);
  idio_backup_group_save (group, file);
  ui_test_wait_for (g_file_query_exists (file, NULL));
  ids = idio_corpus_list_example (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)));
  idio_test_await (idio_corpus_remove (idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)), ids));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 0);

  idio_backup_group_open (group, file);
  ui_test_wait_for (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG));
  g_assert_true (g_file_delete (file, NULL, NULL));
  answer (&fixture, "Merge");
  ui_test_wait_for (is_main (&fixture) && ui_fixture_count_documents (&fixture) == 18);
}

/* What is no backup is refused in words, and nothing is lost. */
static void
test_no_backup (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(GFile) file = NULL;
  IdioBackupGroup *group;

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  idio_test_write (fixture.data_dir, "no.idiolect", "Hello, world");
  file = get_file (&fixture, "no.idiolect");
  group = show_group (&fixture);
  idio_backup_group_open (group, file);
  ui_test_wait_for (ui_fixture_shows (&fixture, "This file is not a backup made by Idiolect."));
  g_assert_null (ui_test_find_dialog (fixture.window, ADW_TYPE_ALERT_DIALOG));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 18);
  adw_dialog_close (ui_test_find_dialog (fixture.window, IDIO_TYPE_PREFERENCES_DIALOG));
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_PREFERENCES_DIALOG) == NULL);
}

/* Each format is that of the command line. */
static void
test_export (void)
{
  static const char * const beginnings[] = { "# How You Write\n", "", "---\nname: my-writing-voice\n", "{\n" };
  g_auto(UiFixture) fixture = { 0 };

  ui_fixture_init (&fixture, "voice", NULL, 0, NULL);
  idio_test_await (idio_workspace_count_habits (ui_fixture_get_workspace (&fixture)));

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr(GFile) file = get_file (&fixture, "voice.out");
      g_autofree char *text = NULL;
      AdwDialog *dialog = idio_export_dialog_new (ui_fixture_get_workspace (&fixture));

      adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
      ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
      adw_combo_row_set_selected (ui_test_child (dialog, "format_row"), i);
      g_assert_true (gtk_widget_get_visible (ui_test_child (dialog, "audience_row")) == (i == 1 || i == 2));
      idio_export_dialog_save (IDIO_EXPORT_DIALOG (dialog), file);
      ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_EXPORT_DIALOG) == NULL);
      g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, beginnings[i]));
      g_assert_nonnull (strstr (text, "thank"));
    }
}

static char *
dup_request (UiFixture *fixture)
{
  return ui_test_dup_buffer (ui_fixture_get_request_child (fixture, "request_view"));
}

static gboolean
requests (UiFixture  *fixture,
          const char *text,
          const char *mode)
{
  g_autofree char *request = dup_request (fixture);

  return g_str_equal (request, text) &&
         g_strcmp0 (adw_toggle_group_get_active_name (ui_fixture_get_request_child (fixture, "mode_group")), mode) == 0;
}

/* A text of another app takes the place of a request, which can be brought back; of too much or none that is said. */
static void
test_rewrite (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *long_text = g_strnfill (IDIO_BRIEF_MAX_BYTES + 1, 'a');

  ui_fixture_init (&fixture, "documents", NULL, 0, NULL);
  idio_window_rewrite (fixture.window, "  Dear Sir,\r\n\r\nשלום {{name}}\n");
  ui_test_wait_for (requests (&fixture, "Dear Sir,\r\n\r\nשלום {{name}}", "rewrite"));
  ui_test_wait_for (gtk_widget_get_mapped (ui_fixture_get_page (&fixture, "write")));

  /* The one before was not sent either. */
  idio_window_rewrite (fixture.window, "Another");
  ui_test_wait_for (requests (&fixture, "Another", "rewrite"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Your request was replaced"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL));
  ui_test_wait_for (requests (&fixture, "Dear Sir,\r\n\r\nשלום {{name}}", "rewrite"));

  idio_window_rewrite (fixture.window, long_text);
  ui_test_wait_for (ui_fixture_shows (&fixture, "The text is too long to be rewritten"));
  idio_window_rewrite (fixture.window, " \n ");
  ui_test_wait_for (ui_fixture_shows (&fixture, "There is no text to rewrite"));
  g_assert_true (requests (&fixture, "Dear Sir,\r\n\r\nשלום {{name}}", "rewrite"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture.window)), "From the clipboard");
  idio_window_rewrite_clipboard (fixture.window);
  ui_test_wait_for (requests (&fixture, "From the clipboard", "rewrite"));

  /* Twice the same is once: what it took the place of is still to be had. */
  idio_window_rewrite (fixture.window, "From the clipboard");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL));
  ui_test_wait_for (requests (&fixture, "Dear Sir,\r\n\r\nשלום {{name}}", "rewrite"));
}

/* The text comes while the request of the last time is still on its way. */
static void
test_rewrite_first (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autoptr(IdioBrief) brief = idio_brief_new (IDIO_BRIEF_KIND_WRITE, "Half typed", IDIO_AUDIENCE_GENERAL,
                                               IDIO_LENGTH_USUAL, 0);

  ui_fixture_init (&fixture, "write", NULL, 0, NULL);
  idio_test_await (idio_unwritten_save (idio_corpus_get_store (
    idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture))), brief));
  ui_test_close (g_steal_pointer (&fixture.window));
  fixture.window = idio_window_new (NULL, fixture.data_dir);
  idio_window_rewrite (fixture.window, "Dear Madam");
  gtk_window_present (GTK_WINDOW (fixture.window));
  ui_test_wait_for (requests (&fixture, "Dear Madam", "rewrite"));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Your request was replaced"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL));
  ui_test_wait_for (requests (&fixture, "Half typed", "write"));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/elsewhere/backup", test_backup);
  idio_test_add_fiber ("/elsewhere/search", test_search);
  idio_test_add_fiber ("/elsewhere/backup-gone", test_backup_gone);
  idio_test_add_fiber ("/elsewhere/backup-shown", test_backup_shown);
  idio_test_add_fiber ("/elsewhere/backup-and-example", test_backup_and_example);
  idio_test_add_fiber ("/elsewhere/no-backup", test_no_backup);
  idio_test_add_fiber ("/elsewhere/export", test_export);
  idio_test_add_fiber ("/elsewhere/rewrite", test_rewrite);
  idio_test_add_fiber ("/elsewhere/rewrite-first", test_rewrite_first);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
