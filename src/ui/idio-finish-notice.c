/* idio-finish-notice.c: tells that something that took long is done, if the user does something else meanwhile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-finish-notice.h"

/* Whoever waits for less has not gone away. */
#define MIN_SECONDS 10

/* Whoever comes back sees it in the window. */
static void
active_cb (GtkWindow  *window,
           GParamSpec *pspec,
           char       *id)
{
  GtkApplication *application = gtk_window_get_application (window);

  if (!gtk_window_is_active (window))
    return;

  if (application != NULL)
    g_application_withdraw_notification (G_APPLICATION (application), id);

  g_signal_handlers_disconnect_by_func (window, active_cb, id);
}

static void
free_id (gpointer  data,
         GClosure *closure)
{
  g_free (data);
}

/**
 * idio_finish_notice_send:
 * @widget: a widget in the window where it was done
 * @view: the view that shows it, see idio_window_show_view()
 * @began: when it began, of g_get_monotonic_time()
 * @title: what is done, in a few words
 * @body: (nullable): a sentence about it
 *
 * Sends a notification that brings the view forward, unless the user has the window before them or it was quick.
 */
void
idio_finish_notice_send (GtkWidget  *widget,
                         const char *view,
                         gint64      began,
                         const char *title,
                         const char *body)
{
  g_autoptr(GNotification) notification = NULL;
  GtkRoot *root;
  GtkApplication *application;
  char *id;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (view != NULL);
  g_return_if_fail (title != NULL);

  root = gtk_widget_get_root (widget);
  application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (application == NULL || gtk_window_is_active (GTK_WINDOW (root)) ||
      g_get_monotonic_time () - began < MIN_SECONDS * G_USEC_PER_SEC)
    return;

  notification = g_notification_new (title);

  if (body != NULL)
    g_notification_set_body (notification, body);

  g_notification_set_default_action_and_target (notification, "app.show-view", "s", view);
  id = g_strconcat ("finished-", view, NULL);
  g_application_send_notification (G_APPLICATION (application), id, notification);
  g_signal_connect_data (root, "notify::is-active", G_CALLBACK (active_cb), id, free_id, 0);
}
