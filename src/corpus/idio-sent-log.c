/* idio-sent-log.c: what was sent to other computers: when, where, what for and how much, but none of its words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "corpus/idio-sent-log.h"

struct _IdioSentEntry
{
  GObject  parent_instance;
  gint64   time;
  char    *host;
  char    *model;
  char    *purpose;
  guint    n_sent;
  guint    n_received;
  gboolean is_answered;
};

G_DEFINE_FINAL_TYPE (IdioSentEntry, idio_sent_entry, G_TYPE_OBJECT)

struct _IdioSentLog
{
  GObject     parent_instance;
  IdioStore  *store;
  GHashTable *open;  /* by the tokens of requests that are not answered yet, their rows */
};

G_DEFINE_FINAL_TYPE (IdioSentLog, idio_sent_log, G_TYPE_OBJECT)

/* A row. Its number is known to the store's thread, whose jobs run in the order in which they were asked for. */
typedef struct
{
  gint64  id;
  char   *host;
  char   *model;
  char   *purpose;
  guint   n_sent;
  guint   n_received;
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->host, g_free);
  g_clear_pointer (&row->model, g_free);
  g_clear_pointer (&row->purpose, g_free);
}

static void
row_unref (gpointer row)
{
  g_atomic_rc_box_release_full (row, row_clear);
}

static void
idio_sent_entry_finalize (GObject *object)
{
  IdioSentEntry *self = IDIO_SENT_ENTRY (object);

  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->purpose, g_free);

  G_OBJECT_CLASS (idio_sent_entry_parent_class)->finalize (object);
}

static void
idio_sent_entry_class_init (IdioSentEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_sent_entry_finalize;
}

static void
idio_sent_entry_init (IdioSentEntry *self)
{
}

static DexFuture *
begin_job (sqlite3  *db,
           gpointer  data)
{
  Row *row = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "INSERT INTO sent (time, host, model, purpose, sent) VALUES (?, ?, ?, ?, ?)", "isssi",
                     g_get_real_time () / G_USEC_PER_SEC, row->host, row->model, row->purpose, (gint64) row->n_sent))
    return dex_future_new_for_error (error);

  row->id = sqlite3_last_insert_rowid (db);

  if (!idio_sql_run (db, &error, "DELETE FROM sent WHERE id <= ?", "i", row->id - IDIO_SENT_LOG_MAX))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
end_job (sqlite3  *db,
         gpointer  data)
{
  Row *row = data;
  GError *error = NULL;

  if (!idio_sql_run (db, &error, "UPDATE sent SET received = ? WHERE id = ?", "ii", (gint64) row->n_received, row->id))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
load_job (sqlite3  *db,
          gpointer  data)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr(sqlite3_stmt) statement =
    idio_sql_prepare (db, &error, "SELECT time, host, model, purpose, sent, received, received IS NOT NULL"
                                  " FROM sent ORDER BY id DESC LIMIT ?", "i", (gint64) IDIO_SENT_LOG_MAX);

  while (statement != NULL && idio_sql_step (statement, &error))
    {
      IdioSentEntry *entry = g_object_new (IDIO_TYPE_SENT_ENTRY, NULL);

      entry->time = sqlite3_column_int64 (statement, 0);
      entry->host = idio_sql_dup_some_text (statement, 1);
      entry->model = idio_sql_dup_some_text (statement, 2);
      entry->purpose = idio_sql_dup_some_text (statement, 3);
      entry->n_sent = idio_sql_get_count (statement, 4);
      entry->n_received = idio_sql_get_count (statement, 5);
      entry->is_answered = sqlite3_column_int (statement, 6) != 0;
      g_ptr_array_add (entries, entry);
    }

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&entries));
}

/* On a full disk the request goes out all the same: the user asked for it, and sees that it does. */
static DexFuture *
not_written_cb (DexFuture *future,
                gpointer   data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  g_debug ("What was sent could not be noted: %s", error->message);

  return dex_future_new_true ();
}

static void
write_row (IdioSentLog   *self,
           IdioStoreFunc  job,
           Row           *row)
{
  g_assert (IDIO_IS_SENT_LOG (self));

  dex_future_disown (dex_future_catch (idio_store_write (self->store, job, g_atomic_rc_box_acquire (row), row_unref),
                                       not_written_cb, NULL, NULL));
}

static void
idio_sent_log_finalize (GObject *object)
{
  IdioSentLog *self = IDIO_SENT_LOG (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->open, g_hash_table_unref);

  G_OBJECT_CLASS (idio_sent_log_parent_class)->finalize (object);
}

static void
idio_sent_log_class_init (IdioSentLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = idio_sent_log_finalize;
}

static void
idio_sent_log_init (IdioSentLog *self)
{
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, row_unref);
}

gint64
idio_sent_entry_get_time (IdioSentEntry *self)
{
  g_return_val_if_fail (IDIO_IS_SENT_ENTRY (self), 0);

  return self->time;
}

const char *
idio_sent_entry_get_host (IdioSentEntry *self)
{
  g_return_val_if_fail (IDIO_IS_SENT_ENTRY (self), NULL);

  return self->host;
}

const char *
idio_sent_entry_get_model (IdioSentEntry *self)
{
  g_return_val_if_fail (IDIO_IS_SENT_ENTRY (self), NULL);

  return self->model;
}

const char *
idio_sent_entry_get_purpose (IdioSentEntry *self)
{
  g_return_val_if_fail (IDIO_IS_SENT_ENTRY (self), NULL);

  return self->purpose;
}

guint
idio_sent_entry_get_n_sent (IdioSentEntry *self)
{
  g_return_val_if_fail (IDIO_IS_SENT_ENTRY (self), 0);

  return self->n_sent;
}

/**
 * idio_sent_entry_get_n_received:
 * @self: an entry
 * @n_words: (out): how many words came back
 *
 * Returns: whether that is known: not while the answer comes in, or if the program ended before its end
 */
gboolean
idio_sent_entry_get_n_received (IdioSentEntry *self,
                                guint         *n_words)
{
  g_return_val_if_fail (IDIO_IS_SENT_ENTRY (self), FALSE);

  *n_words = self->n_received;

  return self->is_answered;
}

/**
 * idio_sent_log_new:
 * @store: where the list is kept
 *
 * Returns: (transfer full): the list of what was sent
 */
IdioSentLog *
idio_sent_log_new (IdioStore *store)
{
  IdioSentLog *self;

  g_return_val_if_fail (IDIO_IS_STORE (store), NULL);

  self = g_object_new (IDIO_TYPE_SENT_LOG, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * idio_sent_log_begin:
 * @self: a list
 * @token: a number that no other request has
 * @host: where the request goes
 * @model: the model that is asked
 * @purpose: what for, in a word
 * @n_words: how many words are sent
 *
 * Notes a request before it is answered: it may never be.
 */
void
idio_sent_log_begin (IdioSentLog *self,
                     guint64      token,
                     const char  *host,
                     const char  *model,
                     const char  *purpose,
                     guint        n_words)
{
  Row *row;

  g_return_if_fail (IDIO_IS_SENT_LOG (self));
  g_return_if_fail (host != NULL);

  row = g_atomic_rc_box_new0 (Row);
  row->host = g_strdup (host);
  row->model = g_strdup (model != NULL ? model : "");
  row->purpose = g_strdup (purpose != NULL ? purpose : "");
  row->n_sent = n_words;
  write_row (self, begin_job, row);
  g_hash_table_replace (self->open, g_memdup2 (&token, sizeof token), row);
}

/**
 * idio_sent_log_end:
 * @self: a list
 * @token: what was given to idio_sent_log_begin()
 * @n_words: how many words came back
 */
void
idio_sent_log_end (IdioSentLog *self,
                   guint64      token,
                   guint        n_words)
{
  Row *row;

  g_return_if_fail (IDIO_IS_SENT_LOG (self));

  if (!(row = g_hash_table_lookup (self->open, &token)))
    return;

  row->n_received = n_words;
  write_row (self, end_job, row);
  g_hash_table_remove (self->open, &token);
}

/**
 * idio_sent_log_load:
 * @self: a list
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioSentEntry, newest first
 */
DexFuture *
idio_sent_log_load (IdioSentLog *self)
{
  g_return_val_if_fail (IDIO_IS_SENT_LOG (self), NULL);

  return idio_store_read (self->store, load_job, NULL, NULL);
}
