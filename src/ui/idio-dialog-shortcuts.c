/* idio-dialog-shortcuts.c: shortcuts of the application that work in dialogs, too
 *
 * A dialog limits events to itself (gtk_widget_set_limit_events()): its window sees no key that is pressed in it, not even
 * in the capture phase, so that the accelerators of the application do nothing. Each dialog gets a copy of those that make
 * sense there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-dialog-shortcuts.h"

#define CONTROLLER_NAME "idio-dialog-shortcuts"

/* Preferences would come to lie above a dialog that waits for an answer, or above themselves. */
static const char * const dialog_actions[] = { "app.help", "app.quit", "window.close" };

static gboolean
has_shortcuts (GtkWidget *dialog)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (dialog);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), CONTROLLER_NAME) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_shortcuts (GtkWidget      *dialog,
               GtkApplication *application)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (dialog_actions); i++)
    {
      g_auto(GStrv) accels = gtk_application_get_accels_for_action (application, dialog_actions[i]);

      for (guint j = 0; accels[j] != NULL; j++)
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                              gtk_shortcut_new (gtk_shortcut_trigger_parse_string (accels[j]),
                                                                gtk_named_action_new (dialog_actions[i])));
    }

  gtk_event_controller_set_static_name (controller, CONTROLLER_NAME);
  /* As the application's own, they come before those of what has the focus. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (dialog, controller);
}

static void
notify_visible_dialog_cb (AdwApplicationWindow *window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  g_assert (ADW_IS_APPLICATION_WINDOW (window));

  /* It becomes visible again when one above it closes. */
  if (dialog != NULL && application != NULL && !has_shortcuts (GTK_WIDGET (dialog)))
    add_shortcuts (GTK_WIDGET (dialog), application);
}

/**
 * idio_dialog_shortcuts_attach:
 * @window: a window of an application
 *
 * From now on, help, closing and quitting have their keys in each dialog of @window.
 */
void
idio_dialog_shortcuts_attach (AdwApplicationWindow *window)
{
  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));

  g_signal_connect (window, "notify::visible-dialog", G_CALLBACK (notify_visible_dialog_cb), NULL);
}
