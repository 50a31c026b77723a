/* test-documents.c: the list of texts and the open one, as people use them: dates, orders, drops
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ui-fixture.h"
#include "text/idio-words.h"
#include "ui/idio-document-browser.h"
#include "ui/idio-document-row.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-drop-zone.h"
#include "ui/idio-import-bar.h"

#define OWN_WORDS "I looked at all the figures again this morning and they are right now."

static void
append_mail (GString    *box,
             const char *subject,
             const char *date)
{
  g_string_append_printf (box,
                          "From jonas@example.org Mon May 12 09:14:00 2025\n"
                          "From: Jonas Lind <jonas@example.org>\nTo: priya@example.net\nSubject: %s\nDate: %s\n"
                          "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" OWN_WORDS " %s.\n\n"
                          "On Sun, May 11, 2025 at 8:00 AM Priya Raman <priya@example.net> wrote:\n"
                          "> Are the figures right?\n\n",
                          subject, date, subject);
}

/* Adds three mails, the first of which is neither the oldest nor the newest. */
static void
add_mails (UiFixture *fixture)
{
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GString) box = g_string_new (NULL);
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  IdioCorpus *corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (fixture));

  append_mail (box, "Middle", "Mon, 12 May 2025 12:00:00 +0000");
  append_mail (box, "Newest", "Fri, 13 Jun 2025 12:00:00 +0000");
  append_mail (box, "Oldest", "Sun, 14 Apr 2019 12:00:00 +0000");
  idio_test_write (dir, "Sent.mbox", box->str);
  dex_await (idio_corpus_add_accounts (corpus, (const char * const []) { "jonas@example.org", NULL }), NULL);
  idio_window_import (fixture->window, files);
  ui_test_wait_for (ui_fixture_shows (fixture, "3 added"));
  idio_test_remove_tree (dir);
}

/* The titles as they are listed from top to bottom */
static char *
dup_titles (UiFixture *fixture)
{
  GtkListView *list_view = ui_test_list_view (ui_fixture_get_page (fixture, "documents"));
  GListModel *documents = G_LIST_MODEL (gtk_list_view_get_model (list_view));
  g_autoptr(GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (documents, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", idio_document_get_title (document));
    }

  return g_string_free_and_steal (g_steal_pointer (&titles));
}

static gboolean
lists (UiFixture  *fixture,
       const char *expected)
{
  g_autofree char *titles = dup_titles (fixture);

  return g_str_equal (titles, expected);
}

static gboolean
has_date (UiFixture  *fixture,
          const char *title,
          const char *date)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);
      g_autofree char *facts = idio_document_row_describe (document);

      if (g_str_equal (idio_document_get_title (document), title))
        return g_str_has_suffix (facts, date);
    }

  return FALSE;
}

static gint64
find_document (UiFixture  *fixture,
               const char *title)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (corpus)); i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (corpus), i);

      if (g_str_equal (idio_document_get_title (document), title))
        return idio_document_get_id (document);
    }

  return 0;
}

/* A mail has the day on which it was written, and its place by that, also after it has other words. */
static void
test_dates (void)
{
  g_auto(UiFixture) fixture = { 0 };
  IdioCorpus *corpus;

  ui_fixture_init_empty (&fixture, NULL);
  corpus = idio_workspace_get_corpus (ui_fixture_get_workspace (&fixture));
  add_mails (&fixture);
  ui_test_wait_for (lists (&fixture, "Newest Middle Oldest"));
  g_assert_true (has_date (&fixture, "Middle", "May 12, 2025"));
  g_assert_true (has_date (&fixture, "Oldest", "Apr 14, 2019"));

  for (guint i = 0; i < 2; i++)
    {
      gint64 before = find_document (&fixture, i == 0 ? "Oldest" : "Middle");

      gint64 after = dex_await_int64 (idio_corpus_change_part (corpus, before, 0, idio_count_words), NULL);

      g_assert_cmpint (after, >, before);
    }

  ui_test_wait_for (lists (&fixture, "Newest Middle Oldest"));
  g_assert_true (has_date (&fixture, "Oldest", "Apr 14, 2019"));
}

/* The menu says in which order the texts are. */
static void
test_orders (void)
{
  static const struct { const char *nick, *titles; } orders[] = {
    { "oldest", "Oldest Middle Newest" },
    { "title", "Middle Newest Oldest" },
    { "newest", "Newest Middle Oldest" },
  };
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *page;

  ui_fixture_init_empty (&fixture, NULL);
  add_mails (&fixture);
  page = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "browser");

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *order = NULL;

      g_assert_true (gtk_widget_activate_action (page, "documents.sort", "s", orders[i].nick));
      ui_test_wait_for (lists (&fixture, orders[i].titles));
      g_object_get (page, "order", &order, NULL);
      g_assert_cmpstr (order, ==, orders[i].nick);
    }

  /* What is no order changes nothing. */
  gtk_widget_activate_action (page, "documents.sort", "s", "");
  g_assert_true (lists (&fixture, "Newest Middle Oldest"));
}

static IdioCorpus *
get_corpus (UiFixture *fixture)
{
  return idio_workspace_get_corpus (ui_fixture_get_workspace (fixture));
}

/* Whether that document is the selected one */
static gboolean
shows_document (UiFixture *fixture,
                gint64     id)
{
  IdioDocumentBrowser *browser = ui_test_child (ui_fixture_get_page (fixture, "documents"), "browser");
  IdioDocument *document = idio_document_selection_get_document (idio_document_browser_get_selection (browser));

  return document != NULL && idio_document_get_id (document) == id;
}

static void
import_note (UiFixture  *fixture,
             const char *dir,
             const char *report)
{
  g_autoptr(GListModel) files = ui_test_list_folder (dir);

  idio_window_import (fixture->window, files);
  ui_test_wait_for (ui_fixture_shows (fixture, report));
}

/* What a person said is not theirs does not come back by itself. */
static void
test_not_mine (void)
{
  static const char words[] = "These are the words of somebody else, which were kept in a note.";
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  GtkWidget *page, *view;

  idio_test_write (dir, "note.txt", words);
  ui_fixture_init_empty (&fixture, NULL);
  page = ui_fixture_get_page (&fixture, "documents");
  view = ui_test_child (page, "document_view");
  import_note (&fixture, dir, "1 added");
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "note"));

  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (view, "document.disown", NULL);
      ui_test_wait_for (ui_fixture_count_documents (&fixture) == 0);

      /* As long as that is not taken back, */
      if (i == 0)
        {
          ui_test_click (fixture.window, "Undo");
          ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
          import_note (&fixture, dir, "0 added · 1 already here");
          ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, "note"));
        }
    }

  import_note (&fixture, dir, "0 added · 1 left out");
  g_assert_cmpuint (ui_fixture_count_documents (&fixture), ==, 0);

  /* or the text itself is given. */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (page), words);
  idio_documents_page_paste (IDIO_DOCUMENTS_PAGE (page));
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);
  import_note (&fixture, dir, "0 added · 1 already here");
  idio_test_remove_tree (dir);
}

static GtkWidget *
open_document (UiFixture  *fixture,
               const char *title)
{
  GtkWidget *page = ui_fixture_get_page (fixture, "documents"), *view = ui_test_child (page, "document_view");

  idio_documents_page_show (IDIO_DOCUMENTS_PAGE (page), find_document (fixture, title), 0, 0);
  ui_test_wait_for (ui_test_find (view, GTK_TYPE_LABEL, title));

  return view;
}

static gpointer
get_import_bar (UiFixture *fixture)
{
  return ui_test_child (ui_test_child (ui_fixture_get_page (fixture, "documents"), "import_pane"), "import_bar");
}

/* An import does not change which text is open, whether it adds something, nothing, or is stopped. */
static void
test_added (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  GtkWidget *view;

  ui_fixture_init_empty (&fixture, NULL);
  add_mails (&fixture);
  view = open_document (&fixture, "Oldest");
  idio_test_write (dir, "note.txt", "These are the words of a note that was added later.");

  for (guint i = 0; i < 3; i++)
    {
      /* One that is stopped has added some of these, or all. */
      for (guint j = 0; i == 2 && j < 500; j++)
        {
          g_autofree char *name = g_strdup_printf ("%u.txt", j), *words = g_strdup_printf (OWN_WORDS " %u", j);

          idio_test_write (dir, name, words);
        }

      idio_window_import (fixture.window, files);

      if (i == 2)
        {
          ui_test_wait_for (ui_fixture_count_documents (&fixture) > 4);
          idio_import_bar_stop (get_import_bar (&fixture));
        }

      ui_test_wait_for (i == 0 ? ui_fixture_shows (&fixture, "1 added")
                        : i == 1 ? ui_fixture_shows (&fixture, "0 added · 1 already here")
                        : gtk_widget_get_mapped (ui_test_child (get_import_bar (&fixture), "close_button")));
      dex_await (dex_timeout_new_msec (100), NULL);
      g_assert_nonnull (ui_test_find (view, GTK_TYPE_LABEL, "Oldest"));
    }

  idio_test_remove_tree (dir);
}

typedef struct
{
  UiFixture  *fixture;
  const char *title;
  guint       n_others;
} Watch;

static void
document_cb (GtkWidget  *page,
             GParamSpec *pspec,
             Watch      *watch)
{
  watch->n_others += !g_str_equal (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), watch->title);
}

/* Where another document stands for the open one, by whatever did that, it is open, and none is in between. */
static void
test_replaced (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  g_autoptr(GListModel) files = ui_test_list_folder (dir);
  g_autoptr(GString) draft = g_string_new (NULL);
  Watch watch = { .fixture = &fixture, .title = "Middle" };
  GtkWidget *page, *view;
  gint64 before, after;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (draft, "word%u ", i);

  ui_fixture_init_empty (&fixture, NULL);
  page = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "content_page");
  add_mails (&fixture);
  view = open_document (&fixture, "Middle");
  g_signal_connect (page, "notify::title", G_CALLBACK (document_cb), &watch);
  before = find_document (&fixture, "Middle");
  after = dex_await_int64 (idio_corpus_change_part (get_corpus (&fixture), before, 0, idio_count_words), NULL);
  g_assert_cmpint (after, >, before);
  ui_test_wait_for (shows_document (&fixture, after));
  g_assert_cmpuint (watch.n_others, ==, 0);
  g_assert_nonnull (ui_test_find (view, GTK_TYPE_LABEL, "Middle"));

  /* A draft goes when what became of it comes. */
  idio_test_write (dir, "Draft.txt", draft->str);
  import_note (&fixture, dir, "1 added");
  open_document (&fixture, "Draft");
  watch.title = "Draft";
  watch.n_others = 0;
  g_string_append (draft, "and an end");
  idio_test_write (dir, "Draft.txt", draft->str);
  import_note (&fixture, dir, "1 added");
  ui_test_wait_for (shows_document (&fixture, find_document (&fixture, "Draft")));
  g_assert_cmpuint (watch.n_others, ==, 0);

  g_signal_handlers_disconnect_by_data (page, &watch);

  /* The draft can be had back. */
  before = ui_fixture_count_documents (&fixture);
  ui_test_click (fixture.window, "Details");
  ui_test_wait_for (ui_fixture_shows (&fixture, "Add Anyway"));
  ui_test_click (fixture.window, "Add Anyway");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == before + 1);
  ui_test_wait_for (ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Add Anyway") == NULL);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture.window)));
  idio_test_remove_tree (dir);
}

static void
check_banner (GtkWidget *widget,
              gpointer   n_checked)
{
  if (!ADW_IS_BANNER (widget))
    return;

  g_assert_cmpint (gtk_widget_get_visible (widget), ==, adw_banner_get_revealed (ADW_BANNER (widget)));
  (*(guint *) n_checked)++;
}

/* A banner that nobody sees is not read out, either. */
static void
test_banners (void)
{
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *banner;
  guint n_checked = 0;

  ui_fixture_init_empty (&fixture, NULL);
  add_mails (&fixture);
  banner = ui_test_child (fixture.window, "example_banner");
  g_assert_false (gtk_widget_get_visible (banner));
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.add-example", NULL);
  ui_test_wait_for (gtk_widget_get_mapped (banner));
  ui_test_foreach (fixture.window, check_banner, &n_checked);
  g_assert_cmpuint (n_checked, >, 0);
}

/* The first that is asked whether it takes files that are dropped on a widget: events go from the window down to the
 * widget, and then back up. */
static GtkDropTarget *
find_target (GtkWidget *widget)
{
  GtkDropTarget *captures = NULL;

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (GTK_IS_DROP_TARGET (controller) &&
              gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE &&
              gdk_content_formats_contain_gtype (gtk_drop_target_get_formats (GTK_DROP_TARGET (controller)),
                                                 GDK_TYPE_FILE_LIST))
            captures = GTK_DROP_TARGET (controller);
        }
    }

  return captures;
}

static void
drop_file (gpointer    widget,
           const char *dir,
           const char *name,
           const char *words)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_auto(GValue) value = G_VALUE_INIT;
  GtkDropTarget *target = find_target (widget);
  gboolean taken = FALSE;

  idio_test_write (dir, name, words);
  g_assert_nonnull (target);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (target, "drop", &value, 1.0, 1.0, &taken);
  g_assert_true (taken);
}

/* Files can be dropped anywhere in the window, also on what takes text. */
static void
test_drops (void)
{
  g_auto(UiFixture) fixture = { 0 };
  g_autofree char *dir = idio_test_make_dir ();
  GtkWidget *view;
  AdwViewStack *stack;

  ui_fixture_init_empty (&fixture, NULL);
  stack = ui_test_child (fixture.window, "view_stack");
  drop_file (ui_fixture_get_page (&fixture, "documents"), dir, "1.txt", "The first text was dropped on an empty page of the window.");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 1);

  view = ui_test_child (ui_fixture_get_page (&fixture, "documents"), "document_view");
  drop_file (ui_test_child (ui_test_child (view, "text"), "text_view"), dir, "2.txt",
             "The second text was dropped on the open one of them.");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 2);

  drop_file (ui_test_child (fixture.window, "header_bar"), dir, "3.txt", "The third one was dropped on the bar of the window.");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 3);

  idio_window_show_view (fixture.window, "voice");
  drop_file (ui_fixture_get_page (&fixture, "voice"), dir, "4.txt", "The fourth one was dropped on the voice of the writer.");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 4);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, "documents");

  idio_window_show_view (fixture.window, "write");
  drop_file (ui_fixture_get_page (&fixture, "write"), dir, "5.txt", "The last one was dropped where requests go to be written.");
  ui_test_wait_for (ui_fixture_count_documents (&fixture) == 5);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, "documents");
  idio_test_remove_tree (dir);
}

/* Files that pass over the buttons of the views do not switch them: what is shown instead lies over them. */
static void
test_drag (void)
{
  g_auto(UiFixture) fixture = { 0 };
  GtkWidget *zone, *header_bar;
  GtkDropTarget *target;
  GdkDragAction action = 0;
  graphene_point_t point;

  ui_fixture_init_empty (&fixture, NULL);
  zone = ui_test_child (ui_test_find (fixture.window, IDIO_TYPE_DROP_ZONE, NULL), "drop_revealer");
  header_bar = ui_test_child (fixture.window, "header_bar");
  target = find_target (header_bar);
  g_assert_nonnull (target);
  ui_test_wait_for (gtk_widget_get_width (header_bar) > 0);
  g_assert_true (gtk_widget_compute_point (header_bar, GTK_WIDGET (fixture.window),
                                           &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (header_bar) / 2, 9),
                                           &point));

  g_signal_emit_by_name (target, "enter", (double) point.x, (double) point.y, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  ui_test_wait_for (gtk_widget_is_ancestor (gtk_widget_pick (GTK_WIDGET (fixture.window), point.x, point.y, 0), zone));

  /* Else nothing could be clicked any more. */
  g_signal_emit_by_name (target, "leave");
  g_assert_false (gtk_widget_is_ancestor (gtk_widget_pick (GTK_WIDGET (fixture.window), point.x, point.y, 0), zone));
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/documents/dates", test_dates);
  idio_test_add_fiber ("/documents/orders", test_orders);
  idio_test_add_fiber ("/documents/not-mine", test_not_mine);
  idio_test_add_fiber ("/documents/added", test_added);
  idio_test_add_fiber ("/documents/replaced", test_replaced);
  idio_test_add_fiber ("/documents/banners", test_banners);
  idio_test_add_fiber ("/documents/drops", test_drops);
  idio_test_add_fiber ("/documents/drag", test_drag);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
