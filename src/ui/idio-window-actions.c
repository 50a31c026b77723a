/* idio-window-actions.c: what menus, buttons and keys ask of the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "import/idio-import.h"
#include "ui/idio-clipboard.h"
#include "ui/idio-document-actions.h"
#include "ui/idio-file-question.h"
#include "ui/idio-ui.h"
#include "ui/idio-window-private.h"

static void
show_file_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);
  g_autoptr(GFile) folder = g_file_new_for_path (self->data_dir);
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (folder);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (self), NULL, NULL, NULL);
}

static void
show_view_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  idio_window_show_view (IDIO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static DexFuture *
import_cb (DexFuture *files,
           gpointer   self)
{
  idio_window_import (self, g_value_get_object (dex_future_get_value (files, NULL)));

  return dex_future_new_true ();
}

static DexFuture *
import_others_cb (DexFuture *files,
                  gpointer   self)
{
  idio_window_import_others (self, g_value_get_object (dex_future_get_value (files, NULL)));

  return dex_future_new_true ();
}

static void
ask_for_files (IdioWindow        *self,
               const char        *title,
               gboolean           folders,
               DexFutureCallback  callback)
{
  DexFuture *files = idio_file_question_ask (GTK_WINDOW (self), title, folders, self->cancellable);

  g_assert (IDIO_IS_WINDOW (self));

  idio_ui_run (self, dex_future_then (files, callback, g_object_ref (self), g_object_unref));
}

static void
add_files_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ask_for_files (IDIO_WINDOW (widget), _("Add Your Writing"), FALSE, import_cb);
}

static void
add_folder_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ask_for_files (IDIO_WINDOW (widget), _("Add a Folder"), TRUE, import_cb);
}

static void
add_others_files_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  ask_for_files (IDIO_WINDOW (widget), _("Add Texts by Others"), FALSE, import_others_cb);
}

static void
add_others_folder_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  ask_for_files (IDIO_WINDOW (widget), _("Add a Folder of Texts by Others"), TRUE, import_others_cb);
}

static void
paste (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  if (idio_clipboard_has_files (GTK_WIDGET (self)))
    idio_ui_run (self, dex_future_then (idio_clipboard_read_files (GTK_WIDGET (self)), import_cb, g_object_ref (self),
                                        g_object_unref));
  else
    idio_documents_page_paste (self->documents_page);
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  idio_window_show_view (self, "documents");
  paste (self);
}

/* Ctrl+V anywhere else than in a text means nothing on the other views. */
static gboolean
paste_shortcut_cb (GtkWidget *widget,
                   GVariant  *args,
                   gpointer   user_data)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  if (!idio_window_is_ready (self) || !idio_window_shows_view (self, "documents"))
    return GDK_EVENT_PROPAGATE;

  paste (self);

  return GDK_EVENT_STOP;
}

static void
show_quote_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gint64 document;
  guint64 start, length;

  g_variant_get (parameter, "(xtt)", &document, &start, &length);
  idio_window_show_document (IDIO_WINDOW (widget), document, start, length);
}

static void
show_card_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  idio_window_show_view (self, "voice");
  idio_voice_page_show_card (self->voice_page, g_variant_get_int64 (parameter));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  idio_window_show_view (self, "documents");
  idio_documents_page_search (self->documents_page);
}

/* Ctrl+F searches in what is seen: on the view of drafts, in a draft. */
static gboolean
search_shortcut_cb (GtkWidget *widget,
                    GVariant  *args,
                    gpointer   user_data)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  if (idio_window_shows_view (self, "write"))
    gtk_widget_activate_action (GTK_WIDGET (self->write_page), "write.draft", "s", "draft.find");
  else
    gtk_widget_activate_action (widget, "win.search", NULL);

  return GDK_EVENT_STOP;
}

static DexFuture *
add_example_fiber (gpointer data)
{
  IdioWindow *self = data;
  g_autoptr(GArray) ids = NULL;
  GError *error = NULL;

  if (!(ids = dex_await_boxed (idio_import_example (idio_workspace_get_corpus (self->workspace)), &error)))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static void
add_example_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  idio_ui_run (self, idio_fiber_spawn (add_example_fiber, g_object_ref (self), g_object_unref));
}

static void
remove_example_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  idio_ui_run (self, idio_document_actions_remove_example (self->workspace, GTK_ROOT (self)));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  idio_toasts_undo_last (IDIO_WINDOW (widget)->toasts);
}

static void
undo_one_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  idio_toasts_undo_one (IDIO_WINDOW (widget)->toasts, g_variant_get_uint32 (parameter));
}

static DexFuture *
erase_work (gpointer data)
{
  IdioWindow *self = data;
  g_autoptr(IdioWorkspace) workspace = g_object_ref (self->workspace);
  GError *error = NULL;
  gboolean erased = dex_await (idio_workspace_erase (workspace), &error);

  if (!self->closing)
    {
      idio_write_page_forget (self->write_page);
      idio_documents_page_load_folders (self->documents_page);
    }

  return erased ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
erased_cb (DexFuture *erased,
           gpointer   data)
{
  IdioWindow *self = data;

  if (!self->closing)
    idio_toasts_say (self, _("Everything is deleted"));

  return dex_future_new_true ();
}

static void
erase_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);
  DexFuture *erase = idio_window_run_alone (self, erase_work, g_object_ref (self), g_object_unref);

  idio_ui_run (self, dex_future_then (erase, erased_cb, g_object_ref (self), g_object_unref));
}

/**
 * idio_window_install_actions:
 * @widget_class: the class of the window
 *
 * Installs what can be asked of a window that is open, and the keys for it.
 */
void
idio_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-file", NULL, show_file_action);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "win.add-files", NULL, add_files_action);
  gtk_widget_class_install_action (widget_class, "win.add-folder", NULL, add_folder_action);
  gtk_widget_class_install_action (widget_class, "win.add-others-files", NULL, add_others_files_action);
  gtk_widget_class_install_action (widget_class, "win.add-others-folder", NULL, add_others_folder_action);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "win.show-quote", "(xtt)", show_quote_action);
  gtk_widget_class_install_action (widget_class, "win.show-card", "x", show_card_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.add-example", NULL, add_example_action);
  gtk_widget_class_install_action (widget_class, "win.remove-example", NULL, remove_example_action);
  gtk_widget_class_install_action (widget_class, "win.erase", NULL, erase_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-one", "u", undo_one_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.add-files", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, paste_shortcut_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}
