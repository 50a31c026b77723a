/* idio-store.c: the database, and the one thread that touches it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "corpus/idio-store.h"

/* "Idio", so that the file can be told from other programs' databases */
#define APPLICATION_ID 0x4964696f

/* How long to wait for another program, such as idiolect-cli, to end its transaction */
#define BUSY_TIMEOUT_MSEC 5000

struct _IdioStore
{
  GObject      parent_instance;
  char        *path;
  sqlite3     *db;
  GThreadPool *thread;
};

G_DEFINE_FINAL_TYPE (IdioStore, idio_store, G_TYPE_OBJECT)

typedef struct
{
  IdioStoreFunc  func;
  gpointer       data;
  GDestroyNotify destroy;
  DexPromise    *promise;
  gboolean       writes;
} Job;

static void
job_free (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);

  dex_clear (&job->promise);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* A transaction that is not committed as a whole has not happened at all. */
static DexFuture *
run_in_transaction (sqlite3 *db,
                    Job     *job)
{
  g_autoptr(DexFuture) result = NULL;
  GError *error = NULL;

  if (!idio_sql_script (db, "BEGIN IMMEDIATE", &error))
    return dex_future_new_for_error (error);

  result = job->func (db, job->data);
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

static void
job_run (gpointer data,
         gpointer user_data)
{
  g_autoptr(Job) job = data;
  IdioStore *self = user_data;
  g_autoptr(DexFuture) result = NULL;
  g_autoptr(GError) error = NULL;
  const GValue *value;

  if (job->writes)
    result = run_in_transaction (self->db, job);
  else
    result = job->func (self->db, job->data);

  if ((value = dex_future_get_value (result, &error)))
    dex_promise_resolve (job->promise, value);
  else
    dex_promise_reject (job->promise, g_steal_pointer (&error));
}

static DexFuture *
push_job (IdioStore      *self,
          IdioStoreFunc   func,
          gpointer        data,
          GDestroyNotify  destroy,
          gboolean        writes)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->destroy = destroy;
  job->writes = writes;
  job->promise = dex_promise_new ();

  DexFuture *result = DEX_FUTURE (dex_ref (job->promise));

  g_thread_pool_push (self->thread, job, NULL);

  return result;
}

/* The migration to version N is a script of that name. Each runs in a transaction with the change of the
 * version, so that a crash leaves the database at one version or the other. */
static gboolean
migrate (sqlite3  *db,
         gint64    version,
         GError  **error)
{
  for (gint64 next = version + 1; ; next++)
    {
      g_autofree char *path = g_strdup_printf (RESOURCE_PATH "/store/%" G_GINT64_FORMAT ".sql", next);
      g_autoptr(GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *transaction = NULL;

      if (script == NULL)
        return TRUE;

      transaction = g_strdup_printf ("BEGIN IMMEDIATE;\n%.*s;\n"
                                     "PRAGMA application_id = %d;\n"
                                     "PRAGMA user_version = %" G_GINT64_FORMAT ";\n"
                                     "COMMIT;",
                                     (int) g_bytes_get_size (script),
                                     (const char *) g_bytes_get_data (script, NULL),
                                     APPLICATION_ID, next);

      if (!idio_sql_script (db, transaction, error))
        {
          sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
          return FALSE;
        }
    }
}

static gint64
newest_version (void)
{
  g_auto(GStrv) scripts = g_resources_enumerate_children (RESOURCE_PATH "/store", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return scripts != NULL ? g_strv_length (scripts) : 0;
}

/* Nothing is written before it is sure that the file is ours and not from the future. */
static gboolean
check_version (sqlite3  *db,
               gint64   *version,
               GError  **error)
{
  gint64 application = idio_sql_get_int (db, "PRAGMA application_id", error);
  gint64 tables;

  if (application < 0)
    return FALSE;

  if ((*version = idio_sql_get_int (db, "PRAGMA user_version", error)) < 0)
    return FALSE;

  if ((tables = idio_sql_get_int (db, "SELECT count(*) FROM sqlite_schema", error)) < 0)
    return FALSE;

  if (tables > 0 && application != APPLICATION_ID)
    {
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_CORRUPT,
                   _("The file with your texts and cards was not made by Idiolect."));
      return FALSE;
    }

  if (*version > newest_version ())
    {
      g_set_error (error, IDIO_STORE_ERROR, IDIO_STORE_ERROR_NEWER,
                   _("A newer version of Idiolect has changed your texts and cards, so this one can’t open them."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
open_database (IdioStore  *self,
               GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  gint64 version;

  /* If the folder can't be made, opening fails and says so. */
  g_mkdir_with_parents (folder, 0700);

  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      idio_sql_set_error (self->db, error);
      return FALSE;
    }

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MSEC);

  if (!check_version (self->db, &version, error))
    return FALSE;

  /* FULL: a commit is on the disk before it is shown as saved. Removed texts are overwritten with zeros. */
  if (!idio_sql_script (self->db,
                        "PRAGMA journal_mode = WAL;"
                        "PRAGMA synchronous = FULL;"
                        "PRAGMA foreign_keys = ON;"
                        "PRAGMA secure_delete = ON;",
                        error))
    return FALSE;

  if (!migrate (self->db, version, error))
    return FALSE;

  /* A file or a disk that can't be written shows itself here rather than at the first change. */
  return idio_sql_script (self->db, "BEGIN IMMEDIATE; ROLLBACK;", error);
}

static DexFuture *
open_thread (gpointer data)
{
  IdioStore *self = data;
  GError *error = NULL;

  if (!open_database (self, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_object (self);
}

static void
idio_store_finalize (GObject *object)
{
  IdioStore *self = IDIO_STORE (object);

  /* What was asked for is still done. */
  g_thread_pool_free (self->thread, FALSE, TRUE);
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
 * Opens the database and brings it to this version's form. A file that can't be used is left as it is.
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

  return dex_thread_spawn ("[idiolect-open]", open_thread, self, g_object_unref);
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

  return push_job (self, func, data, destroy, FALSE);
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

  return push_job (self, func, data, destroy, TRUE);
}
