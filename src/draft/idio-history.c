/* idio-history.c: the last briefs and their drafts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "draft/idio-history-jobs.h"
#include "draft/idio-history.h"
#include "idio-fiber.h"

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

struct _IdioHistory
{
  GObject    parent_instance;
  IdioStore *store;
  GPtrArray *entries; /* newest first */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioHistory, idio_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* An entry that is brought back */
typedef struct
{
  IdioHistory      *self;
  IdioHistoryEntry *entry;
} Restoration;

static void
restoration_free (gpointer data)
{
  Restoration *restoration = data;

  g_clear_object (&restoration->self);
  g_clear_object (&restoration->entry);
  g_free (restoration);
}

static gint
find_entry (IdioHistory *self,
            gint64       id)
{
  g_assert (IDIO_IS_HISTORY (self));

  for (guint i = 0; i < self->entries->len; i++)
    if (idio_history_entry_get_id (g_ptr_array_index (self->entries, i)) == id)
      return (gint) i;

  return -1;
}

static DexFuture *
load_fiber (gpointer data)
{
  IdioHistory *self = data;
  g_autoptr(GPtrArray) entries = NULL;
  guint n_before;
  GError *error = NULL;

  if (!(entries = dex_await_boxed (idio_store_read (self->store, idio_history_load_job, NULL, NULL), &error)))
    return dex_future_new_for_error (error);

  n_before = self->entries->len;
  g_ptr_array_unref (self->entries);
  self->entries = g_steal_pointer (&entries);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->entries->len);

  return dex_future_new_true ();
}

static DexFuture *
add_fiber (gpointer data)
{
  IdioHistoryJob *job = data;
  IdioHistory *self = job->parent.self;
  IdioHistoryEntry *entry;
  GError *error = NULL;
  gint64 id = dex_await_int64 (idio_job_write (job, self->store, idio_history_add_job), &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  entry = idio_history_entry_new (id, g_get_real_time () / G_USEC_PER_SEC, idio_brief_copy (job->brief));
  g_ptr_array_insert (self->entries, 0, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);

  if (self->entries->len > IDIO_HISTORY_MAX_ENTRIES)
    {
      g_ptr_array_remove_index (self->entries, IDIO_HISTORY_MAX_ENTRIES);
      g_list_model_items_changed (G_LIST_MODEL (self), IDIO_HISTORY_MAX_ENTRIES, 1, 0);
    }

  return dex_future_new_for_object (entry);
}

static DexFuture *
remove_fiber (gpointer data)
{
  IdioHistoryJob *job = data;
  IdioHistory *self = job->parent.self;
  gint position;
  GError *error = NULL;

  if (!dex_await (idio_job_write (job, self->store, idio_history_remove_job), &error))
    return dex_future_new_for_error (error);

  if ((position = find_entry (self, job->entry)) >= 0)
    {
      g_ptr_array_remove_index (self->entries, (guint) position);
      g_list_model_items_changed (G_LIST_MODEL (self), (guint) position, 1, 0);
    }

  return dex_future_new_true ();
}

/* Where an entry belongs that came back: newer ones have higher numbers. */
static guint
find_position (IdioHistory *self,
               gint64       id)
{
  guint position = 0;

  g_assert (IDIO_IS_HISTORY (self));

  while (position < self->entries->len && idio_history_entry_get_id (g_ptr_array_index (self->entries, position)) > id)
    position++;

  return position;
}

static GPtrArray *
list_jobs (IdioHistoryEntry *entry)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (idio_job_unref);
  IdioHistoryJob *first = idio_history_job_new (NULL, idio_history_entry_get_id (entry));

  first->made = idio_history_entry_get_made (entry);
  first->brief = idio_brief_copy (idio_history_entry_get_brief (entry));
  g_ptr_array_add (jobs, first);

  for (gint kind = 0; kind < N_KINDS; kind++)
    {
      GPtrArray *versions = idio_history_entry_get_versions (entry, (IdioDraftKind) kind);

      for (guint i = 0; i < versions->len; i++)
        g_ptr_array_add (jobs, idio_history_job_new_draft (NULL, first->entry, g_ptr_array_index (versions, i)));
    }

  return jobs;
}

static DexFuture *
restore_fiber (gpointer data)
{
  Restoration *restoration = data;
  IdioHistory *self = restoration->self;
  guint position;
  GError *error = NULL;

  if (!dex_await (idio_store_write (self->store, idio_history_restore_job, list_jobs (restoration->entry),
                                    (GDestroyNotify) g_ptr_array_unref),
                  &error))
    return dex_future_new_for_error (error);

  position = find_position (self, idio_history_entry_get_id (restoration->entry));
  g_ptr_array_insert (self->entries, (gint) position, g_object_ref (restoration->entry));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);

  return dex_future_new_true ();
}

static GType
idio_history_get_item_type (GListModel *model)
{
  return IDIO_TYPE_HISTORY_ENTRY;
}

static guint
idio_history_get_n_items (GListModel *model)
{
  return IDIO_HISTORY (model)->entries->len;
}

static gpointer
idio_history_get_item (GListModel *model,
                       guint       position)
{
  IdioHistory *self = IDIO_HISTORY (model);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_history_get_item_type;
  iface->get_n_items = idio_history_get_n_items;
  iface->get_item = idio_history_get_item;
}

static void
idio_history_finalize (GObject *object)
{
  IdioHistory *self = IDIO_HISTORY (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (idio_history_parent_class)->finalize (object);
}

static void
idio_history_class_init (IdioHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_history_finalize;
}

static void
idio_history_init (IdioHistory *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

static DexFuture *
saved_cb (DexFuture *saved,
          gpointer   draft)
{
  const GValue *version = dex_future_get_value (saved, NULL);

  idio_draft_set_version (draft, g_value_get_int64 (version));

  return dex_ref (saved);
}

/**
 * idio_history_new:
 * @store: where briefs and drafts are kept
 *
 * Returns: (transfer full): a history, a #GListModel of #IdioHistoryEntry, newest first
 */
IdioHistory *
idio_history_new (IdioStore *store)
{
  IdioHistory *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  self = g_object_new (IDIO_TYPE_HISTORY, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * idio_history_load:
 * @self: a history
 *
 * Returns: (transfer full): a future that resolves when the last entries are there
 */
DexFuture *
idio_history_load (IdioHistory *self)
{
  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);

  return idio_fiber_spawn (load_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_history_add:
 * @self: a history
 * @brief: what is to be written
 *
 * Returns: (transfer full): a future of the #IdioHistoryEntry, without drafts
 */
DexFuture *
idio_history_add (IdioHistory     *self,
                  const IdioBrief *brief)
{
  IdioHistoryJob *job;

  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);
  g_return_val_if_fail (brief != NULL, NULL);

  job = idio_history_job_new (self, 0);
  job->brief = idio_brief_copy (brief);

  return idio_job_spawn (job, add_fiber);
}

/**
 * idio_history_save_draft:
 * @self: a history
 * @entry: the number of an entry
 * @draft: its draft; earlier ones of the same kind stay
 *
 * Returns: (transfer full): a future that resolves when the draft is saved
 */
DexFuture *
idio_history_save_draft (IdioHistory *self,
                         gint64       entry,
                         IdioDraft   *draft)
{
  gboolean is_new;
  IdioHistoryJob *job;
  DexFuture *saved;
  gint position;

  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);
  g_return_val_if_fail (IDIO_IS_DRAFT (draft), NULL);

  is_new = idio_draft_get_version (draft) < 0;

  if ((position = find_entry (self, entry)) >= 0)
    idio_history_entry_keep (g_ptr_array_index (self->entries, position), draft);

  job = idio_history_job_new_draft (NULL, entry, draft);
  job->is_new = is_new;

  saved = idio_store_write (self->store, idio_history_save_draft_job, job, idio_job_unref);

  return dex_future_then (saved, saved_cb, g_object_ref (draft), g_object_unref);
}

/**
 * idio_history_remove:
 * @self: a history
 * @entry: the number of an entry
 *
 * Returns: (transfer full): a future that resolves when the brief and its drafts are gone
 */
DexFuture *
idio_history_remove (IdioHistory *self,
                     gint64       entry)
{
  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);

  return idio_job_spawn (idio_history_job_new (self, entry), remove_fiber);
}

/**
 * idio_history_restore:
 * @self: a history
 * @entry: an entry that was removed
 *
 * Returns: (transfer full): a future that resolves when the brief and its drafts are there again, where they were
 */
DexFuture *
idio_history_restore (IdioHistory      *self,
                      IdioHistoryEntry *entry)
{
  Restoration *restoration;

  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (entry), NULL);

  restoration = g_new0 (Restoration, 1);
  restoration->self = g_object_ref (self);
  restoration->entry = g_object_ref (entry);

  return idio_fiber_spawn (restore_fiber, restoration, restoration_free);
}
