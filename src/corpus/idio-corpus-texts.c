/* idio-corpus-texts.c: the texts of documents, and the search in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-corpus.h"

/* A search for the words of a brief looks at this many different ones. */
#define MAX_QUERY_WORDS 48

/* Maximum number of places in one text that are told of */
#define MAX_HITS 10000

/* What a job on the store's thread gets. Which members are used depends on the job. */
typedef struct
{
  GArray       *ids;
  gint64        id;
  char         *string;
  IdioAudience  audience;
  guint         limit;
  guint         max_chars;
  gsize         max_bytes;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->string, g_free);
  g_free (job);
}

/* The columns of the row: id, title, body, words, audience */
static IdioText *
read_text (sqlite3_stmt *row)
{
  IdioText *text = g_new0 (IdioText, 1);

  text->id = sqlite3_column_int64 (row, 0);
  text->title = idio_sql_dup_some_text (row, 1);
  text->body = idio_sql_dup_some_text (row, 2);
  text->n_words = idio_sql_get_count (row, 3);
  idio_audience_from_nick ((const char *) sqlite3_column_text (row, 4), &text->audience);

  return text;
}

static DexFuture *
load_body_job (sqlite3  *db,
               gpointer  data)
{
  Job *job = data;
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error, "SELECT body FROM document WHERE id = ?", "i", job->id);

  if (statement != NULL && idio_sql_step (statement, &error))
    return dex_future_new_take_string (idio_sql_dup_some_text (statement, 0));

  if (error == NULL)
    idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  return dex_future_new_for_error (error);
}

static DexFuture *
load_some_job (sqlite3  *db,
               gpointer  data)
{
  Job *job = data;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  GError *error = NULL;
  gsize n_bytes = 0;

  for (guint i = 0; i < job->ids->len && n_bytes < job->max_bytes; i++)
    {
      g_autoptr(sqlite3_stmt) statement =
        idio_sql_prepare (db, &error,
                          "SELECT id, title, substr (body, 1, ?), words, audience FROM document WHERE id = ?"
                          " AND removed IS NULL", "ii", (gint64) job->max_chars, g_array_index (job->ids, gint64, i));

      while (statement != NULL && idio_sql_step (statement, &error))
        {
          n_bytes += (gsize) sqlite3_column_bytes (statement, 2);
          g_ptr_array_add (texts, read_text (statement));
        }

      if (error != NULL)
        return dex_future_new_for_error (error);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&texts));
}

static DexFuture *
list_private_job (sqlite3  *db,
                  gpointer  data)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error, "SELECT id FROM document WHERE private <> 0 ORDER BY id", NULL);

  while (statement != NULL && idio_sql_step (statement, &error))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
}

/* Words become a query in FTS5's language: each quoted, so that none of them is an operator. */
static char *
make_query (const char *words,
            const char *between,
            gboolean    last_is_prefix)
{
  g_auto(GStrv) tokens = g_str_tokenize_and_fold (words, NULL, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *query = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL && g_hash_table_size (seen) < MAX_QUERY_WORDS; i++)
    {
      gboolean last = tokens[i + 1] == NULL;

      if (!g_hash_table_add (seen, tokens[i]))
        continue;

      if (query->len > 0)
        g_string_append (query, between);

      g_string_append_printf (query, "\"%s\"%s", tokens[i], last && last_is_prefix ? "*" : "");
    }

  return g_string_free_and_steal (query);
}

static DexFuture *
search_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *query = make_query (job->string, " AND ", TRUE);
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error,
                                "SELECT s.rowid FROM document_search AS s JOIN document AS d ON d.id = s.rowid"
                                " WHERE document_search MATCH ? AND d.removed IS NULL ORDER BY s.rank",
                                "s", *query != '\0' ? query : "\"\"");

  while (statement != NULL && idio_sql_step (statement, &error))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
}

/* What highlight() puts around words. A text may have it, too. */
#define HIT_START "\001"
#define HIT_END   "\002"

/* Where @marked has marks that @body does not have, told by the bytes of @body */
static GArray *
find_hits (const char *marked,
           const char *body)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (IdioHit));
  gsize at = 0, start = 0;

  for (const char *p = marked; *p != '\0' && hits->len < MAX_HITS; p++)
    {
      if (*p == body[at])
        at++;
      else if (*p == *HIT_START)
        start = at;
      else if (*p == *HIT_END)
        g_array_append_val (hits, ((IdioHit) { start, at - start }));
      else
        break;
    }

  return hits;
}

static DexFuture *
find_words_job (sqlite3  *db,
                gpointer  data)
{
  Job *job = data;
  g_autofree char *query = make_query (job->string, " AND ", TRUE);
  g_autoptr(sqlite3_stmt) statement = NULL;
  GArray *hits = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error,
                                "SELECT highlight (document_search, 1, ?, ?), body FROM document_search"
                                " WHERE document_search MATCH ? AND rowid = ?",
                                "sssi", HIT_START, HIT_END, *query != '\0' ? query : "\"\"", job->id);

  if (statement != NULL && idio_sql_step (statement, &error))
    {
      g_autofree char *marked = idio_sql_dup_some_text (statement, 0);
      g_autofree char *body = idio_sql_dup_some_text (statement, 1);

      hits = find_hits (marked, body);
    }

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, hits != NULL ? hits : g_array_new (FALSE, FALSE, sizeof (IdioHit)));
}

/* For json_each() */
static char *
format_ids (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));

  return g_string_free_and_steal (g_string_append_c (json, ']'));
}

/* A text for the right audience comes before one that is merely closer: in method.md's words, the wrong audience
 * is worse than none, and a machine is the wrong one for all others. What shares no word with the request comes last,
 * newest first. */
static DexFuture *
find_closest_job (sqlite3  *db,
                  gpointer  data)
{
  Job *job = data;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  g_autofree char *query = make_query (job->string, " OR ", FALSE);
  g_autofree char *without = format_ids (job->ids);
  const char *audience = idio_audience_get_nick (job->audience);
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error,
                                "WITH hit AS MATERIALIZED"
                                " (SELECT rowid AS id, rank AS distance FROM document_search"
                                "   WHERE document_search MATCH ?)"
                                " SELECT d.id, d.title, d.body, d.words, d.audience"
                                " FROM document AS d LEFT JOIN hit ON hit.id = d.id"
                                " WHERE d.removed IS NULL AND d.id NOT IN (SELECT value FROM json_each (?))"
                                " ORDER BY d.audience = 'assistant' AND ? <> 'assistant',"
                                "   ? <> 'general' AND d.audience = ? DESC,"
                                "   hit.distance IS NULL, hit.distance, d.id DESC"
                                " LIMIT ?",
                                "sssssi", *query != '\0' ? query : "\"\"", without, audience, audience, audience,
                                (gint64) job->limit);

  while (statement != NULL && idio_sql_step (statement, &error))
    g_ptr_array_add (texts, read_text (statement));

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&texts));
}

/**
 * idio_corpus_load_body:
 * @self: a corpus
 * @id: the number of a document
 *
 * Returns: (transfer full): a future of its text, a string
 */
DexFuture *
idio_corpus_load_body (IdioCorpus *self,
                       gint64      id)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  job = g_new0 (Job, 1);
  job->id = id;

  return idio_store_read (idio_corpus_get_store (self), load_body_job, job, (GDestroyNotify) job_free);
}

/**
 * idio_corpus_load_some:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents
 * @max_chars: how much of each text to load, in characters; %G_MAXINT for all of it
 * @max_bytes: the number of bytes after which no further text is loaded
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioText: those of the documents that are there, in that order
 */
DexFuture *
idio_corpus_load_some (IdioCorpus *self,
                       GArray     *ids,
                       guint       max_chars,
                       gsize       max_bytes)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  job = g_new0 (Job, 1);
  job->ids = g_array_ref (ids);
  job->max_chars = max_chars;
  job->max_bytes = max_bytes;

  return idio_store_read (idio_corpus_get_store (self), load_some_job, job, (GDestroyNotify) job_free);
}

/**
 * idio_corpus_list_private:
 * @self: a corpus
 *
 * Asks the database and not the list: another process may have marked a document a moment ago.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: the numbers of all documents of which nothing may be sent
 *   to another computer, in order, also of those that were removed and may come back
 */
DexFuture *
idio_corpus_list_private (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return idio_store_read (idio_corpus_get_store (self), list_private_job, NULL, NULL);
}

/**
 * idio_corpus_search:
 * @self: a corpus
 * @words: what someone typed; the last word may be unfinished
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: the numbers of the documents with all those words,
 *   best first
 */
DexFuture *
idio_corpus_search (IdioCorpus *self,
                    const char *words)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  job = g_new0 (Job, 1);
  job->string = g_strdup (words);

  return idio_store_read (idio_corpus_get_store (self), search_job, job, (GDestroyNotify) job_free);
}

/**
 * idio_corpus_find_words:
 * @self: a corpus
 * @id: the number of a document
 * @words: what was given to idio_corpus_search()
 *
 * Returns: (transfer full): a future of a #GArray of #IdioHit: where the words are in its text, in order; empty if they
 *   are only in its title
 */
DexFuture *
idio_corpus_find_words (IdioCorpus *self,
                        gint64      id,
                        const char *words)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  job = g_new0 (Job, 1);
  job->id = id;
  job->string = g_strdup (words);

  return idio_store_read (idio_corpus_get_store (self), find_words_job, job, (GDestroyNotify) job_free);
}

/**
 * idio_corpus_find_closest:
 * @self: a corpus
 * @request: the words of a brief
 * @audience: whom the brief is for
 * @n_texts: how many texts at the most
 * @without: (nullable) (element-type gint64): the numbers of documents that are left out
 *
 * Closeness is FTS5's BM25. Texts for @audience come first, unless that is %IDIO_AUDIENCE_GENERAL.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioText, closest first
 */
DexFuture *
idio_corpus_find_closest (IdioCorpus   *self,
                          const char   *request,
                          IdioAudience  audience,
                          guint         n_texts,
                          GArray       *without)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  job = g_new0 (Job, 1);
  job->string = g_strdup (request);
  job->audience = audience;
  job->limit = n_texts;
  job->ids = without != NULL ? g_array_ref (without) : NULL;

  return idio_store_read (idio_corpus_get_store (self), find_closest_job, job, (GDestroyNotify) job_free);
}
