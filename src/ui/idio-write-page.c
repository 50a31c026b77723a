/* idio-write-page.c: a request, its drafts side by side, and what the meter says of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ui/idio-drafts-view.h"
#include "ui/idio-history-dialog.h"
#include "ui/idio-meter-bar.h"
#include "ui/idio-model-actions.h"
#include "ui/idio-models-group.h"
#include "ui/idio-request-box.h"
#include "ui/idio-toasts.h"
#include "ui/idio-ui.h"
#include "ui/idio-write-page.h"
#include "ui/idio-writing.h"

struct _IdioWritePage
{
  AdwBreakpointBin    parent_instance;

  IdioWorkspace      *workspace;
  IdioWriting        *writing;

  GtkWidget          *download_box;
  GtkLabel           *download_label;
  IdioRequestBox     *request_box;
  IdioModelsGroup    *models_group;
  GtkWidget          *hint_box;
  IdioDraftsView     *drafts_view;
  IdioMeterBar       *meter_bar;
};

G_DEFINE_FINAL_TYPE (IdioWritePage, idio_write_page, ADW_TYPE_BREAKPOINT_BIN)

static IdioModelChoice *
get_choice (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return idio_workspace_get_choice (self->workspace);
}

static gboolean
is_running (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return idio_writing_get_running (self->writing);
}

/* What was found of it when it had nothing else to do. */
static void
update_hint (IdioWritePage *self)
{
  IdioModelChoice *choice = get_choice (self);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  gtk_widget_set_visible (self->hint_box, idio_model_choice_get_kind (choice) == IDIO_MODEL_KIND_LOCAL &&
                                            idio_model_choice_get_capability (choice) == IDIO_CAPABILITY_DRAFTS);
}

static void
update (IdioWritePage *self)
{
  gboolean running = is_running (self);
  gboolean has_model = idio_model_choice_get_provider (get_choice (self)) != NULL;
  gboolean can_write = !running && has_model && !idio_request_box_is_empty (self->request_box);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  g_object_set (self->request_box, "running", running, "sends", idio_ui_get_host (get_choice (self)) != NULL, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "write.stop", running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "write.write", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "write.show", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "write.history", !running);
  gtk_widget_set_visible (GTK_WIDGET (self->models_group), !has_model);
}

/* Whoever has a model already does not see the list of models, in which another one is on its way. */
static void
update_download (IdioWritePage *self)
{
  g_autoptr(IdioModelDownloads) downloads = idio_model_downloads_ref_default ();
  IdioModelDownload *running = idio_model_downloads_get_running (downloads);
  gboolean has_model = idio_model_choice_get_provider (get_choice (self)) != NULL;
  g_autofree char *status = running != NULL ? idio_model_download_dup_status (running) : NULL;
  g_autofree char *words = NULL;

  g_assert (IDIO_IS_WRITE_PAGE (self));

  gtk_widget_set_visible (self->download_box, running != NULL && has_model);

  if (running == NULL)
    return;

  /* Translators: the name of a model, and how far its download is, as in “1.2 GB of 3.3 GB, about 3 minutes left” */
  words = g_strdup_printf (_("Downloading %s: %s"), idio_model_entry_get_name (idio_model_download_get_entry (running)),
                           status);
  gtk_label_set_label (self->download_label, words);
}

static void
provider_changed_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  update_download (self);
  update_hint (self);
  update (self);
}

/* What is said of a request that was too long. */
static void
update_shortened (IdioWritePage *self)
{
  IdioHistoryEntry *entry = idio_writing_get_entry (self->writing);
  glong n_chars;

  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (entry == NULL)
    return;

  n_chars = g_utf8_strlen (idio_history_entry_get_brief (entry)->request, -1);
  idio_drafts_view_set_n_removed (self->drafts_view, n_chars - idio_request_box_get_n_chars (self->request_box));
}

static void
request_changed_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (self->workspace == NULL)
    return;

  update_shortened (self);
  update (self);
}

static void
shown_cb (IdioWritePage *self)
{
  IdioHistoryEntry *entry = idio_writing_get_entry (self->writing);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  idio_request_box_set_written (self->request_box, entry != NULL ? idio_history_entry_get_brief (entry) : NULL);
  update (self);
}

static void
removed_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (!idio_request_box_is_unsent (self->request_box))
    idio_request_box_clear (self->request_box);
}

static void
edited_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  idio_meter_bar_update (self->meter_bar);
}

static void
others_cb (IdioWritePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.preferences", NULL);
}

static void
use_cb (IdioWritePage *self,
        const char    *path)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  idio_model_actions_use (GTK_WIDGET (self), get_choice (self), path);
}

/* Who downloads a model wants to write with it. */
static void
downloaded_cb (IdioWritePage     *self,
               IdioModelDownload *download,
               const char        *path)
{
  const char *name = idio_model_entry_get_name (idio_model_download_get_entry (download));
  g_autofree char *toast = g_strdup_printf (_("%s is ready"), name);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  idio_model_actions_use (GTK_WIDGET (self), get_choice (self), path);
  idio_toasts_say (self, toast);
}

static void
show_entry (IdioWritePage    *self,
            IdioHistoryEntry *entry)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (is_running (self))
    return;

  idio_writing_set_entry (self->writing, entry);
  idio_request_box_show_brief (self->request_box, idio_history_entry_get_brief (entry));
}

static void
start_writing (IdioWritePage *self,
               gboolean       show)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (!is_running (self))
    idio_writing_write (self->writing, idio_request_box_make_brief (self->request_box), show);
}

static void
write_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  start_writing (IDIO_WRITE_PAGE (widget), FALSE);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  start_writing (IDIO_WRITE_PAGE (widget), TRUE);
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  idio_writing_stop (IDIO_WRITE_PAGE (widget)->writing);
}

static void
draft_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  idio_drafts_view_activate (IDIO_WRITE_PAGE (widget)->drafts_view, g_variant_get_string (parameter, NULL));
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  IdioWritePage *self = IDIO_WRITE_PAGE (widget);
  AdwDialog *dialog = idio_history_dialog_new (idio_workspace_get_history (self->workspace));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (show_entry), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static gboolean
idio_write_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IDIO_WRITE_PAGE (widget)->request_box));
}

static void
idio_write_page_dispose (GObject *object)
{
  IdioWritePage *self = IDIO_WRITE_PAGE (object);

  if (self->writing != NULL)
    idio_writing_stop (self->writing);

  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_WRITE_PAGE);
  g_clear_object (&self->writing);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_write_page_parent_class)->dispose (object);
}

static void
idio_write_page_class_init (IdioWritePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_write_page_dispose;
  widget_class->grab_focus = idio_write_page_grab_focus;

  g_type_ensure (IDIO_TYPE_DRAFTS_VIEW);
  g_type_ensure (IDIO_TYPE_METER_BAR);
  g_type_ensure (IDIO_TYPE_MODELS_GROUP);
  g_type_ensure (IDIO_TYPE_REQUEST_BOX);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-write-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, download_box);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, download_label);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, request_box);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, models_group);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, hint_box);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, drafts_view);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, meter_bar);
  gtk_widget_class_bind_template_callback (widget_class, others_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, request_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);

  gtk_widget_class_install_action (widget_class, "write.write", NULL, write_action);
  gtk_widget_class_install_action (widget_class, "write.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "write.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "write.draft", "s", draft_action);
  gtk_widget_class_install_action (widget_class, "write.history", NULL, history_action);
}

static void
idio_write_page_init (IdioWritePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * idio_write_page_set_workspace:
 * @self: a page
 * @workspace: what to write with
 */
void
idio_write_page_set_workspace (IdioWritePage *self,
                               IdioWorkspace *workspace)
{
  IdioModelChoice *choice;
  g_autoptr(IdioModelDownloads) downloads = NULL;

  g_return_if_fail (IDIO_IS_WRITE_PAGE (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->writing = idio_writing_new (GTK_WIDGET (self), workspace);
  choice = get_choice (self);
  downloads = idio_model_downloads_ref_default ();
  idio_models_group_set_up (self->models_group, downloads, choice, TRUE);
  idio_drafts_view_set_up (self->drafts_view, workspace, self->writing);
  idio_meter_bar_set_up (self->meter_bar, idio_workspace_get_statistics (workspace), self->writing);
  g_signal_connect_object (downloads, "finished", G_CALLBACK (downloaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (downloads, "changed", G_CALLBACK (update_download), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->writing, "notify::running", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->writing, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->writing, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "notify::provider", G_CALLBACK (provider_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "notify::capability", G_CALLBACK (update_hint), self, G_CONNECT_SWAPPED);
  provider_changed_cb (self);
  idio_write_page_show_last (self, 0);
  idio_request_box_set_corpus (self->request_box, idio_workspace_get_corpus (workspace));
}

/**
 * idio_write_page_get_shown:
 * @self: a page with a workspace
 *
 * Returns: the number of the entry of the history whose drafts are shown, or 0
 */
gint64
idio_write_page_get_shown (IdioWritePage *self)
{
  IdioHistoryEntry *entry;

  g_return_val_if_fail (IDIO_IS_WRITE_PAGE (self), 0);
  g_return_val_if_fail (self->workspace != NULL, 0);

  entry = idio_writing_get_entry (self->writing);

  return entry != NULL ? idio_history_entry_get_id (entry) : 0;
}

/**
 * idio_write_page_show_last:
 * @self: a page with a workspace
 * @id: the number of the entry of the history that was shown before; 0 if none was
 *
 * Shows its request and drafts, or else those of the last time, for whoever comes back to find what they left. What is
 * shown already or was typed stays.
 */
void
idio_write_page_show_last (IdioWritePage *self,
                           gint64         id)
{
  g_autoptr(IdioHistoryEntry) shown = NULL;
  GListModel *history;

  g_return_if_fail (IDIO_IS_WRITE_PAGE (self));
  g_return_if_fail (self->workspace != NULL);

  if (idio_writing_get_entry (self->writing) != NULL || idio_request_box_is_unsent (self->request_box))
    return;

  history = G_LIST_MODEL (idio_workspace_get_history (self->workspace));
  shown = g_list_model_get_item (history, 0);

  for (guint i = 0; i < g_list_model_get_n_items (history) && id != 0; i++)
    {
      g_autoptr(IdioHistoryEntry) entry = g_list_model_get_item (history, i);

      if (idio_history_entry_get_id (entry) == id)
        g_set_object (&shown, entry);
    }

  if (shown != NULL)
    show_entry (self, shown);
}

/**
 * idio_write_page_forget:
 * @self: a page
 *
 * Empties the request, after everything was deleted.
 */
void
idio_write_page_forget (IdioWritePage *self)
{
  g_return_if_fail (IDIO_IS_WRITE_PAGE (self));

  idio_request_box_forget (self->request_box);
}

/* A request that another text took the place of */
typedef struct
{
  IdioRequestBox *request_box;
  IdioBrief      *brief;
} Replaced;

static void
replaced_free (gpointer data)
{
  Replaced *replaced = data;

  g_clear_object (&replaced->request_box);
  g_clear_pointer (&replaced->brief, idio_brief_free);
  g_free (replaced);
}

static DexFuture *
bring_back_cb (gpointer data)
{
  Replaced *replaced = data;

  idio_request_box_show_brief (replaced->request_box, replaced->brief);

  return dex_future_new_true ();
}

static void
rewrite (IdioWritePage *self,
         const char    *text)
{
  g_autoptr(IdioBrief) before = idio_request_box_make_brief (self->request_box);
  g_autoptr(IdioBrief) brief = NULL;
  gboolean unsent = idio_request_box_is_unsent (self->request_box);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  /* Twice the same is once. */
  if (before->kind == IDIO_BRIEF_KIND_REWRITE && g_str_equal (before->request, text))
    return;

  brief = idio_brief_new (IDIO_BRIEF_KIND_REWRITE, text, before->audience, before->length, 0);
  idio_request_box_show_brief (self->request_box, brief);
  gtk_widget_grab_focus (GTK_WIDGET (self->request_box));

  if (unsent)
    {
      Replaced *replaced = g_new0 (Replaced, 1);

      replaced->request_box = g_object_ref (self->request_box);
      replaced->brief = g_steal_pointer (&before);
      idio_toasts_offer_undo (self, _("Your request was replaced"), bring_back_cb, replaced, replaced_free);
    }
}

typedef struct
{
  IdioWritePage *self;
  char          *text;
} Rewriting;

static void
rewriting_free (gpointer data)
{
  Rewriting *rewriting = data;

  g_clear_object (&rewriting->self);
  g_clear_pointer (&rewriting->text, g_free);
  g_free (rewriting);
}

static DexFuture *
rewrite_cb (DexFuture *restored,
            gpointer   data)
{
  Rewriting *rewriting = data;

  if (rewriting->self->request_box != NULL)
    rewrite (rewriting->self, rewriting->text);

  return dex_ref (restored);
}

/**
 * idio_write_page_rewrite:
 * @self: a page with a workspace
 * @text: a text from elsewhere
 *
 * Shows the text as what should be rewritten. A request for which nothing was written yet can be brought back.
 */
void
idio_write_page_rewrite (IdioWritePage *self,
                         const char    *text)
{
  DexFuture *restored;
  Rewriting *rewriting;

  g_return_if_fail (IDIO_IS_WRITE_PAGE (self));
  g_return_if_fail (text != NULL);

  if (!(restored = idio_request_box_wait (self->request_box)))
    {
      rewrite (self, text);
      return;
    }

  /* The request of the last time is on its way, and would come over the text. */
  rewriting = g_new0 (Rewriting, 1);
  rewriting->self = g_object_ref (self);
  rewriting->text = g_strdup (text);
  dex_future_disown (dex_future_finally (restored, rewrite_cb, rewriting, rewriting_free));
}

/**
 * idio_write_page_finish:
 * @self: a page
 *
 * Stops what is being written, and saves it, with what the user changed a moment ago.
 *
 * Returns: (transfer full): a future that resolves when all is saved
 */
DexFuture *
idio_write_page_finish (IdioWritePage *self)
{
  g_return_val_if_fail (IDIO_IS_WRITE_PAGE (self), NULL);

  if (self->workspace == NULL)
    return dex_future_new_true ();

  idio_model_choice_stop_check (get_choice (self));

  return dex_future_all (idio_writing_finish (self->writing), idio_request_box_finish (self->request_box), NULL);
}
