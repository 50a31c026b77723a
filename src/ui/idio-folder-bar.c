/* idio-folder-bar.c: what is new in watched folders, and whether a folder is to be watched
 *
 * It asks one thing at a time: what is new comes first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-folder-bar.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"

struct _IdioFolderBar
{
  AdwBin               parent_instance;

  IdioWatchedFolders  *folders;
  GFile               *offered;       /* a folder that may be watched, or NULL */
  gint64               since;         /* when it was imported */

  GtkRevealer         *revealer;
  GtkLabel            *label;
  GtkWidget           *add_button;
  GtkWidget           *later_button;
  GtkWidget           *stop_button;
  GtkWidget           *watch_button;
  GtkWidget           *decline_button;
};

G_DEFINE_FINAL_TYPE (IdioFolderBar, idio_folder_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Returns: (transfer full) (nullable): the first folder with something new in it */
static IdioWatchedFolder *
find_news (IdioFolderBar *self)
{
  GListModel *list = self->folders != NULL ? idio_watched_folders_get_list (self->folders) : NULL;

  g_assert (IDIO_IS_FOLDER_BAR (self));

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(IdioWatchedFolder) folder = g_list_model_get_item (list, i);

      if (idio_watched_folder_get_n_news (folder) > 0)
        return g_steal_pointer (&folder);
    }

  return NULL;
}

static char *
describe_news (IdioWatchedFolder *folder)
{
  guint n_news = idio_watched_folder_get_n_news (folder);
  g_autofree char *name = idio_ui_dup_phrase (idio_watched_folder_get_name (folder));
  g_autofree char *count = idio_ui_format_count (n_news);

  /* Translators: a number, and the name of a folder */
  return g_strdup_printf (ngettext ("%s new text in “%s”", "%s new texts in “%s”", n_news), count, name);
}

static char *
describe_offer (GFile *folder)
{
  g_autofree char *base = g_file_get_basename (folder);
  g_autofree char *shown = g_filename_display_name (base != NULL ? base : "/");
  g_autofree char *name = idio_ui_dup_phrase (shown);

  /* Translators: the name of a folder */
  return g_strdup_printf (_("Watch “%s” for new texts? They are added only if you say so."), name);
}

static void
update (IdioFolderBar *self)
{
  g_autoptr(IdioWatchedFolder) folder = find_news (self);
  gboolean offers = folder == NULL && self->offered != NULL;
  g_autofree char *text = folder != NULL ? describe_news (folder) : offers ? describe_offer (self->offered) : NULL;

  g_assert (IDIO_IS_FOLDER_BAR (self));

  /* The folders may outlive the window. */
  if (self->folders == NULL)
    return;

  gtk_revealer_set_reveal_child (self->revealer, text != NULL);

  /* What goes away keeps its words until it is gone. */
  if (text == NULL)
    return;

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (self->add_button, folder != NULL);
  gtk_widget_set_visible (self->later_button, folder != NULL);
  gtk_widget_set_visible (self->stop_button, folder != NULL);
  gtk_widget_set_visible (self->watch_button, offers);
  gtk_widget_set_visible (self->decline_button, offers);
}

static void
items_changed_cb (IdioFolderBar *self,
                  guint          position,
                  guint          n_removed,
                  guint          n_added,
                  GListModel    *list)
{
  g_assert (IDIO_IS_FOLDER_BAR (self));

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(IdioWatchedFolder) folder = g_list_model_get_item (list, i);

      g_signal_connect_object (folder, "notify::n-news", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  update (self);
}

static void
add_cb (IdioFolderBar *self)
{
  g_autoptr(IdioWatchedFolder) folder = find_news (self);

  g_assert (IDIO_IS_FOLDER_BAR (self));

  if (folder != NULL)
    g_signal_emit (self, signals[SIGNAL_ADD], 0, folder);
}

/* Until the next start */
static void
later_cb (IdioFolderBar *self)
{
  g_autoptr(IdioWatchedFolder) folder = find_news (self);

  g_assert (IDIO_IS_FOLDER_BAR (self));

  if (folder != NULL)
    g_object_unref (idio_watched_folder_take_news (folder));
}

static void
stop_cb (IdioFolderBar *self)
{
  g_autoptr(IdioWatchedFolder) folder = find_news (self);

  g_assert (IDIO_IS_FOLDER_BAR (self));

  if (folder != NULL)
    idio_ui_run (self, idio_watched_folders_stop (self->folders, folder));
}

static void
watch_cb (IdioFolderBar *self)
{
  g_autoptr(GFile) folder = g_steal_pointer (&self->offered);

  g_assert (IDIO_IS_FOLDER_BAR (self));

  if (folder != NULL)
    idio_ui_run (self, idio_watched_folders_watch (self->folders, folder, self->since));

  update (self);
}

static void
decline_cb (IdioFolderBar *self)
{
  g_autoptr(GFile) folder = g_steal_pointer (&self->offered);

  g_assert (IDIO_IS_FOLDER_BAR (self));

  if (folder != NULL)
    idio_ui_run (self, idio_watched_folders_decline (self->folders, folder));

  update (self);
}

static void
idio_folder_bar_dispose (GObject *object)
{
  IdioFolderBar *self = IDIO_FOLDER_BAR (object);

  g_clear_object (&self->folders);
  g_clear_object (&self->offered);

  /* A child with a name in the template is unparented with it, of which the parent class does not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_FOLDER_BAR);

  G_OBJECT_CLASS (idio_folder_bar_parent_class)->dispose (object);
}

static void
idio_folder_bar_class_init (IdioFolderBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_folder_bar_dispose;

  /**
   * IdioFolderBar::add:
   * @self: a bar
   * @folder: an #IdioWatchedFolder of which the user wants to add what is new
   */
  signals[SIGNAL_ADD] =
    g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, IDIO_TYPE_WATCHED_FOLDER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-folder-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioFolderBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, IdioFolderBar, label);
  gtk_widget_class_bind_template_child (widget_class, IdioFolderBar, add_button);
  gtk_widget_class_bind_template_child (widget_class, IdioFolderBar, later_button);
  gtk_widget_class_bind_template_child (widget_class, IdioFolderBar, stop_button);
  gtk_widget_class_bind_template_child (widget_class, IdioFolderBar, watch_button);
  gtk_widget_class_bind_template_child (widget_class, IdioFolderBar, decline_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, watch_cb);
  gtk_widget_class_bind_template_callback (widget_class, decline_cb);
}

static void
idio_folder_bar_init (IdioFolderBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_wrap_buttons (GTK_WIDGET (self));
}

/**
 * idio_folder_bar_set_folders:
 * @self: a bar
 * @folders: what to tell of
 */
void
idio_folder_bar_set_folders (IdioFolderBar      *self,
                             IdioWatchedFolders *folders)
{
  GListModel *list;

  g_return_if_fail (IDIO_IS_FOLDER_BAR (self));
  g_return_if_fail (IDIO_IS_WATCHED_FOLDERS (folders));
  g_return_if_fail (self->folders == NULL);

  self->folders = g_object_ref (folders);
  list = idio_watched_folders_get_list (folders);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (list), list);
}

typedef struct
{
  IdioFolderBar *self;
  GListModel    *files;
  gint64         since;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_object (&offer->self);
  g_clear_object (&offer->files);
  g_free (offer);
}

static DexFuture *
offer_fiber (gpointer data)
{
  Offer *offer = data;
  IdioFolderBar *self = offer->self;
  g_autofree char *uri = NULL;
  GError *error = NULL;

  /* The window may have been closed meanwhile. */
  if (self->folders == NULL)
    return dex_future_new_true ();

  uri = dex_await_string (idio_watched_folders_find_unasked (self->folders, offer->files), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  if (uri != NULL && self->folders != NULL)
    {
      g_clear_object (&self->offered);
      self->offered = g_file_new_for_uri (uri);
      self->since = offer->since;
      update (self);
    }

  return dex_future_new_true ();
}

/**
 * idio_folder_bar_offer:
 * @self: a bar with folders
 * @files: (element-type GFile): files and folders that were imported
 * @since: when that began, in microseconds since 1970
 *
 * Asks whether a folder among them is to be watched, if the user was not asked before.
 */
void
idio_folder_bar_offer (IdioFolderBar *self,
                       GListModel    *files,
                       gint64         since)
{
  Offer *offer;

  g_return_if_fail (IDIO_IS_FOLDER_BAR (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));
  g_return_if_fail (self->folders != NULL);

  offer = g_new0 (Offer, 1);
  offer->self = g_object_ref (self);
  offer->files = g_object_ref (files);
  offer->since = since;
  idio_ui_run (self, idio_fiber_spawn (offer_fiber, offer, offer_free));
}
