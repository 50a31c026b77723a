/* idio-writing.c: the drafts for a brief, from the click to what was changed in them saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "idio-fiber.h"
#include "llm/idio-local-provider.h"
#include "ui/idio-finish-notice.h"
#include "ui/idio-ui.h"
#include "ui/idio-writing-private.h"
#include "ui/idio-writing.h"

#define N_KINDS IDIO_WRITING_N_KINDS

/* So long after the last key a changed draft is saved. */
#define SAVE_DELAY_MSEC 500

struct _IdioWriting
{
  GObject           parent_instance;

  GtkWidget        *widget;  /* where questions are asked, and which keeps this */
  IdioWorkspace    *workspace;
  IdioDrafting     *drafting;
  IdioHistoryEntry *entry;   /* what the drafts are for */
  IdioDraft        *drafts[N_KINDS];
  DexFuture        *working; /* settled when all is written and saved, or NULL */
  gboolean          running;
  gboolean          stopped;
  gint64            began;   /* of what is running, of g_get_monotonic_time() */
  guint             save_source;
};

G_DEFINE_FINAL_TYPE (IdioWriting, idio_writing, G_TYPE_OBJECT)

enum
{
  PROP_RUNNING = 1,
};

static GParamSpec *properties[PROP_RUNNING + 1];

enum
{
  SIGNAL_SHOWN,
  SIGNAL_PROGRESSED,
  SIGNAL_GREW,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_running (IdioWriting *self,
             gboolean     running)
{
  g_assert (IDIO_IS_WRITING (self));

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
progressed_cb (IdioWriting *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0);
}

static void
grew_cb (IdioWriting *self)
{
  g_signal_emit (self, signals[SIGNAL_GREW], 0);
}

/* Whoever shows the drafts is told by the caller. */
static void
set_draft (IdioWriting   *self,
           IdioDraftKind  kind,
           IdioDraft     *draft)
{
  g_assert (IDIO_IS_WRITING (self));

  if (self->drafts[kind] != NULL)
    g_signal_handlers_disconnect_by_data (self->drafts[kind], self);

  g_set_object (&self->drafts[kind], draft);

  if (draft == NULL)
    return;

  g_signal_connect_object (draft, "notify", G_CALLBACK (progressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::state", G_CALLBACK (grew_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "appended", G_CALLBACK (grew_cb), self, G_CONNECT_SWAPPED);
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
check_later (IdioWriting *self)
{
  IdioModelChoice *choice = idio_workspace_get_choice (self->workspace);

  g_assert (IDIO_IS_WRITING (self));

  if (!self->stopped && IDIO_IS_LOCAL_PROVIDER (idio_model_choice_get_provider (choice)) &&
      idio_model_choice_get_capability (choice) == IDIO_CAPABILITY_UNKNOWN)
    dex_future_disown (idio_fiber_spawn (check_fiber, g_object_ref (choice), g_object_unref));
}

/* The first reason why a draft is not there, or NULL if all that were wanted are */
static const GError *
find_failure (IdioWriting *self)
{
  g_assert (IDIO_IS_WRITING (self));

  for (gint kind = 0; kind < N_KINDS; kind++)
    if (self->drafts[kind] != NULL && idio_draft_get_error (self->drafts[kind]) != NULL)
      return idio_draft_get_error (self->drafts[kind]);

  return NULL;
}

/* Whoever stops it knows that it ended. */
static void
tell_end (IdioWriting *self)
{
  const GError *failure = find_failure (self);

  g_assert (IDIO_IS_WRITING (self));

  if (!self->stopped)
    idio_finish_notice_send (self->widget, "write", self->began,
                             failure != NULL ? _("A Draft Was Not Written") : _("Your Draft Is Ready"),
                             failure != NULL ? failure->message : NULL);
}

static DexFuture *
work_fiber (gpointer data)
{
  IdioWritingWork *work = data;
  GError *error = NULL;
  gboolean done = idio_writing_work_run (work, &error);

  set_running (work->writing, FALSE);

  if (done)
    tell_end (work->writing);

  check_later (work->writing);

  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

static void
save_edits (gpointer data)
{
  IdioWriting *self = data;

  self->save_source = 0;

  if (self->entry == NULL)
    return;

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      IdioDraft *draft = self->drafts[kind];

      /* One that failed before its first word is no version to go back to. */
      if (draft != NULL && idio_draft_get_state (draft) >= IDIO_DRAFT_STATE_FINISHED &&
          (*idio_draft_get_text (draft) != '\0' || idio_draft_get_version (draft) >= 0))
        idio_ui_run_tracked (self->widget, idio_history_save_draft (idio_workspace_get_history (self->workspace),
                                                                    idio_history_entry_get_id (self->entry), draft),
                             &self->working);
    }
}

/* Saves at once what the user changed in the drafts a moment ago. */
static void
flush (IdioWriting *self)
{
  g_assert (IDIO_IS_WRITING (self));

  if (self->save_source == 0)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  save_edits (self);
}

static void
start_work (IdioWriting     *self,
            IdioWritingWork *work)
{
  g_assert (IDIO_IS_WRITING (self));

  flush (self);
  self->stopped = FALSE;
  self->began = g_get_monotonic_time ();
  work->writing = g_object_ref (self);
  work->widget = g_object_ref (self->widget);
  set_running (self, TRUE);
  idio_ui_run_tracked (self->widget, idio_fiber_spawn (work_fiber, work, (GDestroyNotify) idio_writing_work_free),
                       &self->working);
}

static gboolean
is_in_history (IdioWriting      *self,
               IdioHistoryEntry *entry)
{
  GListModel *history = G_LIST_MODEL (idio_workspace_get_history (self->workspace));

  g_assert (IDIO_IS_WRITING (self));

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
history_changed_cb (IdioWriting *self)
{
  g_assert (IDIO_IS_WRITING (self));

  if (self->entry == NULL || self->running || is_in_history (self, self->entry))
    return;

  /* As long as the request that was written is known, it can be told from another that was typed since. */
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->entry);
  idio_writing_clear (self);
}

static void
idio_writing_dispose (GObject *object)
{
  IdioWriting *self = IDIO_WRITING (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->drafting);
  g_clear_object (&self->entry);

  for (gint kind = 0; kind < N_KINDS; kind++)
    g_clear_object (&self->drafts[kind]);

  dex_clear (&self->working);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (idio_writing_parent_class)->dispose (object);
}

static void
idio_writing_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, IDIO_WRITING (object)->running);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_writing_class_init (IdioWritingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = idio_writing_dispose;
  object_class->get_property = idio_writing_get_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IdioWriting::shown:
   * @self: the drafts for a brief
   *
   * There are other drafts than before, or another entry.
   */
  signals[SIGNAL_SHOWN] =
    g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioWriting::progressed:
   * @self: the drafts for a brief
   *
   * A draft has come further, with or without words.
   */
  signals[SIGNAL_PROGRESSED] =
    g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioWriting::grew:
   * @self: the drafts for a brief
   *
   * A draft has more words, or has ended.
   */
  signals[SIGNAL_GREW] =
    g_signal_new ("grew", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * IdioWriting::removed:
   * @self: the drafts for a brief
   *
   * What they were for is not in the history any more, and they go with it.
   */
  signals[SIGNAL_REMOVED] =
    g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
idio_writing_init (IdioWriting *self)
{
}

/**
 * idio_writing_new:
 * @widget: where questions are asked, which keeps this
 * @workspace: what to write with
 *
 * Returns: (transfer full): no drafts yet
 */
IdioWriting *
idio_writing_new (GtkWidget     *widget,
                  IdioWorkspace *workspace)
{
  IdioWriting *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (IDIO_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IDIO_TYPE_WRITING, NULL);
  self->widget = widget;
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (idio_workspace_get_history (workspace), "items-changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
idio_writing_get_running (IdioWriting *self)
{
  g_return_val_if_fail (IDIO_IS_WRITING (self), FALSE);

  return self->running;
}

/**
 * idio_writing_get_entry:
 * @self: the drafts for a brief
 *
 * Returns: (transfer none) (nullable): what they are for, in the history
 */
IdioHistoryEntry *
idio_writing_get_entry (IdioWriting *self)
{
  g_return_val_if_fail (IDIO_IS_WRITING (self), NULL);

  return self->entry;
}

/**
 * idio_writing_set_entry:
 * @self: the drafts for a brief, none of which is being written
 * @entry: another brief of the history, whose drafts are shown then
 */
void
idio_writing_set_entry (IdioWriting      *self,
                        IdioHistoryEntry *entry)
{
  g_return_if_fail (IDIO_IS_WRITING (self));
  g_return_if_fail (IDIO_IS_HISTORY_ENTRY (entry));
  g_return_if_fail (!self->running);

  flush (self);
  g_set_object (&self->entry, entry);

  for (gint kind = 0; kind < N_KINDS; kind++)
    set_draft (self, (IdioDraftKind) kind, idio_history_entry_get_draft (entry, (IdioDraftKind) kind));

  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

/**
 * idio_writing_get_draft:
 * @self: the drafts for a brief
 * @kind: which of the two
 *
 * Returns: (transfer none) (nullable): the version that is shown
 */
IdioDraft *
idio_writing_get_draft (IdioWriting   *self,
                        IdioDraftKind  kind)
{
  g_return_val_if_fail (IDIO_IS_WRITING (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->drafts[kind];
}

/**
 * idio_writing_get_text:
 * @self: the drafts for a brief
 * @kind: which of the two
 *
 * Returns: (transfer none): what there is of it
 */
const char *
idio_writing_get_text (IdioWriting   *self,
                       IdioDraftKind  kind)
{
  g_return_val_if_fail (IDIO_IS_WRITING (self), "");
  g_return_val_if_fail (kind < N_KINDS, "");

  return self->drafts[kind] != NULL ? idio_draft_get_text (self->drafts[kind]) : "";
}

/**
 * idio_writing_write:
 * @self: the drafts for a brief
 * @brief: (transfer full): what to write now
 * @show: whether to show what is sent, also if nobody has to agree any more
 *
 * Writes both drafts. Without texts there is no voice to write in, and so no personal one.
 */
void
idio_writing_write (IdioWriting *self,
                    IdioBrief   *brief,
                    gboolean     show)
{
  IdioWritingWork *work;

  g_return_if_fail (IDIO_IS_WRITING (self));
  g_return_if_fail (brief != NULL);
  g_return_if_fail (!self->running);

  work = g_new0 (IdioWritingWork, 1);
  work->brief = brief;
  work->show = show;
  work->wanted[IDIO_DRAFT_KIND_GENERIC] = TRUE;
  work->wanted[IDIO_DRAFT_KIND_PERSONAL] =
    g_list_model_get_n_items (G_LIST_MODEL (idio_workspace_get_corpus (self->workspace))) > 0;
  start_work (self, work);
}

static IdioWritingWork *
work_new_again (IdioWriting *self)
{
  IdioWritingWork *work = g_new0 (IdioWritingWork, 1);

  g_assert (IDIO_IS_WRITING (self));

  work->brief = idio_brief_copy (idio_history_entry_get_brief (self->entry));
  work->entry = g_object_ref (self->entry);

  return work;
}

/**
 * idio_writing_try_again:
 * @self: the drafts for a brief
 * @generic: whether the generic draft is wanted
 * @personal: whether the personal draft is wanted
 *
 * Writes other versions for the same brief.
 */
void
idio_writing_try_again (IdioWriting *self,
                        gboolean     generic,
                        gboolean     personal)
{
  IdioWritingWork *work;

  g_return_if_fail (IDIO_IS_WRITING (self));

  if (self->entry == NULL || self->running || (!generic && !personal))
    return;

  work = work_new_again (self);
  work->wanted[IDIO_DRAFT_KIND_GENERIC] = generic;
  work->wanted[IDIO_DRAFT_KIND_PERSONAL] = personal;
  start_work (self, work);
}

/**
 * idio_writing_go_on:
 * @self: the drafts for a brief
 * @kind: which of the two
 *
 * Writes the rest of a draft that ended too early.
 */
void
idio_writing_go_on (IdioWriting   *self,
                    IdioDraftKind  kind)
{
  IdioDraft *start;
  IdioWritingWork *work;

  g_return_if_fail (IDIO_IS_WRITING (self));
  g_return_if_fail (kind < N_KINDS);

  start = self->drafts[kind];

  if (self->entry == NULL || self->running || start == NULL || !idio_draft_can_go_on (start))
    return;

  work = work_new_again (self);
  work->wanted[kind] = TRUE;
  work->start = g_strdup (idio_draft_get_text (start));
  work->version = idio_draft_get_version (start);
  start_work (self, work);
}

/**
 * idio_writing_find_place:
 * @self: the drafts for a brief
 * @kind: which of the two
 * @n_versions: (out): how many versions there are of it
 *
 * Returns: which of them is shown, from 0. One that is not saved comes after all others.
 */
guint
idio_writing_find_place (IdioWriting   *self,
                         IdioDraftKind  kind,
                         guint         *n_versions)
{
  GPtrArray *versions;
  guint position = 0;

  g_return_val_if_fail (IDIO_IS_WRITING (self), 0);
  g_return_val_if_fail (kind < N_KINDS, 0);

  versions = self->entry != NULL ? idio_history_entry_get_versions (self->entry, kind) : NULL;
  *n_versions = versions != NULL ? versions->len : 0;

  if (self->drafts[kind] == NULL || (versions != NULL && g_ptr_array_find (versions, self->drafts[kind], &position)))
    return position;

  return (*n_versions)++;
}

/**
 * idio_writing_step:
 * @self: the drafts for a brief
 * @kind: which of the two
 * @by: how many versions further, or back
 *
 * Shows another version. What was changed in the one before is saved first.
 */
void
idio_writing_step (IdioWriting   *self,
                   IdioDraftKind  kind,
                   int            by)
{
  GPtrArray *versions;
  guint n_versions;
  gint64 wanted;

  g_return_if_fail (IDIO_IS_WRITING (self));
  g_return_if_fail (kind < N_KINDS);

  versions = self->entry != NULL ? idio_history_entry_get_versions (self->entry, kind) : NULL;
  wanted = (gint64) idio_writing_find_place (self, kind, &n_versions) + by;

  if (versions == NULL || wanted < 0 || wanted >= (gint64) versions->len || self->running)
    return;

  flush (self);
  set_draft (self, kind, g_ptr_array_index (versions, wanted));
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

/**
 * idio_writing_edited:
 * @self: the drafts for a brief
 *
 * The user changed one of them, which is saved a little later.
 */
void
idio_writing_edited (IdioWriting *self)
{
  g_return_if_fail (IDIO_IS_WRITING (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add_once (SAVE_DELAY_MSEC, save_edits, self);
}

/**
 * idio_writing_stop:
 * @self: the drafts for a brief
 *
 * Stops what is being written.
 */
void
idio_writing_stop (IdioWriting *self)
{
  g_return_if_fail (IDIO_IS_WRITING (self));

  self->stopped = TRUE;

  if (self->drafting != NULL)
    idio_drafting_stop (self->drafting);
}

/**
 * idio_writing_finish:
 * @self: the drafts for a brief
 *
 * Stops what is being written, and saves it, with what the user changed a moment ago.
 *
 * Returns: (transfer full): a future that resolves when all is saved
 */
DexFuture *
idio_writing_finish (IdioWriting *self)
{
  g_return_val_if_fail (IDIO_IS_WRITING (self), NULL);

  idio_writing_stop (self);
  flush (self);

  return idio_ui_wait (self->working);
}

/**
 * idio_writing_get_workspace:
 * @self: the drafts for a brief
 *
 * Returns: (transfer none): what they are written with
 */
IdioWorkspace *
idio_writing_get_workspace (IdioWriting *self)
{
  g_return_val_if_fail (IDIO_IS_WRITING (self), NULL);

  return self->workspace;
}

/**
 * idio_writing_set_drafting:
 * @self: the drafts for a brief
 * @drafting: (nullable): what idio_writing_stop() stops from now on
 */
void
idio_writing_set_drafting (IdioWriting  *self,
                           IdioDrafting *drafting)
{
  g_return_if_fail (IDIO_IS_WRITING (self));

  g_set_object (&self->drafting, drafting);
}

/**
 * idio_writing_clear:
 * @self: the drafts for a brief
 *
 * Shows no drafts.
 */
void
idio_writing_clear (IdioWriting *self)
{
  g_return_if_fail (IDIO_IS_WRITING (self));

  /* They could be edited until now. */
  flush (self);

  for (gint kind = 0; kind < N_KINDS; kind++)
    set_draft (self, (IdioDraftKind) kind, NULL);

  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

/**
 * idio_writing_show:
 * @self: the drafts for a brief
 * @entry: what they are for
 * @drafts: (array fixed-size=2): the drafts that are written now, %NULL for one that stays
 *
 * Shows what is being written. It is stopped at once if the user has stopped it before it began.
 */
void
idio_writing_show (IdioWriting       *self,
                   IdioHistoryEntry  *entry,
                   IdioDraft * const *drafts)
{
  g_return_if_fail (IDIO_IS_WRITING (self));
  g_return_if_fail (IDIO_IS_HISTORY_ENTRY (entry));

  flush (self);
  g_set_object (&self->entry, entry);

  for (gint kind = 0; kind < N_KINDS; kind++)
    if (drafts[kind] != NULL)
      set_draft (self, (IdioDraftKind) kind, drafts[kind]);

  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);

  if (self->stopped)
    idio_drafting_stop (self->drafting);
}
