/* idio-window.c: the three views, and what lies over them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "idio-workspace-restore.h"
#include "import/idio-import.h"
#include "ui/idio-backup-group.h"
#include "ui/idio-clipboard.h"
#include "ui/idio-documents-page.h"
#include "ui/idio-focus-keeper.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-voice-page.h"
#include "ui/idio-window.h"
#include "ui/idio-write-page.h"

struct _IdioWindow
{
  AdwApplicationWindow  parent_instance;

  char                 *data_dir;
  char                 *failure;     /* why the workspace can't be opened */
  IdioWorkspace        *workspace;
  GListStore           *waiting;     /* files that are imported once the workspace is ready */
  gboolean              wants_preferences;
  gboolean              wants_files;
  char                 *wants_rewrite; /* a text that waits for the workspace, or NULL */
  gboolean              busy;        /* opening the workspace, or deleting what is in it */
  gboolean              closing;
  GCancellable         *cancellable; /* of file dialogs, which end with the window */
  guint                 count_source;
  IdioToasts           *toasts;

  AdwToastOverlay      *toast_overlay;
  GtkDropTarget        *drop_target;
  GtkRevealer          *drop_revealer;
  GtkStack             *stack;
  AdwStatusPage        *failed_page;
  AdwHeaderBar         *header_bar;
  AdwBanner            *example_banner;
  AdwBanner            *key_banner;
  AdwViewStack         *view_stack;
  AdwViewStackPage     *voice_stack_page;
  AdwViewSwitcherBar   *switcher_bar;
  IdioDocumentsPage    *documents_page;
  IdioVoicePage        *voice_page;
  IdioWritePage        *write_page;
};

G_DEFINE_FINAL_TYPE (IdioWindow, idio_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_SHOWS_DOCUMENTS = 1,
};

static GParamSpec *properties[PROP_SHOWS_DOCUMENTS + 1];

/* A window that can't save in that time is closed all the same. */
#define CLOSE_PATIENCE_MSEC 5000

/* So soon after the last change of the documents the cards are counted again: many documents that go at once are one change. */
#define COUNT_DELAY_MSEC 20

/* Wayland gives the clipboard to the active window only. How long to wait until this one is, and how often to look */
#define ACTIVE_PATIENCE_MSEC 2000
#define ACTIVE_CHECK_MSEC    20

static gboolean
shows_documents (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->view_stack), "documents") == 0;
}

static void
visible_view_cb (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_DOCUMENTS]);
}

static void
update_banners (IdioWindow *self)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (self->workspace);
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);
  GSettings *settings = idio_workspace_get_settings (self->workspace);
  g_autofree char *service = g_settings_get_string (settings, "service-url");

  g_assert (IDIO_IS_WINDOW (self));

  adw_banner_set_revealed (self->example_banner, idio_corpus_has_example (corpus));
  adw_banner_set_revealed (self->key_banner, idio_model_choice_get_kind (choice) == IDIO_MODEL_KIND_SERVICE &&
                                               idio_secrets_is_session_only (idio_model_choice_get_secrets (choice),
                                                                             service));
}

/* Cards that nobody has looked at yet are counted beside the name of their view. */
static void
update_badge (IdioWindow *self)
{
  IdioVoice *voice = idio_workspace_get_voice (self->workspace);
  guint n_new = 0;

  g_assert (IDIO_IS_WINDOW (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    {
      g_autoptr(IdioHypothesis) card = g_list_model_get_item (G_LIST_MODEL (voice), i);

      n_new += idio_hypothesis_get_fields (card)->state == IDIO_CARD_STATE_PROPOSED;
    }

  adw_view_stack_page_set_badge_number (self->voice_stack_page, n_new);
}

static gboolean
count_habits (gpointer data)
{
  IdioWindow *self = data;

  self->count_source = 0;
  idio_ui_run (self, idio_workspace_count_habits (self->workspace));

  return G_SOURCE_REMOVE;
}

static void
documents_changed_cb (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  g_clear_handle_id (&self->count_source, g_source_remove);
  self->count_source = g_timeout_add (COUNT_DELAY_MSEC, count_habits, self);
}

static gboolean
is_ready (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  return self->workspace != NULL && !self->busy && !self->closing;
}

/* Shows what state the window is in, and does what had to wait for it. */
static void
set_busy (IdioWindow *self,
          gboolean    busy)
{
  static const char * const actions[] = {
    "win.add-files", "win.add-folder", "win.add-others-files", "win.add-others-folder", "win.paste", "win.search",
    "win.add-example", "win.remove-example", "win.undo", "win.undo-one", "win.erase",
    "win.restore",
  };

  g_assert (IDIO_IS_WINDOW (self));

  self->busy = busy;
  gtk_stack_set_visible_child_name (self->stack, busy ? "loading" : self->workspace != NULL ? "main" : "failed");

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], is_ready (self));

  if (!is_ready (self))
    return;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->waiting)) > 0)
    {
      g_autoptr(GListStore) files = g_steal_pointer (&self->waiting);

      self->waiting = g_list_store_new (G_TYPE_FILE);
      idio_window_import (self, G_LIST_MODEL (files));
    }

  if (self->wants_preferences)
    idio_window_show_preferences (self);

  if (self->wants_files)
    idio_window_choose_files (self);

  if (self->wants_rewrite != NULL)
    {
      g_autofree char *text = g_steal_pointer (&self->wants_rewrite);

      idio_window_rewrite (self, text);
    }
}

static void
set_workspace (IdioWindow    *self,
               IdioWorkspace *workspace)
{
  IdioCorpus *corpus = idio_workspace_get_corpus (workspace);

  g_assert (IDIO_IS_WINDOW (self));

  g_set_object (&self->workspace, workspace);
  idio_statistics_follow (idio_workspace_get_statistics (workspace));
  g_signal_connect_object (corpus, "items-changed", G_CALLBACK (documents_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "notify::has-example", G_CALLBACK (update_banners), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_choice (workspace), "notify::provider", G_CALLBACK (update_banners), self,
                           G_CONNECT_SWAPPED);

  idio_documents_page_set_workspace (self->documents_page, workspace);
  idio_voice_page_set_workspace (self->voice_page, workspace);
  idio_write_page_set_workspace (self->write_page, workspace);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "decided", G_CALLBACK (update_badge), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "items-changed", G_CALLBACK (update_badge), self,
                           G_CONNECT_SWAPPED);
  update_badge (self);
  update_banners (self);

  /* What is counted may have changed since the last time, and so may the way. */
  documents_changed_cb (self);
}

static void
update_failure (IdioWindow *self)
{
  guint n_waiting = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));
  g_autofree char *name = g_filename_display_name (self->data_dir);
  g_autofree char *dir = idio_ui_dup_line (name);
  g_autofree char *failure = idio_ui_dup_line (self->failure);
  g_autofree char *waiting = g_strdup_printf (ngettext ("%'u file was not added.", "%'u files were not added.",
                                                        n_waiting), n_waiting);
  g_autofree char *description = g_markup_printf_escaped ("%s%s%s\n\n<small>%s</small>", failure,
                                                          n_waiting > 0 ? " " : "", n_waiting > 0 ? waiting : "", dir);

  g_assert (IDIO_IS_WINDOW (self));

  adw_status_page_set_description (self->failed_page, description);
}

static void
keep_waiting (IdioWindow *self,
              GListModel *files)
{
  g_assert (IDIO_IS_WINDOW (self));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      g_list_store_append (self->waiting, file);
    }

  if (self->failure != NULL && !self->busy)
    update_failure (self);
}

/* Who has texts comes to write. Files that wait to be imported are shown where they go. */
static void
show_first_view (IdioWindow *self)
{
  gboolean has_texts = g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (self->workspace))) > 0;

  g_assert (IDIO_IS_WINDOW (self));

  if (has_texts)
    idio_window_show_view (self, "write");

  set_busy (self, FALSE);

  if (has_texts && gtk_widget_get_child_visible (GTK_WIDGET (self->write_page)))
    gtk_widget_grab_focus (GTK_WIDGET (self->write_page));
}

static DexFuture *
open_fiber (gpointer data)
{
  IdioWindow *self = data;
  g_autoptr(IdioWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;

  workspace = dex_await_object (idio_workspace_open (self->data_dir), &error);

  if (self->closing)
    return dex_future_new_true ();

  if (workspace == NULL)
    {
      g_set_str (&self->failure, error->message);
      update_failure (self);
      set_busy (self, FALSE);

      return dex_future_new_true ();
    }

  set_workspace (self, workspace);
  show_first_view (self);

  /* A model that can't be used any more is told when it is needed, and in Preferences. */
  dex_await (idio_model_choice_load (idio_workspace_get_choice (workspace)), NULL);

  return dex_future_new_true ();
}

static void
open_workspace (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  if (self->workspace != NULL || self->busy || self->closing)
    return;

  set_busy (self, TRUE);
  dex_future_disown (idio_fiber_spawn (open_fiber, g_object_ref (self), g_object_unref));
}

/* What is shown over the window lies between the pointer and the buttons of the views, which would switch to theirs. */
static void
set_drop_zone (IdioWindow *self,
               gboolean    shown)
{
  g_assert (IDIO_IS_WINDOW (self));

  gtk_revealer_set_reveal_child (self->drop_revealer, shown);
  gtk_widget_set_can_target (GTK_WIDGET (self->drop_revealer), shown);
}

/* Files are meant for the window, wherever they are let go. A text is where no entry is for it, and not one of the
 * window's own. */
static gboolean
accept_drop_cb (IdioWindow *self,
                GdkDrop    *drop)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);
  g_autoptr(GdkContentFormats) all = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  g_assert (IDIO_IS_WINDOW (self));

  if (gdk_content_formats_contain_gtype (all, GDK_TYPE_FILE_LIST))
    return TRUE;

  return gdk_drop_get_drag (drop) == NULL && is_ready (self) && shows_documents (self) &&
         gdk_content_formats_contain_gtype (all, G_TYPE_STRING);
}

static GdkDragAction
drag_enter_cb (IdioWindow *self)
{
  set_drop_zone (self, TRUE);

  return GDK_ACTION_COPY;
}

static void
drag_leave_cb (IdioWindow *self)
{
  set_drop_zone (self, FALSE);
}

static gboolean
drop_cb (IdioWindow   *self,
         const GValue *value)
{
  g_autoptr(GListModel) files = NULL;

  set_drop_zone (self, FALSE);

  if (G_VALUE_HOLDS_STRING (value))
    {
      idio_documents_page_add_text (self->documents_page, g_value_get_string (value));
      return TRUE;
    }

  files = idio_file_list_to_model (g_value_get_boxed (value));
  idio_window_import (self, files);

  return TRUE;
}

static void
try_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  open_workspace (IDIO_WINDOW (widget));
}

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

typedef void (*ImportFunc) (IdioWindow *self,
                            GListModel *files);

/* What a file dialog is for. */
typedef struct
{
  IdioWindow *self;
  ImportFunc  import;
} Choice;

static Choice *
choice_new (IdioWindow *self,
            ImportFunc  import)
{
  Choice *choice = g_new0 (Choice, 1);

  g_assert (IDIO_IS_WINDOW (self));

  choice->self = g_object_ref (self);
  choice->import = import;

  return choice;
}

static void
take_choice (Choice       *choice,
             GListModel   *files,
             const GError *error)
{
  if (files != NULL)
    choice->import (choice->self, files);
  else
    idio_ui_report (choice->self, error);

  g_clear_object (&choice->self);
  g_free (choice);
}

static void
files_chosen_cb (GObject      *dialog,
                 GAsyncResult *result,
                 gpointer      choice)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, &error);

  take_choice (choice, files, error);
}

static void
folders_chosen_cb (GObject      *dialog,
                   GAsyncResult *result,
                   gpointer      choice)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) folders = gtk_file_dialog_select_multiple_folders_finish (GTK_FILE_DIALOG (dialog), result,
                                                                                  &error);

  take_choice (choice, folders, error);
}

static void
choose_files (IdioWindow *self,
              const char *title,
              ImportFunc  import)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_assert (IDIO_IS_WINDOW (self));

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _("_Add"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), self->cancellable, files_chosen_cb, choice_new (self, import));
}

static void
choose_folders (IdioWindow *self,
                const char *title,
                ImportFunc  import)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_assert (IDIO_IS_WINDOW (self));

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _("_Add"));
  gtk_file_dialog_select_multiple_folders (dialog, GTK_WINDOW (self), self->cancellable, folders_chosen_cb,
                                           choice_new (self, import));
}

static void
add_files_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  choose_files (IDIO_WINDOW (widget), _("Add Your Writing"), idio_window_import);
}

static void
add_folder_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  choose_folders (IDIO_WINDOW (widget), _("Add a Folder"), idio_window_import);
}

static void
add_others_files_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  choose_files (IDIO_WINDOW (widget), _("Add Texts by Others"), idio_window_import_others);
}

static void
add_others_folder_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  choose_folders (IDIO_WINDOW (widget), _("Add a Folder of Texts by Others"), idio_window_import_others);
}

static DexFuture *
paste_files_fiber (gpointer data)
{
  IdioWindow *self = data;
  g_autoptr(GListModel) files = NULL;
  GError *error = NULL;

  if (!(files = dex_await_object (idio_clipboard_read_files (GTK_WIDGET (self)), &error)))
    return dex_future_new_for_error (error);

  /* It may have been closed meanwhile. */
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    idio_window_import (self, files);

  return dex_future_new_true ();
}

static void
paste (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  if (idio_clipboard_has_files (GTK_WIDGET (self)))
    idio_ui_run (self, idio_fiber_spawn (paste_files_fiber, g_object_ref (self), g_object_unref));
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

  if (!is_ready (self) || !shows_documents (self))
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

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->view_stack), "write") == 0)
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
  g_autoptr(GArray) ids = idio_corpus_list_example (idio_workspace_get_corpus (self->workspace));

  idio_documents_page_remove (self->documents_page, ids, _("Example removed"));
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

static void
save_size (IdioWindow *self)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  int width, height;

  g_assert (IDIO_IS_WINDOW (self));

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
restore_size (IdioWindow *self)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);

  g_assert (IDIO_IS_WINDOW (self));

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));

  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Stops all that is under way, and saves it. */
static gboolean
settle (IdioWindow  *self,
        GError     **error)
{
  g_autoptr(DexFuture) imports = idio_documents_page_stop (self->documents_page);
  g_autoptr(DexFuture) inference = idio_voice_page_stop (self->voice_page);
  g_autoptr(DexFuture) drafts = idio_write_page_finish (self->write_page);

  g_assert (IDIO_IS_WINDOW (self));

  return dex_await (g_steal_pointer (&imports), error) && dex_await (g_steal_pointer (&inference), error) &&
         dex_await (g_steal_pointer (&drafts), error);
}

static DexFuture *
settle_fiber (gpointer data)
{
  settle (data, NULL);

  return dex_future_new_true ();
}

static DexFuture *
close_fiber (gpointer data)
{
  IdioWindow *self = data;

  dex_await (dex_future_first (idio_fiber_spawn (settle_fiber, g_object_ref (self), g_object_unref),
                               dex_timeout_new_msec (CLOSE_PATIENCE_MSEC), NULL),
             NULL);
  gtk_window_destroy (GTK_WINDOW (self));

  return dex_future_new_true ();
}

/* What is asked in a dialog is answered with no. */
static void
close_dialogs (IdioWindow *self)
{
  g_autoptr(GListModel) dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  g_assert (IDIO_IS_WINDOW (self));

  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr(AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      adw_dialog_force_close (dialog);
    }
}

static gboolean
idio_window_close_request (GtkWindow *window)
{
  if (idio_window_may_close (IDIO_WINDOW (window)))
    idio_window_close (IDIO_WINDOW (window));

  return GDK_EVENT_STOP;
}

/* Nothing that is under way may bring anything back. */
static DexFuture *
erase_fiber (gpointer data)
{
  IdioWindow *self = data;
  g_autoptr(IdioWorkspace) workspace = g_object_ref (self->workspace);
  GError *error = NULL;
  gboolean erased;

  settle (self, NULL);
  idio_toasts_clear (self->toasts);
  erased = dex_await (idio_workspace_erase (workspace), &error);

  if (!self->closing)
    {
      idio_write_page_forget (self->write_page);
      idio_documents_page_load_folders (self->documents_page);
      set_busy (self, FALSE);

      if (erased)
        {
          close_dialogs (self);
          idio_toasts_say (self, _("Everything is deleted"));
        }
    }

  return erased ? dex_future_new_true () : dex_future_new_for_error (error);
}

/* A backup that is restored, or the undoing of that */
typedef struct
{
  IdioWindow *self;
  GFile      *file;     /* or NULL: what was replaced comes back */
  gboolean    replace;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_clear_object (&restore->self);
  g_clear_object (&restore->file);
  g_free (restore);
}

static DexFuture *start_restoring (IdioWindow *self,
                                   GFile      *file,
                                   gboolean    replace);

static DexFuture *
undo_restore_cb (gpointer self)
{
  return start_restoring (self, NULL, TRUE);
}

static void
tell_restored (IdioWindow             *self,
               const IdioBackupCounts *added,
               gboolean                replaced)
{
  g_autofree char *words = idio_backup_group_describe (added);
  g_autofree char *told = NULL;

  g_assert (IDIO_IS_WINDOW (self));

  if (replaced)
    {
      idio_toasts_offer_undo (self, _("Everything was replaced"), undo_restore_cb, self, NULL);
      return;
    }

  if (added->n_documents + added->n_cards + added->n_requests == 0)
    told = g_strdup (_("All of the backup was here already"));
  else
    /* Translators: "Added from the backup: 24 texts, 12 cards" */
    told = g_strdup_printf (_("Added from the backup: %s"), words);

  idio_toasts_say (self, told);
}

/* Within a fiber */
static IdioBackupCounts *
restore_file (IdioWorkspace  *workspace,
              Restore        *restore,
              GError        **error)
{
  g_autoptr(IdioBackup) backup = dex_await_boxed (idio_backup_open (restore->file), error);

  return backup != NULL ? dex_await_boxed (idio_workspace_restore (workspace, backup, restore->replace), error) : NULL;
}

static DexFuture *
restore_fiber (gpointer data)
{
  Restore *restore = data;
  IdioWindow *self = restore->self;
  g_autoptr(IdioWorkspace) workspace = g_object_ref (self->workspace);
  g_autofree IdioBackupCounts *added = NULL;
  GError *error = NULL;

  /* What is under way would come into what is restored, or bring something back. */
  settle (self, NULL);
  idio_toasts_clear (self->toasts);

  if (restore->file != NULL)
    added = restore_file (workspace, restore, &error);
  else
    dex_await (idio_workspace_undo_restore (workspace), &error);

  if (!self->closing)
    {
      set_busy (self, FALSE);

      if (error == NULL)
        close_dialogs (self);

      if (added != NULL)
        tell_restored (self, added, restore->replace);
      else if (error == NULL)
        idio_toasts_say (self, _("All is as it was before"));
    }

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
start_restoring (IdioWindow *self,
                 GFile      *file,
                 gboolean    replace)
{
  Restore *restore;

  g_assert (IDIO_IS_WINDOW (self));

  /* One at a time */
  if (!is_ready (self))
    return dex_future_new_true ();

  restore = g_new0 (Restore, 1);
  restore->self = g_object_ref (self);
  restore->file = file != NULL ? g_object_ref (file) : NULL;
  restore->replace = replace;
  set_busy (self, TRUE);

  return idio_fiber_spawn (restore_fiber, restore, restore_free);
}

/* The user was told what is in the backup, and has decided. */
static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr(GFile) file = NULL;
  const char *uri;
  gboolean replace;

  g_variant_get (parameter, "(&sb)", &uri, &replace);
  file = g_file_new_for_uri (uri);
  idio_ui_run (widget, start_restoring (IDIO_WINDOW (widget), file, replace));
}

static void
erase_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IdioWindow *self = IDIO_WINDOW (widget);

  set_busy (self, TRUE);
  idio_ui_run (self, idio_fiber_spawn (erase_fiber, g_object_ref (self), g_object_unref));
}

static void
idio_window_dispose (GObject *object)
{
  IdioWindow *self = IDIO_WINDOW (object);

  g_clear_handle_id (&self->count_source, g_source_remove);

  if (self->workspace != NULL)
    idio_workspace_stop (self->workspace);

  if (self->toasts != NULL)
    idio_toasts_close (self->toasts);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_WINDOW);
  g_clear_object (&self->waiting);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->toasts);

  G_OBJECT_CLASS (idio_window_parent_class)->dispose (object);
}

static void
idio_window_finalize (GObject *object)
{
  IdioWindow *self = IDIO_WINDOW (object);

  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->wants_rewrite, g_free);

  G_OBJECT_CLASS (idio_window_parent_class)->finalize (object);
}

static void
idio_window_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  IdioWindow *self = IDIO_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SHOWS_DOCUMENTS:
      g_value_set_boolean (value, self->view_stack == NULL || shows_documents (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_window_class_init (IdioWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = idio_window_dispose;
  object_class->finalize = idio_window_finalize;
  object_class->get_property = idio_window_get_property;
  GTK_WINDOW_CLASS (klass)->close_request = idio_window_close_request;

  properties[PROP_SHOWS_DOCUMENTS] =
    g_param_spec_boolean ("shows-documents", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (IDIO_TYPE_DOCUMENTS_PAGE);
  g_type_ensure (IDIO_TYPE_VOICE_PAGE);
  g_type_ensure (IDIO_TYPE_WRITE_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-window.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, drop_target);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, drop_revealer);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, example_banner);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, key_banner);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, voice_stack_page);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, documents_page);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, voice_page);
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, write_page);
  gtk_widget_class_bind_template_callback (widget_class, visible_view_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);

  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again_action);
  gtk_widget_class_install_action (widget_class, "win.show-file", NULL, show_file_action);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "win.add-files", NULL, add_files_action);
  gtk_widget_class_install_action (widget_class, "win.add-folder", NULL, add_folder_action);
  gtk_widget_class_install_action (widget_class, "win.add-others-files", NULL, add_others_files_action);
  gtk_widget_class_install_action (widget_class, "win.add-others-folder", NULL, add_others_folder_action);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "win.show-quote", "(xtt)", show_quote_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.add-example", NULL, add_example_action);
  gtk_widget_class_install_action (widget_class, "win.remove-example", NULL, remove_example_action);
  gtk_widget_class_install_action (widget_class, "win.erase", NULL, erase_action);
  gtk_widget_class_install_action (widget_class, "win.restore", "(sb)", restore_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-one", "u", undo_one_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.add-files", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, paste_shortcut_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}

/* GTK's windows take tabs that are dropped outside of any window, by which they count all drags. That goes wrong where one
 * ends over a dialog, and the next then fails an assertion. There are no such tabs here. */
static void
leave_root_drops (IdioWindow *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));

  g_assert (IDIO_IS_WINDOW (self));

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_DROP_TARGET_ASYNC (controller))
        gtk_widget_remove_controller (GTK_WIDGET (self), controller);
    }
}

static void
idio_window_init (IdioWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  self->waiting = g_list_store_new (G_TYPE_FILE);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toasts = idio_toasts_new (ADW_APPLICATION_WINDOW (self), self->toast_overlay, self->view_stack);
  gtk_drop_target_set_gtypes (self->drop_target, types, G_N_ELEMENTS (types));
  leave_root_drops (self);
  idio_focus_keeper_attach (GTK_WINDOW (self));
  restore_size (self);
}

/**
 * idio_window_new:
 * @application: the application
 * @data_dir: the folder of the database
 *
 * Returns: (transfer none): a window that opens what is in @data_dir, or tells why that can't be done
 */
IdioWindow *
idio_window_new (AdwApplication *application,
                 const char     *data_dir)
{
  IdioWindow *self;

  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_object_new (IDIO_TYPE_WINDOW, "application", application, NULL);
  self->data_dir = g_strdup (data_dir);
  open_workspace (self);

  return self;
}

/**
 * idio_window_get_workspace:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what is open in it; %NULL while it loads and after it failed to
 */
IdioWorkspace *
idio_window_get_workspace (IdioWindow *self)
{
  g_return_val_if_fail (IDIO_IS_WINDOW (self), NULL);

  return self->workspace;
}

/**
 * idio_window_may_close:
 * @self: a window
 *
 * A dialog with something in it that was not saved asks what is to become of that.
 *
 * Returns: whether the window can be closed with nothing lost; else the user was asked
 */
gboolean
idio_window_may_close (IdioWindow *self)
{
  AdwDialog *dialog;

  g_return_val_if_fail (IDIO_IS_WINDOW (self), FALSE);

  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  return dialog == NULL || adw_dialog_get_can_close (dialog) || adw_dialog_close (dialog);
}

/**
 * idio_window_close:
 * @self: a window
 *
 * Stops all that is under way, saves it, and closes the window, whatever dialogs are open in it. Nobody waits for that:
 * the window is gone from the screen at once.
 */
void
idio_window_close (IdioWindow *self)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));

  if (self->closing)
    return;

  self->closing = TRUE;
  idio_toasts_close (self->toasts);
  g_cancellable_cancel (self->cancellable);
  save_size (self);
  close_dialogs (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  dex_future_disown (idio_fiber_spawn (close_fiber, g_object_ref (self), g_object_unref));
}

/**
 * idio_window_is_closing:
 * @self: a window
 *
 * Returns: whether it was closed, and is only there until what it did is saved
 */
gboolean
idio_window_is_closing (IdioWindow *self)
{
  g_return_val_if_fail (IDIO_IS_WINDOW (self), FALSE);

  return self->closing;
}

/**
 * idio_window_show_preferences:
 * @self: a window
 *
 * Shows the preferences, as soon as there is something that they are of.
 */
void
idio_window_show_preferences (IdioWindow *self)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));

  self->wants_preferences = !is_ready (self);

  if (is_ready (self))
    adw_dialog_present (idio_preferences_dialog_new (self->workspace), GTK_WIDGET (self));
}

/**
 * idio_window_choose_files:
 * @self: a window
 *
 * Asks for files to add, as soon as there is something to add them to.
 */
void
idio_window_choose_files (IdioWindow *self)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));

  self->wants_files = !is_ready (self);

  if (is_ready (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-files", NULL);
}

/**
 * idio_window_rewrite:
 * @self: a window
 * @text: a text from elsewhere, such as a selection in another app
 *
 * Shows the text as what should be rewritten, as soon as there is something to write with. Nothing is written before
 * the user asks for it.
 */
void
idio_window_rewrite (IdioWindow *self,
                     const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (IDIO_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0')
    idio_toasts_say (self, _("There is no text to rewrite"));
  else if (strlen (stripped) > IDIO_BRIEF_MAX_BYTES)
    idio_toasts_say (self, _("The text is too long to be rewritten"));
  else if (!is_ready (self))
    g_set_str (&self->wants_rewrite, stripped);
  else
    {
      idio_window_show_view (self, "write");
      idio_write_page_rewrite (self->write_page, stripped);
    }
}

static DexFuture *
rewrite_clipboard_fiber (gpointer data)
{
  IdioWindow *self = data;
  g_autofree char *text = NULL;

  for (guint i = 0; i < ACTIVE_PATIENCE_MSEC / ACTIVE_CHECK_MSEC && !gtk_window_is_active (GTK_WINDOW (self)); i++)
    dex_await (dex_timeout_new_msec (ACTIVE_CHECK_MSEC), NULL);

  text = dex_await_string (idio_clipboard_read_text (GTK_WIDGET (self)), NULL);

  if (!self->closing)
    idio_window_rewrite (self, text != NULL ? text : "");

  return dex_future_new_true ();
}

/**
 * idio_window_rewrite_clipboard:
 * @self: a window that is presented
 *
 * As idio_window_rewrite(), with the text on the clipboard.
 */
void
idio_window_rewrite_clipboard (IdioWindow *self)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));

  dex_future_disown (idio_fiber_spawn (rewrite_clipboard_fiber, g_object_ref (self), g_object_unref));
}

/**
 * idio_window_import:
 * @self: a window
 * @files: (element-type GFile): files and folders
 *
 * Adds what the user wrote, as soon as there is something to add it to.
 */
void
idio_window_import (IdioWindow *self,
                    GListModel *files)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  if (!is_ready (self))
    {
      keep_waiting (self, files);
      return;
    }

  idio_window_show_view (self, "documents");
  idio_documents_page_import (self->documents_page, files);
}

/**
 * idio_window_import_others:
 * @self: a window
 * @files: (element-type GFile): files and folders
 *
 * Counts what others wrote, with which the user's own texts are compared.
 */
void
idio_window_import_others (IdioWindow *self,
                           GListModel *files)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  if (!is_ready (self))
    return;

  idio_window_show_view (self, "documents");
  idio_documents_page_import_others (self->documents_page, files);
}

/**
 * idio_window_show_view:
 * @self: a window
 * @name: "documents", "voice" or "write"
 */
void
idio_window_show_view (IdioWindow *self,
                       const char *name)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));

  adw_view_stack_set_visible_child_name (self->view_stack, name);
}

/**
 * idio_window_show_document:
 * @self: a window
 * @document: the number of a document
 * @start: where in it a quote begins, in bytes
 * @length: the length of the quote, in bytes
 *
 * Shows a document at a quote.
 */
void
idio_window_show_document (IdioWindow *self,
                           gint64      document,
                           gsize       start,
                           gsize       length)
{
  g_return_if_fail (IDIO_IS_WINDOW (self));

  idio_window_show_view (self, "documents");
  idio_documents_page_show (self->documents_page, document, start, length);
}
