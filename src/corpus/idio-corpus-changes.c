/* idio-corpus-changes.c: documents are added, changed, removed and brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus-private.h"
#include "corpus/idio-database.h"
#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"

/* What a job on the store's thread gets. Which members are used depends on the job. */
typedef struct
{
  GPtrArray    *texts;
  GArray       *ids;
  gint64        id;
  char         *string;
  IdioAudience  audience;
  gboolean      private;
  gboolean      disown;
  GArray       *disowned;  /* of the texts, those that the user said are not theirs; NULL to add them, too */
  GCancellable *cancellable;
} Job;

/* The hashes of a document, whose number is ?1, and of the texts that it stands for */
#define HASHES_OF_DOCUMENT \
  "SELECT hash FROM document WHERE id = ?1 UNION SELECT hash FROM former WHERE document = ?1" \
  " UNION SELECT hash FROM alike WHERE document = ?1"

/* Of these texts, one that was brought back is a document of its own. */
#define NOT_HERE " EXCEPT SELECT hash FROM document WHERE removed IS NULL"

static void
job_free (Job *job)
{
  g_clear_pointer (&job->texts, g_ptr_array_unref);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->string, g_free);
  g_clear_pointer (&job->disowned, g_array_unref);
  g_clear_object (&job->cancellable);
  g_free (job);
}

/* Likewise for the fibers that await those jobs. */
typedef struct
{
  IdioCorpus *self;
  Job        *job;
} Call;

static Call *
call_new (IdioCorpus *self)
{
  Call *call = g_new0 (Call, 1);

  g_assert (IDIO_IS_CORPUS (self));

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

static DexFuture *
call_spawn (Call         *call,
            DexFiberFunc  fiber)
{
  return idio_fiber_spawn (fiber, call, (GDestroyNotify) call_free);
}

/* The job goes along. */
static DexFuture *
call_write (Call          *call,
            IdioStoreFunc  func)
{
  Job *job = g_steal_pointer (&call->job);

  return idio_store_write_until (idio_corpus_get_store (call->self), job->cancellable, func, job,
                                 (GDestroyNotify) job_free);
}

/* What comes back after it was removed is as private, and as settled, as it was. */
static sqlite3_stmt *
prepare_insert (sqlite3         *db,
                const IdioText  *text,
                gint64           replaced,
                const char      *hash,
                GError         **error)
{
  gint64 added = text->added != 0 ? text->added : g_get_real_time () / G_USEC_PER_SEC;

  return idio_sql_prepare (db, error,
                           "INSERT INTO document (title, body, hash, words, audience, added, example, written, private,"
                           "   author, editor, charset, source, medium, state)"
                           " SELECT ?, ?, ?3, ?, ?, ?, ?, nullif (?, 0), ?, ?, ?, ?, ?, ?, ?"
                           " WHERE NOT EXISTS (SELECT 1 FROM former AS f JOIN document AS d ON d.id = f.document"
                           "   WHERE f.hash = ?3 AND d.removed IS NULL AND d.id <> ?)"
                           " ON CONFLICT (hash) DO UPDATE SET removed = NULL, session = NULL, title = excluded.title,"
                           "   audience = excluded.audience, added = excluded.added, example = excluded.example,"
                           "   written = coalesce (written, excluded.written),"
                           "   private = max (private, excluded.private),"
                           "   state = iif (state = ?, state, excluded.state)"
                           " WHERE removed IS NOT NULL"
                           " RETURNING " IDIO_DOCUMENT_COLUMNS,
                           "sssisiiiisssssiii", text->title, text->body, hash, (gint64) text->n_words,
                           idio_nick_from_value (IDIO_TYPE_AUDIENCE, text->audience), added, (gint64) text->example,
                           text->written, (gint64) text->private, text->author, text->editor, text->charset,
                           text->source, text->medium, (gint64) text->state, replaced, (gint64) IDIO_TEXT_SETTLED);
}

/**
 * idio_corpus_insert_text:
 * @db: the database, in a transaction
 * @text: a text
 * @hash: that of its body, by idio_text_hash()
 * @replaced: the number of the document that it is to stand for, or 0
 * @document: (out) (nullable): where to put its document, or %NULL if the same text is here already
 * @error: (out): a location for an error
 *
 * Returns: whether that worked
 */
gboolean
idio_corpus_insert_text (sqlite3         *db,
                         const IdioText  *text,
                         const char      *hash,
                         gint64           replaced,
                         IdioDocument   **document,
                         GError         **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;

  *document = NULL;

  if (!(statement = prepare_insert (db, text, replaced, hash, error)))
    return FALSE;

  if (idio_sql_step (statement, &local_error))
    {
      *document = idio_document_new_from_row (statement);
      idio_sql_step (statement, &local_error);
    }

  if (local_error == NULL && *document != NULL && text->parts != NULL)
    idio_corpus_insert_parts (db, idio_document_get_id (*document), text->parts, &local_error);

  if (local_error == NULL)
    return TRUE;

  g_clear_object (document);
  g_propagate_error (error, local_error);

  return FALSE;
}

static void
unref_document (gpointer document)
{
  g_clear_object (&document);
}

/* Whether the user said that a text is not theirs. Who adds it all the same says that it is. */
static gboolean
check_disowned (sqlite3     *db,
                Job         *job,
                const char  *hash,
                gboolean    *disowned,
                GError     **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;

  *disowned = FALSE;

  if (job->disowned == NULL)
    return idio_sql_run (db, error, "DELETE FROM disowned WHERE hash = ?", "s", hash);

  if (!(statement = idio_sql_prepare (db, error, "SELECT 1 FROM disowned WHERE hash = ?", "s", hash)))
    return FALSE;

  *disowned = idio_sql_step (statement, &local_error);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* For each text its document, or NULL */
static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  Job *job = data;
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (unref_document);
  gint64 last;
  GError *error = NULL;

  if (!idio_database_begin_adding (db, &last, &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < job->texts->len && error == NULL; i++)
    {
      const IdioText *text = g_ptr_array_index (job->texts, i);
      g_autofree char *hash = idio_text_hash (text->body, job->cancellable, &error);
      IdioDocument *document = NULL;
      gboolean disowned;

      if (hash == NULL || !check_disowned (db, job, hash, &disowned, &error) ||
          (!disowned && !idio_corpus_insert_text (db, text, hash, 0, &document, &error)))
        break;

      g_ptr_array_add (documents, document);

      if (disowned)
        g_array_append_val (job->disowned, i);
    }

  idio_database_end_adding (db, error == NULL ? last : -1, error == NULL ? &error : NULL);

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&documents));
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
set_audience_job (sqlite3  *db,
                  gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "UPDATE document SET audience = ? WHERE id = ?",
                     "si", idio_nick_from_value (IDIO_TYPE_AUDIENCE, job->audience), job->id))
    return dex_future_new_for_error (error);

  return check_changed (db);
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

      if (!idio_sql_run (db, &error, "UPDATE document SET removed = ?, session = this_session () WHERE id = ?"
                                     " AND removed IS NULL", "ii", now, id) ||
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
        idio_sql_prepare (db, &error, "UPDATE document SET removed = NULL, session = NULL WHERE id = ?"
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
add_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr(GArray) disowned = call->job->disowned != NULL ? g_array_ref (call->job->disowned) : NULL;
  GError *error = NULL;

  if (!(added = dex_await_boxed (call_write (call, add_job), &error)))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < added->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (added, i);
      gint64 id = document != NULL ? idio_document_get_id (document) : 0;

      g_array_append_val (ids, id);

      if (document != NULL)
        g_ptr_array_add (documents, g_object_ref (document));
    }

  for (guint i = 0; disowned != NULL && i < disowned->len; i++)
    g_array_index (ids, gint64, g_array_index (disowned, guint, i)) = -1;

  idio_corpus_append_documents (call->self, documents);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
}

static DexFuture *
rename_fiber (gpointer data)
{
  Call *call = data;
  gint64 id = call->job->id;
  g_autofree char *title = g_strdup (call->job->string);
  GError *error = NULL;

  if (!dex_await (call_write (call, rename_job), &error))
    return dex_future_new_for_error (error);

  idio_corpus_title_document (call->self, id, title);

  return dex_future_new_true ();
}

static DexFuture *
set_audience_fiber (gpointer data)
{
  Call *call = data;
  gint64 id = call->job->id;
  IdioAudience audience = call->job->audience;
  IdioDocument *document;
  GError *error = NULL;

  if (!dex_await (call_write (call, set_audience_job), &error))
    return dex_future_new_for_error (error);

  if ((document = idio_corpus_find (call->self, id)))
    idio_document_set_audience (document, audience);

  return dex_future_new_true ();
}

static DexFuture *
set_private_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GArray) ids = g_array_ref (call->job->ids);
  gboolean private = call->job->private;
  GError *error = NULL;

  if (!dex_await (call_write (call, set_private_job), &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (call->self, g_array_index (ids, gint64, i));

      if (document != NULL)
        idio_document_set_private (document, private);
    }

  return dex_future_new_true ();
}

static DexFuture *
remove_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GArray) ids = g_array_ref (call->job->ids);
  GError *error = NULL;

  if (!dex_await (call_write (call, remove_job), &error))
    return dex_future_new_for_error (error);

  idio_corpus_drop_documents (call->self, ids);

  return dex_future_new_true ();
}

static DexFuture *
restore_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GPtrArray) documents = NULL;
  GError *error = NULL;

  if (!(documents = dex_await_boxed (call_write (call, restore_job), &error)))
    return dex_future_new_for_error (error);

  idio_corpus_append_documents (call->self, documents);

  if (documents->len > 0)
    return dex_future_new_for_uint (documents->len);

  idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  return dex_future_new_for_error (error);
}

/**
 * idio_corpus_add:
 * @self: a corpus
 * @texts: (element-type IdioText): texts that are not in the corpus
 * @cancellable: (nullable): ends it early, with none of them saved
 *
 * Saves all of them in one transaction, or none. What the user said is not theirs is theirs from then on.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: for each text the number of its document, or 0 where
 *   the same text was here already
 */
DexFuture *
idio_corpus_add (IdioCorpus   *self,
                 GPtrArray    *texts,
                 GCancellable *cancellable)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (texts != NULL, NULL);

  call = call_new (self);
  call->job->texts = g_ptr_array_ref (texts);
  g_set_object (&call->job->cancellable, cancellable);

  return call_spawn (call, add_fiber);
}

/**
 * idio_corpus_add_again:
 * @self: a corpus
 * @texts: (element-type IdioText): texts that are not in the corpus
 * @cancellable: (nullable): ends it early, with none of them saved
 *
 * idio_corpus_add() for texts that nobody chose one by one, such as those of a folder: what the user said is not theirs
 * is not added.
 *
 * Returns: (transfer full): as idio_corpus_add(), with -1 for what the user said is not theirs
 */
DexFuture *
idio_corpus_add_again (IdioCorpus   *self,
                       GPtrArray    *texts,
                       GCancellable *cancellable)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (texts != NULL, NULL);

  call = call_new (self);
  call->job->texts = g_ptr_array_ref (texts);
  call->job->disowned = g_array_new (FALSE, FALSE, sizeof (guint));
  g_set_object (&call->job->cancellable, cancellable);

  return call_spawn (call, add_fiber);
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
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (title != NULL, NULL);

  call = call_new (self);
  call->job->id = id;
  call->job->string = g_strdup (title);

  return call_spawn (call, rename_fiber);
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
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  call = call_new (self);
  call->job->id = id;
  call->job->audience = audience;

  return call_spawn (call, set_audience_fiber);
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
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  call = call_new (self);
  call->job->ids = g_array_ref (ids);
  call->job->private = !!private;

  return call_spawn (call, set_private_fiber);
}

static DexFuture *
remove_documents (IdioCorpus *self,
                  GArray     *ids,
                  gboolean    disown)
{
  Call *call = call_new (self);

  g_assert (IDIO_IS_CORPUS (self));

  call->job->ids = g_array_ref (ids);
  call->job->disown = disown;

  return call_spawn (call, remove_fiber);
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

  return remove_documents (self, ids, FALSE);
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

  return remove_documents (self, ids, TRUE);
}

/**
 * idio_corpus_restore:
 * @self: a corpus
 * @ids: (element-type gint64): what was given to idio_corpus_remove()
 *
 * Returns: (transfer full): a future of a #guint, how many of them are back, or %IDIO_STORE_ERROR_GONE if none of them
 *   is there any more
 */
DexFuture *
idio_corpus_restore (IdioCorpus *self,
                     GArray     *ids)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  call = call_new (self);
  call->job->ids = g_array_ref (ids);

  return call_spawn (call, restore_fiber);
}
