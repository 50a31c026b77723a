/* idio-toasts.c: toasts are where people can see them, also while a dialog is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"

/* What hangs on a toast: that it need not be shown any more, and the one that is shown in its place */
#define DISMISSED_KEY "idio-dismissed"
#define NEXT_KEY      "idio-next"

/* A toast that a dialog keeps from the window */
typedef struct
{
  AdwApplicationWindow *window;
  AdwToastOverlay      *overlay;
  AdwToast             *toast;
} Kept;

static void
kept_free (gpointer  data,
           GClosure *closure)
{
  Kept *kept = data;

  g_clear_object (&kept->overlay);
  g_clear_object (&kept->toast);
  g_free (kept);
}

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  AdwToastOverlay *found = NULL;

  if (ADW_IS_TOAST_OVERLAY (widget))
    return ADW_TOAST_OVERLAY (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_overlay (child);

  return found;
}

static void
dismissed_cb (AdwToast *toast)
{
  g_object_set_data (G_OBJECT (toast), DISMISSED_KEY, GINT_TO_POINTER (TRUE));
}

/* A toast stays with the overlay that it was given to first. */
static AdwToast *
copy_toast (AdwToast *toast)
{
  AdwToast *copy = idio_ui_make_toast (adw_toast_get_title (toast));

  adw_toast_set_button_label (copy, adw_toast_get_button_label (toast));
  adw_toast_set_action_name (copy, adw_toast_get_action_name (toast));
  adw_toast_set_action_target_value (copy, adw_toast_get_action_target_value (toast));

  return copy;
}

/* The dialog is gone, and what it kept from the window is shown there, unless it was seen to its end. */
static void
closed_cb (AdwDialog *dialog,
           gpointer   user_data)
{
  Kept *kept = user_data;
  AdwToast *next;

  if (g_object_get_data (G_OBJECT (kept->toast), DISMISSED_KEY) != NULL ||
      gtk_widget_get_root (GTK_WIDGET (kept->overlay)) == NULL)
    return;

  next = copy_toast (kept->toast);
  g_object_set_data_full (G_OBJECT (kept->toast), NEXT_KEY, g_object_ref (next), g_object_unref);
  idio_toasts_show (kept->window, kept->overlay, next);
}

/**
 * idio_toasts_show:
 * @window: a window
 * @overlay: where the window has toasts
 * @toast: (transfer full): a toast of idio_ui_make_toast()
 *
 * Shows a toast in the dialog that is open, if it has a place for toasts. Behind one that has none nobody would see it:
 * it waits until that is closed.
 */
void
idio_toasts_show (AdwApplicationWindow *window,
                  AdwToastOverlay      *overlay,
                  AdwToast             *toast)
{
  AdwDialog *dialog;
  AdwToastOverlay *own;
  Kept *kept;

  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  if (!(dialog = adw_application_window_get_visible_dialog (window)))
    {
      adw_toast_overlay_add_toast (overlay, toast);
      return;
    }

  kept = g_new0 (Kept, 1);
  kept->window = window;
  kept->overlay = g_object_ref (overlay);
  kept->toast = g_object_ref (toast);
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), NULL);
  g_signal_connect_data (dialog, "closed", G_CALLBACK (closed_cb), kept, kept_free, G_CONNECT_DEFAULT);

  if ((own = find_overlay (GTK_WIDGET (dialog))))
    adw_toast_overlay_add_toast (own, toast);
  else
    g_object_unref (toast);
}

/**
 * idio_toasts_dismiss:
 * @toast: a toast that was given to idio_toasts_show()
 *
 * Hides it, wherever it is by now.
 */
void
idio_toasts_dismiss (AdwToast *toast)
{
  AdwToast *next;

  g_return_if_fail (ADW_IS_TOAST (toast));

  next = g_object_get_data (G_OBJECT (toast), NEXT_KEY);
  dismissed_cb (toast);
  adw_toast_dismiss (toast);

  if (next != NULL)
    idio_toasts_dismiss (next);
}
