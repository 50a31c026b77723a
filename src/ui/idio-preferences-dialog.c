/* idio-preferences-dialog.c: which model, whom imports take for the user, and what may be sent where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "ui/idio-accounts-group.h"
#include "ui/idio-audiences-group.h"
#include "ui/idio-backup-group.h"
#include "ui/idio-folders-group.h"
#include "ui/idio-found-models-page.h"
#include "ui/idio-models-group.h"
#include "ui/idio-preferences-dialog.h"
#include "ui/idio-sent-page.h"
#include "ui/idio-service-group.h"
#include "ui/idio-ui-text.h"
#include "ui/idio-ui.h"
#include "voice/idio-backup.h"

struct _IdioPreferencesDialog
{
  AdwPreferencesDialog  parent_instance;

  IdioWorkspace        *workspace;
  gboolean              updating;

  GtkCheckButton       *local_check;
  GtkCheckButton       *service_check;
  IdioModelsGroup      *models_group;
  IdioServiceGroup     *service_group;
  AdwActionRow         *capability_row;
  GtkWidget            *capability_spinner;
  GtkButton            *check_button;
  IdioAccountsGroup    *accounts_group;
  IdioAudiencesGroup   *audiences_group;
  IdioFoldersGroup     *folders_group;
  IdioBackupGroup      *backup_group;
  GtkListBox           *hosts_list;
  GtkWidget            *sent_row;
  GtkWidget            *others_group;
  AdwPreferencesRow    *others_row;
};

G_DEFINE_FINAL_TYPE (IdioPreferencesDialog, idio_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

enum
{
  SIGNAL_RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What was forgotten is kept as long as the toast that offers to bring it back. */
#define FORGOTTEN_KEY "idio-forgotten"

static IdioModelChoice *
get_choice (IdioPreferencesDialog *self)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  return idio_workspace_get_choice (self->workspace);
}

static GSettings *
get_settings (IdioPreferencesDialog *self)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  return idio_workspace_get_settings (self->workspace);
}

static void
show_error (IdioPreferencesDialog *self,
            const GError          *error)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;

  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), idio_ui_make_toast (error->message));
}

/* Of the two, the one that is being chosen is not active yet when the other one tells that it is not any more. */
static gboolean
wants_service (IdioPreferencesDialog *self)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  return !gtk_check_button_get_active (self->local_check);
}

/* Whether the model in use is the one that is shown: until one was found that answers the one before is used. */
static gboolean
shows_used (IdioPreferencesDialog *self)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  return wants_service (self) ? idio_service_group_is_used (self->service_group)
                              : idio_model_choice_get_kind (get_choice (self)) == IDIO_MODEL_KIND_LOCAL;
}

static const char *
describe_capability (IdioCapability capability)
{
  switch (capability)
    {
    case IDIO_CAPABILITY_STUDIES:
      return _("Drafts, and studying how you write");

    case IDIO_CAPABILITY_FOLLOWS:
      return _("Drafts that follow your cards; it is too small to study how you write");

    case IDIO_CAPABILITY_DRAFTS:
      return _("Drafts only: it is too small to follow your cards and to study how you write");

    case IDIO_CAPABILITY_UNKNOWN:
    default:
      /* Translators: what a model is good for is not known, as it was not checked */
      return C_("model", "Not checked");
    }
}

static void
update_capability (IdioPreferencesDialog *self)
{
  IdioModelChoice *choice = get_choice (self);
  gboolean used = shows_used (self);
  gboolean checking = used && idio_model_choice_get_checking (choice);
  IdioCapability capability = used ? idio_model_choice_get_capability (choice) : IDIO_CAPABILITY_UNKNOWN;
  g_autofree char *progress = g_strdup_printf (_("Asking it questions… %.0f%%"),
                                               100 * idio_model_choice_get_check_progress (choice));

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  adw_action_row_set_subtitle (self->capability_row, checking ? progress : describe_capability (capability));
  gtk_widget_set_visible (self->capability_spinner, checking);
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), used);
  gtk_button_set_label (self->check_button, checking ? _("_Stop")
                                            : capability == IDIO_CAPABILITY_UNKNOWN ? _("C_heck") : _("C_heck Again"));
}

static void
show_sent_cb (IdioPreferencesDialog *self)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self),
                                       idio_sent_page_new (idio_workspace_get_sent_log (self->workspace)));
}

static void update_hosts (IdioPreferencesDialog *self);

static void
forget_host_cb (GtkWidget             *button,
                IdioPreferencesDialog *self)
{
  idio_consent_withdraw (idio_model_choice_get_consent (get_choice (self)), g_object_get_data (G_OBJECT (button), "host"));
  update_hosts (self);
}

static void
update_hosts (IdioPreferencesDialog *self)
{
  g_auto(GStrv) hosts = g_settings_get_strv (get_settings (self), "agreed-hosts");

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  gtk_list_box_remove_all (self->hosts_list);

  if (hosts[0] == NULL)
    gtk_list_box_append (self->hosts_list, idio_ui_make_row (_("Nowhere: all stays on this computer"), NULL));

  for (guint i = 0; hosts[i] != NULL; i++)
    {
      GtkWidget *row = idio_ui_make_row (hosts[i], NULL);
      GtkWidget *button = idio_ui_add_trash_button (row, _("Send nothing there any more"), NULL);

      g_object_set_data_full (G_OBJECT (button), "host", g_strdup (hosts[i]), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (forget_host_cb), self);
      gtk_list_box_append (self->hosts_list, row);
    }
}

static void
update (IdioPreferencesDialog *self)
{
  gboolean service = wants_service (self);

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  gtk_widget_set_visible (GTK_WIDGET (self->models_group), !service);
  gtk_widget_set_visible (GTK_WIDGET (self->service_group), service);
  update_capability (self);
  update_hosts (self);
}

typedef DexFuture *(*CheckFunc) (IdioModelChoice *choice);

static DexFuture *
check (IdioPreferencesDialog *self,
       CheckFunc              func)
{
  IdioModelChoice *choice = get_choice (self);
  g_autoptr(GError) error = NULL;

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  if (!dex_await (idio_ui_ask_consent (GTK_WIDGET (self), choice, idio_ui_get_host (choice)), &error) ||
      !dex_await (func (choice), &error))
    show_error (self, error);

  update (self);

  return dex_future_new_true ();
}

static DexFuture *
check_fiber (gpointer data)
{
  return check (data, idio_model_choice_check_capability);
}

static DexFuture *
check_again_fiber (gpointer data)
{
  return check (data, idio_model_choice_check_again);
}

static void
check_cb (IdioPreferencesDialog *self)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  dex_future_disown (idio_fiber_spawn (check_fiber, g_object_ref (self), g_object_unref));
}

static void
check_button_cb (IdioPreferencesDialog *self)
{
  IdioModelChoice *choice = get_choice (self);

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  if (idio_model_choice_get_checking (choice))
    idio_model_choice_stop_check (choice);
  else
    dex_future_disown (idio_fiber_spawn (check_again_fiber, g_object_ref (self), g_object_unref));
}

typedef struct
{
  IdioPreferencesDialog *self;
  char                  *path;
} UseFile;

static void
use_file_free (UseFile *use)
{
  g_clear_object (&use->self);
  g_clear_pointer (&use->path, g_free);
  g_free (use);
}

static DexFuture *
use_file_fiber (gpointer data)
{
  UseFile *use = data;
  g_autoptr(GError) error = NULL;

  if (dex_await (idio_model_choice_use_file (get_choice (use->self), use->path, TRUE), &error))
    check_cb (use->self);
  else
    show_error (use->self, error);

  update (use->self);

  return dex_future_new_true ();
}

static void
use_file (IdioPreferencesDialog *self,
          const char            *path)
{
  UseFile *use = g_new0 (UseFile, 1);

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  use->self = g_object_ref (self);
  use->path = g_strdup (path);
  dex_future_disown (idio_fiber_spawn (use_file_fiber, use, (GDestroyNotify) use_file_free));
}

static void
use_cb (IdioPreferencesDialog *self,
        const char            *path)
{
  use_file (self, path);
}

static void
use_found_cb (IdioPreferencesDialog *self,
              const char            *path)
{
  use_file (self, path);
  adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (self));
}

static void
file_chosen_cb (GObject      *dialog,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(IdioPreferencesDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file == NULL)
    show_error (self, error);
  else if (g_file_peek_path (file) != NULL)
    use_found_cb (self, g_file_peek_path (file));
}

static void
choose_file_cb (IdioPreferencesDialog *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  gtk_file_filter_set_name (filter, _("Models"));
  gtk_file_filter_add_pattern (filter, "*.gguf");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Choose a Model"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, file_chosen_cb,
                        g_object_ref (self));
}

static void
others_cb (IdioPreferencesDialog *self)
{
  AdwNavigationPage *page = idio_found_models_page_new ();

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  g_signal_connect_object (page, "use", G_CALLBACK (use_found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "choose", G_CALLBACK (choose_file_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), page);
}

static void
kind_cb (IdioPreferencesDialog *self)
{
  g_autofree char *path = NULL;

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  if (self->updating)
    return;

  path = idio_model_choice_dup_file (get_choice (self));

  if (wants_service (self))
    idio_service_group_use (self->service_group);
  else
    {
      /* Nothing goes to the service from now on, whether or not there is a model in its place. */
      idio_model_choice_leave_service (get_choice (self));

      if (path != NULL)
        use_file (self, path);
    }

  update (self);
}

static void
update_others (IdioPreferencesDialog *self)
{
  guint n_texts = idio_background_texts_get_n_texts (idio_workspace_get_background_texts (self->workspace));
  g_autofree char *title = g_strdup_printf (ngettext ("%'u Text", "%'u Texts", n_texts), n_texts);

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  adw_preferences_row_set_title (self->others_row, title);
  gtk_widget_set_visible (self->others_group, n_texts > 0);
}

static DexFuture *
remembered_cb (DexFuture *future,
               gpointer   self)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  show_error (self, error);

  return dex_future_new_true ();
}

static void
remember_cb (AdwToast              *toast,
             IdioPreferencesDialog *self)
{
  GPtrArray *forgotten = g_object_get_data (G_OBJECT (toast), FORGOTTEN_KEY);
  DexFuture *future = idio_background_texts_remember (idio_workspace_get_background_texts (self->workspace), forgotten);

  dex_future_disown (dex_future_catch (future, remembered_cb, g_object_ref (self), g_object_unref));
}

static DexFuture *
forget_others_fiber (gpointer data)
{
  IdioPreferencesDialog *self = data;
  IdioBackgroundTexts *texts = idio_workspace_get_background_texts (self->workspace);
  g_autoptr(GPtrArray) forgotten = NULL;
  g_autoptr(GError) error = NULL;
  AdwToast *toast;

  if (!(forgotten = dex_await_boxed (idio_background_texts_forget (texts), &error)))
    {
      show_error (self, error);
      return dex_future_new_true ();
    }

  toast = idio_ui_make_toast (_("Texts by others forgotten"));
  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), FORGOTTEN_KEY, g_steal_pointer (&forgotten),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (remember_cb), self, 0);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);

  return dex_future_new_true ();
}

static void
forget_others_cb (IdioPreferencesDialog *self)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  dex_future_disown (idio_fiber_spawn (forget_others_fiber, g_object_ref (self), g_object_unref));
}

static void
erase_response_cb (AdwAlertDialog        *dialog,
                   const char            *response,
                   IdioPreferencesDialog *self)
{
  if (g_str_equal (response, "delete"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.erase", NULL);
}

static void
erase_cb (IdioPreferencesDialog *self)
{
  AdwAlertDialog *dialog =
    ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Delete Everything?"),
                                            _("All texts, cards, drafts and audiences in Idiolect, what was counted in "
                                              "texts by others, the list of what was sent, the choice of a model, and "
                                              "the API keys are deleted. This can’t be undone. Your own files stay "
                                              "where they are, and so do downloaded models, which can be deleted under "
                                              "Model.")));

  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (erase_response_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
restore_cb (IdioPreferencesDialog *self,
            IdioBackup            *backup,
            gboolean               replace)
{
  g_assert (IDIO_IS_PREFERENCES_DIALOG (self));

  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, backup, replace);
}

static void
idio_preferences_dialog_dispose (GObject *object)
{
  IdioPreferencesDialog *self = IDIO_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_preferences_dialog_parent_class)->dispose (object);
}

static void
idio_preferences_dialog_class_init (IdioPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_preferences_dialog_dispose;

  /**
   * IdioPreferencesDialog::restore:
   * @self: a dialog
   * @backup: an #IdioBackup
   * @replace: whether it takes the place of what is here
   *
   * The user wants to restore a backup.
   */
  signals[SIGNAL_RESTORE] =
    g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  2, IDIO_TYPE_BACKUP, G_TYPE_BOOLEAN);

  g_type_ensure (IDIO_TYPE_ACCOUNTS_GROUP);
  g_type_ensure (IDIO_TYPE_AUDIENCES_GROUP);
  g_type_ensure (IDIO_TYPE_BACKUP_GROUP);
  g_type_ensure (IDIO_TYPE_FOLDERS_GROUP);
  g_type_ensure (IDIO_TYPE_MODELS_GROUP);
  g_type_ensure (IDIO_TYPE_SERVICE_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, local_check);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, service_check);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, models_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, service_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, capability_row);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, capability_spinner);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, check_button);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, accounts_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, audiences_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, folders_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, backup_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, hosts_list);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, sent_row);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, others_group);
  gtk_widget_class_bind_template_child (widget_class, IdioPreferencesDialog, others_row);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, others_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_button_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, show_sent_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_others_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
idio_preferences_dialog_init (IdioPreferencesDialog *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_preferences_dialog_new:
 * @workspace: whose preferences
 *
 * Returns: (transfer none): a dialog
 */
AdwDialog *
idio_preferences_dialog_new (IdioWorkspace *workspace)
{
  g_autoptr(IdioModelDownloads) downloads = idio_model_downloads_ref_default ();
  IdioPreferencesDialog *self;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IDIO_TYPE_PREFERENCES_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  idio_models_group_set_up (self->models_group, downloads, get_choice (self), FALSE);

  idio_accounts_group_set_corpus (self->accounts_group, idio_workspace_get_corpus (workspace));
  idio_audiences_group_set_corpus (self->audiences_group, idio_workspace_get_corpus (workspace));
  idio_folders_group_set_folders (self->folders_group, idio_workspace_get_folders (workspace));
  idio_backup_group_set_workspace (self->backup_group, workspace);
  idio_service_group_set_up (self->service_group, get_settings (self), get_choice (self));
  gtk_check_button_set_active (idio_model_choice_get_kind (get_choice (self)) == IDIO_MODEL_KIND_SERVICE
                                 ? self->service_check : self->local_check, TRUE);

  update (self);
  update_others (self);
  self->updating = FALSE;

  g_signal_connect_object (get_choice (self), "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_background_texts (workspace), "notify::n-texts",
                           G_CALLBACK (update_others), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}
