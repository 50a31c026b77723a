/* idio-corpus.c: all documents, as a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "corpus/idio-corpus.h"
#include "corpus/idio-database.h"
#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"

/* The characters of an excerpt: about two lines of a row */
#define EXCERPT_CHARS 160

/* A search for the words of a brief looks at this many different ones. */
#define MAX_QUERY_WORDS 48

/* As so many changes of the list at most a removal is told. */
#define MAX_CHANGES 16

/* The end of the year 9999, the last that GDateTime knows */
#define MAX_SECONDS G_GINT64_CONSTANT (253402300799)

struct _IdioCorpus
{
  GObject     parent_instance;
  IdioStore  *store;
  GPtrArray  *documents;
  GHashTable *by_id;
  guint64     n_words;
  guint       n_examples;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioCorpus, idio_corpus, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_N_WORDS = 1,
  PROP_HAS_EXAMPLE,
};

static GParamSpec *properties[PROP_HAS_EXAMPLE + 1];

/* What a job on the store's thread gets. Which members are used depends on the job. */
typedef struct
{
  GPtrArray    *texts;
  GArray       *ids;
  gint64        id;
  char         *string;
  IdioAudience  audience;
  guint         limit;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->texts, g_ptr_array_unref);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->string, g_free);
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

#define DOCUMENT_COLUMNS "id, title, substr (body, 1, 400), words, audience, added, example"

static IdioDocument *
read_document (sqlite3_stmt *row)
{
  g_autofree char *title = idio_sql_dup_some_text (row, 1);
  g_autofree char *beginning = idio_sql_dup_some_text (row, 2);
  g_autofree char *excerpt = idio_text_dup_excerpt (beginning, EXCERPT_CHARS);
  IdioAudience audience = IDIO_AUDIENCE_GENERAL;

  idio_nick_to_value (IDIO_TYPE_AUDIENCE, (const char *) sqlite3_column_text (row, 4), &audience);

  return idio_document_new (sqlite3_column_int64 (row, 0), title, excerpt,
                            idio_sql_get_count (row, 3), audience,
                            CLAMP (sqlite3_column_int64 (row, 5), 0, MAX_SECONDS), sqlite3_column_int (row, 6));
}

#define TEXT_COLUMNS "d.id, d.title, d.body, d.words, d.audience"

static IdioText *
read_text (sqlite3_stmt *row)
{
  IdioText *text = g_new0 (IdioText, 1);

  text->id = sqlite3_column_int64 (row, 0);
  text->title = idio_sql_dup_some_text (row, 1);
  text->body = idio_sql_dup_some_text (row, 2);
  text->n_words = idio_sql_get_count (row, 3);
  idio_nick_to_value (IDIO_TYPE_AUDIENCE, (const char *) sqlite3_column_text (row, 4), &text->audience);

  return text;
}

typedef gpointer (*ReadFunc) (sqlite3_stmt *row);

static DexFuture *
collect (sqlite3        *db,
         sqlite3_stmt   *statement,
         ReadFunc        read,
         GDestroyNotify  destroy)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (destroy);
  GError *error = NULL;

  while (statement != NULL && idio_sql_step (statement, &error))
    g_ptr_array_add (found, read (statement));

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&found));
}

/* A removed document stays as long as the session that removed it, which may bring it back. */
static DexFuture *
purge_job (sqlite3  *db,
           gpointer  data)
{
  GError *error = NULL;

  if (!idio_database_delete_documents (db, "removed IS NOT NULL AND NOT is_active (session)", &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, &error, "SELECT " DOCUMENT_COLUMNS " FROM document WHERE removed IS NULL ORDER BY id", NULL);

  if (statement == NULL)
    return dex_future_new_for_error (error);

  return collect (db, statement, (ReadFunc) read_document, g_object_unref);
}

/* Inserts one text. Gives the number of its document, 0 if the same text is here already, -1 on failure. */
static gint64
add_text (sqlite3         *db,
          const IdioText  *text,
          gint64           now,
          GError         **error)
{
  g_autofree char *hash = idio_text_hash (text->body);
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, error,
                      "INSERT INTO document (title, body, hash, words, audience, added, example)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)"
                      " ON CONFLICT (hash) DO UPDATE SET removed = NULL, session = NULL, title = excluded.title,"
                      "   audience = excluded.audience, added = excluded.added, example = excluded.example"
                      " WHERE removed IS NOT NULL"
                      " RETURNING id",
                      "sssisii", text->title, text->body, hash, (gint64) text->n_words,
                      idio_nick_from_value (IDIO_TYPE_AUDIENCE, text->audience), now, (gint64) text->example);
  GError *local_error = NULL;
  gint64 id = 0;

  if (statement == NULL)
    return -1;

  if (idio_sql_step (statement, &local_error))
    {
      id = sqlite3_column_int64 (statement, 0);
      idio_sql_step (statement, &local_error);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return -1;
    }

  return id;
}

static DexFuture *
add_job (sqlite3  *db,
         gpointer  data)
{
  Job *job = data;
  g_autoptr(GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < job->texts->len; i++)
    {
      GError *error = NULL;
      gint64 id = add_text (db, g_ptr_array_index (job->texts, i), now, &error);

      if (id < 0)
        return dex_future_new_for_error (error);

      g_array_append_val (ids, id);
    }

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
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
remove_job (sqlite3  *db,
            gpointer  data)
{
  Job *job = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;

  for (guint i = 0; i < job->ids->len; i++)
    if (!idio_sql_run (db, &error, "UPDATE document SET removed = ?, session = this_session () WHERE id = ?"
                                   " AND removed IS NULL", "ii", now, g_array_index (job->ids, gint64, i)))
      return dex_future_new_for_error (error);

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
      g_autoptr(sqlite3_stmt) statement =
        idio_sql_prepare (db, &error, "UPDATE document SET removed = NULL, session = NULL WHERE id = ?"
                                      " RETURNING " DOCUMENT_COLUMNS,
                          "i", g_array_index (job->ids, gint64, i));

      while (statement != NULL && idio_sql_step (statement, &error))
        g_ptr_array_add (documents, read_document (statement));

      if (error != NULL)
        return dex_future_new_for_error (error);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&documents));
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
load_texts_job (sqlite3  *db,
                gpointer  data)
{
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  if (!(statement = idio_sql_prepare (db, &error,
                                      "SELECT " TEXT_COLUMNS " FROM document AS d WHERE removed IS NULL ORDER BY id",
                                      NULL)))
    return dex_future_new_for_error (error);

  return collect (db, statement, (ReadFunc) read_text, (GDestroyNotify) idio_text_free);
}

static DexFuture *
load_some_job (sqlite3  *db,
               gpointer  data)
{
  Job *job = data;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);
  GError *error = NULL;

  for (guint i = 0; i < job->ids->len; i++)
    {
      g_autoptr(sqlite3_stmt) statement =
        idio_sql_prepare (db, &error, "SELECT " TEXT_COLUMNS " FROM document AS d WHERE id = ? AND removed IS NULL",
                          "i", g_array_index (job->ids, gint64, i));

      while (statement != NULL && idio_sql_step (statement, &error))
        g_ptr_array_add (texts, read_text (statement));

      if (error != NULL)
        return dex_future_new_for_error (error);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&texts));
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
                                "SELECT rowid FROM document_search WHERE document_search MATCH ? ORDER BY rank",
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

/* A text for the right audience comes before one that is merely closer: in method.md's words, the wrong audience
 * is worse than none. What shares no word with the request comes last, newest first. */
static DexFuture *
find_closest_job (sqlite3  *db,
                  gpointer  data)
{
  Job *job = data;
  g_autofree char *query = make_query (job->string, " OR ", FALSE);
  const char *audience = idio_nick_from_value (IDIO_TYPE_AUDIENCE, job->audience);
  g_autoptr(sqlite3_stmt) statement = NULL;
  GError *error = NULL;

  statement = idio_sql_prepare (db, &error,
                                "WITH hit AS MATERIALIZED"
                                " (SELECT rowid AS id, rank AS distance FROM document_search"
                                "   WHERE document_search MATCH ?)"
                                " SELECT " TEXT_COLUMNS
                                " FROM document AS d LEFT JOIN hit ON hit.id = d.id"
                                " WHERE d.removed IS NULL"
                                " ORDER BY ? <> 'general' AND d.audience = ? DESC, hit.distance IS NULL,"
                                "   hit.distance, d.id DESC"
                                " LIMIT ?",
                                "sssi", *query != '\0' ? query : "\"\"", audience, audience, (gint64) job->limit);

  if (statement == NULL)
    return dex_future_new_for_error (error);

  return collect (db, statement, (ReadFunc) read_text, (GDestroyNotify) idio_text_free);
}

static void
count_document (IdioCorpus   *self,
                IdioDocument *document,
                int           sign)
{
  self->n_words += sign * (gint64) idio_document_get_n_words (document);
  self->n_examples += sign * (idio_document_get_example (document) ? 1 : 0);
}

static void
notify_counts (IdioCorpus *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WORDS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_EXAMPLE]);
}

/* What is in the list stays there: another process may have brought it back before. */
static void
append_documents (IdioCorpus *self,
                  GPtrArray  *documents)
{
  guint position = self->documents->len;

  for (guint i = 0; i < documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (documents, i);
      gint64 id = idio_document_get_id (document);
      gint64 *key;

      if (g_hash_table_contains (self->by_id, &id))
        continue;

      key = g_new (gint64, 1);
      *key = id;
      g_hash_table_insert (self->by_id, key, document);
      g_ptr_array_add (self->documents, g_object_ref (document));
      count_document (self, document, 1);
    }

  if (self->documents->len > position)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, self->documents->len - position);
      notify_counts (self);
    }
}

/* A part of the list */
typedef struct
{
  guint start;
  guint end;
} Range;

/* Documents in @gone that are next to each other are one range. The last comes first. */
static GArray *
find_ranges (IdioCorpus *self,
             GHashTable *gone)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  guint n_left = g_hash_table_size (gone);

  for (guint i = self->documents->len; i > 0 && n_left > 0; i--)
    {
      Range *range = ranges->len > 0 ? &g_array_index (ranges, Range, ranges->len - 1) : NULL;

      if (!g_hash_table_contains (gone, g_ptr_array_index (self->documents, i - 1)))
        continue;

      n_left--;

      if (range != NULL && range->start == i)
        range->start--;
      else
        g_array_append_val (ranges, ((Range) { i - 1, i }));
    }

  return ranges;
}

/* Takes the documents in @gone out of a part of the list, and says that this part has changed. */
static void
drop_range (IdioCorpus  *self,
            GHashTable  *gone,
            const Range *range)
{
  guint kept = range->start;

  for (guint i = range->start; i < range->end; i++)
    {
      IdioDocument *document = g_ptr_array_index (self->documents, i);
      gint64 id = idio_document_get_id (document);

      if (g_hash_table_contains (gone, document))
        {
          count_document (self, document, -1);
          g_hash_table_remove (self->by_id, &id);
        }
      else
        {
          /* What is to go moves to the end. */
          g_ptr_array_index (self->documents, i) = g_ptr_array_index (self->documents, kept);
          g_ptr_array_index (self->documents, kept++) = document;
        }
    }

  g_ptr_array_remove_range (self->documents, kept, range->end - kept);
  g_list_model_items_changed (G_LIST_MODEL (self), range->start, range->end - range->start, kept - range->start);
}

/* Each change of a list costs those who show it. So after some, all that is left is one. */
static void
drop_documents (IdioCorpus *self,
                GArray     *ids)
{
  g_autoptr(GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) ranges = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      IdioDocument *document = idio_corpus_find (self, g_array_index (ids, gint64, i));

      if (document != NULL)
        g_hash_table_add (gone, document);
    }

  ranges = find_ranges (self, gone);

  if (ranges->len > MAX_CHANGES)
    {
      g_array_index (ranges, Range, MAX_CHANGES - 1).start = g_array_index (ranges, Range, ranges->len - 1).start;
      g_array_set_size (ranges, MAX_CHANGES);
    }

  for (guint i = 0; i < ranges->len; i++)
    drop_range (self, gone, &g_array_index (ranges, Range, i));
}

static void
clear_documents (IdioCorpus *self)
{
  guint n_documents = self->documents->len;

  g_ptr_array_set_size (self->documents, 0);
  g_hash_table_remove_all (self->by_id);
  self->n_words = 0;
  self->n_examples = 0;

  if (n_documents > 0)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_documents, 0);
      notify_counts (self);
    }
}

static DexFuture *
load_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GPtrArray) documents = NULL;
  GError *error = NULL;

  if (!dex_await (idio_store_tidy (call->self->store, purge_job, NULL, NULL), &error) ||
      !(documents = dex_await_boxed (idio_store_read (call->self->store, load_job, NULL, NULL), &error)))
    return dex_future_new_for_error (error);

  clear_documents (call->self);
  append_documents (call->self, documents);

  return dex_future_new_true ();
}

static DexFuture *
add_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GPtrArray) texts = g_ptr_array_ref (call->job->texts);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) ids = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;

  if (!(ids = dex_await_boxed (idio_store_write (call->self->store, add_job, g_steal_pointer (&call->job),
                                                 (GDestroyNotify) job_free),
                               &error)))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < ids->len; i++)
    {
      const IdioText *text = g_ptr_array_index (texts, i);
      g_autofree char *excerpt = NULL;

      if (g_array_index (ids, gint64, i) == 0)
        continue;

      excerpt = idio_text_dup_excerpt (text->body, EXCERPT_CHARS);
      g_ptr_array_add (documents, idio_document_new (g_array_index (ids, gint64, i), text->title, excerpt,
                                                     text->n_words, text->audience, now, text->example));
    }

  append_documents (call->self, documents);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&ids));
}

static DexFuture *
rename_fiber (gpointer data)
{
  Call *call = data;
  gint64 id = call->job->id;
  g_autofree char *title = g_strdup (call->job->string);
  IdioDocument *document;
  GError *error = NULL;

  if (!dex_await (idio_store_write (call->self->store, rename_job, g_steal_pointer (&call->job),
                                    (GDestroyNotify) job_free),
                  &error))
    return dex_future_new_for_error (error);

  if ((document = idio_corpus_find (call->self, id)))
    idio_document_set_title (document, title);

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

  if (!dex_await (idio_store_write (call->self->store, set_audience_job, g_steal_pointer (&call->job),
                                    (GDestroyNotify) job_free),
                  &error))
    return dex_future_new_for_error (error);

  if ((document = idio_corpus_find (call->self, id)))
    idio_document_set_audience (document, audience);

  return dex_future_new_true ();
}

static DexFuture *
remove_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GArray) ids = g_array_ref (call->job->ids);
  GError *error = NULL;

  if (!dex_await (idio_store_write (call->self->store, remove_job, g_steal_pointer (&call->job),
                                    (GDestroyNotify) job_free),
                  &error))
    return dex_future_new_for_error (error);

  drop_documents (call->self, ids);
  notify_counts (call->self);

  return dex_future_new_true ();
}

static DexFuture *
restore_fiber (gpointer data)
{
  Call *call = data;
  g_autoptr(GPtrArray) documents = NULL;
  GError *error = NULL;

  if (!(documents = dex_await_boxed (idio_store_write (call->self->store, restore_job, g_steal_pointer (&call->job),
                                                       (GDestroyNotify) job_free),
                                     &error)))
    return dex_future_new_for_error (error);

  append_documents (call->self, documents);

  if (documents->len > 0)
    return dex_future_new_true ();

  idio_sql_set_error_code (IDIO_STORE_ERROR_GONE, &error);

  return dex_future_new_for_error (error);
}

static GType
idio_corpus_get_item_type (GListModel *model)
{
  return IDIO_TYPE_DOCUMENT;
}

static guint
idio_corpus_get_n_items (GListModel *model)
{
  return IDIO_CORPUS (model)->documents->len;
}

static gpointer
idio_corpus_get_item (GListModel *model,
                      guint       position)
{
  IdioCorpus *self = IDIO_CORPUS (model);

  if (position >= self->documents->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->documents, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = idio_corpus_get_item_type;
  iface->get_n_items = idio_corpus_get_n_items;
  iface->get_item = idio_corpus_get_item;
}

static void
idio_corpus_finalize (GObject *object)
{
  IdioCorpus *self = IDIO_CORPUS (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (idio_corpus_parent_class)->finalize (object);
}

static void
idio_corpus_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  IdioCorpus *self = IDIO_CORPUS (object);

  switch (prop_id)
    {
    case PROP_N_WORDS:
      g_value_set_uint64 (value, self->n_words);
      break;

    case PROP_HAS_EXAMPLE:
      g_value_set_boolean (value, idio_corpus_has_example (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_corpus_class_init (IdioCorpusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_corpus_finalize;
  object_class->get_property = idio_corpus_get_property;

  properties[PROP_N_WORDS] =
    g_param_spec_uint64 ("n-words", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_EXAMPLE] =
    g_param_spec_boolean ("has-example", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_corpus_init (IdioCorpus *self)
{
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * idio_corpus_new:
 * @store: where the documents are kept
 *
 * The list is empty until idio_corpus_load(). It changes only after a change was saved.
 *
 * Returns: (transfer full): a corpus, a #GListModel of #IdioDocument
 */
IdioCorpus *
idio_corpus_new (IdioStore *store)
{
  IdioCorpus *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  self = g_object_new (IDIO_TYPE_CORPUS, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * idio_corpus_get_store:
 * @self: a corpus
 *
 * Returns: (transfer none): where the documents are kept
 */
IdioStore *
idio_corpus_get_store (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return self->store;
}

/**
 * idio_corpus_get_n_words:
 * @self: a corpus
 *
 * Returns: how many words all documents have together
 */
guint64
idio_corpus_get_n_words (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), 0);

  return self->n_words;
}

/**
 * idio_corpus_has_example:
 * @self: a corpus
 *
 * Returns: whether any document belongs to the made-up writer
 */
gboolean
idio_corpus_has_example (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), FALSE);

  return self->n_examples > 0;
}

/**
 * idio_corpus_find:
 * @self: a corpus
 * @id: the number of a document
 *
 * Returns: (transfer none) (nullable): the document with that number
 */
IdioDocument *
idio_corpus_find (IdioCorpus *self,
                  gint64      id)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return g_hash_table_lookup (self->by_id, &id);
}

/**
 * idio_corpus_load:
 * @self: a corpus
 *
 * Reads the list anew. What sessions that ended have removed is deleted for good first.
 *
 * Returns: (transfer full): a future that resolves when the list is filled
 */
DexFuture *
idio_corpus_load (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return call_spawn (call_new (self), load_fiber);
}

/**
 * idio_corpus_add:
 * @self: a corpus
 * @texts: (element-type IdioText): texts that are not in the corpus
 *
 * Saves all of them in one transaction, or none.
 *
 * Returns: (transfer full): a future of a #GArray of #gint64: for each text the number of its document, or 0 where
 *   the same text was here already
 */
DexFuture *
idio_corpus_add (IdioCorpus *self,
                 GPtrArray  *texts)
{
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (texts != NULL, NULL);

  call = call_new (self);
  call->job->texts = g_ptr_array_ref (texts);

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
  Call *call;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  call = call_new (self);
  call->job->ids = g_array_ref (ids);

  return call_spawn (call, remove_fiber);
}

/**
 * idio_corpus_restore:
 * @self: a corpus
 * @ids: (element-type gint64): what was given to idio_corpus_remove()
 *
 * Returns: (transfer full): a future that resolves when they are back, or %IDIO_STORE_ERROR_GONE if none of them is
 *   there any more
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

/**
 * idio_corpus_list_example:
 * @self: a corpus
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the made-up writer's documents
 */
GArray *
idio_corpus_list_example (IdioCorpus *self)
{
  GArray *ids;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->documents->len; i++)
    {
      IdioDocument *document = g_ptr_array_index (self->documents, i);
      gint64 id = idio_document_get_id (document);

      if (idio_document_get_example (document))
        g_array_append_val (ids, id);
    }

  return ids;
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

  return idio_store_read (self->store, load_body_job, job, (GDestroyNotify) job_free);
}

/**
 * idio_corpus_load_texts:
 * @self: a corpus
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioText: all documents, oldest first
 */
DexFuture *
idio_corpus_load_texts (IdioCorpus *self)
{
  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);

  return idio_store_read (self->store, load_texts_job, NULL, NULL);
}

/**
 * idio_corpus_load_some:
 * @self: a corpus
 * @ids: (element-type gint64): the numbers of documents
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioText: those of the documents that are there, in that order
 */
DexFuture *
idio_corpus_load_some (IdioCorpus *self,
                       GArray     *ids)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  job = g_new0 (Job, 1);
  job->ids = g_array_ref (ids);

  return idio_store_read (self->store, load_some_job, job, (GDestroyNotify) job_free);
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

  return idio_store_read (self->store, search_job, job, (GDestroyNotify) job_free);
}

/**
 * idio_corpus_find_closest:
 * @self: a corpus
 * @request: the words of a brief
 * @audience: whom the brief is for
 * @n_texts: how many texts at the most
 *
 * Closeness is FTS5's BM25. Texts for @audience come first, unless that is %IDIO_AUDIENCE_GENERAL.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioText, closest first
 */
DexFuture *
idio_corpus_find_closest (IdioCorpus   *self,
                          const char   *request,
                          IdioAudience  audience,
                          guint         n_texts)
{
  Job *job;

  g_return_val_if_fail (IDIO_IS_CORPUS (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  job = g_new0 (Job, 1);
  job->string = g_strdup (request);
  job->audience = audience;
  job->limit = n_texts;

  return idio_store_read (self->store, find_closest_job, job, (GDestroyNotify) job_free);
}
