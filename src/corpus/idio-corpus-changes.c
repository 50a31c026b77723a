/* idio-corpus-changes.c: documents are changed, removed and brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus-private.h"
#include "corpus/idio-job.h"

/* What is changed. Which members are used depends on the change. */
typedef struct
{
  IdioJob       parent;
  GArray       *ids;
  gint64        id;
  char         *string;
  GArray       *audiences;
  gboolean      private;
  gboolean      disown;
  gboolean      trash;
} Job;

/* The hashes of a document, whose number is ?1, and of the texts that it stands for */
#define HASHES_OF_DOCUMENT \
  "SELECT hash FROM document WHERE id = ?1 UNION SELECT hash FROM former WHERE document = ?1" \
  " UNION SELECT hash FROM alike WHERE document = ?1"

/* Of these texts, one that was brought back is a document of its own. */
#define NOT_HERE " EXCEPT SELECT hash FROM document WHERE removed IS NULL"

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->audiences, g_array_unref);
  g_clear_pointer (&job->string, g_free);
}

static Job *
job_new (IdioCorpus *self,
         GArray     *ids)
{
  Job *job = idio_job_new (Job, self, job_clear);

  g_assert (IDIO_IS_CORPUS (self));

  if (ids != NULL)
    job->ids = g_array_ref (ids);

  return job;
}

static DexFuture *
write_job (Job           *job,
           IdioStoreFunc  func)
{
  return idio_job_write (job, idio_corpus_get_store (job->parent.self), func);
}

/* Another process may have deleted what should be changed. */
static DexFuture *
check_changed (sqlite3 *db)
{
  GError *error = NULL;

  if (sqlite3_changes (db) > 0)
    return dex_future_new_true ();

  idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  return dex_future_new_for_error (error);
}

static DexFuture *
rename_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "UPDATE document SET title = ? WHERE id = ?", "si", job->string, job->id))
    return dex_future_new_for_error (error);

  return check_changed (db);
}

static DexFuture *
set_audiences_job (sqlite3  *db,
                   gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  for (guint i = 0; i < job->ids->len; i++)
    if (!idio_sql_run (db, &error, "UPDATE document SET audience = ? WHERE id = ?", "si",
                       idio_audience_get_nick (g_array_index (job->audiences, IdioAudience, i)),
                       g_array_index (job->ids, gint64, i)))
      return dex_future_new_for_error (error);

  /* Of several, those that are gone have nobody any more whom they are for. */
  return job->ids->len == 1 ? check_changed (db) : dex_future_new_true ();
}

static DexFuture *
set_private_job (sqlite3  *db,
                 gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  for (guint i = 0; i < job->ids->len; i++)
    if (!idio_sql_run (db, &error, "UPDATE document SET private = ? WHERE id = ?",
                       "ii", (gint64) job->private, g_array_index (job->ids, gint64, i)))
      return dex_future_new_for_error (error);

  /* Of several, those that are gone have nothing left to keep. */
  return job->ids->len == 1 ? check_changed (db) : dex_future_new_true ();
}

static DexFuture *
remove_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;

  for (guint i = 0; i < job->ids->len; i++)
    {
      gint64 id = g_array_index (job->ids, gint64, i);

      if (!idio_sql_run (db, &error, "UPDATE document SET removed = ?, session = this_session (), trashed = ?"
                                     " WHERE id = ? AND removed IS NULL", "iii", now, (gint64) job->trash, id) ||
          (job->disown &&
           !idio_sql_run (db, &error, "INSERT OR IGNORE INTO disowned (hash) " HASHES_OF_DOCUMENT NOT_HERE, "i", id)))
        return dex_future_new_for_error (error);
    }

  return dex_future_new_true ();
}

static DexFuture *
restore_job (sqlite3  *db,
             gpointer  data)
{
  Job *job = data;
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  for (guint i = 0; i < job->ids->len; i++)
    {
      gint64 id = g_array_index (job->ids, gint64, i);
      g_autoptr(sqlite3_stmt) statement =
        idio_sql_prepare (db, &error, "UPDATE document SET removed = NULL, session = NULL, trashed = 0 WHERE id = ?"
                                      " RETURNING " IDIO_DOCUMENT_COLUMNS,
                          "i", id);

      while (statement != NULL && idio_sql_step (statement, &error))
        g_ptr_array_add (documents, idio_document_new_from_row (statement));

      if (error == NULL)
        idio_sql_run (db, &error, "DELETE FROM disowned WHERE hash IN (" HASHES_OF_DOCUMENT ")", "i", id);

      if (error != NULL)
        return dex_future_new_for_error (error);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&documents));
}

static DexFuture *
rename_fiber (gpointer data)
{
  Job *job = data;
  GError *error = NULL;

  if (!dex_await (write_job (job, rename_job), &error))
    return dex_future_new_for_error (error);

  idio_corpus_title_document (job->parent.self, job->id, job->string);

  return dex_future_new_true ();
}

static DexFuture *
set_audiences_fiber (gpointer data)
{
  Job *job = data;
  GError *error = NULL;

  if (!dex_await (write_job (job, set_audiences_job), &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < job->ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (job->parent.self, g_array_index (job->ids, gint64, i));

      if (document != NULL)
        idio_corpus_sort_document (job->parent.self, document, g_array_index (job->audiences, IdioAudience, i));
    }

  return dex_future_new_true ();
}

static DexFuture *
set_private_fiber (gpointer data)
{
  Job *job = data;
  GError *error = NULL;

  if (!dex_await (write_job (job, set_private_job), &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < job->ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (job->parent.self, g_array_index (job->ids, gint64, i));

      if (document != NULL)
        idio_document_set_private (document, job->private);
    }

  return dex_future_new_true ();
}

static DexFuture *
remove_fiber (gpointer data)
{
  Job *job = data;
  GError *error = NULL;

  if (!dex_await (write_job (job, remove_job), &error))
    return dex_future_new_for_error (error);

  idio_corpus_drop_documents (job->parent.self, job->ids);

  return dex_future_new_true ();
}

static DexFuture *
restore_fiber (gpointer data)
{
  Job *job = data;
  g_autoptr(GPtrArray) documents = NULL;
  GError *error = NULL;

  if (!(documents = dex_await_boxed (write_job (job, restore_job), &error)))
    return dex_future_new_for_error (error);

  idio_corpus_append_documents (job->parent.self, documents);

  if (documents->len > 0)
    return dex_future_new_for_uint (documents->len);

  idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  return dex_future_new_for_error (error);
}

/**
 * idio_corpus_rename:
 * @self: a corpus
 * @id: the number of a document
 * @title: its new title
 *
 * Returns: (transfer full): a future that resolves when the title is saved
 */
DexFuture *
idio_corpus_rename (IdioCorpus *self,
                    gint64      id,
                    const char *title)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (title != NULL, NULL);

  job = job_new (self, NULL);
  job->id = id;
  job->string = g_strdup (title);

  return idio_job_spawn (job, rename_fiber);
}

/**
 * idio_corpus_set_audience:
 * @self: a corpus
 * @id: the number of a document
 * @audience: its new audience
 *
 * Returns: (transfer full): a future that resolves when the audience is saved
 */
DexFuture *
idio_corpus_set_audience (IdioCorpus   *self,
                          gint64        id,
                          IdioAudience  audience)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) audiences = g_array_new (FALSE, FALSE, sizeof (IdioAudience));

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  g_array_append_val (ids, id);
  g_array_append_val (audiences, audience);

  return idio_corpus_set_audiences (self, ids, audiences);
}

/**
 * idio_corpus_set_audiences:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents
 * @audiences: (element-type IdioAudience): the new audience of each
 *
 * Returns: (transfer full): a future that resolves when all of them are saved, or none
 */
DexFuture *
idio_corpus_set_audiences (IdioCorpus *self,
                           GArray     *ids,
                           GArray     *audiences)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);
  g_return_val_if_fail (audiences != NULL && audiences->len == ids->len, NULL);

  job = job_new (self, ids);
  job->audiences = g_array_new (FALSE, FALSE, sizeof (IdioAudience));

  /* One may have been deleted since, if this takes back what was done before. */
  for (guint i = 0; i < audiences->len; i++)
    {
      IdioAudience audience = idio_audiences_resolve (idio_corpus_get_audiences (self),
                                                      g_array_index (audiences, IdioAudience, i));

      g_array_append_val (job->audiences, audience);
    }

  return idio_job_spawn (job, set_audiences_fiber);
}

/**
 * idio_corpus_set_private:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents
 * @private: whether nothing of them may be sent to another computer
 *
 * Returns: (transfer full): a future that resolves when that is saved
 */
DexFuture *
idio_corpus_set_private (IdioCorpus *self,
                         GArray     *ids,
                         gboolean    private)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  job = job_new (self, ids);
  job->private = !!private;

  return idio_job_spawn (job, set_private_fiber);
}

static DexFuture *
remove_documents (IdioCorpus *self,
                  GArray     *ids,
                  gboolean    disown,
                  gboolean    trash)
{
  Job *job = job_new (self, ids);

  g_assert (IDIO_IS_CORPUS (self));

  job->disown = disown;
  job->trash = trash;

  return idio_job_spawn (job, remove_fiber);
}

/**
 * idio_corpus_remove:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents
 *
 * As long as the store is open, idio_corpus_restore() brings them back.
 *
 * Returns: (transfer full): a future that resolves when they are gone
 */
DexFuture *
idio_corpus_remove (IdioCorpus *self,
                    GArray     *ids)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return remove_documents (self, ids, FALSE, FALSE);
}

/**
 * idio_corpus_trash:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents
 *
 * idio_corpus_remove(), but what is removed stays until idio_corpus_restore() or idio_corpus_erase(), in any session.
 *
 * Returns: (transfer full): a future that resolves when they are gone from the list
 */
DexFuture *
idio_corpus_trash (IdioCorpus *self,
                   GArray     *ids)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return remove_documents (self, ids, FALSE, TRUE);
}

/**
 * idio_corpus_disown:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents that the user did not write
 *
 * idio_corpus_remove(), and what is removed is not added by idio_corpus_add_again() any more, unless it is restored.
 *
 * Returns: (transfer full): a future that resolves when they are gone
 */
DexFuture *
idio_corpus_disown (IdioCorpus *self,
                    GArray     *ids)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return remove_documents (self, ids, TRUE, FALSE);
}

/**
 * idio_corpus_restore:
 * @self: a corpus
 * @ids: (element-type gint64): what was given to idio_corpus_remove() or idio_corpus_trash()
 *
 * Returns: (transfer full): a future of a #guint, how many of them are back, or %IDIO_STORE_ERROR_GONE if none of them
 *   is there any more
 */
DexFuture *
idio_corpus_restore (IdioCorpus *self,
                     GArray     *ids)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return idio_job_spawn (job_new (self, ids), restore_fiber);
}
