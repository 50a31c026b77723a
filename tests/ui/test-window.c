/* test-window.c: the window as a whole: its states, the names of all controls, and how small it can be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "import/idio-import-item.h"
#include "ui-test.h"
#include "ui/idio-about-you-dialog.h"
#include "ui/idio-add-card-dialog.h"
#include "ui/idio-application.h"
#include "ui/idio-import-report.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-toasts.h"

/* The smallest window that has to do */
#define MIN_WIDTH  360
#define MIN_HEIGHT 294

static const char *
get_page (IdioWindow *window)
{
  return gtk_stack_get_visible_child_name (ui_test_child (window, "stack"));
}

static void
test_failed (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (data_dir, "idiolect.db", NULL);
  IdioWindow *window;
  AdwStatusPage *failed_page;

  idio_test_write (data_dir, "idiolect.db",
                   "This is no database, though it is as long as the head of one would be: "
                   "100 bytes and some more of them.");
  window = idio_window_new (NULL, data_dir);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpstr (get_page (window), ==, "loading");
  g_assert_null (idio_window_get_workspace (window));

  ui_test_wait_for (g_str_equal (get_page (window), "failed"));
  failed_page = ui_test_child (window, "failed_page");
  g_assert_nonnull (strstr (adw_status_page_get_description (failed_page), data_dir));
  g_assert_null (idio_window_get_workspace (window));

  /* What needs a workspace does nothing without one. */
  for (guint i = 0; i < 8; i++)
    {
      static const char * const actions[] = {
        "win.add-files", "win.add-folder", "win.add-others-files", "win.add-others-folder", "win.add-example", "win.paste",
        "win.search", "win.undo",
      };

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL));
    }

  /* Still no database: it says so anew. */
  adw_status_page_set_description (failed_page, "");
  ui_test_click (window, "Try Again");
  ui_test_wait_for (*adw_status_page_get_description (failed_page) != '\0');
  g_assert_cmpstr (get_page (window), ==, "failed");

  g_assert_cmpint (remove (path), ==, 0);
  ui_test_click (window, "Try Again");
  ui_test_wait_for (g_str_equal (get_page (window), "main"));

  ui_test_close (window);
}

static void
test_size_is_kept (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  IdioWindow *window = ui_test_open (data_dir);
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (window), 903, 651);
  ui_test_close (window);
  window = ui_test_open (data_dir);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 903);
  g_assert_cmpint (height, ==, 651);
  ui_test_close (window);
}

static guint n_first, n_second, n_busy;

static DexFuture *
count_undo (gpointer data)
{
  guint *n = data;

  ++*n;

  return dex_future_new_true ();
}

static DexFuture *
fail_for_good (gpointer data)
{
  return dex_future_new_reject (IDIO_STORE_ERROR, IDIO_STORE_ERROR_GONE, "It is gone.");
}

static DexFuture *
fail_once (gpointer data)
{
  if (n_busy++ > 0)
    return dex_future_new_true ();

  return dex_future_new_reject (IDIO_STORE_ERROR, IDIO_STORE_ERROR_BUSY, "Not now.");
}

/* The button that is seen takes back what was done last, and Ctrl+Z what was before it. */
static void
test_undo (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  IdioWindow *window;

  ui_test_fill_example (data_dir);
  window = ui_test_open (data_dir);

  idio_toasts_offer_undo (window, "First", count_undo, &n_first, NULL);
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "First"));
  idio_toasts_offer_undo (window, "Second", count_undo, &n_second, NULL);
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "Second"));
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "First") == NULL);
  ui_test_click (window, "Undo");
  ui_test_wait_for (n_second == 1);
  g_assert_cmpuint (n_first, ==, 0);

  /* What can't be undone any more is not in the way; what can't be undone just now is tried again. */
  idio_toasts_offer_undo (window, "Busy", fail_once, NULL, NULL);
  idio_toasts_offer_undo (window, "Gone", fail_for_good, NULL, NULL);

  for (guint i = 0; i < 4; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
      dex_await (dex_timeout_new_msec (50), NULL);
    }

  ui_test_wait_for (n_first == 1);
  g_assert_cmpuint (n_busy, ==, 2);
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "Busy") == NULL);
  ui_test_close (window);
}

static DexFuture *
refuse (gpointer data)
{
  return dex_future_new_reject (IDIO_STORE_ERROR, IDIO_STORE_ERROR_CHANGED, "Not before the other.");
}

/* One that was taken back out of turn, and was refused, does not stand before those that came after it. */
static void
test_undo_out_of_turn (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  IdioWindow *window = ui_test_open (data_dir);
  guint n_undone = 0;

  idio_toasts_offer_undo (window, "Earlier", refuse, NULL, NULL);
  idio_toasts_offer_undo (window, "Later", count_undo, &n_undone, NULL);
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "Later"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo-one", "u", 1);
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "Not before the other."));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  ui_test_wait_for (n_undone == 1);
  ui_test_close (window);
}

static AdwDialog *
wait_for_dialog (IdioWindow *window,
                 GType       type)
{
  AdwDialog *dialog = NULL;

  ui_test_wait_for ((dialog = ui_test_find_dialog (window, type)));

  return dialog;
}

static DexFuture *
application_fiber (gpointer data)
{
  GtkApplication *application = data;
  GtkWindow *window = gtk_application_get_active_window (application);

  g_assert_true (IDIO_IS_WINDOW (window));
  ui_test_wait_for (idio_window_get_workspace (IDIO_WINDOW (window)) != NULL);

  for (guint i = 0; i < 4; i++)
    {
      static const char * const actions[] = { "preferences", "help", "about", "shortcuts" };
      AdwDialog *dialog;

      g_action_group_activate_action (G_ACTION_GROUP (application), actions[i], NULL);
      dialog = g_object_ref (wait_for_dialog (IDIO_WINDOW (window), ADW_TYPE_DIALOG));
      g_assert_true (adw_dialog_close (dialog));
      ui_test_finalize (dialog);
    }

  /* Quitting closes the window, which saves, and ends the application. */
  g_object_ref (window);
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  ui_test_finalize (window);

  return dex_future_new_true ();
}

static void
use_application (GApplication  *application,
                 DexFuture    **use)
{
  *use = idio_fiber_spawn (application_fiber, application, NULL);
}

static void
test_application (void)
{
  IdioApplication *application = idio_application_new ();
  g_autoptr(DexFuture) use = NULL;
  g_auto(GStrv) help = NULL;

  g_signal_connect_after (application, "activate", G_CALLBACK (use_application), &use);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);

  while (dex_future_is_pending (use))
    g_main_context_iteration (NULL, TRUE);

  help = gtk_application_get_actions_for_accel (GTK_APPLICATION (application), "F1");
  g_assert_cmpstr (help[0], ==, "app.help");
  g_assert_finalize_object (application);
}

/* Calls a function for each view, empty and full, and each dialog, in a window of some size. */
typedef void (*PlaceFunc) (IdioWindow *window,
                           GtkWidget  *place,
                           const char *name);

/* A window that is so large inside. */
static IdioWindow *
open_window (const char *data_dir,
             int         width,
             int         height)
{
  IdioWindow *window = ui_test_open (data_dir);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  ui_test_wait_for (gtk_widget_get_width (ui_test_child (window, "toast_overlay")) == width &&
                    gtk_widget_get_height (ui_test_child (window, "toast_overlay")) == height);

  return window;
}

static void
show_views (const char *data_dir,
            const char *state,
            int         width,
            int         height,
            PlaceFunc   func)
{
  static const char * const views[] = { "documents", "voice", "write" };
  IdioWindow *window = open_window (data_dir, width, height);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s, %s", views[i], state);

      g_test_message ("%s", name);
      idio_window_show_view (window, views[i]);
      func (window, GTK_WIDGET (window), name);
    }

  ui_test_close (window);
}

static AdwDialog *
build_dialog (const char *name,
              const char *id)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH "/", name, NULL);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (path);

  return g_object_ref (ADW_DIALOG (gtk_builder_get_object (builder, id)));
}

static void
show_dialog (IdioWindow *window,
             AdwDialog  *dialog,
             const char *name,
             PlaceFunc   func)
{
  g_test_message ("%s", name);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)) &&
                    gtk_widget_get_width (GTK_WIDGET (dialog)) > 0);
  func (window, GTK_WIDGET (dialog), name);
  g_assert_true (adw_dialog_close (dialog));
  ui_test_finalize (dialog);
}

/* What an import tells of a document, and of a file that became none */
static AdwDialog *
make_report (IdioWorkspace *workspace)
{
  g_autoptr(GListStore) items = g_list_store_new (IDIO_TYPE_IMPORT_ITEM);
  g_autoptr(IdioImportItem) added = NULL, left_out = NULL;

  added = idio_import_item_new ("Report.odt", IDIO_IMPORT_OUTCOME_ADDED, "Added, but the file says: “By Anna Lind”", 1);
  left_out = idio_import_item_new ("Empty.txt", IDIO_IMPORT_OUTCOME_LEFT_OUT, "The file is empty.", 0);
  g_list_store_append (items, added);
  g_list_store_append (items, left_out);

  return g_object_ref_sink (ADW_DIALOG (idio_import_report_new (workspace, G_LIST_MODEL (items))));
}

static void
show_dialogs (const char *data_dir,
              int         width,
              int         height,
              PlaceFunc   func)
{
  IdioWindow *window = open_window (data_dir, width, height);
  IdioWorkspace *workspace = idio_window_get_workspace (window);
  IdioVoice *voice = idio_workspace_get_voice (workspace);

  show_dialog (window, g_object_ref_sink (idio_about_you_dialog_new (voice)), "about you", func);
  show_dialog (window, g_object_ref_sink (idio_add_card_dialog_new (voice)), "add a card", func);
  show_dialog (window, g_object_ref_sink (idio_preferences_dialog_new (workspace)), "preferences", func);
  show_dialog (window, build_dialog ("ui/idio-help-dialog.ui", "dialog"), "help", func);
  show_dialog (window, make_report (idio_window_get_workspace (window)), "import report", func);
  show_dialog (window, build_dialog ("shortcuts-dialog.ui", "shortcuts_dialog"), "shortcuts", func);
  ui_test_close (window);
}

static void
show_all (int       width,
          int       height,
          PlaceFunc func)
{
  g_autofree char *empty_dir = idio_test_make_dir ();
  g_autofree char *full_dir = idio_test_make_dir ();

  ui_test_fill_example (full_dir);
  show_views (empty_dir, "empty", width, height, func);
  show_views (full_dir, "full", width, height, func);
  show_dialogs (full_dir, width, height, func);
}

static gboolean
is_list_item (GtkWidget *widget)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_LIST_ITEM;
}

static void
find_words (GtkWidget *widget,
            gpointer   found)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (text != NULL && *text != '\0')
    *(gboolean *) found = TRUE;
}

/* Whether a screen reader has something to call it by: a label of its own, a tooltip, or the words in it.
 * Words in an item of a list do not count. */
static gboolean
has_name (GtkWidget *widget)
{
  const char *text = ui_test_get_text (widget);
  gboolean has_words = text != NULL && *text != '\0';

  if (!is_list_item (widget))
    ui_test_foreach (widget, find_words, &has_words);

  return has_words ||
         gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* A part of another control has the name of that. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent) || GTK_IS_EDITABLE (parent) ||
         gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL;
}

static void
check_name (GtkWidget *widget,
            gpointer   place)
{
  gboolean is_control = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) ||
                        GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) ||
                        GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_LIST_VIEW (widget) ||
                        ADW_IS_TOGGLE_GROUP (widget) || is_list_item (widget);

  /* The whole row that a check button stands in is its label. */
  if (GTK_IS_CHECK_BUTTON (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW) != NULL)
    return;

  if (is_control && !is_part (widget) && !has_name (widget))
    g_error ("A %s has no name for a screen reader: %s", G_OBJECT_TYPE_NAME (widget), (const char *) place);
}

static void
check_names (IdioWindow *window,
             GtkWidget  *place,
             const char *name)
{
  ui_test_foreach (place, check_name, (gpointer) name);
}

static void
test_names (void)
{
  show_all (1080, 720, check_names);
}

static void
find_unfinished (GtkWidget *widget,
                 gpointer   found)
{
  if (ADW_IS_BREAKPOINT_BIN (widget) &&
      gtk_widget_get_width (adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (widget))) == 0)
    *(gboolean *) found = TRUE;
}

/* A breakpoint takes a frame, after which there is another layout. */
static gboolean
is_laid_out (GtkWidget *place)
{
  gboolean unfinished = gtk_widget_get_width (place) == 0;

  ui_test_foreach (place, find_unfinished, &unfinished);

  return !unfinished;
}

/* What has room for less than it needs at the least is cut off, whatever its size request says. */
static void
check_fit (GtkWidget *widget,
           gpointer   place)
{
  GtkWidget *child =
      ADW_IS_BREAKPOINT_BIN (widget) ? adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (widget)) : NULL;
  int width, height;

  if (child == NULL)
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (widget), &height, NULL, NULL,
                      NULL);

  if (width > gtk_widget_get_width (widget) || height > gtk_widget_get_height (widget))
    g_error ("What is in a %s needs %d × %d of %d × %d: %s", G_OBJECT_TYPE_NAME (widget), width, height,
             gtk_widget_get_width (widget), gtk_widget_get_height (widget), (const char *) place);
}

static void
check_size (IdioWindow *window,
            GtkWidget  *place,
            const char *name)
{
  int width, height;

  ui_test_wait_for (is_laid_out (place));
  gtk_widget_measure (ui_test_child (window, "toast_overlay"), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  gtk_widget_measure (ui_test_child (window, "toast_overlay"), GTK_ORIENTATION_VERTICAL, MIN_WIDTH, &height,
                      NULL, NULL, NULL);

  if (width > MIN_WIDTH || height > MIN_HEIGHT)
    g_error ("The window needs %d × %d: %s", width, height, name);

  ui_test_foreach (place, check_fit, (gpointer) name);
}

static void
test_small (void)
{
  show_all (MIN_WIDTH, MIN_HEIGHT, check_size);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/window/failed", test_failed);
  idio_test_add_fiber ("/window/size-is-kept", test_size_is_kept);
  idio_test_add_fiber ("/window/undo", test_undo);
  idio_test_add_fiber ("/window/undo-out-of-turn", test_undo_out_of_turn);
  g_test_add_func ("/window/application", test_application);
  idio_test_add_fiber ("/window/names", test_names);
  idio_test_add_fiber ("/window/small", test_small);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
