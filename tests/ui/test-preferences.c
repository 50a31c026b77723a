/* test-preferences.c: the choice of a model, whom imports take for the user, the folders that are watched, and toasts
 * where dialogs are open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "ui-fixture.h"
#include "ui/idio-accounts-group.h"
#include "ui/idio-folders-group.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-toasts.h"

static IdioCorpus *
get_corpus (UiFixture *fixture)
{
  return idio_workspace_get_corpus (ui_fixture_get_workspace (fixture));
}

/* Opens the preferences at the page of documents. */
static GtkWidget *
show_preferences (UiFixture *fixture)
{
  GtkWidget *dialog, *group;

  idio_window_show_preferences (fixture->window);
  idio_window_show_preferences (fixture->window);
  g_assert_cmpuint (g_list_model_get_n_items (adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (fixture->window))),
                    ==, 1);
  ui_test_wait_for (ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG));
  dialog = ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG);
  group = ui_test_child (dialog, "accounts_group");
  adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (dialog),
                                           ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (group,
                                                                                          ADW_TYPE_PREFERENCES_PAGE)));
  ui_test_wait_for (gtk_widget_get_mapped (group));

  return dialog;
}

static void
close_preferences (UiFixture *fixture)
{
  adw_dialog_close (ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG));
  ui_test_wait_for (ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG) == NULL);
}

static char *
dup_accounts (UiFixture *fixture)
{
  g_auto(GStrv) accounts = dex_await_boxed (idio_corpus_list_accounts (get_corpus (fixture)), NULL);

  return g_strjoinv (" | ", accounts);
}

static gboolean
has_accounts (UiFixture  *fixture,
              const char *expected)
{
  g_autofree char *accounts = dup_accounts (fixture);

  return g_str_equal (accounts, expected);
}

static GtkWidget *
find_row (GtkWidget  *dialog,
          const char *title)
{
  return ui_test_find (dialog, ADW_TYPE_ACTION_ROW, title);
}

static void
add_account (GtkWidget  *dialog,
             const char *account)
{
  GtkWidget *row = ui_test_child (ui_test_child (dialog, "accounts_group"), "entry_row");

  gtk_editable_set_text (GTK_EDITABLE (row), account);
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
}

/* What is added and removed is saved at once, and what was removed can be brought back, there and then. */
static void
test_accounts (void)
{
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *dialog;

  ui_fixture_init_empty (&fixture, NULL);
  dex_await (idio_corpus_add_accounts (get_corpus (&fixture),
                                       (const char * const []) { "jonas@example.org", "jonas <b>lind</b>", "", NULL }),
             NULL);
  dialog = show_preferences (&fixture);
  ui_test_wait_for (find_row (dialog, "jonas@example.org") && find_row (dialog, "jonas <b>lind</b>"));
  g_assert_null (find_row (dialog, ""));

  ui_test_click (find_row (dialog, "jonas@example.org"), "Remove");
  ui_test_wait_for (find_row (dialog, "jonas@example.org") == NULL);
  g_assert_true (has_accounts (&fixture, "jonas <b>lind</b>"));

  /* The toast is not behind the dialog. */
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_BUTTON, "Undo"));
  ui_test_click (dialog, "Undo");
  ui_test_wait_for (find_row (dialog, "jonas@example.org"));

  add_account (dialog, "  Älter@Example.org ");
  ui_test_wait_for (find_row (dialog, "älter@example.org"));
  add_account (dialog, " ");
  add_account (dialog, "JONAS@example.org");
  add_account (dialog, "Jonas <B>Lind</B>");
  add_account (dialog, "名前");
  ui_test_wait_for (find_row (dialog, "名前"));
  add_account (dialog, " Ewa Żak ");
  ui_test_wait_for (find_row (dialog, "Ewa Żak"));
  add_account (dialog, "Zoë Lind <Zoe+News@Example.org>");
  ui_test_wait_for (find_row (dialog, "Zoë Lind") && find_row (dialog, "zoe@example.org"));
  g_assert_true (has_accounts (&fixture, "Ewa Żak | Zoë Lind | jonas <b>lind</b> | jonas@example.org | zoe@example.org | "
                                         "älter@example.org | 名前"));
  close_preferences (&fixture);
}

/* Who closes the dialog still has the time to think again. */
static void
test_toast_outlives_dialog (void)
{
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *dialog;

  ui_fixture_init_empty (&fixture, NULL);
  dex_await (idio_corpus_add_accounts (get_corpus (&fixture), (const char * const []) { "jonas@example.org", NULL }),
             NULL);
  dialog = show_preferences (&fixture);
  ui_test_wait_for (find_row (dialog, "jonas@example.org"));
  ui_test_click (dialog, "Remove");
  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_BUTTON, "Undo"));
  close_preferences (&fixture);
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Undo"));
  ui_test_click (fixture.window, "Undo");
  ui_test_wait_for (has_accounts (&fixture, "jonas@example.org"));

  /* It is not offered once more. */
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Undo") == NULL);
}

/* Behind a dialog without a place for toasts nobody would see one: it waits, unless it is outdated by then. */
static void
test_toast_waits (void)
{
  g_auto(UiFixture) fixture = { 0 };
  AdwDialog *dialog = adw_alert_dialog_new ("Really?", NULL);

  ui_fixture_init_empty (&fixture, NULL);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", "_Close");
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  idio_toasts_say (fixture.window, "The text is saved");
  dex_await (dex_timeout_new_msec (100), NULL);
  g_assert_false (ui_fixture_shows (&fixture, "The text is saved"));
  adw_dialog_force_close (dialog);
  ui_test_wait_for (ui_fixture_shows (&fixture, "The text is saved"));
}

static void
write_old (const char *dir,
           const char *name)
{
  const struct timespec times[] = { { 1000000000, 0 }, { 1000000000, 0 } };
  g_autofree char *path = g_build_filename (dir, name, NULL);

  idio_test_write (dir, name, "These are the words of a letter that somebody wrote a while ago.");
  g_assert_no_errno (utimensat (AT_FDCWD, path, times, 0));
}

/* A folder that is watched is listed, and goes with one click. What was news in it is so again if that is taken back. */
static void
test_folders (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  g_autofree char *name = g_file_get_basename (folder);
  IdioWatchedFolders *folders;
  GListModel *list;
  GtkWidget *dialog, *group, *bar;

  write_old (dir, "1.txt");
  ui_fixture_init_empty (&fixture, NULL);
  folders = idio_workspace_get_folders (ui_fixture_get_workspace (&fixture));
  list = idio_watched_folders_get_list (folders);
  bar = ui_test_child (ui_test_child (ui_fixture_get_page (&fixture, "documents"), "import_pane"), "folder_bar");
  dialog = show_preferences (&fixture);
  group = ui_test_child (dialog, "folders_group");
  g_assert_false (gtk_widget_get_visible (group));
  dex_await (idio_watched_folders_watch (folders, folder, g_get_real_time ()), NULL);
  ui_test_wait_for (gtk_widget_get_mapped (group) && find_row (group, name));

  write_old (dir, "2.txt");
  ui_test_wait_for (gtk_revealer_get_reveal_child (ui_test_child (bar, "revealer")));
  ui_test_click (group, "Stop Watching");
  ui_test_wait_for (g_list_model_get_n_items (list) == 0 && !gtk_widget_get_visible (group));
  ui_test_wait_for (!gtk_revealer_get_reveal_child (ui_test_child (bar, "revealer")));

  ui_test_wait_for (ui_test_find (dialog, GTK_TYPE_BUTTON, "Undo"));
  ui_test_click (dialog, "Undo");
  ui_test_wait_for (g_list_model_get_n_items (list) == 1 && find_row (group, name));
  ui_test_wait_for (gtk_revealer_get_reveal_child (ui_test_child (bar, "revealer")));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (ui_test_child (bar, "label")), "1 new text in"));

  ui_test_click (group, "Stop Watching");
  ui_test_wait_for (g_list_model_get_n_items (list) == 0);
  close_preferences (&fixture);

  /* In the next window it is not watched, either. */
  ui_test_close (g_steal_pointer (&fixture.window));
  ui_fixture_open_window (&fixture, "documents");
  dialog = show_preferences (&fixture);
  dex_await (dex_timeout_new_msec (300), NULL);
  g_assert_false (gtk_widget_get_visible (ui_test_child (dialog, "folders_group")));
  close_preferences (&fixture);
  idio_test_remove_tree (dir);
}

static GtkWidget *
show_model_page (UiFixture *fixture)
{
  idio_window_show_preferences (fixture->window);
  ui_test_wait_for (ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG));

  return ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG);
}

static void
choose_kind (GtkWidget  *dialog,
             const char *check)
{
  gtk_check_button_set_active (ui_test_child (dialog, check), TRUE);
}

/* A model on this computer may be there by a variable of the environment. */
static gboolean
has_no_service (UiFixture *fixture)
{
  return idio_model_choice_get_kind (ui_fixture_get_choice (fixture)) != IDIO_MODEL_KIND_SERVICE &&
         g_settings_get_enum (fixture->settings, "model-kind") == IDIO_MODEL_KIND_NONE;
}

/* Who wants no service any more gets none, with or without a model in its place, and also after the window is closed. */
static void
test_leave_service (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *dialog;

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  dialog = show_model_page (&fixture);
  g_assert_true (gtk_check_button_get_active (ui_test_child (dialog, "service_check")));
  choose_kind (dialog, "local_check");
  g_assert_true (has_no_service (&fixture));
  close_preferences (&fixture);
  ui_test_close (g_steal_pointer (&fixture.window));

  ui_fixture_open_window (&fixture, "write");
  dialog = show_model_page (&fixture);
  g_assert_true (gtk_check_button_get_active (ui_test_child (dialog, "local_check")));
  g_assert_true (has_no_service (&fixture));

  /* Nor does what was on its way to the service come after it. */
  choose_kind (dialog, "service_check");
  choose_kind (dialog, "local_check");
  dex_await (dex_timeout_new_msec (300), NULL);
  g_assert_true (has_no_service (&fixture));
  close_preferences (&fixture);
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
}

static gboolean
shows_verdict (GtkWidget  *dialog,
               const char *verdict)
{
  return g_str_equal (adw_action_row_get_subtitle (ui_test_child (dialog, "capability_row")), verdict);
}

/* What a model is good for is told of that model only. */
static void
test_verdict_of_shown_model (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *dialog, *group;
  GtkEditable *url_row;

  ui_fixture_init (&fixture, "write", answers, 1, "studies");
  dialog = show_model_page (&fixture);
  group = ui_test_child (dialog, "service_group");
  url_row = ui_test_child (group, "url_row");
  g_assert_true (shows_verdict (dialog, "Drafts, and studying how you write"));

  /* A service that is out of reach */
  gtk_editable_set_text (url_row, "http://127.0.0.1:1");
  g_assert_true (shows_verdict (dialog, "Not checked"));
  ui_test_click (group, "Test");
  ui_test_wait_for (gtk_widget_get_mapped (ui_test_child (group, "result_row")));
  g_assert_true (shows_verdict (dialog, "Not checked"));
  g_assert_null (ui_test_find (dialog, GTK_TYPE_BUTTON, "Check Again"));

  /* No model at all */
  choose_kind (dialog, "local_check");
  g_assert_true (shows_verdict (dialog, "Not checked"));
  close_preferences (&fixture);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/preferences/accounts", test_accounts);
  idio_test_add_fiber ("/preferences/toast-outlives-dialog", test_toast_outlives_dialog);
  idio_test_add_fiber ("/preferences/toast-waits", test_toast_waits);
  idio_test_add_fiber ("/preferences/folders", test_folders);
  idio_test_add_fiber ("/preferences/leave-service", test_leave_service);
  idio_test_add_fiber ("/preferences/verdict-of-shown-model", test_verdict_of_shown_model);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
