/* idio-corpus-replace.c: documents whose text changes, and those that are almost the same as others
 *
 * A text never changes: another one takes its place, as what was counted and quoted is that of a text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-corpus-private.h"
#include "corpus/idio-job.h"

/* What is done in one transaction, and what came of it */
typedef struct
{
  IdioJob       parent;
  GPtrArray    *texts;      /* each with the number of the document that it is to stand for */
  GArray       *alike;
  GArray       *compared;
  GCancellable *cancellable;
  GPtrArray    *documents;  /* that came */
  GArray       *gone;       /* the numbers of those that went */
  GArray       *stand_ins;  /* for each of them the number of the one that stands for it */
  GArray       *left_out;   /* those of them that are almost the same as others */
  GArray       *private;    /* of those that became private */
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->texts, g_ptr_array_unref);
  g_clear_pointer (&job->alike, g_array_unref);
  g_clear_pointer (&job->compared, g_array_unref);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->documents, g_ptr_array_unref);
  g_clear_pointer (&job->gone, g_array_unref);
  g_clear_pointer (&job->stand_ins, g_array_unref);
  g_clear_pointer (&job->left_out, g_array_unref);
  g_clear_pointer (&job->private, g_array_unref);
}

static Job *
job_new (IdioCorpus   *self,
         GPtrArray    *texts,
         GCancellable *cancellable)
{
  Job *job = idio_job_new (Job, self, job_clear);

  g_assert (IDIO_IS_CORPUS (self));

  job->texts = g_ptr_array_ref (texts);
  g_set_object (&job->cancellable, cancellable);
  job->documents = g_ptr_array_new_with_free_func (g_object_unref);
  job->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->stand_ins = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->left_out = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->private = g_array_new (FALSE, FALSE, sizeof (gint64));

  return job;
}

/* Where a quote is in another text: at the same place, if what is before it did not change. Returns -1 if nowhere. */
static gssize
find_quote (const char *body,
            gsize       start,
            const char *quote,
            gsize       length)
{
  gsize body_length = strlen (body);
  const char *found;

  if (start <= body_length && length <= body_length - start && memcmp (body + start, quote, length) == 0)
    return (gssize) start;

  found = memmem (body, body_length, quote, length);

  return found != NULL ? found - body : -1;
}

/* What was quoted of one document is quoted of another, too, where the same words are in it. */
static gboolean
copy_evidence (sqlite3     *db,
               gint64       from,
               gint64       to,
               const char  *body,
               GError     **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;

  statement = idio_sql_prepare (db, &local_error,
                                "SELECT e.card, e.start, substr (CAST (d.body AS BLOB), e.start + 1, e.length)"
                                " FROM evidence AS e JOIN document AS d ON d.id = e.document"
                                " WHERE d.id = ? AND e.start >= 0 AND e.length > 0", "i", from);

  while (statement != NULL && idio_sql_step (statement, &local_error))
    {
      const char *quote = sqlite3_column_blob (statement, 2);
      gsize length = (gsize) sqlite3_column_bytes (statement, 2);
      gssize start = length > 0 ? find_quote (body, (gsize) sqlite3_column_int64 (statement, 1), quote, length) : -1;

      if (start >= 0 &&
          !idio_sql_run (db, &local_error,
                         "INSERT OR IGNORE INTO evidence (card, document, start, length) VALUES (?, ?, ?, ?)", "iiii",
                         (gint64) sqlite3_column_int64 (statement, 0), to, (gint64) start, (gint64) length))
        break;
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

static gboolean
remove_document (Job      *job,
                 sqlite3  *db,
                 gint64    id,
                 gint64    stand_in,
                 GError  **error)
{
  if (!idio_sql_run (db, error, "UPDATE document SET removed = ?, session = this_session (), state = max (state, ?)"
                                " WHERE id = ? AND removed IS NULL",
                     "iii", g_get_real_time () / G_USEC_PER_SEC, (gint64) IDIO_TEXT_COMPARED, id))
    return FALSE;

  g_array_append_val (job->gone, id);
  g_array_append_val (job->stand_ins, stand_in);

  return TRUE;
}

/* What a person said about a document while its next text was made holds for that, too. Returns FALSE without an error
 * if the document is gone, or if it is not up to the program any more what is in it. */
static gboolean
read_before (sqlite3   *db,
             IdioText  *text,
             GError   **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;

  statement = idio_sql_prepare (db, error, "SELECT title, audience, private, state FROM document"
                                           " WHERE id = ? AND removed IS NULL", "i", text->id);

  if (statement == NULL || !idio_sql_step (statement, error))
    return FALSE;

  g_free (text->title);
  text->title = idio_sql_dup_some_text (statement, 0);
  idio_audience_from_nick ((const char *) sqlite3_column_text (statement, 1), &text->audience);
  text->private = sqlite3_column_int (statement, 2) != 0;

  return text->state == IDIO_TEXT_SETTLED || sqlite3_column_int (statement, 3) != IDIO_TEXT_SETTLED;
}

/* Who reads the text of one document again finds another one that stands for it. */
static gboolean
add_former (sqlite3  *db,
            gint64    before,
            gint64    after,
            GError  **error)
{
  return idio_sql_run (db, error,
                       "INSERT OR REPLACE INTO former (hash, document) SELECT hash, ? FROM document WHERE id = ?",
                       "ii", after, before);
}

/* What is almost the same as one document is that of another, too, should that stay the only one. */
static gboolean
copy_alike (sqlite3  *db,
            gint64    from,
            gint64    to,
            GError  **error)
{
  return idio_sql_run (db, error, "INSERT OR IGNORE INTO alike (hash, document) SELECT hash, ? FROM alike"
                                  " WHERE document = ?", "ii", to, from);
}

/* Who says that a document is not theirs says so of all that is almost the same. */
static gboolean
add_alike (sqlite3  *db,
           gint64    gone,
           gint64    kept,
           GError  **error)
{
  return copy_alike (db, gone, kept, error) &&
         idio_sql_run (db, error, "INSERT OR IGNORE INTO alike (hash, document)"
                                  " SELECT hash, ?1 FROM document WHERE id = ?2"
                                  " UNION SELECT hash, ?1 FROM former WHERE document = ?2", "ii", kept, gone);
}

/* The document before goes, and its former texts become those of the one that stands for it. */
static gboolean
take_place (Job          *job,
            sqlite3      *db,
            gint64        before,
            IdioDocument *document,
            const char   *body,
            GError      **error)
{
  gint64 after = idio_document_get_id (document);

  g_ptr_array_add (job->documents, g_object_ref (document));

  return copy_evidence (db, before, after, body, error) &&
         idio_sql_run (db, error, "UPDATE former SET document = ? WHERE document = ?", "ii", after, before) &&
         copy_alike (db, before, after, error) && add_former (db, before, after, error) &&
         remove_document (job, db, before, after, error);
}

static gboolean
replace_text (Job         *job,
              sqlite3     *db,
              IdioText    *text,
              const char  *hash,
              GError     **error)
{
  g_autoptr(IdioDocument) document = NULL;

  return idio_corpus_insert_text (db, text, hash, text->id, &document, error) &&
         (document == NULL || take_place (job, db, text->id, document, text->body, error));
}

/* The one document of a text, which a person changed */
static DexFuture *
replace_job (sqlite3  *db,
             gpointer  data)
{
  Job *job = data;
  IdioText *text = g_ptr_array_index (job->texts, 0);
  g_autofree char *hash = NULL;
  GError *error = NULL;

  if (!read_before (db, text, &error) && error == NULL)
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  if (error != NULL || !(hash = idio_text_hash (text->body, job->cancellable, &error)) ||
      !replace_text (job, db, text, hash, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/* One document goes as another is almost the same, and later. */
static gboolean
leave_out (Job             *job,
           sqlite3         *db,
           const IdioAlike *alike,
           GError         **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  g_autofree char *body = NULL;
  gboolean private;

  /* Since they were compared, any of them may have been removed, settled, or sorted to another audience. */
  statement = idio_sql_prepare (db, error,
                                "SELECT kept.body, gone.private > kept.private FROM document AS kept, document AS gone"
                                " WHERE kept.id = ? AND gone.id = ? AND kept.audience = gone.audience AND"
                                "   kept.removed IS NULL AND gone.removed IS NULL AND max (kept.state, gone.state) < ?",
                                "iii", alike->kept, alike->gone, (gint64) IDIO_TEXT_SETTLED);

  if (statement == NULL || !idio_sql_step (statement, error))
    return *error == NULL;

  body = idio_sql_dup_some_text (statement, 0);
  private = sqlite3_column_int (statement, 1) != 0;

  if ((private && !idio_sql_run (db, error, "UPDATE document SET private = 1 WHERE id = ?", "i", alike->kept)) ||
      !copy_evidence (db, alike->gone, alike->kept, body, error) ||
      !add_alike (db, alike->gone, alike->kept, error) ||
      !remove_document (job, db, alike->gone, alike->kept, error))
    return FALSE;

  if (private)
    g_array_append_val (job->private, alike->kept);

  g_array_append_val (job->left_out, alike->gone);

  return TRUE;
}

/* Without what was left out of it a document says the same as another one, which then stands for it. */
static gboolean
merge_same (Job             *job,
            sqlite3         *db,
            const IdioText  *text,
            const char      *hash,
            GError         **error)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  IdioAlike same = { .gone = text->id };

  if (!(statement = idio_sql_prepare (db, error, "SELECT id FROM document WHERE hash = ?", "s", hash)))
    return FALSE;

  if (!idio_sql_step (statement, error) || (same.kept = sqlite3_column_int64 (statement, 0)) == same.gone)
    return *error == NULL;

  return add_former (db, same.gone, same.kept, error) && leave_out (job, db, &same, error);
}

static gboolean
tidy_text (Job       *job,
           sqlite3   *db,
           IdioText  *text,
           GError   **error)
{
  g_autofree char *hash = NULL;
  guint n_before = job->documents->len;

  if (!read_before (db, text, error))
    return *error == NULL;

  return (hash = idio_text_hash (text->body, job->cancellable, error)) != NULL &&
         replace_text (job, db, text, hash, error) &&
         (job->documents->len > n_before || merge_same (job, db, text, hash, error));
}

static DexFuture *
tidy_job (sqlite3  *db,
          gpointer  data)
{
  Job *job = data;
  GError *error = NULL;

  for (guint i = 0; i < job->alike->len; i++)
    if (!leave_out (job, db, &g_array_index (job->alike, IdioAlike, i), &error))
      return dex_future_new_for_error (error);

  for (guint i = 0; i < job->texts->len; i++)
    if (!tidy_text (job, db, g_ptr_array_index (job->texts, i), &error))
      return dex_future_new_for_error (error);

  for (guint i = 0; i < job->compared->len; i++)
    if (!idio_sql_run (db, &error, "UPDATE document SET state = ? WHERE id = ? AND state = ?", "iii",
                       (gint64) IDIO_TEXT_COMPARED, g_array_index (job->compared, gint64, i), (gint64) IDIO_TEXT_NEW))
      return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/* The list follows what was saved. */
static void
update_list (Job *job)
{
  IdioCorpus *self = job->parent.self;

  idio_corpus_append_documents (self, job->documents);

  for (guint i = 0; i < job->gone->len; i++)
    idio_corpus_tell_replaced (self, g_array_index (job->gone, gint64, i), g_array_index (job->stand_ins, gint64, i));

  if (job->gone->len > 0)
    idio_corpus_drop_documents (self, job->gone);

  for (guint i = 0; i < job->private->len; i++)
    {
      IdioDocument *document = idio_corpus_find (self, g_array_index (job->private, gint64, i));

      if (document != NULL)
        idio_document_set_private (document, TRUE);
    }
}

static gboolean
write_job (Job            *job,
           IdioStoreFunc   func,
           GError        **error)
{
  if (!dex_await (idio_job_write_until (job, idio_corpus_get_store (job->parent.self), job->cancellable, func), error))
    return FALSE;

  update_list (job);

  return TRUE;
}

static DexFuture *
replace_fiber (gpointer data)
{
  Job *job = data;
  GError *error = NULL;

  if (!write_job (job, replace_job, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_int64 (job->documents->len > 0
                                     ? idio_document_get_id (g_ptr_array_index (job->documents, 0)) : 0);
}

static DexFuture *
tidy_fiber (gpointer data)
{
  Job *job = data;
  GError *error = NULL;

  if (!write_job (job, tidy_job, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_array_ref (job->left_out));
}

/**
 * idio_corpus_replace:
 * @self: a corpus
 * @id: the number of a document, which is removed
 * @text: what comes in its place, by a person
 *
 * Both happen or neither. What cards quote of the document is quoted of the new one, where the same words are in it,
 * and who reads the text of the document again finds the new one.
 *
 * Returns: (transfer full): a future of the number of the new document, a #gint64, or 0 if such a text is there already
 *   and nothing was changed
 */
DexFuture *
idio_corpus_replace (IdioCorpus *self,
                     gint64      id,
                     IdioText   *text)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  IdioText *copy;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  copy = idio_text_copy (text);
  copy->id = id;
  copy->state = IDIO_TEXT_SETTLED;
  g_ptr_array_add (texts, copy);

  return idio_job_spawn (job_new (self, texts, NULL), replace_fiber);
}

/**
 * idio_corpus_tidy:
 * @self: a corpus
 * @alike: (element-type IdioAlike): documents that go, as others are almost the same
 * @texts: (element-type IdioText): texts, each of which is to stand for the document whose number it has
 * @compared: (element-type gint64): the numbers of documents that were compared with the others
 * @cancellable: (nullable): ends it early, with nothing changed
 *
 * All of it happens, in that order, or nothing. What a person removed or settled meanwhile stays as it is, and a
 * document is private from then on if one that goes in favor of it was. idio_corpus_restore() brings those in @alike
 * back.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: the numbers of those in @alike that went
 */
DexFuture *
idio_corpus_tidy (IdioCorpus   *self,
                  GArray       *alike,
                  GPtrArray    *texts,
                  GArray       *compared,
                  GCancellable *cancellable)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (alike != NULL && texts != NULL && compared != NULL, NULL);

  job = job_new (self, texts, cancellable);
  job->alike = g_array_ref (alike);
  job->compared = g_array_ref (compared);

  return idio_job_spawn (job, tidy_fiber);
}
