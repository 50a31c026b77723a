/* idio-corpus-audiences.c: whom most documents are for; and what becomes of those of an audience that goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus-private.h"
#include "corpus/idio-job.h"

typedef struct
{
  IdioJob              parent;
  IdioAudience         audience;
  IdioRemovedAudience *removed;
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->removed, idio_removed_audience_unref);
}

static DexFuture *
remove_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  job->removed = idio_audience_store_remove (db, job->audience, &error);

  return job->removed != NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
restore_job (sqlite3  *db,
             gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  return idio_audience_store_restore (db, job->removed, &error) ? dex_future_new_true ()
                                                                : dex_future_new_for_error (error);
}

/* Another program may have sorted a document elsewhere in the meantime: that one is not touched. */
static void
move_documents (IdioCorpus   *self,
                GArray       *ids,
                IdioAudience  from,
                IdioAudience  to)
{
  g_assert (IDIO_IS_CORPUS (self));

  for (guint i = 0; i < ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (self, g_array_index (ids, gint64, i));

      if (document != NULL && idio_document_get_audience (document) == from)
        idio_corpus_sort_document (self, document, to);
    }
}

static DexFuture *
remove_fiber (gpointer data)
{
  Job *job = data;
  IdioCorpus *self = job->parent.self;
  GError *error = NULL;

  if (!dex_await (idio_job_write (job, idio_corpus_get_store (self), remove_job), &error))
    return dex_future_new_for_error (error);

  move_documents (self, job->removed->documents, job->audience, IDIO_AUDIENCE_GENERAL);

  if (!dex_await (idio_audiences_load (idio_corpus_get_audiences (self)), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (IDIO_TYPE_REMOVED_AUDIENCE, idio_removed_audience_ref (job->removed));
}

static DexFuture *
restore_fiber (gpointer data)
{
  Job *job = data;
  IdioCorpus *self = job->parent.self;
  GError *error = NULL;

  if (!dex_await (idio_job_write (job, idio_corpus_get_store (self), restore_job), &error) ||
      !dex_await (idio_audiences_load (idio_corpus_get_audiences (self)), &error))
    return dex_future_new_for_error (error);

  move_documents (self, job->removed->documents, IDIO_AUDIENCE_GENERAL, job->removed->audience);

  return dex_future_new_true ();
}

/**
 * idio_corpus_remove_audience:
 * @self: a corpus
 * @audience: an audience of the user's own
 *
 * Deletes an audience. Documents, cards and drafts that were for it are for %IDIO_AUDIENCE_GENERAL then.
 *
 * Returns: (transfer full): a future of an #IdioRemovedAudience; %IDIO_STORE_ERROR_GONE if there is no such audience
 */
DexFuture *
idio_corpus_remove_audience (IdioCorpus   *self,
                             IdioAudience  audience)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (idio_audience_is_own (audience), NULL);

  job = idio_job_new (Job, self, job_clear);
  job->audience = audience;

  return idio_job_spawn (job, remove_fiber);
}

/**
 * idio_corpus_restore_audience:
 * @self: a corpus
 * @removed: what idio_corpus_remove_audience() deleted
 *
 * Brings an audience back, and what was for it, unless that is for another one now.
 *
 * Returns: (transfer full): a future that resolves when that is saved; %IDIO_STORE_ERROR_NAME if another audience has
 *   its name now
 */
DexFuture *
idio_corpus_restore_audience (IdioCorpus          *self,
                              IdioRemovedAudience *removed)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (removed != NULL, NULL);

  job = idio_job_new (Job, self, job_clear);
  job->removed = idio_removed_audience_ref (removed);

  return idio_job_spawn (job, restore_fiber);
}

/**
 * idio_corpus_get_usual_audience:
 * @self: a corpus
 *
 * Returns: whom more than half of the documents are for, or %IDIO_AUDIENCE_GENERAL if that is nobody
 */
IdioAudience
idio_corpus_get_usual_audience (IdioCorpus *self)
{
  IdioAudience usual = IDIO_AUDIENCE_GENERAL;
  guint n_documents, lead = 0, n_usual = 0;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), IDIO_AUDIENCE_GENERAL);

  n_documents = g_list_model_get_n_items (G_LIST_MODEL (self));

  /* Nobody else can have the majority: R. S. Boyer and J S. Moore, "MJRTY: A Fast Majority Vote Algorithm", 1991 */
  for (guint i = 0; i < n_documents; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (self), i);
      IdioAudience audience = idio_document_get_audience (document);

      if (lead == 0)
        usual = audience;

      lead += audience == usual ? 1 : -1;
    }

  for (guint i = 0; i < n_documents; i++)
    {
      g_autoptr(IdioDocument) document = g_list_model_get_item (G_LIST_MODEL (self), i);

      n_usual += idio_document_get_audience (document) == usual;
    }

  return n_usual > n_documents / 2 ? usual : IDIO_AUDIENCE_GENERAL;
}
