/* idio-write-page.c: a brief, and its two drafts side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "draft/idio-drafting.h"
#include "draft/idio-unwritten.h"
#include "idio-fiber.h"
#include "llm/idio-local-provider.h"
#include "ui/idio-draft-pane.h"
#include "ui/idio-meter-bar.h"
#include "ui/idio-model-actions.h"
#include "ui/idio-models-group.h"
#include "ui/idio-text-limit.h"
#include "ui/idio-send-dialog.h"
#include "ui/idio-ui.h"
#include "ui/idio-window.h"
#include "ui/idio-write-page.h"

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

/* So long after the last key a changed draft is saved. */
#define SAVE_DELAY_MSEC 500

/* So long after the last key a request is kept that nothing was written for. */
#define KEEP_DELAY_MSEC 1000

/* While drafts are being written or edited they are compared no more often than this. */
#define COMPARE_DELAY_MSEC 400

/* How much of a request is shown in the history */
#define HISTORY_CHARS 90

struct _IdioWritePage
{
  AdwBreakpointBin    parent_instance;

  IdioWorkspace      *workspace;
  IdioDrafting       *drafting;
  IdioHistoryEntry   *entry;   /* what the panes show */
  DexFuture          *working; /* settled when all is written and saved, or NULL */
  gboolean            at_work;
  gboolean            stopped;
  GSignalGroup       *drafting_signals;
  GSignalGroup       *engine_signals;
  guint               save_source;
  guint               keep_source;
  gboolean            kept;    /* there is a request in the database that nothing was written for */
  guint               compare_source;
  gboolean            comparing;

  AdwToggleGroup     *mode_group;
  GtkTextView        *request_view;
  GtkLabel           *placeholder_label;
  GtkWidget          *beginning_label;
  GtkDropDown        *audience_drop_down;
  GtkDropDown        *length_drop_down;
  GtkStack           *history_stack;
  GtkListView        *history_view;
  GtkPopover         *history_popover;
  GtkWidget          *stop_button;
  GtkWidget          *write_button;
  GtkWidget          *show_button;
  IdioModelsGroup    *models_group;
  GtkWidget          *download_box;
  GtkLabel           *download_label;
  AdwMultiLayoutView *layout_view;
  AdwViewStack       *narrow_stack;
  IdioDraftPane      *generic_pane;
  IdioDraftPane      *personal_pane;
  IdioMeterBar       *meter_bar;
};

G_DEFINE_FINAL_TYPE (IdioWritePage, idio_write_page, ADW_TYPE_BREAKPOINT_BIN)

static IdioDraftPane *
get_pane (IdioWritePage *self,
          IdioDraftKind  kind)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return kind == IDIO_DRAFT_KIND_GENERIC ? self->generic_pane : self->personal_pane;
}

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

  return self->at_work;
}

static gboolean
is_rewrite (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return g_strcmp0 (adw_toggle_group_get_active_name (self->mode_group), "rewrite") == 0;
}

static gboolean
has_documents (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (self->workspace))) > 0;
}

static char *
dup_request (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return g_strstrip (idio_text_limit_dup_text (gtk_text_view_get_buffer (self->request_view)));
}

static IdioEngine *
get_engine (IdioWritePage *self)
{
  IdioProvider *provider = idio_model_choice_get_provider (get_choice (self));

  g_assert (IDIO_IS_WRITE_PAGE (self));

  return IDIO_IS_LOCAL_PROVIDER (provider) ? idio_local_provider_get_engine (IDIO_LOCAL_PROVIDER (provider)) : NULL;
}

/* What a pane says as long as its draft has no words. */
static char *
describe_wait (IdioWritePage *self,
               IdioDraft     *draft)
{
  IdioEngine *engine = get_engine (self);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (engine != NULL && idio_engine_get_state (engine) == IDIO_ENGINE_STATE_STARTING)
    return g_strdup_printf (_("Starting the model… %.0f %%"), 100 * idio_engine_get_progress (engine));

  if (idio_model_choice_get_checking (get_choice (self)))
    return g_strdup (_("Checking the model…"));

  if (idio_draft_get_wait (draft) > 0)
    return g_strdup_printf (ngettext ("The service is busy. It is asked again in %u second…",
                                      "The service is busy. It is asked again in %u seconds…",
                                      idio_draft_get_wait (draft)), idio_draft_get_wait (draft));

  if (idio_draft_get_progress (draft) > 0)
    return g_strdup_printf (_("Reading… %.0f %%"), 100 * idio_draft_get_progress (draft));

  return g_strdup (_("Waiting for the first word…"));
}

static char *
describe_status (IdioWritePage *self,
                 IdioDraftKind  kind)
{
  IdioDraft *draft = idio_draft_pane_get_draft (get_pane (self, kind));

  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (draft != NULL && idio_draft_get_state (draft) == IDIO_DRAFT_STATE_WAITING && is_running (self))
    return describe_wait (self, draft);

  if (draft != NULL && idio_draft_get_state (draft) == IDIO_DRAFT_STATE_STOPPED)
    return g_strdup (_("Stopped before the first word"));

  if (kind == IDIO_DRAFT_KIND_GENERIC)
    return g_strdup (_("The generic draft appears here"));

  return g_strdup (has_documents (self) ? _("The draft in your voice appears here")
                                        : _("Add texts you wrote, and the draft in your voice appears here"));
}

static void
update_status (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      g_autofree char *status = describe_status (self, (IdioDraftKind) kind);

      idio_draft_pane_set_status (get_pane (self, (IdioDraftKind) kind), status);
    }
}

/* Where the draft in a pane is among those that were written for its brief. One that is not saved comes after them. */
static guint
find_place (IdioWritePage *self,
            IdioDraftKind  kind,
            guint         *n_versions)
{
  IdioDraft *draft = idio_draft_pane_get_draft (get_pane (self, kind));
  GPtrArray *versions = self->entry != NULL ? idio_history_entry_get_versions (self->entry, kind) : NULL;
  guint position = 0;

  g_assert (IDIO_IS_WRITE_PAGE (self));

  *n_versions = versions != NULL ? versions->len : 0;

  if (draft == NULL || (versions != NULL && g_ptr_array_find (versions, draft, &position)))
    return position;

  return (*n_versions)++;
}

static void
update_places (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      guint n_versions, position = find_place (self, (IdioDraftKind) kind, &n_versions);

      idio_draft_pane_set_place (get_pane (self, (IdioDraftKind) kind), position, n_versions, !is_running (self));
    }
}

static const char *
get_text (IdioWritePage *self,
          IdioDraftKind  kind)
{
  IdioDraft *draft = idio_draft_pane_get_draft (get_pane (self, kind));

  g_assert (IDIO_IS_WRITE_PAGE (self));

  return draft != NULL ? idio_draft_get_text (draft) : "";
}

static gboolean
has_both (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return *get_text (self, IDIO_DRAFT_KIND_GENERIC) != '\0' && *get_text (self, IDIO_DRAFT_KIND_PERSONAL) != '\0';
}

static DexFuture *
compare_fiber (gpointer data)
{
  IdioWritePage *self = data;
  g_autofree char *generic = g_strdup (get_text (self, IDIO_DRAFT_KIND_GENERIC));
  g_autofree char *personal = g_strdup (get_text (self, IDIO_DRAFT_KIND_PERSONAL));
  g_autoptr(IdioComparison) comparison =
    dex_await_boxed (idio_comparison_make (idio_workspace_get_statistics (self->workspace), generic, personal,
                                           self->entry != NULL ? idio_history_entry_get_brief (self->entry)->audience
                                                               : IDIO_AUDIENCE_GENERAL),
                     NULL);

  self->comparing = FALSE;

  /* That a draft is too short is no news before it is finished. */
  if (comparison == NULL || !has_both (self) ||
      (comparison->verdict.closeness == IDIO_CLOSENESS_REFUSED && is_running (self)))
    idio_meter_bar_set_comparison (self->meter_bar, NULL);
  else
    idio_meter_bar_set_comparison (self->meter_bar, comparison);

  return dex_future_new_true ();
}

static gboolean
compare (gpointer data)
{
  IdioWritePage *self = data;

  /* Until the one before is done. */
  if (self->comparing)
    return G_SOURCE_CONTINUE;

  self->compare_source = 0;
  self->comparing = TRUE;
  dex_future_disown (idio_fiber_spawn (compare_fiber, g_object_ref (self), g_object_unref));

  return G_SOURCE_REMOVE;
}

static void
update_meter (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (!has_both (self))
    idio_meter_bar_set_comparison (self->meter_bar, NULL);
  else if (self->compare_source == 0)
    self->compare_source = g_timeout_add (COMPARE_DELAY_MSEC, compare, self);
}

static void
update (IdioWritePage *self)
{
  gboolean running = is_running (self);
  gboolean has_model = idio_model_choice_get_provider (get_choice (self)) != NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->request_view);
  g_autofree char *request = dup_request (self);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  gtk_label_set_label (self->placeholder_label,
                       is_rewrite (self) ? _("Paste the text that should be rewritten")
                                         : _("What should be written? Say whom it is to, and what they should know."));
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder_label), gtk_text_buffer_get_char_count (buffer) == 0);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (self->write_button, !running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "write.stop", running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "write.write", !running && has_model && *request != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "write.show", !running && has_model && *request != '\0');
  gtk_widget_set_visible (self->show_button, idio_ui_get_host (get_choice (self)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->models_group), !has_model);
  gtk_stack_set_visible_child_name (self->history_stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_history (self->workspace))) > 0
                                      ? "entries" : "empty");
  update_status (self);
  update_places (self);
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

  g_signal_group_set_target (self->engine_signals, get_engine (self));
  update (self);
}

static void
mode_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (self->workspace != NULL)
    update (self);
}

static IdioBrief *
make_brief (IdioWritePage *self)
{
  g_autofree char *request = dup_request (self);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  return idio_brief_new (is_rewrite (self) ? IDIO_BRIEF_KIND_REWRITE : IDIO_BRIEF_KIND_WRITE, request,
                         (IdioAudience) gtk_drop_down_get_selected (self->audience_drop_down),
                         (IdioLength) gtk_drop_down_get_selected (self->length_drop_down), 0);
}

static IdioStore *
get_store (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return idio_corpus_get_store (idio_workspace_get_corpus (self->workspace));
}

/* A request for which drafts were written is in the history. */
static gboolean
is_unwritten (IdioWritePage   *self,
              const IdioBrief *brief)
{
  const IdioBrief *written = self->entry != NULL ? idio_history_entry_get_brief (self->entry) : NULL;
  g_autofree char *request = written != NULL ? g_strstrip (g_strdup (written->request)) : NULL;

  g_assert (IDIO_IS_WRITE_PAGE (self));

  return *brief->request != '\0' && strlen (brief->request) <= IDIO_BRIEF_MAX_BYTES &&
         !(written != NULL && written->kind == brief->kind && g_str_equal (request, brief->request));
}

/* Whoever closes the window, or loses it in a power cut, finds again what they typed. */
static void
keep_request (gpointer data)
{
  IdioWritePage *self = data;
  g_autoptr(IdioBrief) brief = make_brief (self);
  gboolean unwritten = is_unwritten (self, brief);

  self->keep_source = 0;

  if (unwritten || self->kept)
    idio_ui_run_tracked (self, idio_unwritten_save (get_store (self), unwritten ? brief : NULL), &self->working);

  self->kept = unwritten;
}

static void
request_changed_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->keep_source = g_timeout_add_once (KEEP_DELAY_MSEC, keep_request, self);
  update (self);
}

static void
show_brief (IdioWritePage   *self,
            const IdioBrief *brief)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  adw_toggle_group_set_active_name (self->mode_group, brief->kind == IDIO_BRIEF_KIND_REWRITE ? "rewrite" : "write");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->request_view), brief->request, -1);
  gtk_drop_down_set_selected (self->audience_drop_down, brief->audience);

  /* A number of words comes from the command line only. */
  gtk_drop_down_set_selected (self->length_drop_down,
                              brief->length == IDIO_LENGTH_EXACT ? IDIO_LENGTH_USUAL : brief->length);
}

/* What is written for a brief, from the click to the drafts saved. */
typedef struct
{
  IdioWritePage    *self;
  IdioBrief        *brief;
  IdioHistoryEntry *entry; /* to write again for, or NULL */
  gboolean          show;  /* what is sent, also if nobody has to agree any more */
  gboolean          wanted[N_KINDS];
  char             *start; /* what there is of the one draft that is wanted, or NULL */
  gint64            version; /* of that draft */
} Work;

static void
work_free (Work *work)
{
  g_clear_object (&work->self);
  g_clear_pointer (&work->brief, idio_brief_free);
  g_clear_object (&work->entry);
  g_free (work->start);
  g_free (work);
}

static gboolean
save (IdioWritePage     *self,
      IdioHistoryEntry  *entry,
      IdioDraft         *draft,
      GError           **error)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  return dex_await (idio_history_save_draft (idio_workspace_get_history (self->workspace),
                                             idio_history_entry_get_id (entry), draft),
                    error);
}

static IdioDrafting *
make_drafting (Work *work)
{
  IdioWorkspace *workspace = work->self->workspace;
  IdioDrafting *drafting = idio_drafting_new (work->brief, idio_workspace_get_corpus (workspace),
                                              idio_workspace_get_voice (workspace), get_choice (work->self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    if (!work->wanted[kind])
      idio_drafting_set_only (drafting, (IdioDraftKind) !kind);

  if (work->start != NULL)
    idio_drafting_set_start (drafting, work->start);

  return drafting;
}

static void
show_drafting (Work         *work,
               IdioDrafting *drafting)
{
  IdioWritePage *self = work->self;

  g_set_object (&self->drafting, drafting);
  g_signal_group_set_target (self->drafting_signals, drafting);

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      IdioDraft *draft = idio_drafting_get_draft (drafting, (IdioDraftKind) kind);

      if (!work->wanted[kind])
        continue;

      /* What goes on is the same version. */
      if (work->start != NULL)
        idio_draft_set_version (draft, work->version);

      idio_draft_pane_set_draft (get_pane (self, (IdioDraftKind) kind), draft);
      g_signal_connect_object (draft, "notify", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (draft, "notify::state", G_CALLBACK (update_meter), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (draft, "appended", G_CALLBACK (update_meter), self, G_CONNECT_SWAPPED);
    }

  update_meter (self);
}

static gboolean
write_drafts (Work          *work,
              IdioDrafting  *drafting,
              GError       **error)
{
  IdioWritePage *self = work->self;
  g_autoptr(IdioHistoryEntry) entry = NULL;

  if (work->entry != NULL)
    entry = g_object_ref (work->entry);
  else if (!(entry = dex_await_object (idio_history_add (idio_workspace_get_history (self->workspace), work->brief),
                                       error)))
    return FALSE;

  g_set_object (&self->entry, entry);
  show_drafting (work, drafting);

  if (self->stopped)
    idio_drafting_stop (drafting);

  dex_await (idio_drafting_run (drafting), NULL);

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      IdioDraft *draft = idio_drafting_get_draft (drafting, (IdioDraftKind) kind);

      if (work->wanted[kind] && *idio_draft_get_text (draft) != '\0' && !save (self, entry, draft, error))
        return FALSE;
    }

  return TRUE;
}

static DexFuture *
prepare_drafting (gpointer  data,
                  GArray   *left_out,
                  gboolean  check)
{
  return idio_drafting_prepare (data, left_out, check);
}

static void
clear_panes (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  idio_draft_pane_set_draft (self->generic_pane, NULL);
  idio_draft_pane_set_draft (self->personal_pane, NULL);
  update_meter (self);
}

static gboolean
run_work (Work    *work,
          GError **error)
{
  IdioWritePage *self = work->self;
  IdioModelChoice *choice = get_choice (self);
  g_autoptr(IdioDrafting) drafting = make_drafting (work);
  g_autofree char *host = g_strdup (idio_ui_get_host (choice));
  GError *local_error = NULL;
  gboolean once, done;

  /* So that it can be stopped while the model is asked what it is fit for. */
  g_set_object (&self->drafting, drafting);
  once = dex_await_boolean (idio_send_dialog_ask (GTK_WIDGET (self), self->workspace, IDIO_SEND_KIND_DRAFTS, work->show,
                                                  prepare_drafting, drafting),
                            &local_error);

  if (local_error != NULL)
    {
      g_clear_object (&self->drafting);
      g_propagate_error (error, local_error);
      return FALSE;
    }

  /* Until the user agreed the drafts before are what is shown. */
  if (work->entry == NULL)
    clear_panes (self);

  done = write_drafts (work, drafting, error);

  if (once)
    idio_consent_end_once (idio_model_choice_get_consent (choice), host);

  return done;
}

static DexFuture *
check_fiber (gpointer data)
{
  /* That it was stopped, or did not work, is of no interest: nobody asked for it. */
  dex_await (idio_model_choice_check_capability (data), NULL);

  return dex_future_new_true ();
}

/* A model on this computer writes before it is known what it is good for. When it has nothing to do that is found out. */
static void
check_later (IdioWritePage *self)
{
  IdioModelChoice *choice = get_choice (self);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (!self->stopped && get_engine (self) != NULL &&
      idio_model_choice_get_capability (choice) == IDIO_CAPABILITY_UNKNOWN)
    dex_future_disown (idio_fiber_spawn (check_fiber, g_object_ref (choice), g_object_unref));
}

static DexFuture *
work_fiber (gpointer data)
{
  Work *work = data;
  GError *error = NULL;
  gboolean done = run_work (work, &error);

  work->self->at_work = FALSE;
  update (work->self);
  check_later (work->self);

  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static void
save_edits (gpointer data)
{
  IdioWritePage *self = data;

  self->save_source = 0;

  if (self->entry == NULL)
    return;

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      IdioDraft *draft = idio_draft_pane_get_draft (get_pane (self, (IdioDraftKind) kind));

      if (draft != NULL && idio_draft_get_state (draft) >= IDIO_DRAFT_STATE_FINISHED)
        idio_ui_run_tracked (self, idio_history_save_draft (idio_workspace_get_history (self->workspace),
                                                            idio_history_entry_get_id (self->entry), draft),
                             &self->working);
    }
}

/* Saves at once what the user changed in the drafts a moment ago. */
static void
flush (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (self->save_source == 0)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  save_edits (self);
}

static void
start_work (IdioWritePage    *self,
            IdioBrief        *brief,
            IdioHistoryEntry *entry,
            gboolean          show,
            gboolean          generic,
            gboolean          personal,
            IdioDraft        *start)
{
  Work *work = g_new0 (Work, 1);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  flush (self);
  self->at_work = TRUE;
  self->stopped = FALSE;
  work->self = g_object_ref (self);
  work->brief = brief;
  work->entry = entry != NULL ? g_object_ref (entry) : NULL;
  work->show = show;
  work->wanted[IDIO_DRAFT_KIND_GENERIC] = generic;
  work->wanted[IDIO_DRAFT_KIND_PERSONAL] = personal;

  if (start != NULL)
    {
      work->start = g_strdup (idio_draft_get_text (start));
      work->version = idio_draft_get_version (start);
    }

  idio_ui_run_tracked (self, idio_fiber_spawn (work_fiber, work, (GDestroyNotify) work_free), &self->working);
  update (self);
}

static void
start_writing (IdioWritePage *self,
               gboolean       show)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (is_running (self))
    return;

  flush (self);

  /* Without texts there is no voice to write in. */
  start_work (self, make_brief (self), NULL, show, TRUE, has_documents (self), NULL);
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
stop (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  self->stopped = TRUE;

  if (self->drafting != NULL)
    idio_drafting_stop (self->drafting);
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  stop (IDIO_WRITE_PAGE (widget));
}

static void
write_one (IdioWritePage *self,
           IdioDraftKind  kind,
           IdioDraft     *start)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (self->entry == NULL || is_running (self))
    return;

  start_work (self, idio_brief_copy (idio_history_entry_get_brief (self->entry)), self->entry, FALSE,
              kind == IDIO_DRAFT_KIND_GENERIC, kind == IDIO_DRAFT_KIND_PERSONAL, start);
}

static void
try_generic_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  write_one (self, IDIO_DRAFT_KIND_GENERIC, NULL);
}

static void
try_personal_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  write_one (self, IDIO_DRAFT_KIND_PERSONAL, NULL);
}

static void
go_on (IdioWritePage *self,
       IdioDraftKind  kind)
{
  IdioDraft *draft = idio_draft_pane_get_draft (get_pane (self, kind));

  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (draft != NULL && idio_draft_can_go_on (draft))
    write_one (self, kind, draft);
}

static void
go_on_generic_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  go_on (self, IDIO_DRAFT_KIND_GENERIC);
}

static void
go_on_personal_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  go_on (self, IDIO_DRAFT_KIND_PERSONAL);
}

/* What was changed in a version is saved before another one is shown. */
static void
step (IdioWritePage *self,
      IdioDraftKind  kind,
      int            by)
{
  guint n_versions, position = find_place (self, kind, &n_versions);
  GPtrArray *versions = self->entry != NULL ? idio_history_entry_get_versions (self->entry, kind) : NULL;
  gint64 wanted = (gint64) position + by;

  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (versions == NULL || wanted < 0 || wanted >= (gint64) versions->len || is_running (self))
    return;

  flush (self);
  idio_draft_pane_set_draft (get_pane (self, kind), g_ptr_array_index (versions, wanted));
  update (self);
  update_meter (self);
}

static void
step_generic_cb (IdioWritePage *self,
                 int            by)
{
  step (self, IDIO_DRAFT_KIND_GENERIC, by);
}

static void
step_personal_cb (IdioWritePage *self,
                  int            by)
{
  step (self, IDIO_DRAFT_KIND_PERSONAL, by);
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
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *name = idio_model_entry_get_name (idio_model_download_get_entry (download));
  g_autofree char *toast = g_strdup_printf (_("%s is ready"), name);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  idio_model_actions_use (GTK_WIDGET (self), get_choice (self), path);

  if (IDIO_IS_WINDOW (root))
    idio_window_toast (IDIO_WINDOW (root), toast);
}

static void
edited_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add_once (SAVE_DELAY_MSEC, save_edits, self);
  update_meter (self);
}

static void
show_entry (IdioWritePage    *self,
            IdioHistoryEntry *entry)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  flush (self);
  g_set_object (&self->entry, entry);
  show_brief (self, idio_history_entry_get_brief (entry));

  for (gint kind = 0; kind < N_KINDS; kind++)
    idio_draft_pane_set_draft (get_pane (self, (IdioDraftKind) kind),
                               idio_history_entry_get_draft (entry, (IdioDraftKind) kind));

  update (self);
  update_meter (self);
}

static void
history_cb (IdioWritePage *self,
            guint          position)
{
  g_autoptr(IdioHistoryEntry) entry =
    g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_history (self->workspace)), position);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  gtk_popover_popdown (self->history_popover);

  if (entry != NULL && !is_running (self))
    show_entry (self, entry);
}

static gboolean
is_in_history (IdioWritePage    *self,
               IdioHistoryEntry *entry)
{
  GListModel *history = G_LIST_MODEL (idio_workspace_get_history (self->workspace));

  g_assert (IDIO_IS_WRITE_PAGE (self));

  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr(IdioHistoryEntry) other = g_list_model_get_item (history, i);

      if (other == entry)
        return TRUE;
    }

  return FALSE;
}

/* What was deleted is not shown any more, and not saved again. */
static void
history_changed_cb (IdioWritePage *self)
{
  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (self->entry != NULL && !self->at_work && !is_in_history (self, self->entry))
    {
      g_clear_object (&self->entry);
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->request_view), "", 0);

      for (gint kind = 0; kind < N_KINDS; kind++)
        idio_draft_pane_set_draft (get_pane (self, (IdioDraftKind) kind), NULL);

      update_meter (self);
    }

  update (self);
}

/* Whoever comes back finds what they left. */
static void
show_last (IdioWritePage *self)
{
  g_autoptr(IdioHistoryEntry) entry =
    g_list_model_get_item (G_LIST_MODEL (idio_workspace_get_history (self->workspace)), 0);

  g_assert (IDIO_IS_WRITE_PAGE (self));

  if (entry != NULL)
    show_entry (self, entry);
}

static DexFuture *
restore_fiber (gpointer data)
{
  IdioWritePage *self = data;
  g_autofree char *before = dup_request (self), *now = NULL;
  g_autoptr(IdioBrief) brief = dex_await_boxed (idio_unwritten_load (get_store (self)), NULL);

  if (brief == NULL || self->request_view == NULL)
    return dex_future_new_true ();

  /* What was typed meanwhile is newer. */
  self->kept = TRUE;
  now = dup_request (self);

  if (g_str_equal (now, before))
    show_brief (self, brief);

  return dex_future_new_true ();
}

static void
setup_history_row (GtkSignalListItemFactory *factory,
                   GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_history_row (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  const IdioBrief *brief = idio_history_entry_get_brief (gtk_list_item_get_item (item));
  g_autofree char *excerpt = idio_text_dup_excerpt (brief->request, HISTORY_CHARS);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), excerpt);
  gtk_list_item_set_accessible_label (item, excerpt);
}

static void
set_up_history (IdioWritePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (idio_workspace_get_history (self->workspace)))));

  g_assert (IDIO_IS_WRITE_PAGE (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_history_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_history_row), NULL);
  gtk_list_view_set_factory (self->history_view, factory);
  gtk_list_view_set_model (self->history_view, selection);
  g_object_unref (factory);
  g_object_unref (selection);
}

static void
idio_write_page_dispose (GObject *object)
{
  IdioWritePage *self = IDIO_WRITE_PAGE (object);

  stop (self);

  if (self->request_view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (self->request_view), self);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  g_clear_handle_id (&self->compare_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), IDIO_TYPE_WRITE_PAGE);
  g_clear_object (&self->drafting_signals);
  g_clear_object (&self->engine_signals);
  g_clear_object (&self->drafting);
  g_clear_object (&self->entry);
  dex_clear (&self->working);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_write_page_parent_class)->dispose (object);
}

static void
idio_write_page_class_init (IdioWritePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = idio_write_page_dispose;

  g_type_ensure (IDIO_TYPE_DRAFT_PANE);
  g_type_ensure (IDIO_TYPE_METER_BAR);
  g_type_ensure (IDIO_TYPE_MODELS_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/idio-write-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, mode_group);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, request_view);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, beginning_label);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, audience_drop_down);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, length_drop_down);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, history_stack);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, history_view);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, history_popover);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, write_button);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, show_button);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, models_group);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, download_box);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, download_label);
  gtk_widget_class_bind_template_callback (widget_class, others_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, layout_view);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, narrow_stack);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, generic_pane);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, personal_pane);
  gtk_widget_class_bind_template_child (widget_class, IdioWritePage, meter_bar);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_generic_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_personal_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_generic_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_personal_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_generic_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_personal_cb);
  gtk_widget_class_bind_template_callback (widget_class, history_cb);

  gtk_widget_class_install_action (widget_class, "write.write", NULL, write_action);
  gtk_widget_class_install_action (widget_class, "write.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "write.stop", NULL, stop_action);
}

static void
idio_write_page_init (IdioWritePage *self)
{
  g_autoptr(GListModel) audiences = idio_ui_list_audiences ();
  const char * const lengths[] = {
    C_("length", "Usual Length"), C_("length", "Shorter"), C_("length", "Longer"), NULL,
  };
  g_autoptr(GtkStringList) length_list = gtk_string_list_new (lengths);

  gtk_widget_init_template (GTK_WIDGET (self));

  idio_text_limit_watch (self->request_view, self->beginning_label);
  gtk_drop_down_set_model (self->audience_drop_down, audiences);
  gtk_drop_down_set_model (self->length_drop_down, G_LIST_MODEL (length_list));
  idio_draft_pane_set_kind (self->generic_pane, IDIO_DRAFT_KIND_GENERIC, C_("draft", "Generic"));
  idio_draft_pane_set_kind (self->personal_pane, IDIO_DRAFT_KIND_PERSONAL, C_("draft", "In Your Voice"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->request_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Request"), -1);

  self->drafting_signals = g_signal_group_new (IDIO_TYPE_DRAFTING);
  g_signal_group_connect_swapped (self->drafting_signals, "notify::running", G_CALLBACK (update), self);
  self->engine_signals = g_signal_group_new (IDIO_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (update_status), self);
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
  g_autoptr(IdioModelDownloads) downloads = NULL;

  g_return_if_fail (IDIO_IS_WRITE_PAGE (self));
  g_return_if_fail (IDIO_IS_WORKSPACE (workspace));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  downloads = idio_model_downloads_ref_default ();
  idio_models_group_set_up (self->models_group, downloads, get_choice (self), TRUE);
  g_signal_connect_object (downloads, "finished", G_CALLBACK (downloaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (downloads, "changed", G_CALLBACK (update_download), self, G_CONNECT_SWAPPED);
  set_up_history (self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->request_view), "changed", G_CALLBACK (request_changed_cb),
                            self);
  g_signal_connect_object (get_choice (self), "notify::provider", G_CALLBACK (provider_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_choice (self), "notify::checking", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_history (workspace), "items-changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (idio_workspace_get_corpus (workspace), "items-changed", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  provider_changed_cb (self);
  show_last (self);
  dex_future_disown (idio_fiber_spawn (restore_fiber, g_object_ref (self), g_object_unref));
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

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->request_view), "", 0);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->kept = FALSE;
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

  stop (self);
  flush (self);

  if (self->workspace != NULL)
    {
      idio_model_choice_stop_check (get_choice (self));
      g_clear_handle_id (&self->keep_source, g_source_remove);
      keep_request (self);
    }

  return idio_ui_wait (self->working);
}
