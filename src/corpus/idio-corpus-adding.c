/* idio-corpus-adding.c: texts become documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus-private.h"
#include "corpus/idio-database.h"
#include "corpus/idio-job.h"

typedef struct
{
  IdioJob       parent;
  GPtrArray    *texts;
  GArray       *disowned;  /* of the texts, those that the user said are not theirs; NULL to add them, too */
  GCancellable *cancellable;
} Adding;

static void
adding_clear (gpointer data)
{
  Adding *adding = data;

  g_clear_pointer (&adding->texts, g_ptr_array_unref);
  g_clear_pointer (&adding->disowned, g_array_unref);
  g_clear_object (&adding->cancellable);
}

/* What comes back after it was removed is as private, and as settled, as it was. What is for an audience that another
 * program has deleted is for anyone. */
static sqlite3_stmt *
prepare_insert (sqlite3         *db,
                const IdioText  *text,
                gint64           replaced,
                const char      *hash,
                GError         **error)
{
  return idio_sql_prepare (db, error,
                           "INSERT INTO document (title, body, hash, words, audience, added, example, written, private,"
                           "   author, editor, charset, source, medium, state)"
                           " SELECT ?, ?, ?3, ?,"
                           "   iif (?5 GLOB 'own-*' AND ?5 NOT IN (SELECT 'own-' || id FROM audience), 'general', ?5),"
                           "   ?, ?, nullif (?, 0), ?, ?, ?, ?, ?, ?, ?"
                           " WHERE NOT EXISTS (SELECT 1 FROM former AS f JOIN document AS d ON d.id = f.document"
                           "   WHERE f.hash = ?3 AND d.removed IS NULL AND d.id <> ?)"
                           " ON CONFLICT (hash) DO UPDATE SET removed = NULL, session = NULL, trashed = 0,"
                           "   title = excluded.title, audience = excluded.audience, added = excluded.added,"
                           "   example = excluded.example, written = coalesce (written, excluded.written),"
                           "   private = max (private, excluded.private),"
                           "   state = iif (state = ?, state, excluded.state)"
                           " WHERE removed IS NOT NULL"
                           " RETURNING " IDIO_DOCUMENT_COLUMNS,
                           "sssisiiiisssssiii", text->title, text->body, hash, (gint64) text->n_words,
                           idio_audience_get_nick (text->audience), text->added, (gint64) text->example,
                           text->written, (gint64) text->private, text->author, text->editor, text->charset,
                           text->source, text->medium, (gint64) text->state, replaced, (gint64) IDIO_TEXT_SETTLED);
}

/**
 * idio_corpus_insert_text:
 * @db: the database, in a transaction
 * @text: a text that knows when it was added
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
                Adding      *adding,
                const char  *hash,
                gboolean    *disowned,
                GError     **error)
{
  if (adding->disowned != NULL)
    return idio_sql_exists (db, disowned, error, "SELECT 1 FROM disowned WHERE hash = ?", "s", hash);

  *disowned = FALSE;

  return idio_sql_run (db, error, "DELETE FROM disowned WHERE hash = ?", "s", hash);
}

/* Saves a text in a way that is many times quicker for new ones; one that comes back may be in the index under another
 * title, which only a trigger sees. */
static gboolean
add_text (sqlite3         *db,
          const IdioText  *text,
          const char      *hash,
          IdioDocument   **document,
          GError         **error)
{
  gboolean comes_back, done;

  if (!idio_sql_exists (db, &comes_back, error, "SELECT 1 FROM document WHERE hash = ? AND removed IS NOT NULL", "s",
                        hash))
    return FALSE;

  if (comes_back)
    idio_database_pause_adding (db, TRUE);

  done = idio_corpus_insert_text (db, text, hash, 0, document, error);

  if (comes_back)
    idio_database_pause_adding (db, FALSE);

  return done;
}

/* For each text its document, or NULL */
static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  Adding *adding = data;
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (unref_document);
  gint64 last;
  GError *error = NULL;

  if (!idio_database_begin_adding (db, &last, &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < adding->texts->len && error == NULL; i++)
    {
      const IdioText *text = g_ptr_array_index (adding->texts, i);
      g_autofree char *hash = idio_text_hash (text->body, adding->cancellable, &error);
      IdioDocument *document = NULL;
      gboolean disowned;

      if (hash == NULL || !check_disowned (db, adding, hash, &disowned, &error) ||
          (!disowned && !add_text (db, text, hash, &document, &error)))
        break;

      g_ptr_array_add (documents, document);

      if (disowned)
        g_array_append_val (adding->disowned, i);
    }

  idio_database_end_adding (db, error == NULL ? last : -1, error == NULL ? &error : NULL);

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&documents));
}

static DexFuture *
add_fiber (gpointer data)
{
  Adding *adding = data;
  IdioCorpus *self = adding->parent.self;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  GError *error = NULL;

  if (!(added = dex_await_boxed (idio_job_write_until (adding, idio_corpus_get_store (self), adding->cancellable, add_job),
                                 &error)))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < added->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (added, i);
      gint64 id = document != NULL ? idio_document_get_id (document) : 0;

      g_array_append_val (ids, id);

      if (document != NULL)
        g_ptr_array_add (documents, g_object_ref (document));
    }

  for (guint i = 0; adding->disowned != NULL && i < adding->disowned->len; i++)
    g_array_index (ids, gint64, g_array_index (adding->disowned, guint, i)) = -1;

  idio_corpus_append_documents (self, documents);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
}

static DexFuture *
add (IdioCorpus   *self,
     GPtrArray    *texts,
     gboolean      again,
     GCancellable *cancellable)
{
  Adding *adding = idio_job_new (Adding, self, adding_clear);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert (IDIO_IS_CORPUS (self));

  /* What is added at once has one time, however long that takes: lists keep its order then. */
  for (guint i = 0; i < texts->len; i++)
    {
      IdioText *text = g_ptr_array_index (texts, i);

      if (text->added == 0)
        text->added = now;
    }

  adding->texts = g_ptr_array_ref (texts);
  adding->disowned = again ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;
  g_set_object (&adding->cancellable, cancellable);

  return idio_job_spawn (adding, add_fiber);
}

/**
 * idio_corpus_add:
 * @self: a corpus
 * @texts: (element-type IdioText): texts that are not in the corpus; those without a time are of now
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
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (texts != NULL, NULL);

  return add (self, texts, FALSE, cancellable);
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
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (texts != NULL, NULL);

  return add (self, texts, TRUE, cancellable);
}
