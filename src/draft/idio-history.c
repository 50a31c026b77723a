/* idio-history.c: the last briefs and their drafts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-nick.h"
#include "draft/idio-history.h"
#include "idio-enums.h"
#include "idio-fiber.h"

/* Older briefs are forgotten. */
#define MAX_ENTRIES 100

/* Of the drafts of one kind for a brief, older ones are forgotten. */
#define MAX_VERSIONS 50

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

struct _IdioHistoryEntry
{
  GObject    parent_instance;
  gint64     id;
  gint64     made;
  IdioBrief *brief;
  GPtrArray *versions[N_KINDS]; /* oldest first */
};

struct _IdioHistory
{
  GObject    parent_instance;
  IdioStore *store;
  GPtrArray *entries; /* newest first */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (IdioHistoryEntry, idio_history_entry, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (IdioHistory, idio_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* What a job on the store's thread gets. A draft lives in the main thread, so that its values are copied. */
typedef struct
{
  IdioBrief      *brief;
  gint64          entry;
  IdioDraftKind   kind;
  gint64          version;
  gboolean        is_new;   /* it was not saved before */
  IdioDraftState  state;
  IdioDraftForm   form;
  char           *text;
  char           *written;
  char           *model;
  char           *leaks;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->brief, idio_brief_free);
  g_clear_pointer (&job->text, g_free);
  g_clear_pointer (&job->written, g_free);
  g_clear_pointer (&job->model, g_free);
  g_clear_pointer (&job->leaks, g_free);
  g_free (job);
}

typedef struct
{
  IdioHistory *self;
  Job         *job;
} Call;

static Call *
call_new (IdioHistory *self)
{
  Call *call = g_new0 (Call, 1);

  g_assert (IDIO_IS_HISTORY (self));

  call->self = g_object_ref (self);
  call->job = g_new0 (Job, 1);

  return call;
}

static void
call_free (Call *call)
{
  g_clear_object (&call->self);
  g_clear_pointer (&call->job, job_free);
  g_free (call);
}

static IdioHistoryEntry *
entry_new (gint64     id,
           gint64     made,
           IdioBrief *brief)
{
  IdioHistoryEntry *entry = g_object_new (IDIO_TYPE_HISTORY_ENTRY, NULL);

  entry->id = id;
  entry->made = made;
  entry->brief = brief;

  for (guint i = 0; i < N_KINDS; i++)
    entry->versions[i] = g_ptr_array_new_with_free_func (g_object_unref);

  return entry;
}

static IdioDraft *
read_draft (sqlite3_stmt *row)
{
  IdioDraftKind kind = IDIO_DRAFT_KIND_GENERIC;
  IdioDraftState state = IDIO_DRAFT_STATE_FINISHED;
  IdioDraftForm form = IDIO_DRAFT_FORM_BRIEF;
  g_autofree char *text = idio_sql_dup_some_text (row, 1);
  g_autofree char *written = idio_sql_dup_some_text (row, 2);
  g_autofree char *model = idio_sql_dup_some_text (row, 5);
  g_autofree char *leaks_json = idio_sql_dup_some_text (row, 6);
  g_autoptr(GPtrArray) leaks = idio_leaks_from_json (leaks_json);
  IdioDraft *draft;

  idio_nick_to_value (IDIO_TYPE_DRAFT_KIND, (const char *) sqlite3_column_text (row, 0), &kind);
  idio_nick_to_value (IDIO_TYPE_DRAFT_STATE, (const char *) sqlite3_column_text (row, 3), &state);
  idio_nick_to_value (IDIO_TYPE_DRAFT_FORM, (const char *) sqlite3_column_text (row, 4), &form);

  draft = idio_draft_new (kind);
  idio_draft_set_text (draft, text);
  idio_draft_set_written (draft, written);
  idio_draft_set_form (draft, form, model);
  idio_draft_set_leaks (draft, leaks);
  idio_draft_set_version (draft, sqlite3_column_int64 (row, 7));

  /* Nobody is writing it any more. */
  idio_draft_set_state (draft, MAX (state, IDIO_DRAFT_STATE_FINISHED), NULL);

  return draft;
}

static gboolean
load_drafts (sqlite3           *db,
             IdioHistoryEntry  *entry,
             GError           **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "SELECT kind, body, written, state, form, model, leaks, version FROM draft WHERE brief = ?"
                      " ORDER BY version",
                      "i", entry->id);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (idio_sql_step (statement, &local_error))
    {
      g_autoptr(IdioDraft) draft = read_draft (statement);

      g_ptr_array_add (entry->versions[idio_draft_get_kind (draft)], g_object_ref (draft));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

static IdioHistoryEntry *
read_entry (sqlite3_stmt *row)
{
  IdioBriefKind kind = IDIO_BRIEF_KIND_WRITE;
  IdioAudience audience = IDIO_AUDIENCE_GENERAL;
  IdioLength length = IDIO_LENGTH_USUAL;
  g_autofree char *request = idio_sql_dup_some_text (row, 2);

  idio_nick_to_value (IDIO_TYPE_BRIEF_KIND, (const char *) sqlite3_column_text (row, 1), &kind);
  idio_nick_to_value (IDIO_TYPE_AUDIENCE, (const char *) sqlite3_column_text (row, 3), &audience);
  idio_nick_to_value (IDIO_TYPE_LENGTH, (const char *) sqlite3_column_text (row, 4), &length);

  return entry_new (sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 6),
                    idio_brief_new (kind, request, audience, length, idio_sql_get_count (row, 5)));
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, &error,
                      "SELECT id, kind, request, audience, length, words, made FROM brief ORDER BY id DESC LIMIT ?",
                      "i", (gint64) MAX_ENTRIES);

  while (statement != NULL && idio_sql_step (statement, &error))
    {
      g_autoptr(IdioHistoryEntry) entry = read_entry (statement);

      if (!load_drafts (db, entry, &error))
        break;

      g_ptr_array_add (entries, g_steal_pointer (&entry));
    }

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&entries));
}

static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error,
                     "INSERT INTO brief (kind, request, audience, length, words, made) VALUES (?, ?, ?, ?, ?, ?)",
                     "ssssii", idio_nick_from_value (IDIO_TYPE_BRIEF_KIND, (gint) job->brief->kind), job->brief->request,
                     idio_nick_from_value (IDIO_TYPE_AUDIENCE, (gint) job->brief->audience),
                     idio_nick_from_value (IDIO_TYPE_LENGTH, (gint) job->brief->length), (gint64) job->brief->n_words,
                     g_get_real_time () / G_USEC_PER_SEC))
    return dex_future_new_for_error (error);

  job->entry = sqlite3_last_insert_rowid (db);

  if (!idio_sql_run (db, &error, "DELETE FROM brief WHERE id NOT IN (SELECT id FROM brief ORDER BY id DESC LIMIT ?)",
                     "i", (gint64) MAX_ENTRIES))
    return dex_future_new_for_error (error);

  return dex_future_new_for_int64 (job->entry);
}

/* Another process may have saved drafts for the same brief. */
static gboolean
find_version (Job         *job,
              sqlite3     *db,
              const char  *kind,
              GError     **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT ifnull (max (version) + 1, 0) FROM draft WHERE brief = ? AND kind = ?", "is",
                      job->entry, kind);

  if (statement == NULL || !idio_sql_step (statement, error))
    return FALSE;

  job->version = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

static DexFuture *
save_draft_job (sqlite3  *db,
                gpointer  data)
{
  Job *job = data;
  const char *kind = idio_nick_from_value (IDIO_TYPE_DRAFT_KIND, (gint) job->kind);
  GError *error = NULL;

  if ((job->is_new && !find_version (job, db, kind, &error)) ||
      !idio_sql_run (db, &error,
                     "INSERT INTO draft (brief, kind, version, body, written, state, form, model, leaks, made)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT (brief, kind, version) DO UPDATE SET body = excluded.body, written = excluded.written,"
                     " state = excluded.state, form = excluded.form, model = excluded.model, leaks = excluded.leaks",
                     "isissssssi", job->entry, kind, job->version, job->text, job->written,
                     idio_nick_from_value (IDIO_TYPE_DRAFT_STATE, (gint) job->state),
                     idio_nick_from_value (IDIO_TYPE_DRAFT_FORM, (gint) job->form), job->model, job->leaks,
                     g_get_real_time () / G_USEC_PER_SEC) ||
      !idio_sql_run (db, &error, "DELETE FROM draft WHERE brief = ? AND kind = ? AND version <= ?", "isi",
                     job->entry, kind, job->version - MAX_VERSIONS))
    return dex_future_new_for_error (error);

  return dex_future_new_for_int64 (job->version);
}

static DexFuture *
remove_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "DELETE FROM brief WHERE id = ?", "i", job->entry))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static gint
find_entry (IdioHistory *self,
            gint64       id)
{
  g_assert (IDIO_IS_HISTORY (self));

  for (guint i = 0; i < self->entries->len; i++)
    if (((IdioHistoryEntry *) g_ptr_array_index (self->entries, i))->id == id)
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

  if (!(entries = dex_await_boxed (idio_store_read (self->store, load_job, NULL, NULL), &error)))
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
  Call *call = data;
  IdioHistory *self = call->self;
  g_autoptr(IdioBrief) brief = idio_brief_copy (call->job->brief);
  IdioHistoryEntry *entry;
  GError *error = NULL;
  gint64 id = dex_await_int64 (idio_store_write (self->store, add_job, g_steal_pointer (&call->job),
                                                 (GDestroyNotify) job_free),
                               &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  entry = entry_new (id, g_get_real_time () / G_USEC_PER_SEC, g_steal_pointer (&brief));
  g_ptr_array_insert (self->entries, 0, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);

  if (self->entries->len > MAX_ENTRIES)
    {
      g_ptr_array_remove_index (self->entries, MAX_ENTRIES);
      g_list_model_items_changed (G_LIST_MODEL (self), MAX_ENTRIES, 1, 0);
    }

  return dex_future_new_for_object (entry);
}

static DexFuture *
remove_fiber (gpointer data)
{
  Call *call = data;
  gint64 id = call->job->entry;
  gint position;
  GError *error = NULL;

  if (!dex_await (idio_store_write (call->self->store, remove_job, g_steal_pointer (&call->job),
                                    (GDestroyNotify) job_free),
                  &error))
    return dex_future_new_for_error (error);

  if ((position = find_entry (call->self, id)) >= 0)
    {
      g_ptr_array_remove_index (call->self->entries, (guint) position);
      g_list_model_items_changed (G_LIST_MODEL (call->self), (guint) position, 1, 0);
    }

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
idio_history_entry_finalize (GObject *object)
{
  IdioHistoryEntry *self = IDIO_HISTORY_ENTRY (object);

  g_clear_pointer (&self->brief, idio_brief_free);

  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer (&self->versions[i], g_ptr_array_unref);

  G_OBJECT_CLASS (idio_history_entry_parent_class)->finalize (object);
}

static void
idio_history_entry_class_init (IdioHistoryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_history_entry_finalize;
}

static void
idio_history_entry_init (IdioHistoryEntry *self)
{
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

gint64
idio_history_entry_get_id (IdioHistoryEntry *self)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), 0);

  return self->id;
}

/**
 * idio_history_entry_get_brief:
 * @self: an entry
 *
 * Returns: (transfer none): what was to be written
 */
const IdioBrief *
idio_history_entry_get_brief (IdioHistoryEntry *self)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), NULL);

  return self->brief;
}

/**
 * idio_history_entry_get_made:
 * @self: an entry
 *
 * Returns: when the brief was made, in seconds since 1970
 */
gint64
idio_history_entry_get_made (IdioHistoryEntry *self)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), 0);

  return self->made;
}

/**
 * idio_history_entry_get_draft:
 * @self: an entry
 * @kind: which of the two
 *
 * Returns: (transfer none) (nullable): the draft, if it was written; the last of several
 */
IdioDraft *
idio_history_entry_get_draft (IdioHistoryEntry *self,
                              IdioDraftKind     kind)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->versions[kind]->len > 0 ? g_ptr_array_index (self->versions[kind], self->versions[kind]->len - 1) : NULL;
}

/**
 * idio_history_entry_get_versions:
 * @self: an entry
 * @kind: which of the two
 *
 * Returns: (transfer none) (element-type IdioDraft): all drafts of that kind, oldest first
 */
GPtrArray *
idio_history_entry_get_versions (IdioHistoryEntry *self,
                                 IdioDraftKind     kind)
{
  g_return_val_if_fail (IDIO_IS_HISTORY_ENTRY (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->versions[kind];
}

static DexFuture *
saved_cb (DexFuture *saved,
          gpointer   draft)
{
  const GValue *version = dex_future_get_value (saved, NULL);

  idio_draft_set_version (draft, g_value_get_int64 (version));

  return dex_ref (saved);
}

/* A draft that was not saved before is another version; one that goes on with a version takes its place. */
static void
keep_version (IdioHistoryEntry *self,
              IdioDraft        *draft)
{
  GPtrArray *versions = self->versions[idio_draft_get_kind (draft)];
  IdioDraft *last = versions->len > 0 ? g_ptr_array_index (versions, versions->len - 1) : NULL;

  g_assert (IDIO_IS_HISTORY_ENTRY (self));

  if (idio_draft_get_version (draft) < 0)
    idio_draft_set_version (draft, last != NULL ? idio_draft_get_version (last) + 1 : 0);

  for (guint i = 0; i < versions->len; i++)
    if (idio_draft_get_version (g_ptr_array_index (versions, i)) == idio_draft_get_version (draft))
      {
        g_set_object ((IdioDraft **) &g_ptr_array_index (versions, i), draft);
        return;
      }

  g_ptr_array_add (versions, g_object_ref (draft));

  if (versions->len > MAX_VERSIONS)
    g_ptr_array_remove_index (versions, 0);
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
  Call *call;

  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);
  g_return_val_if_fail (brief != NULL, NULL);

  call = call_new (self);
  call->job->brief = idio_brief_copy (brief);

  return idio_fiber_spawn (add_fiber, call, (GDestroyNotify) call_free);
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
  Job *job;
  gint position;

  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);
  g_return_val_if_fail (IDIO_IS_DRAFT (draft), NULL);

  is_new = idio_draft_get_version (draft) < 0;

  if ((position = find_entry (self, entry)) >= 0)
    keep_version (g_ptr_array_index (self->entries, position), draft);

  job = g_new0 (Job, 1);
  job->entry = entry;
  job->kind = idio_draft_get_kind (draft);
  job->version = MAX (idio_draft_get_version (draft), 0);
  job->is_new = is_new;
  job->state = idio_draft_get_state (draft);
  job->form = idio_draft_get_form (draft);
  job->text = g_strdup (idio_draft_get_text (draft));
  job->written = g_strdup (idio_draft_get_written (draft));
  job->model = g_strdup (idio_draft_get_model (draft));
  job->leaks = idio_leaks_to_json (idio_draft_get_leaks (draft));

  return dex_future_then (idio_store_write (self->store, save_draft_job, job, (GDestroyNotify) job_free), saved_cb,
                          g_object_ref (draft), g_object_unref);
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
  Call *call;

  g_return_val_if_fail (IDIO_IS_HISTORY (self), NULL);

  call = call_new (self);
  call->job->entry = entry;

  return idio_fiber_spawn (remove_fiber, call, (GDestroyNotify) call_free);
}
