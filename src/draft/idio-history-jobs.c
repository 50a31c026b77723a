/* idio-history-jobs.c: what the history reads from and writes to the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-nick.h"
#include "corpus/idio-sql.h"
#include "draft/idio-history-jobs.h"
#include "idio-enums.h"

static void
job_clear (gpointer data)
{
  IdioHistoryJob *job = data;

  g_clear_pointer (&job->brief, idio_brief_free);
  g_clear_pointer (&job->text, g_free);
  g_clear_pointer (&job->written, g_free);
  g_clear_pointer (&job->model, g_free);
  g_clear_pointer (&job->leaks, g_free);
}

IdioHistoryJob *
idio_history_job_new (gpointer history,
                      gint64   entry)
{
  IdioHistoryJob *job = idio_job_new (IdioHistoryJob, history, job_clear);

  job->entry = entry;

  return job;
}

IdioHistoryJob *
idio_history_job_new_draft (gpointer   history,
                            gint64     entry,
                            IdioDraft *draft)
{
  IdioHistoryJob *job = idio_history_job_new (history, entry);

  job->kind = idio_draft_get_kind (draft);
  job->version = MAX (idio_draft_get_version (draft), 0);
  job->state = idio_draft_get_state (draft);
  job->form = idio_draft_get_form (draft);
  job->text = g_strdup (idio_draft_get_text (draft));
  job->written = g_strdup (idio_draft_get_written (draft));
  job->model = g_strdup (idio_draft_get_model (draft));
  job->leaks = idio_leaks_to_json (idio_draft_get_leaks (draft));

  return job;
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
                      "i", idio_history_entry_get_id (entry));
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (idio_sql_step (statement, &local_error))
    {
      g_autoptr(IdioDraft) draft = read_draft (statement);

      g_ptr_array_add (idio_history_entry_get_versions (entry, idio_draft_get_kind (draft)), g_object_ref (draft));
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
  idio_audience_from_nick ((const char *) sqlite3_column_text (row, 3), &audience);
  idio_nick_to_value (IDIO_TYPE_LENGTH, (const char *) sqlite3_column_text (row, 4), &length);

  return idio_history_entry_new (sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 6),
                                 idio_brief_new (kind, request, audience, length, idio_sql_get_count (row, 5)));
}

DexFuture *
idio_history_load_job (sqlite3  *db,
                       gpointer  data)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, &error,
                      "SELECT id, kind, request, audience, length, words, made FROM brief ORDER BY id DESC LIMIT ?",
                      "i", (gint64) IDIO_HISTORY_MAX_ENTRIES);

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

static gboolean
insert_brief (IdioHistoryJob *job,
              sqlite3        *db,
              gint64          made,
              GError        **error)
{
  return idio_sql_run (db, error,
                       "INSERT INTO brief (id, kind, request, audience, length, words, made)"
                       " VALUES (nullif (?, 0), ?, ?, ?, ?, ?, ?)",
                       "issssii", job->entry, idio_nick_from_value (IDIO_TYPE_BRIEF_KIND, (gint) job->brief->kind),
                       job->brief->request, idio_audience_get_nick (job->brief->audience),
                       idio_nick_from_value (IDIO_TYPE_LENGTH, (gint) job->brief->length), (gint64) job->brief->n_words,
                       made);
}

DexFuture *
idio_history_add_job (sqlite3  *db,
                      gpointer  data)
{
  IdioHistoryJob *job = data;
  GError *error = NULL;

  if (!insert_brief (job, db, g_get_real_time () / G_USEC_PER_SEC, &error))
    return dex_future_new_for_error (error);

  job->entry = sqlite3_last_insert_rowid (db);

  if (!idio_sql_run (db, &error, "DELETE FROM brief WHERE id NOT IN (SELECT id FROM brief ORDER BY id DESC LIMIT ?)",
                     "i", (gint64) IDIO_HISTORY_MAX_ENTRIES))
    return dex_future_new_for_error (error);

  return dex_future_new_for_int64 (job->entry);
}

/* Another process may have saved drafts for the same brief. */
static gboolean
find_version (IdioHistoryJob *job,
              sqlite3        *db,
              const char     *kind,
              GError        **error)
{
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error, "SELECT ifnull (max (version) + 1, 0) FROM draft WHERE brief = ? AND kind = ?", "is",
                      job->entry, kind);

  if (statement == NULL || !idio_sql_step (statement, error))
    return FALSE;

  job->version = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

static gboolean
insert_draft (IdioHistoryJob *job,
              sqlite3        *db,
              GError        **error)
{
  return idio_sql_run (db, error,
                       "INSERT INTO draft (brief, kind, version, body, written, state, form, model, leaks, made)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (brief, kind, version) DO UPDATE"
                       " SET body = excluded.body, written = excluded.written,"
                       " state = excluded.state, form = excluded.form, model = excluded.model, leaks = excluded.leaks",
                       "isissssssi", job->entry, idio_nick_from_value (IDIO_TYPE_DRAFT_KIND, (gint) job->kind),
                       job->version, job->text, job->written, idio_nick_from_value (IDIO_TYPE_DRAFT_STATE, (gint) job->state),
                       idio_nick_from_value (IDIO_TYPE_DRAFT_FORM, (gint) job->form), job->model, job->leaks,
                       g_get_real_time () / G_USEC_PER_SEC);
}

DexFuture *
idio_history_save_draft_job (sqlite3  *db,
                             gpointer  data)
{
  IdioHistoryJob *job = data;
  const char *kind = idio_nick_from_value (IDIO_TYPE_DRAFT_KIND, (gint) job->kind);
  GError *error = NULL;

  if ((job->is_new && !find_version (job, db, kind, &error)) ||
      !insert_draft (job, db, &error) ||
      !idio_sql_run (db, &error, "DELETE FROM draft WHERE brief = ? AND kind = ? AND version <= ?", "isi",
                     job->entry, kind, job->version - IDIO_HISTORY_MAX_VERSIONS))
    return dex_future_new_for_error (error);

  return dex_future_new_for_int64 (job->version);
}

/* The first has the brief, the others a draft each. No other brief got its number meanwhile. */
DexFuture *
idio_history_restore_job (sqlite3  *db,
                          gpointer  data)
{
  GPtrArray *jobs = data;
  IdioHistoryJob *first = g_ptr_array_index (jobs, 0);
  GError *error = NULL;

  if (!insert_brief (first, db, first->made, &error))
    return dex_future_new_for_error (error);

  for (guint i = 1; i < jobs->len; i++)
    if (!insert_draft (g_ptr_array_index (jobs, i), db, &error))
      return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

DexFuture *
idio_history_remove_job (sqlite3  *db,
                         gpointer  data)
{
  IdioHistoryJob *job = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "DELETE FROM brief WHERE id = ?", "i", job->entry))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}
