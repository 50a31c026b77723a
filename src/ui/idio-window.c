/* idio-window.c: the three views, and what lies over them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-clipboard.h"
#include "ui/idio-dialog-shortcuts.h"
#include "ui/idio-focus-keeper.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "ui/idio-window-private.h"

G_DEFINE_FINAL_TYPE (IdioWindow, idio_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_SHOWS_DOCUMENTS = 1,
};

static GParamSpec *properties[PROP_SHOWS_DOCUMENTS + 1];

/* A window that can't save in that time is closed all the same. */
#define CLOSE_PATIENCE_MSEC 5000

/* Debounce re-counting: many documents that are removed at once are one change */
#define COUNT_DELAY_MSEC 20

static void
visible_view_cb (IdioWindow *self)
{
  g_assert (IDIO_IS_WINDOW (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_DOCUMENTS]);
}

static void
update_key_banner (IdioWindow *self)
{
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);
  GSettings *settings = idio_workspace_get_settings (self->workspace);
  g_autofree char *service = g_settings_get_string (settings, "service-url");

  g_assert (IDIO_IS_WINDOW (self));

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

/* Shows what state the window is in, and does what had to wait for it. */
static void
set_busy (IdioWindow *self,
          gboolean    busy)
{
  static const char * const actions[] = {
    "win.add-files", "win.add-folder", "win.add-others-files", "win.add-others-folder", "win.paste", "win.search",
    "win.add-example", "win.remove-example", "win.undo", "win.undo-one", "win.erase",
  };

  g_assert (IDIO_IS_WINDOW (self));

  self->busy = busy;
  gtk_stack_set_visible_child_name (self->stack, busy ? "loading" : self->workspace != NULL ? "main" : "failed");

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], idio_window_is_ready (self));

  if (!idio_window_is_ready (self))
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
  g_object_bind_property (corpus, "has-example", self->example_banner, "revealed", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (idio_workspace_get_choice (workspace), "notify::provider", G_CALLBACK (update_key_banner),
                           self, G_CONNECT_SWAPPED);

  idio_voice_page_set_workspace (self->voice_page, workspace);
  idio_write_page_set_workspace (self->write_page, workspace);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "decided", G_CALLBACK (update_badge), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_voice (workspace), "items-changed", G_CALLBACK (update_badge), self,
                           G_CONNECT_SWAPPED);
  update_badge (self);
  update_key_banner (self);

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

  /* Thousands of documents take most of a frame, and so does what is shown first: each gets one of its own. */
  if (workspace != NULL && !self->closing)
    {
      idio_documents_page_set_workspace (self->documents_page, workspace);
      dex_await (dex_timeout_new_msec (0), NULL);
    }

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

static gboolean
takes_texts (IdioWindow *self,
             gboolean    shows_documents,
             const char *page)
{
  return shows_documents && g_strcmp0 (page, "main") == 0;
}

static void
drop_text_cb (IdioWindow *self,
              const char *text)
{
  g_assert (IDIO_IS_WINDOW (self));

  idio_documents_page_add_text (self->documents_page, text);
}

static void
try_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  open_workspace (IDIO_WINDOW (widget));
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

/* Work that nothing else may go on beside */
typedef struct
{
  IdioWindow     *self;
  DexFiberFunc    work;
  gpointer        data;
  GDestroyNotify  destroy;
} Alone;

static void
alone_free (gpointer data)
{
  Alone *alone = data;

  if (alone->destroy != NULL)
    alone->destroy (alone->data);

  g_clear_object (&alone->self);
  g_free (alone);
}

static DexFuture *
alone_fiber (gpointer data)
{
  Alone *alone = data;
  IdioWindow *self = alone->self;
  GError *error = NULL;
  gboolean done;

  /* What is under way would come into what the work makes, or bring something back. */
  settle (self, NULL);
  idio_toasts_clear (self->toasts);
  done = dex_await (alone->work (alone->data), &error);

  if (!self->closing)
    {
      set_busy (self, FALSE);

      if (done)
        close_dialogs (self);
    }

  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static gboolean
idio_window_close_request (GtkWindow *window)
{
  if (idio_window_may_close (IDIO_WINDOW (window)))
    idio_window_close (IDIO_WINDOW (window));

  return GDK_EVENT_STOP;
}

static void
idio_window_dispose (GObject *object)
{
  IdioWindow *self = IDIO_WINDOW (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  g_clear_weak_pointer (&self->preferences);

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
      g_value_set_boolean (value, self->view_stack == NULL || idio_window_shows_view (self, "documents"));
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
  g_type_ensure (IDIO_TYPE_DROP_ZONE);
  g_type_ensure (IDIO_TYPE_VOICE_PAGE);
  g_type_ensure (IDIO_TYPE_WRITE_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-window.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioWindow, toast_overlay);
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
  gtk_widget_class_bind_template_callback (widget_class, takes_texts);
  gtk_widget_class_bind_template_callback (widget_class, drop_text_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "drop_files_cb", G_CALLBACK (idio_window_import));

  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again_action);
  idio_window_install_actions (widget_class);
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
remember_size (IdioWindow *self)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  /* A size that can't be kept is no reason to be of no use. */
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY;

  g_assert (IDIO_IS_WINDOW (self));

  g_settings_bind (settings, "window-width", self, "default-width", flags);
  g_settings_bind (settings, "window-height", self, "default-height", flags);
  g_settings_bind (settings, "window-maximized", self, "maximized", flags);
}

static void
idio_window_init (IdioWindow *self)
{
  self->waiting = g_list_store_new (G_TYPE_FILE);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  idio_ui_wrap_buttons (GTK_WIDGET (self));
  self->toasts = idio_toasts_new (ADW_APPLICATION_WINDOW (self), self->toast_overlay, self->view_stack);
  leave_root_drops (self);
  idio_focus_keeper_attach (GTK_WINDOW (self));
  idio_dialog_shortcuts_attach (ADW_APPLICATION_WINDOW (self));
  remember_size (self);
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
 * idio_window_is_ready:
 * @self: a window
 *
 * Returns: whether something is open in it, and nothing goes on that has to end first
 */
gboolean
idio_window_is_ready (IdioWindow *self)
{
  g_return_val_if_fail (IDIO_IS_WINDOW (self), FALSE);

  return self->workspace != NULL && !self->busy && !self->closing;
}

/**
 * idio_window_run_alone:
 * @self: a window that is ready
 * @work: a fiber that changes all that is open
 * @data: what it is given
 * @destroy: (nullable): frees @data
 *
 * Ends what is under way, and shows that the window is busy until @work is done. After that nothing from before can be
 * taken back, and dialogs are closed.
 *
 * Returns: (transfer full): a future that resolves when all of that is done, or is rejected as @work is
 */
DexFuture *
idio_window_run_alone (IdioWindow     *self,
                       DexFiberFunc    work,
                       gpointer        data,
                       GDestroyNotify  destroy)
{
  Alone *alone;

  g_return_val_if_fail (idio_window_is_ready (self), NULL);
  g_return_val_if_fail (work != NULL, NULL);

  alone = g_new0 (Alone, 1);
  alone->self = g_object_ref (self);
  alone->work = work;
  alone->data = data;
  alone->destroy = destroy;
  set_busy (self, TRUE);

  return idio_fiber_spawn (alone_fiber, alone, alone_free);
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
  g_autoptr(GListModel) dialogs = NULL;

  g_return_val_if_fail (IDIO_IS_WINDOW (self), FALSE);

  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  /* The help may lie above a dialog that has to ask, or that dialog's question, which is not asked twice. */
  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr(AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);
      AdwDialog *visible = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

      if (!adw_dialog_get_can_close (dialog) && (ADW_IS_ALERT_DIALOG (visible) || !adw_dialog_close (dialog)))
        return FALSE;
    }

  return TRUE;
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
  AdwDialog *dialog;

  g_return_if_fail (IDIO_IS_WINDOW (self));

  self->wants_preferences = !idio_window_is_ready (self);

  if (self->wants_preferences)
    return;

  /* Ctrl+, once more is no wish for two. */
  if (self->preferences != NULL && gtk_widget_get_root (GTK_WIDGET (self->preferences)) != NULL)
    return;

  dialog = idio_preferences_dialog_new (self->workspace);
  g_set_weak_pointer (&self->preferences, dialog);
  g_signal_connect_object (dialog, "restore", G_CALLBACK (idio_window_restore), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
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

  self->wants_files = !idio_window_is_ready (self);

  if (idio_window_is_ready (self))
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
  else if (!idio_window_is_ready (self))
    g_set_str (&self->wants_rewrite, stripped);
  else
    {
      idio_window_show_view (self, "write");
      idio_write_page_rewrite (self->write_page, stripped);
    }
}

static DexFuture *
rewrite_cb (DexFuture *text,
            gpointer   data)
{
  IdioWindow *self = data;

  if (!self->closing)
    idio_window_rewrite (self, g_value_get_string (dex_future_get_value (text, NULL)));

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

  dex_future_disown (dex_future_then (idio_clipboard_wait_for_text (GTK_WINDOW (self)), rewrite_cb, g_object_ref (self),
                                      g_object_unref));
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

  if (!idio_window_is_ready (self))
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

  if (!idio_window_is_ready (self))
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
 * idio_window_shows_view:
 * @self: a window
 * @name: "documents", "voice" or "write"
 *
 * Returns: whether that is the view that is shown
 */
gboolean
idio_window_shows_view (IdioWindow *self,
                        const char *name)
{
  g_return_val_if_fail (IDIO_IS_WINDOW (self), FALSE);

  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->view_stack), name) == 0;
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
