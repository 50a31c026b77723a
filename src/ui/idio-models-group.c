/* idio-models-group.c: the models of this computer, and those it could have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "llm/idio-local-provider.h"
#include "ui/idio-model-actions.h"
#include "ui/idio-model-row.h"
#include "ui/idio-models-group.h"
#include "ui/idio-ui.h"

struct _IdioModelsGroup
{
  AdwPreferencesGroup  parent_instance;

  IdioModelDownloads  *downloads;
  IdioModelChoice     *choice;
  IdioModelStore      *store;    /* once it was looked at */

  gboolean             offer;

  GtkListBox          *models_list;
  AdwActionRow        *others_row;
};

G_DEFINE_FINAL_TYPE (IdioModelsGroup, idio_models_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_USE,
  SIGNAL_OTHERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What hangs on a row: the entry of the catalog it shows, and the file it stands for. */
#define ENTRY_KEY "idio-entry"
#define PATH_KEY  "idio-path"

static void update (IdioModelsGroup *self);

static IdioModelEntry *
get_entry (IdioModelRow *row)
{
  return g_object_get_data (G_OBJECT (row), ENTRY_KEY);
}

static const char *
get_path (IdioModelRow *row)
{
  return g_object_get_data (G_OBJECT (row), PATH_KEY);
}

static IdioModelRow *
get_row (IdioModelsGroup *self,
         int              position)
{
  g_assert (IDIO_IS_MODELS_GROUP (self));

  return IDIO_MODEL_ROW (gtk_list_box_get_row_at_index (self->models_list, position));
}

/* What is on the disk of a model, if that is this program's. */
static IdioStoredModel *
find_stored (IdioModelsGroup *self,
             IdioModelRow    *row)
{
  g_assert (IDIO_IS_MODELS_GROUP (self));

  return idio_model_store_find (idio_model_downloads_get_store (self->downloads), get_path (row));
}

/* The file that is written with, also if it came with the program or its environment and is no setting. */
static char *
dup_used (IdioModelsGroup *self)
{
  IdioProvider *provider = idio_model_choice_get_provider (self->choice);

  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (!IDIO_IS_LOCAL_PROVIDER (provider))
    return NULL;

  return g_strdup (idio_engine_get_model_path (idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (provider))));
}

static void
use_cb (IdioModelRow    *row,
        IdioModelsGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_USE], 0, get_path (row));
}

/* A whole file that was not checked may be another model of the same name. */
static gboolean
is_begun_only (IdioStoredModel *stored)
{
  return stored != NULL && !idio_stored_model_is_whole (stored);
}

static void
download_cb (IdioModelRow    *row,
             IdioModelsGroup *self)
{
  g_assert (IDIO_IS_MODELS_GROUP (self));

  /* The rest of a download that was agreed to needs no question. */
  if (is_begun_only (find_stored (self, row)))
    idio_model_downloads_start (self->downloads, get_entry (row));
  else
    idio_model_actions_download (GTK_WIDGET (self), self->downloads, get_entry (row));
}

static void
stop_cb (IdioModelRow    *row,
         IdioModelsGroup *self)
{
  IdioModelDownload *download = idio_model_downloads_find (self->downloads, get_entry (row));

  if (download != NULL)
    idio_model_download_stop (download);
}

typedef struct
{
  IdioModelsGroup *self;
  IdioStoredModel *model;
} Delete;

static void
delete_free (Delete *job)
{
  g_clear_object (&job->self);
  g_clear_object (&job->model);
  g_free (job);
}

static void
chosen_cb (GObject      *dialog,
           GAsyncResult *result,
           gpointer      user_data)
{
  Delete *job = user_data;
  IdioModelStore *store = idio_model_downloads_get_store (job->self->downloads);

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "delete"))
    {
      idio_model_choice_forget_file (job->self->choice, idio_stored_model_get_path (job->model));
      idio_ui_run (job->self, idio_model_store_remove (store, job->model));
    }

  delete_free (job);
}

/* What took an hour to download is not deleted by a click that missed. */
static void
delete_cb (IdioModelRow    *row,
           IdioModelsGroup *self)
{
  IdioStoredModel *model = find_stored (self, row);
  g_autofree char *size = NULL;
  AdwAlertDialog *dialog;
  Delete *job;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (model == NULL)
    return;

  size = g_format_size (idio_stored_model_get_bytes (model));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  adw_alert_dialog_format_heading (dialog, _("Delete %s?"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_alert_dialog_format_body (dialog, _("This frees %s. To use the model again it has to be downloaded again."), size);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");

  job = g_new0 (Delete, 1);
  job->self = g_object_ref (self);
  job->model = g_object_ref (model);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, chosen_cb, job);
}

/* Shows a download that runs, or what is left of one that was stopped. */
static void
update_progress (IdioModelsGroup *self,
                 IdioModelRow    *row,
                 IdioStoredModel *stored)
{
  IdioModelDownload *download = idio_model_downloads_find (self->downloads, get_entry (row));
  guint64 total = idio_model_entry_get_bytes (get_entry (row));
  g_autofree char *status = NULL;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (download != NULL && idio_model_download_is_running (download))
    {
      status = idio_model_download_dup_status (download);
      idio_model_row_set_progress (row, (double) idio_model_download_get_bytes_done (download) / (double) total, status);
    }
  else if (is_begun_only (stored))
    {
      status = idio_download_state_describe (IDIO_DOWNLOAD_STATE_IDLE, idio_stored_model_get_bytes (stored), total, 0);
      idio_model_row_set_progress (row, (double) idio_stored_model_get_bytes (stored) / (double) total, status);
    }
}

static void
update_row (IdioModelsGroup *self,
            IdioModelRow    *row)
{
  IdioModelEntry *entry = get_entry (row);
  IdioModelDownload *download = entry != NULL ? idio_model_downloads_find (self->downloads, entry) : NULL;
  IdioStoredModel *stored = find_stored (self, row);
  g_autofree char *used = dup_used (self);
  gboolean failed = download != NULL && idio_model_download_get_state (download) == IDIO_DOWNLOAD_STATE_FAILED;
  IdioModelRowState state;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (download != NULL && idio_model_download_is_running (download))
    state = IDIO_MODEL_ROW_DOWNLOADING;
  else if (entry == NULL || idio_model_entry_is_on_disk (entry))
    state = IDIO_MODEL_ROW_HERE;
  else
    state = is_begun_only (stored) ? IDIO_MODEL_ROW_STOPPED : IDIO_MODEL_ROW_ELSEWHERE;

  if (entry != NULL)
    update_progress (self, row, stored);

  idio_model_row_set_deletable (row, stored != NULL);
  idio_model_row_set_problem (row, failed ? idio_model_download_get_error (download)->message : NULL);
  idio_model_row_set_state (row, state, g_strcmp0 (used, get_path (row)) == 0);
}

static IdioModelRow *
insert_row (IdioModelsGroup *self,
            int              position,
            const char      *name,
            const char      *good_for,
            const char      *details,
            const char      *path)
{
  IdioModelRow *row = IDIO_MODEL_ROW (idio_model_row_new (name, good_for, details));

  g_assert (IDIO_IS_MODELS_GROUP (self));

  g_object_set_data_full (G_OBJECT (row), PATH_KEY, g_strdup (path), g_free);
  g_signal_connect_object (row, "use", G_CALLBACK (use_cb), self, 0);
  g_signal_connect_object (row, "download", G_CALLBACK (download_cb), self, 0);
  g_signal_connect_object (row, "stop", G_CALLBACK (stop_cb), self, 0);
  g_signal_connect_object (row, "delete", G_CALLBACK (delete_cb), self, 0);
  idio_model_row_set_group (row, get_row (self, 0));
  gtk_list_box_insert (self->models_list, GTK_WIDGET (row), position);

  return row;
}

/* Whether the row that is to be at @position is there; others before it are of models that are gone. */
static gboolean
keep_row (IdioModelsGroup *self,
          int              position,
          const char      *path)
{
  IdioModelRow *row;
  int found = -1;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  for (int i = position; found < 0 && (row = get_row (self, i)) != NULL; i++)
    if (g_str_equal (get_path (row), path))
      found = i;

  for (int i = position; i < found; i++)
    gtk_list_box_remove (self->models_list, GTK_WIDGET (get_row (self, position)));

  return found >= 0;
}

/* What it is good for, and what it was measured not to be, before somebody downloads it. */
static char *
describe_use (IdioModelEntry *entry)
{
  const char *good_for = idio_model_entry_get_good_for (entry);
  const char *capability = idio_model_entry_get_capability (entry);

  if (g_str_equal (capability, "drafts"))
    /* Translators: a sentence about a model comes before */
    return g_strdup_printf (_("%s It is too small to follow your cards and to study how you write."), good_for);

  if (g_str_equal (capability, "follows"))
    /* Translators: a sentence about a model comes before */
    return g_strdup_printf (_("%s It is too small to study how you write."), good_for);

  return g_strdup (good_for);
}

static void
put_entry (IdioModelsGroup *self,
           int              position,
           IdioModelEntry  *entry,
           gboolean         recommended)
{
  g_autofree char *path = idio_model_entry_dup_path (entry);
  g_autofree char *use = describe_use (entry);
  g_autofree char *details = idio_model_actions_describe (entry);
  IdioModelRow *row;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (keep_row (self, position, path))
    return;

  row = insert_row (self, position, idio_model_entry_get_name (entry), use, details, path);
  g_object_set_data_full (G_OBJECT (row), ENTRY_KEY, g_object_ref (entry), g_object_unref);
  idio_model_row_set_recommended (row, recommended);
}

static gboolean
has_path (IdioModelsGroup *self,
          int              n_rows,
          const char      *path)
{
  g_assert (IDIO_IS_MODELS_GROUP (self));

  for (int i = 0; i < n_rows; i++)
    if (g_str_equal (get_path (get_row (self, i)), path))
      return TRUE;

  return FALSE;
}

/* A file that is no model of the catalog: chosen by the user, or of a catalog that changed. */
static void
put_file (IdioModelsGroup *self,
          int             *position,
          const char      *path,
          guint64          bytes)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *size = bytes > 0 ? g_format_size (bytes) : NULL;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (has_path (self, *position, path))
    return;

  if (!keep_row (self, *position, path))
    insert_row (self, *position, name, NULL, size != NULL ? size : _("A file of yours"), path);

  (*position)++;
}

static gboolean
is_begun (IdioModelsGroup *self,
          IdioModelEntry  *entry)
{
  g_autofree char *path = idio_model_entry_dup_path (entry);

  g_assert (IDIO_IS_MODELS_GROUP (self));

  return idio_model_downloads_find (self->downloads, entry) != NULL ||
         idio_model_store_find (idio_model_downloads_get_store (self->downloads), path) != NULL;
}

/* Rows of models that stay, stay too: a button under the pointer does, and so does what the list is scrolled to. */
static void
fill (IdioModelsGroup *self)
{
  IdioModelCatalog *catalog = idio_model_downloads_get_catalog (self->downloads);
  IdioModelEntry *recommended = idio_model_catalog_recommend_here (catalog);
  GListModel *store = G_LIST_MODEL (idio_model_downloads_get_store (self->downloads));
  g_autofree char *used = dup_used (self);
  int n_rows = 0;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (catalog)); i++)
    {
      g_autoptr(IdioModelEntry) entry = g_list_model_get_item (G_LIST_MODEL (catalog), i);

      if (!self->offer || entry == recommended || is_begun (self, entry))
        put_entry (self, n_rows++, entry, entry == recommended);
    }

  for (guint i = 0; i < g_list_model_get_n_items (store); i++)
    {
      g_autoptr(IdioStoredModel) model = g_list_model_get_item (store, i);

      put_file (self, &n_rows, idio_stored_model_get_path (model), idio_stored_model_get_bytes (model));
    }

  if (used != NULL)
    put_file (self, &n_rows, used, 0);

  while (get_row (self, n_rows) != NULL)
    gtk_list_box_remove (self->models_list, GTK_WIDGET (get_row (self, n_rows)));

  gtk_widget_set_visible (GTK_WIDGET (self->models_list), n_rows > 0);
  update (self);
}

static void
update (IdioModelsGroup *self)
{
  IdioModelRow *row;

  g_assert (IDIO_IS_MODELS_GROUP (self));

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    update_row (self, row);
}

static void
show_problems (IdioModelsGroup *self)
{
  const char * const *problems =
    idio_model_catalog_get_problems (idio_model_downloads_get_catalog (self->downloads));
  g_autofree char *description = g_strjoinv ("\n", (GStrv) problems);

  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (!self->offer && *problems != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}

/* What is in the catalogue and on the disk is read when it can be seen, and not at each start. */
static void
look (IdioModelsGroup *self)
{
  g_assert (IDIO_IS_MODELS_GROUP (self));

  if (self->downloads == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (self->store == NULL)
    {
      self->store = g_object_ref (idio_model_downloads_get_store (self->downloads));
      g_signal_connect_object (self->store, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
      show_problems (self);
    }

  /* The rows are those of what is there then. */
  idio_model_store_refresh (self->store);
}

static void
idio_models_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (idio_models_group_parent_class)->map (widget);
  look (IDIO_MODELS_GROUP (widget));
}

static void
others_cb (IdioModelsGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_OTHERS], 0);
}

static void
idio_models_group_dispose (GObject *object)
{
  IdioModelsGroup *self = IDIO_MODELS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_MODELS_GROUP);
  g_clear_object (&self->store);
  g_clear_object (&self->downloads);
  g_clear_object (&self->choice);

  G_OBJECT_CLASS (idio_models_group_parent_class)->dispose (object);
}

static void
idio_models_group_class_init (IdioModelsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_models_group_dispose;
  widget_class->map = idio_models_group_map;

  /**
   * IdioModelsGroup::use:
   * @self: a group
   * @path: (type filename): the file of the model the user chose
   */
  signals[SIGNAL_USE] =
    g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * IdioModelsGroup::others:
   * @self: a group
   *
   * The user wants to use a model that is not in the list.
   */
  signals[SIGNAL_OTHERS] =
    g_signal_new ("others", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-models-group.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioModelsGroup, models_list);
  gtk_widget_class_bind_template_child (widget_class, IdioModelsGroup, others_row);
  gtk_widget_class_bind_template_callback (widget_class, others_cb);
}

static void
idio_models_group_init (IdioModelsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_models_group_set_up:
 * @self: a group
 * @downloads: the downloads
 * @choice: which model is used
 * @offer: whether to show only what somebody without a model should begin with
 *
 * To be called once. The group is filled whenever it is shown.
 */
void
idio_models_group_set_up (IdioModelsGroup    *self,
                          IdioModelDownloads *downloads,
                          IdioModelChoice    *choice,
                          gboolean            offer)
{
  g_return_if_fail (IDIO_IS_MODELS_GROUP (self));
  g_return_if_fail (IDIO_IS_MODEL_DOWNLOADS (downloads));
  g_return_if_fail (IDIO_IS_MODEL_CHOICE (choice));
  g_return_if_fail (self->downloads == NULL);

  self->downloads = g_object_ref (downloads);
  self->choice = g_object_ref (choice);
  self->offer = offer;

  if (offer)
    {
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Drafts Are Written by a Model"));
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                             _("This one suits your computer. It is downloaded once and then works "
                                               "without the internet."));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->others_row), _("Other Models and Services…"));
      adw_action_row_set_subtitle (self->others_row, NULL);
    }

  g_signal_connect_object (downloads, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "notify::provider", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
}
