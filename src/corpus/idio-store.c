/* idio-store.c: the database, and the one thread that touches it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "corpus/idio-database.h"
#include "corpus/idio-session.h"
#include "corpus/idio-store.h"
#include "idio-thread.h"

/* How many of SQLite's operations may pass before it asks whether to go on. They are short. */
#define OPERATIONS_PER_CHECK 10

struct _IdioStore
{
  GObject      parent_instance;
  char        *path;
  sqlite3     *db;
  GThreadPool *thread;
  const char  *needed;  /* SQL that counts what anybody needs: with none of it, the files go at the end; or NULL */
};

G_DEFINE_FINAL_TYPE (IdioStore, idio_store, G_TYPE_OBJECT)

typedef enum
{
  JOB_READS,
  JOB_WRITES,
  JOB_TIDIES,
} JobKind;

typedef struct
{
  IdioStoreFunc   func;
  gpointer        data;
  GDestroyNotify  destroy;
  GCancellable   *cancellable;
  DexPromise     *promise;
  JobKind         kind;
} Job;

static void
job_free (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);

  g_clear_object (&job->cancellable);
  dex_clear (&job->promise);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static int
is_cancelled (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static void
interrupt_cb (GCancellable *cancellable,
              sqlite3      *db)
{
  sqlite3_interrupt (db);
}

/* SQLite asks between its operations whether to go on. While it puts one long text into the index, which is a single
 * operation, it has to be interrupted; where nothing runs, that does nothing. */
static DexFuture *
run_until_cancelled (sqlite3 *db,
                     Job     *job)
{
  g_autoptr(DexFuture) result = NULL;
  gulong handler;
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &error))
    return dex_future_new_for_error (error);

  handler = g_cancellable_connect (job->cancellable, G_CALLBACK (interrupt_cb), db, NULL);
  sqlite3_progress_handler (db, OPERATIONS_PER_CHECK, is_cancelled, job->cancellable);
  result = job->func (db, job->data);
  sqlite3_progress_handler (db, 0, NULL, NULL);
  g_cancellable_disconnect (job->cancellable, handler);

  if (dex_future_is_rejected (result) && g_cancellable_set_error_if_cancelled (job->cancellable, &error))
    return dex_future_new_for_error (error);

  return g_steal_pointer (&result);
}

/* A transaction that is not committed as a whole has not happened at all. */
static DexFuture *
run_in_transaction (sqlite3 *db,
                    Job     *job)
{
  g_autoptr(DexFuture) result = NULL;
  GError *error = NULL;

  if (!idio_sql_script (db, "BEGIN IMMEDIATE", &error))
    return dex_future_new_for_error (error);

  result = job->cancellable != NULL ? run_until_cancelled (db, job) : job->func (db, job->data);
  g_assert (!dex_future_is_pending (result));

  if (dex_future_is_rejected (result))
    {
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return g_steal_pointer (&result);
    }

  if (!idio_sql_script (db, "COMMIT", &error))
    {
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return dex_future_new_for_error (error);
    }

  return g_steal_pointer (&result);
}

static gboolean
can_wait (const GError *error)
{
  return error->domain == IDIO_STORE_ERROR &&
         (error->code == IDIO_STORE_ERROR_BUSY || error->code == IDIO_STORE_ERROR_FULL ||
          error->code == IDIO_STORE_ERROR_DISK || error->code == IDIO_STORE_ERROR_READ_ONLY);
}

static DexFuture *
run_if_possible (sqlite3 *db,
                 Job     *job)
{
  g_autoptr(DexFuture) result = NULL;
  g_autoptr(GError) error = NULL;

  sqlite3_busy_timeout (db, 0);
  result = run_in_transaction (db, job);
  sqlite3_busy_timeout (db, IDIO_DATABASE_BUSY_MSEC);

  if (dex_future_get_value (result, &error) != NULL || !can_wait (error))
    return g_steal_pointer (&result);

  g_debug ("Left for later: %s", error->message);

  return dex_future_new_for_boolean (FALSE);
}

static DexFuture *
run_job (sqlite3 *db,
         Job     *job)
{
  switch (job->kind)
    {
    case JOB_WRITES:
      return run_in_transaction (db, job);

    case JOB_TIDIES:
      return run_if_possible (db, job);

    case JOB_READS:
    default:
      return job->func (db, job->data);
    }
}

static void
job_run (gpointer data,
         gpointer user_data)
{
  g_autoptr(Job) job = data;
  IdioStore *self = user_data;
  g_autoptr(DexFuture) result = run_job (self->db, job);
  const GValue *value;
  GError *error = NULL;

  if ((value = dex_future_get_value (result, &error)))
    {
      dex_promise_resolve (job->promise, value);
      return;
    }

  /* The index can be made from the documents at any time. */
  if (g_error_matches (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_INDEX))
    {
      g_autoptr(GError) rebuild_error = NULL;

      if (!idio_database_rebuild_index (self->db, &rebuild_error))
        {
          g_clear_error (&error);
          error = g_steal_pointer (&rebuild_error);
        }
    }

  dex_promise_reject (job->promise, error);
}

static DexFuture *
push_job (IdioStore      *self,
          GCancellable   *cancellable,
          IdioStoreFunc   func,
          gpointer        data,
          GDestroyNotify  destroy,
          JobKind         kind)
{
  Job *job = g_new0 (Job, 1);

  g_assert (IDIO_IS_STORE (self));

  job->func = func;
  job->data = data;
  job->destroy = destroy;
  g_set_object (&job->cancellable, cancellable);
  job->kind = kind;
  job->promise = dex_promise_new ();

  DexFuture *result = DEX_FUTURE (dex_ref (job->promise));

  g_thread_pool_push (self->thread, job, NULL);

  return result;
}

static DexFuture *
shred_job (sqlite3  *db,
           gpointer  wait)
{
  GError *error = NULL;
  gboolean done;

  if (!GPOINTER_TO_INT (wait))
    sqlite3_busy_timeout (db, 0);

  done = idio_database_shred (db, &error);
  sqlite3_busy_timeout (db, IDIO_DATABASE_BUSY_MSEC);

  return done ? dex_future_new_true () : dex_future_new_for_error (error);
}

/* Takes the database for this connection alone, if no other has it open: only the last one can leave the log. */
static gboolean
lock_all (sqlite3 *db)
{
  g_autoptr(sqlite3_stmt) statement = NULL;

  sqlite3_busy_timeout (db, 0);

  if (!(statement = idio_sql_prepare (db, NULL, "PRAGMA journal_mode = DELETE", NULL)) ||
      !idio_sql_step (statement, NULL) ||
      g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "delete") != 0)
    return FALSE;

  g_clear_pointer (&statement, sqlite3_finalize);

  return idio_sql_script (db, "BEGIN EXCLUSIVE", NULL);
}

static void
delete_if_empty (IdioStore *self)
{
  g_autofree char *dir = NULL, *sessions = NULL;
  const char *file;
  gint64 n_needed;

  g_assert (IDIO_IS_STORE (self));

  if (!lock_all (self->db) || !idio_sql_query_int (self->db, self->needed, &n_needed, NULL) || n_needed > 0)
    return;

  file = sqlite3_db_filename (self->db, "main");
  dir = g_path_get_dirname (file);
  sessions = idio_session_dup_path (file);
  g_unlink (sessions);
  g_unlink (file);
  g_rmdir (dir);
}

static DexFuture *
open_thread (gpointer data)
{
  IdioStore *self = data;
  GError *error = NULL;

  if (!(self->db = idio_database_open (self->path, &error)))
    return dex_future_new_for_error (error);

  return dex_future_new_for_object (self);
}

static void
idio_store_finalize (GObject *object)
{
  IdioStore *self = IDIO_STORE (object);

  /* What was asked for is still done. */
  g_thread_pool_free (self->thread, FALSE, TRUE);

  if (self->needed != NULL)
    delete_if_empty (self);

  g_clear_pointer (&self->db, sqlite3_close_v2);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (idio_store_parent_class)->finalize (object);
}

static void
idio_store_class_init (IdioStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_store_finalize;
}

static void
idio_store_init (IdioStore *self)
{
  self->thread = g_thread_pool_new (job_run, self, 1, TRUE, NULL);
}

/**
 * idio_store_open:
 * @path: the path of the database; made, with its folder, if there is none
 *
 * Opens the database and brings it to this version's form. A file that can't be used is left as it is. Where nothing
 * can be written just now, it can be read at least.
 *
 * Returns: (transfer full): a future of an #IdioStore, or of an error in %IDIO_STORE_ERROR
 */
DexFuture *
idio_store_open (const char *path)
{
  IdioStore *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (IDIO_TYPE_STORE, NULL);
  self->path = g_strdup (path);

  return idio_thread_spawn ("[idiolect-open]", open_thread, self, g_object_unref);
}

/**
 * idio_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): the path of the database
 */
const char *
idio_store_get_path (IdioStore *self)
{
  g_return_val_if_fail (IDIO_IS_STORE (self), NULL);

  return self->path;
}

/**
 * idio_store_read:
 * @self: a store
 * @func: what to do on the store's thread
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data
 *
 * Functions run one at a time, in the order they were given. The store must be kept until the future is settled.
 *
 * Returns: (transfer full): a future of what @func returns
 */
DexFuture *
idio_store_read (IdioStore      *self,
                 IdioStoreFunc   func,
                 gpointer        data,
                 GDestroyNotify  destroy)
{
  g_return_val_if_fail (IDIO_IS_STORE (self), NULL);

  return push_job (self, NULL, func, data, destroy, JOB_READS);
}

/**
 * idio_store_write:
 * @self: a store
 * @func: what to do on the store's thread
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data
 *
 * As idio_store_read(), in one transaction. If @func's future is rejected nothing was changed; if the returned
 * future resolves, the change is on the disk.
 *
 * Returns: (transfer full): a future of what @func returns
 */
DexFuture *
idio_store_write (IdioStore      *self,
                  IdioStoreFunc   func,
                  gpointer        data,
                  GDestroyNotify  destroy)
{
  g_return_val_if_fail (IDIO_IS_STORE (self), NULL);

  return push_job (self, NULL, func, data, destroy, JOB_WRITES);
}

/**
 * idio_store_write_until:
 * @self: a store
 * @cancellable: (nullable): ends it early, before it is committed
 * @func: what to do on the store's thread
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data
 *
 * As idio_store_write(), for what may take long.
 *
 * Returns: (transfer full): a future of what @func returns, or of %G_IO_ERROR_CANCELLED
 */
DexFuture *
idio_store_write_until (IdioStore      *self,
                        GCancellable   *cancellable,
                        IdioStoreFunc   func,
                        gpointer        data,
                        GDestroyNotify  destroy)
{
  g_return_val_if_fail (IDIO_IS_STORE (self), NULL);

  return push_job (self, cancellable, func, data, destroy, JOB_WRITES);
}

/**
 * idio_store_tidy:
 * @self: a store
 * @func: what to do on the store's thread
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data
 *
 * As idio_store_write(), for what can as well be done later, such as deleting what nobody needs any more: it is given
 * up where the disk can't be written, or another program is writing.
 *
 * Returns: (transfer full): a future of what @func returns, or of %FALSE if it was given up
 */
DexFuture *
idio_store_tidy (IdioStore      *self,
                 IdioStoreFunc   func,
                 gpointer        data,
                 GDestroyNotify  destroy)
{
  g_return_val_if_fail (IDIO_IS_STORE (self), NULL);

  return push_job (self, NULL, func, data, destroy, JOB_TIDIES);
}

/**
 * idio_store_shred:
 * @self: a store
 * @wait: whether to wait for other programs that are reading or writing
 *
 * Takes what is left of deleted words out of the file and the log beside it. If that can't be done now, it is done the
 * next time.
 *
 * Returns: (transfer full): a future that resolves when nothing is left; %IDIO_STORE_ERROR_REMAINS if another program
 *   does not let go of it
 */
DexFuture *
idio_store_shred (IdioStore *self,
                  gboolean   wait)
{
  g_return_val_if_fail (IDIO_IS_STORE (self), NULL);

  return push_job (self, NULL, shred_job, GINT_TO_POINTER (wait), NULL, JOB_READS);
}

/**
 * idio_store_discard:
 * @self: a store
 * @needed: (transfer none): SQL that counts what anybody needs of what is in it; a literal
 *
 * Deletes the files of the database when the store is closed, and its folder if nothing else is in it: if nothing of what
 * is needed is in it then, and no other program has it open.
 */
void
idio_store_discard (IdioStore  *self,
                    const char *needed)
{
  g_return_if_fail (IDIO_IS_STORE (self));
  g_return_if_fail (needed != NULL);

  self->needed = needed;
}
