/* idio-folders-group.c: the folders that are watched for new texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-folders-group.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioFoldersGroup
{
  AdwPreferencesGroup  parent_instance;

  IdioWatchedFolders  *folders;

  GtkListBox          *folders_list;
};

G_DEFINE_FINAL_TYPE (IdioFoldersGroup, idio_folders_group, ADW_TYPE_PREFERENCES_GROUP)

/* What hangs on a button: the folder that it is for */
#define FOLDER_KEY "idio-folder"

/* A folder that is not watched any more, or is again */
typedef struct
{
  IdioWatchedFolders *folders;
  IdioWatchedFolder  *folder;
  GHashTable         *seen;
  GtkRoot            *root;     /* where the undo is offered, or NULL */
} Change;

static Change *
change_new (IdioWatchedFolders *folders,
            IdioWatchedFolder  *folder)
{
  Change *change = g_new0 (Change, 1);

  change->folders = g_object_ref (folders);
  change->folder = g_object_ref (folder);

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->folders);
  g_clear_object (&change->folder);
  g_clear_pointer (&change->seen, g_hash_table_unref);
  g_clear_object (&change->root);
  g_free (change);
}

static DexFuture *
resume (gpointer data)
{
  Change *change = data;

  return idio_watched_folders_resume (change->folders, idio_watched_folder_get_file (change->folder), change->seen);
}

static DexFuture *
stop_fiber (gpointer data)
{
  Change *change = data, *undo;
  g_autoptr(GHashTable) seen = NULL;
  GError *error = NULL;

  if (!(seen = dex_await_boxed (idio_watched_folders_stop (change->folders, change->folder), &error)))
    return dex_future_new_for_error (error);

  undo = change_new (change->folders, change->folder);
  undo->seen = g_steal_pointer (&seen);
  idio_toasts_offer_undo (change->root, _("Folder not watched any more"), resume, undo, change_free);

  return dex_future_new_true ();
}

static void
stop_cb (GtkWidget        *button,
         IdioFoldersGroup *self)
{
  Change *change = change_new (self->folders, g_object_get_data (G_OBJECT (button), FOLDER_KEY));

  g_assert (IDIO_IS_FOLDERS_GROUP (self));

  g_set_object (&change->root, gtk_widget_get_root (GTK_WIDGET (self)));
  idio_ui_run (self, idio_fiber_spawn (stop_fiber, change, change_free));
}

static GtkWidget *
make_row_cb (gpointer item,
             gpointer user_data)
{
  IdioWatchedFolder *folder = item;
  g_autofree char *path = g_file_get_parse_name (idio_watched_folder_get_file (folder));
  GtkWidget *row = idio_ui_make_row (idio_watched_folder_get_name (folder), path);
  g_autofree char *phrase = idio_ui_dup_phrase (idio_watched_folder_get_name (folder));
  /* Translators: the name of a folder */
  g_autofree char *label = g_strdup_printf (_("Stop watching %s"), phrase);
  GtkWidget *button = idio_ui_add_trash_button (row, _("Stop Watching"), label);

  g_object_set_data_full (G_OBJECT (button), FOLDER_KEY, g_object_ref (folder), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (stop_cb), user_data, 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);

  return row;
}

static void
update (IdioFoldersGroup *self)
{
  g_assert (IDIO_IS_FOLDERS_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          g_list_model_get_n_items (idio_watched_folders_get_list (self->folders)) > 0);
}

static void
idio_folders_group_dispose (GObject *object)
{
  IdioFoldersGroup *self = IDIO_FOLDERS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_FOLDERS_GROUP);
  g_clear_object (&self->folders);

  G_OBJECT_CLASS (idio_folders_group_parent_class)->dispose (object);
}

static void
idio_folders_group_class_init (IdioFoldersGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_folders_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-folders-group.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioFoldersGroup, folders_list);
}

static void
idio_folders_group_init (IdioFoldersGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_folders_group_set_folders:
 * @self: a group
 * @folders: what to list
 *
 * Lists the folders that are watched, each with a button that ends that. Nothing is shown where there are none.
 */
void
idio_folders_group_set_folders (IdioFoldersGroup   *self,
                                IdioWatchedFolders *folders)
{
  GListModel *list;

  g_return_if_fail (IDIO_IS_FOLDERS_GROUP (self));
  g_return_if_fail (IDIO_IS_WATCHED_FOLDERS (folders));
  g_return_if_fail (self->folders == NULL);

  self->folders = g_object_ref (folders);
  list = idio_watched_folders_get_list (folders);
  gtk_list_box_bind_model (self->folders_list, list, make_row_cb, self, NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
