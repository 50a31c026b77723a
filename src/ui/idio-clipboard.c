/* idio-clipboard.c: files that were copied in a file manager, and texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "ui/idio-clipboard.h"

/* Wayland gives the clipboard to the active window only. How long to wait until a window is, and how often to look */
#define ACTIVE_PATIENCE_MSEC 2000
#define ACTIVE_CHECK_MSEC    20

/**
 * idio_file_list_to_model:
 * @list: files, as they are copied and dragged
 *
 * Returns: (transfer full): (element-type GFile): a list of the same files
 */
GListModel *
idio_file_list_to_model (GdkFileList *list)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (list);
  GListStore *model = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (model, l->data);

  return G_LIST_MODEL (model);
}

/**
 * idio_clipboard_has_files:
 * @widget: a widget
 *
 * File managers put the names of the files there as a text, too, which is not what is meant.
 *
 * Returns: whether files were copied
 */
gboolean
idio_clipboard_has_files (GtkWidget *widget)
{
  GdkContentFormats *formats;
  g_autoptr(GdkContentFormats) all = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (widget));
  all = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  return gdk_content_formats_contain_gtype (all, GDK_TYPE_FILE_LIST);
}

static void
read_files_cb (GObject      *clipboard,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (value == NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_object (promise, idio_file_list_to_model (g_value_get_boxed (value)));
}

/**
 * idio_clipboard_read_files:
 * @widget: a widget
 *
 * Returns: (transfer full): a future of a #GListModel of #GFile
 */
DexFuture *
idio_clipboard_read_files (GtkWidget *widget)
{
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  promise = dex_promise_new ();
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (widget), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                  read_files_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static void
read_text_cb (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  dex_promise_resolve_string (promise, text != NULL ? text : g_strdup (""));
}

/**
 * idio_clipboard_read_text:
 * @widget: a widget
 *
 * Returns: (transfer full): a future of a string: the text, or "" if there is none
 */
DexFuture *
idio_clipboard_read_text (GtkWidget *widget)
{
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  promise = dex_promise_new ();
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, read_text_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static DexFuture *
wait_fiber (gpointer data)
{
  GtkWindow *window = data;

  for (guint i = 0; i < ACTIVE_PATIENCE_MSEC / ACTIVE_CHECK_MSEC && !gtk_window_is_active (window); i++)
    dex_await (dex_timeout_new_msec (ACTIVE_CHECK_MSEC), NULL);

  return idio_clipboard_read_text (GTK_WIDGET (window));
}

/**
 * idio_clipboard_wait_for_text:
 * @window: a window that was just presented
 *
 * As idio_clipboard_read_text(), once the window may read the clipboard.
 *
 * Returns: (transfer full): a future of a string: the text, or "" if there is none
 */
DexFuture *
idio_clipboard_wait_for_text (GtkWindow *window)
{
  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  return idio_fiber_spawn (wait_fiber, g_object_ref (window), g_object_unref);
}
