/* idio-file-question.c: which files or folders to add
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-file-question.h"

static void
resolve (DexPromise *promise,
         GListModel *files,
         GError     *error)
{
  if (files != NULL)
    dex_promise_resolve_object (promise, files);
  else
    dex_promise_reject (promise, error);
}

static void
files_chosen_cb (GObject      *dialog,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  GListModel *files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, &error);

  resolve (promise, files, error);
}

static void
folders_chosen_cb (GObject      *dialog,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  GListModel *folders = gtk_file_dialog_select_multiple_folders_finish (GTK_FILE_DIALOG (dialog), result, &error);

  resolve (promise, folders, error);
}

/**
 * idio_file_question_ask:
 * @parent: the window in which the user wants to add something
 * @title: what it is
 * @folders: whether to ask for folders, and not for files
 * @cancellable: (nullable): ends the question, as when the window is closed
 *
 * Returns: (transfer full): a future of a #GListModel of #GFile. It is rejected with %GTK_DIALOG_ERROR_DISMISSED if the
 *   user chose none
 */
DexFuture *
idio_file_question_ask (GtkWindow    *parent,
                        const char   *title,
                        gboolean      folders,
                        GCancellable *cancellable)
{
  g_autoptr(GtkFileDialog) dialog = NULL;
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (title != NULL, NULL);

  promise = dex_promise_new ();
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _("_Add"));

  if (folders)
    gtk_file_dialog_select_multiple_folders (dialog, parent, cancellable, folders_chosen_cb, dex_ref (promise));
  else
    gtk_file_dialog_open_multiple (dialog, parent, cancellable, files_chosen_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}
