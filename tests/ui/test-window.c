/* test-window.c: the window as a whole: its states, and how small it can be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-fiber.h"
#include "ui-places.h"
#include "ui-test.h"
#include "ui/idio-application.h"
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
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "Undone: First"));
  ui_test_wait_for (ui_test_find (window, GTK_TYPE_LABEL, "Busy") == NULL);
  ui_test_close (window);
}

/* Ctrl+Z takes nothing back that was done on a view that is not shown. */
static void
test_undo_on_view (void)
{
  g_autofree char *data_dir = idio_test_make_dir ();
  IdioWindow *window = ui_test_open (data_dir);
  guint n_voice = 0, n_write = 0;

  idio_window_show_view (window, "voice");
  idio_toasts_offer_undo (window, "Kept", count_undo, &n_voice, NULL);
  idio_window_show_view (window, "write");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  idio_toasts_offer_undo (window, "Added", count_undo, &n_write, NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  ui_test_wait_for (n_write == 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  dex_await (dex_timeout_new_msec (50), NULL);
  g_assert_cmpuint (n_voice, ==, 0);
  idio_window_show_view (window, "voice");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  ui_test_wait_for (n_voice == 1);
  g_assert_cmpuint (n_write, ==, 1);
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
  ui_places_show_all (MIN_WIDTH, MIN_HEIGHT, check_size);
}

static void
add_tests (void)
{
  idio_test_add_fiber ("/window/failed", test_failed);
  idio_test_add_fiber ("/window/size-is-kept", test_size_is_kept);
  idio_test_add_fiber ("/window/undo", test_undo);
  idio_test_add_fiber ("/window/undo-out-of-turn", test_undo_out_of_turn);
  idio_test_add_fiber ("/window/undo-on-view", test_undo_on_view);
  g_test_add_func ("/window/application", test_application);
  idio_test_add_fiber ("/window/small", test_small);
}

int
main (int   argc,
      char *argv[])
{
  return ui_test_main (argc, argv, add_tests);
}
