/* test-moments.c: what users do when the window is not ready for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-history.h"
#include "draft/idio-unwritten.h"
#include "ui-fixture.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-application.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-send-dialog.h"

/* How many files some people choose at once, and in how many calls */
#define N_FILES 500

static const char *
get_stack_page (IdioWindow *window)
{
  return gtk_stack_get_visible_child_name (ui_test_child (window, "stack"));
}

static guint
count_documents (IdioWindow *window)
{
  IdioWorkspace *workspace = idio_window_get_workspace (window);

  return workspace != NULL ? g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (workspace))) : 0;
}

static gboolean
shows (IdioWindow *window,
       const char *words)
{
  return ui_test_find (window, GTK_TYPE_LABEL, words) != NULL;
}

/* A file with a text of its own. */
static char *
write_file (const char *dir,
            const char *name)
{
  g_autofree char *text = g_strdup_printf ("Hi Ann,\n\nthese are the words of %s, and all of them are mine.\n", name);

  idio_test_write (dir, name, text);

  return g_build_filename (dir, name, NULL);
}

static void
import (IdioWindow *window,
        const char *path)
{
  g_autoptr(GListModel) files = ui_test_list_folder (path);

  idio_window_import (window, files);
}

/* A window of which nobody knows yet whether it can be opened. */
static IdioWindow *
begin_to_open (const char *data_dir)
{
  IdioWindow *window = idio_window_new (NULL, data_dir);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (idio_window_get_workspace (window));

  return window;
}

/* Files that come before the workspace is open are not forgotten: once, twice, a folder, many, and what is no file. */
static void
test_open_at_once (void)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *data_dir = idio_test_make_dir ();
      g_autofree char *dir = idio_test_make_dir ();
      IdioWindow *window = begin_to_open (data_dir);
      guint n_expected = i == 1 ? 2 : i == 3 ? N_FILES : i == 4 ? 0 : 1;

      for (guint j = 0; j < MAX (n_expected, 1); j++)
        {
          g_autofree char *name = g_strdup_printf ("%u.txt", j);
          g_autofree char *path = i == 4 ? g_build_filename (dir, name, NULL) : write_file (dir, name);

          if (i != 2)
            import (window, path);
        }

      if (i == 2)
        import (window, dir);

      ui_test_wait_for (count_documents (window) == n_expected && !g_str_equal (get_stack_page (window), "loading"));
      ui_test_wait_for (ui_test_find (window, GTK_TYPE_BUTTON, "Close"));

      if (i == 4)
        {
          g_assert_true (shows (window, "0 added · 1 left out"));
          g_assert_nonnull (ui_test_find (window, GTK_TYPE_BUTTON, "Details"));
        }
      else
        {
          g_autofree char *told = g_strdup_printf ("%u added", n_expected);

          g_assert_true (shows (window, told));
        }

      ui_test_close (window);
    }
}

/* If there is nothing to put files into, that is told, and they are added as soon as there is. */
static void
test_open_failed (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *database = g_build_filename (data_dir, "idiolect.db", NULL);
  g_autofree char *first = write_file (dir, "first.txt");
  g_autofree char *second = write_file (dir, "second.txt");
  IdioWindow *window;
  AdwStatusPage *page;

  idio_test_write (data_dir, "idiolect.db", "This is no database, though it is as long as the head of one would be: "
                                            "100 bytes and some more of them.");
  window = begin_to_open (data_dir);
  page = ui_test_child (window, "failed_page");
  import (window, first);
  ui_test_wait_for (g_str_equal (get_stack_page (window), "failed"));
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "1 file was not added."));

  import (window, second);
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "2 files were not added."));

  ui_test_click (window, "Try Again");
  ui_test_wait_for (g_str_equal (get_stack_page (window), "failed"));
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "2 files were not added."));

  g_assert_cmpint (remove (database), ==, 0);
  ui_test_click (window, "Try Again");
  ui_test_wait_for (count_documents (window) == 2);
  ui_test_close (window);
}

/* What is opened while an import runs is imported too, and nothing of either is hidden. */
static void
test_open_during_import (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  g_autofree char *many = idio_test_make_dir ();
  g_autofree char *others = idio_test_make_dir ();
  g_autofree char *left_out = g_build_filename (others, "nowhere.txt", NULL);
  g_autofree char *one = write_file (others, "one.txt");
  IdioWindow *window = ui_test_open (data_dir);
  AdwDialog *report = NULL;

  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);
      g_autofree char *path = write_file (many, name);
    }

  import (window, many);
  import (window, left_out);
  import (window, one);
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_BUTTON, "Close"));
  g_assert_cmpuint (count_documents (window), ==, N_FILES + 1);
  g_assert_true (shows (window, "501 added · 1 left out"));

  ui_test_click (window, "Details");
  ui_test_wait_for ((report = ui_test_find_dialog (window, ADW_TYPE_DIALOG)));
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "nowhere.txt"));
  adw_dialog_close (report);
  ui_test_wait_for (ui_test_find_dialog (window, ADW_TYPE_DIALOG) == NULL);

  /* The next import tells of itself, until someone closes it. */
  import (window, one);
  ui_test_wait_for (shows (window, "0 added · 1 already here"));
  ui_test_click (window, "Details");
  ui_test_wait_for ((report = ui_test_find_dialog (window, ADW_TYPE_DIALOG)));
  ui_test_wait_for (ui_test_find (report, GTK_TYPE_LABEL, "one.txt"));
  g_assert_null (ui_test_find (report, GTK_TYPE_LABEL, "nowhere.txt"));
  adw_dialog_close (report);
  ui_test_wait_for (ui_test_find_dialog (window, ADW_TYPE_DIALOG) == NULL);
  ui_test_click (window, "Close");
  import (window, one);
  ui_test_wait_for (shows (window, "0 added · 1 already here"));
  ui_test_close (window);
}

/* One button stops all of them. */
static void
test_stop_all (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  char *dirs[2] = { idio_test_make_dir (), idio_test_make_dir () };
  IdioWindow *window = ui_test_open (data_dir);

  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 4 * N_FILES; j++)
      {
        g_autofree char *name = g_strdup_printf ("%u-%u.txt", i, j);
        g_autofree char *path = write_file (dirs[i], name);
      }

  import (window, dirs[0]);
  import (window, dirs[1]);
  ui_test_wait_for (count_documents (window) > 0);
  ui_test_click (window, "Stop");
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_BUTTON, "Close"));
  g_assert_cmpuint (count_documents (window), <, 8 * N_FILES);
  ui_test_close (window);

  g_free (dirs[0]);
  g_free (dirs[1]);
}

static void
test_close_while_opening (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *data_dir = idio_test_make_dir ();
      IdioWindow *window = begin_to_open (data_dir);

      import (window, data_dir);

      for (guint j = 0; j < i / 2; j++)
        dex_await (dex_timeout_new_msec (1), NULL);

      ui_test_close (window);
    }
}

/* Impatient people: nothing is opened or written twice. */
static void
test_twice (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  IdioHistory *history;
  GtkWidget *page;

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  page = ui_fixture_get_page (&fixture, "write");
  history = idio_workspace_get_history (ui_fixture_get_workspace (&fixture));
  ui_test_type (ui_fixture_get_request_child (&fixture, "request_view"), "Count to five");

  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (page, "write.write", NULL);

  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five.") && ui_fixture_is_idle (&fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 1);
  g_assert_cmpuint (fixture.server->requests->len, ==, 2);

  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.try-again", NULL);

  g_assert_cmpstr (get_stack_page (fixture.window), ==, "main");
}

/* What the model wrote is not undone, neither as it comes nor from the history: only what the user did to it. */
static void
test_undo_draft (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five.") && ui_fixture_is_idle (&fixture));

  for (guint i = 0; i < 2; i++)
    {
      for (gint kind = 0; kind < 2; kind++)
        {
          GtkTextBuffer *buffer = gtk_text_view_get_buffer (ui_fixture_get_text_view (&fixture, (IdioDraftKind) kind));

          g_assert_false (gtk_text_buffer_get_can_undo (buffer));
          gtk_text_buffer_insert_interactive_at_cursor (buffer, "So: ", -1, TRUE);

          while (gtk_text_buffer_get_can_undo (buffer))
            gtk_text_buffer_undo (buffer);
        }

      g_assert_true (ui_fixture_both_have (&fixture, "One two three four five."));
      ui_test_close (g_steal_pointer (&fixture.window));
      ui_fixture_open_window (&fixture, "write");
      ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five."));
    }
}

/* What is asked for is what was typed, and not how its long paragraph is shown. */
static void
test_long_request (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *request = g_strnfill (12 * 1000, 'a');

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");

  for (guint i = 0; i < 2; i++)
    {
      GListModel *history = G_LIST_MODEL (idio_workspace_get_history (ui_fixture_get_workspace (&fixture)));
      g_autoptr(IdioHistoryEntry) entry = NULL;

      if (i == 0)
        ui_fixture_ask_for (&fixture, request);
      else
        gtk_widget_activate_action (ui_fixture_get_page (&fixture, "write"), "write.write", NULL);

      ui_test_wait_for (g_list_model_get_n_items (history) == i + 1);
      ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five.") && ui_fixture_is_idle (&fixture));
      entry = g_list_model_get_item (history, 0);
      g_assert_cmpstr (idio_history_entry_get_brief (entry)->request, ==, request);

      /* Also when the request is shown from the history */
      ui_test_close (g_steal_pointer (&fixture.window));
      ui_fixture_open_window (&fixture, "write");
      ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five."));
    }
}

static char *
dup_first_draft (UiFixture *fixture,
                 guint      position,
                 guint     *n_versions)
{
  GListModel *history = G_LIST_MODEL (idio_workspace_get_history (ui_fixture_get_workspace (fixture)));
  g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (history, position);
  GPtrArray *versions = idio_history_entry_get_versions (entry, IDIO_DRAFT_KIND_PERSONAL);

  *n_versions = versions->len;

  return g_strdup_printf ("%s: %s", idio_history_entry_get_brief (entry)->request,
                          versions->len > 0 ? idio_draft_get_text (g_ptr_array_index (versions, 0)) : "");
}

/* A text that is handed over while drafts are written takes the place of the request, and of nothing else. */
static void
test_replace_while_writing (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *draft = NULL;
  GtkWidget *page;
  guint n_versions;

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two"));
  page = ui_fixture_get_page (&fixture, "write");

  /* Once and twice, and what is open of the history */
  idio_window_rewrite (fixture.window, "Another text");
  gtk_widget_activate_action (page, "write.history", NULL);
  idio_window_rewrite (fixture.window, "A third text");
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture.window)));
  ui_test_wait_for (ui_fixture_shows (&fixture, "Your request was replaced"));
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five.") && ui_fixture_is_idle (&fixture));

  draft = dup_first_draft (&fixture, 0, &n_versions);
  g_assert_cmpstr (draft, ==, "Count to five: One two three four five.");
  g_assert_cmpuint (n_versions, ==, 1);

  /* Another version is for what the drafts are for, too. */
  gtk_widget_activate_action (page, "write.draft", "s", "draft.try-again");
  ui_test_wait_for (!ui_fixture_is_idle (&fixture));
  ui_test_wait_for (ui_fixture_is_idle (&fixture));
  g_clear_pointer (&draft, g_free);
  draft = dup_first_draft (&fixture, 0, &n_versions);
  g_assert_cmpstr (draft, ==, "Count to five: One two three four five.");
  g_assert_cmpuint (n_versions, ==, 2);

  /* The request that nothing was written for is there the next time. */
  ui_test_close (g_steal_pointer (&fixture.window));
  ui_fixture_open_window (&fixture, "write");
  ui_test_wait_for (ui_fixture_has_request (&fixture, "A third text"));
}

/* A draft can be edited until other drafts take its place, however long these are waited for. */
static void
test_edit_while_waiting (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  static const char * const actions[] = { "write.write", "write.draft" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_auto(UiFixture) fixture = { NULL, };
      g_autofree char *draft = NULL;
      GtkTextBuffer *buffer;
      guint n_versions;

      ui_fixture_init (&fixture, "write", answers, 1, "drafts");
      ui_fixture_ask_for (&fixture, "Count to five");
      ui_test_wait_for (ui_fixture_both_have (&fixture, "One two three four five.") && ui_fixture_is_idle (&fixture));
      buffer = gtk_text_view_get_buffer (ui_fixture_get_text_view (&fixture, IDIO_DRAFT_KIND_PERSONAL));

      gtk_widget_activate_action (ui_fixture_get_page (&fixture, "write"), actions[i],
                                  i == 0 ? NULL : "s", "draft.try-again");
      gtk_text_buffer_insert_at_cursor (buffer, "Zero. ", -1);
      ui_test_wait_for (!ui_fixture_is_idle (&fixture));
      ui_test_wait_for (ui_fixture_is_idle (&fixture));

      ui_test_close (g_steal_pointer (&fixture.window));
      ui_fixture_open_window (&fixture, "write");
      ui_test_wait_for (idio_window_get_workspace (fixture.window) != NULL);
      draft = dup_first_draft (&fixture, i == 0 ? 1 : 0, &n_versions);
      g_assert_nonnull (strstr (draft, "Zero. "));
    }
}

/* A window that is closed while it writes keeps what is there, for the next time. */
static void
test_close_while_writing (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  static const char * const views[] = { "documents", "voice", "write" };
  g_auto(UiFixture) fixture = { NULL, };
  GtkWidget *pages[G_N_ELEMENTS (views)];

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two"));

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    pages[i] = g_object_ref (ui_fixture_get_page (&fixture, views[i]));

  ui_test_close (g_steal_pointer (&fixture.window));
  ui_test_wait_for (fixture.server->n_disconnected == 2);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    ui_test_finalize (pages[i]);

  ui_fixture_open_window (&fixture, "write");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One two"));
  g_assert_false (ui_fixture_both_have (&fixture, "One two three four five."));

  for (gint kind = 0; kind < 2; kind++)
    {
      g_autoptr(IdioHistoryEntry) entry =
        g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_history (ui_fixture_get_workspace (&fixture))), 0);

      g_assert_cmpint (idio_draft_get_state (idio_history_entry_get_draft (entry, (IdioDraftKind) kind)), ==,
                       IDIO_DRAFT_STATE_STOPPED);
    }
}

/* A question that is open when the program ends is answered with no. */
static void
test_close_while_asked (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  IdioWindow *window;

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  g_settings_reset (fixture.settings, "agreed-hosts");
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_test_find_dialog (fixture.window, IDIO_TYPE_SEND_DIALOG));
  window = g_object_ref (g_steal_pointer (&fixture.window));
  idio_window_close (window);
  ui_test_finalize (window);
  g_assert_cmpuint (fixture.server->requests->len, ==, 0);
}

/* It may have to be scrolled to. */
static GtkWidget *
find_erase_row (GtkWidget *widget)
{
  GtkWidget *found = ADW_IS_BUTTON_ROW (widget) && gtk_widget_has_css_class (widget, "destructive-action") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_erase_row (child);

  return found;
}

static void
erase (UiFixture *fixture)
{
  AdwDialog *preferences, *question = NULL;

  idio_window_show_preferences (fixture->window);
  ui_test_wait_for ((preferences = ui_test_find_dialog (fixture->window, IDIO_TYPE_PREFERENCES_DIALOG)));
  g_signal_emit_by_name (find_erase_row (GTK_WIDGET (preferences)), "activated");
  ui_test_wait_for ((question = ui_test_find_dialog (fixture->window, ADW_TYPE_ALERT_DIALOG)));
  ui_test_click (question, "Delete");
}

/* Everything is everything, also what was on its way. What comes after is new. */
static void
test_erase_at_work (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *many = idio_test_make_dir ();
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *later = write_file (dir, "later.txt");
  g_autofree char *request = NULL;
  IdioProvider *provider = NULL;

  for (guint i = 0; i < 4 * N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);
      g_autofree char *path = write_file (many, name);
    }

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_both_have (&fixture, "One"));
  import (fixture.window, many);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) > 18);
  g_set_weak_pointer (&provider, idio_model_choice_get_provider (ui_fixture_get_choice (&fixture)));
  g_assert_nonnull (provider);

  erase (&fixture);
  ui_test_wait_for (g_str_equal (get_stack_page (fixture.window), "loading"));
  import (fixture.window, later);
  ui_test_wait_for (g_str_equal (get_stack_page (fixture.window), "main"));
  ui_test_wait_for (ui_test_find_dialog (fixture.window, ADW_TYPE_DIALOG) == NULL);
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  ui_test_wait_for (ui_fixture_shows (&fixture, "1 added"));

  /* It knew the key. */
  ui_test_wait_for (provider == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_history (ui_fixture_get_workspace (&fixture)))),
                    ==, 0);
  ui_test_wait_for (ui_fixture_count_cards (&fixture) == 0);

  /* That it is done is said. Nothing of it is on screen, and nothing can be undone. */
  ui_test_wait_for (ui_fixture_shows (&fixture, "Everything is deleted"));
  idio_window_show_view (fixture.window, "write");
  g_assert_true (ui_fixture_both_have (&fixture, ""));
  g_assert_null (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Undo"));
  request = ui_test_dup_buffer (ui_fixture_get_request_child (&fixture, "request_view"));
  g_assert_cmpstr (request, ==, "");
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.undo", NULL);
  ui_test_close (g_steal_pointer (&fixture.window));

  ui_fixture_open_window (&fixture, "documents");
  g_assert_null (idio_model_choice_get_provider (ui_fixture_get_choice (&fixture)));
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_history (ui_fixture_get_workspace (&fixture)))),
                    ==, 0);
}

/* Once the window is closed no file is left: no empty database, no log. */
static void
test_erase_to_the_last (void)
{
  static const FakeAnswer answers[] = { COUNTS_TO_FIVE };
  g_auto(UiFixture) fixture = { NULL, };
  g_autofree char *path = NULL;

  ui_fixture_init (&fixture, "write", answers, 1, "drafts");
  path = g_build_filename (fixture.data_dir, "idiolect.db", NULL);
  ui_fixture_ask_for (&fixture, "Count to five");
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && fixture.server->requests->len > 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  erase (&fixture);
  ui_test_wait_for (ui_fixture_shows (&fixture, "Everything is deleted"));
  idio_window_show_view (fixture.window, "voice");
  idio_window_show_view (fixture.window, "write");
  ui_test_close (g_steal_pointer (&fixture.window));
  idio_test_wait_closed (fixture.data_dir);
  g_assert_false (g_file_test (fixture.data_dir, G_FILE_TEST_EXISTS));
}

static void
walk_actions (GtkWidget *widget,
              gpointer   data)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (widget);
  const GVariantType *type;
  const char *name, *property;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &name, &type, &property); i++)
    if (strncmp (g_type_name (owner), "Idio", 4) == 0 && type == NULL && property == NULL &&
        !g_str_equal (name, "win.show-file"))
      {
        g_test_message ("%s", name);
        gtk_widget_activate_action (widget, name, NULL);
      }
}

/* Every action, in every state: what can't be done does nothing, and nothing is critical. */
static void
test_actions (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *data_dir = idio_test_make_dir ();
      IdioWindow *window;

      if (i == 1)
        idio_test_write (data_dir, "idiolect.db", "This is no database, though it is as long as the head of one would "
                                                  "be: 100 bytes and some more of them.");
      else if (i == 3)
        ui_test_fill_example (data_dir);

      window = begin_to_open (data_dir);

      if (i > 0)
        ui_test_wait_for (!g_str_equal (get_stack_page (window), "loading"));

      for (guint view = 0; view < 3; view++)
        {
          static const char * const views[] = { "documents", "voice", "write" };

          idio_window_show_view (window, views[view]);
          ui_test_foreach (window, walk_actions, NULL);
          dex_await (dex_timeout_new_msec (50), NULL);
        }

      /* Whatever dialogs came up */
      g_object_ref (window);
      idio_window_close (window);
      ui_test_finalize (window);
    }
}

static DexFuture *
application_fiber (gpointer data)
{
  GtkApplication *application = data;
  GtkWindow *window = NULL;

  ui_test_wait_for ((window = gtk_application_get_active_window (application)));
  ui_test_wait_for (count_documents (IDIO_WINDOW (window)) == 2);
  ui_test_wait_for (ui_test_find_dialog (window, IDIO_TYPE_PREFERENCES_DIALOG));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (application)), ==, 1);
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);

  return dex_future_new_true ();
}

static void
use_application (GApplication  *application,
                 GFile        **files,
                 int            n_files,
                 const char    *hint,
                 DexFuture    **use)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  *use = dex_scheduler_spawn (NULL, 1024 * 1024, application_fiber, application, NULL);
}

/* A program that is started with files, and asked for its preferences at once. */
static void
test_application (void)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *first = write_file (dir, "first.txt");
  g_autofree char *second = write_file (dir, "second.txt");
  char *argv[] = { (char *) "idiolect", first, second, NULL };
  IdioApplication *application = idio_application_new ();
  g_autoptr(DexFuture) use = NULL;

  g_signal_connect_after (application, "open", G_CALLBACK (use_application), &use);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 3, argv), ==, 0);
  g_assert_false (dex_future_is_pending (use));
  g_assert_finalize_object (application);
}

static GtkTextView *
get_request (UiFixture *fixture)
{
  return ui_fixture_get_request_child (fixture, "request_view");
}

static gboolean
asks_for (UiFixture  *fixture,
          const char *words)
{
  g_autofree char *text = idio_text_limit_dup_text (gtk_text_view_get_buffer (get_request (fixture)));

  return g_str_equal (text, words);
}

static void
open_again (UiFixture *fixture)
{
  GtkWidget *page = g_object_ref (ui_fixture_get_page (fixture, "write"));

  ui_test_close (g_steal_pointer (&fixture->window));
  ui_test_finalize (page);
  ui_fixture_open_window (fixture, "write");
}

/* What was typed and not written yet is there the next time, until it is written for, emptied, or all is deleted. */
static void
test_unwritten (void)
{
  static const FakeAnswer answers[] = { ANSWER ("Here it is") };
  g_auto(UiFixture) fixture = { NULL, };
  AdwToggleGroup *mode;
  g_autoptr(IdioBrief) left = NULL;

  ui_fixture_init (&fixture, "write", answers, G_N_ELEMENTS (answers), "drafts");
  ui_fixture_ask_for (&fixture, "Thank Ann for the boxes");
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && ui_fixture_both_have (&fixture, "Here it is"));
  ui_test_type (get_request (&fixture), "Ask Bo for\nthe quokkas");
  mode = ui_fixture_get_request_child (&fixture, "mode_group");
  adw_toggle_group_set_active_name (mode, "rewrite");

  open_again (&fixture);
  ui_test_wait_for (asks_for (&fixture, "Ask Bo for\nthe quokkas"));
  mode = ui_fixture_get_request_child (&fixture, "mode_group");
  g_assert_cmpstr (adw_toggle_group_get_active_name (mode), ==, "rewrite");
  g_assert_true (ui_fixture_both_have (&fixture, "Here it is"));

  /* Once there are drafts it is in the history. */
  adw_toggle_group_set_active_name (mode, "write");
  gtk_widget_activate_action (ui_fixture_get_page (&fixture, "write"), "write.write", NULL);
  ui_test_wait_for (ui_fixture_is_idle (&fixture) && fixture.server->requests->len == 4);
  open_again (&fixture);
  left = idio_test_await_boxed (idio_unwritten_load (idio_corpus_get_store (
    idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture)))));
  g_assert_null (left);
  g_assert_true (asks_for (&fixture, "Ask Bo for\nthe quokkas"));

  ui_test_type (get_request (&fixture), "Ask for the pangolins");
  open_again (&fixture);
  ui_test_wait_for (asks_for (&fixture, "Ask for the pangolins"));
  erase (&fixture);
  ui_test_wait_for (asks_for (&fixture, "") && ui_test_find_dialog (fixture.window, ADW_TYPE_DIALOG) == NULL);
  open_again (&fixture);
  dex_await (dex_timeout_new_msec (100), NULL);
  g_assert_true (asks_for (&fixture, ""));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/moments/open-at-once", test_open_at_once);
  idio_test_add_fiber ("/moments/open-failed", test_open_failed);
  idio_test_add_fiber ("/moments/open-during-import", test_open_during_import);
  idio_test_add_fiber ("/moments/stop-all", test_stop_all);
  idio_test_add_fiber ("/moments/close-while-opening", test_close_while_opening);
  idio_test_add_fiber ("/moments/twice", test_twice);
  idio_test_add_fiber ("/moments/undo-draft", test_undo_draft);
  idio_test_add_fiber ("/moments/long-request", test_long_request);
  idio_test_add_fiber ("/moments/replace-while-writing", test_replace_while_writing);
  idio_test_add_fiber ("/moments/edit-while-waiting", test_edit_while_waiting);
  idio_test_add_fiber ("/moments/close-while-writing", test_close_while_writing);
  idio_test_add_fiber ("/moments/close-while-asked", test_close_while_asked);
  idio_test_add_fiber ("/moments/erase-at-work", test_erase_at_work);
  idio_test_add_fiber ("/moments/erase-to-the-last", test_erase_to_the_last);
  idio_test_add_fiber ("/moments/unwritten", test_unwritten);
  idio_test_add_fiber ("/moments/actions", test_actions);
  g_test_add_func ("/moments/application", test_application);
}

int
main (int   argc,
      char *argv[])
{
  g_unsetenv ("IDIOLECT_MODEL");

  return ui_test_main (argc, argv, add_tests);
}
