/* idio-job.c: what a fiber of an object shares with the thread of the store
 *
 * Whoever ends last frees it: a fiber may be dropped while its job is still run, and the job may wait for others while the
 * fiber goes on. The object is let go by the fiber, in its thread: on the store's thread it could be the last to have
 * the store, which would then wait for itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-job.h"
#include "idio-fiber.h"

static void
clear_job (gpointer data)
{
  IdioJob *job = data;

  if (job->clear != NULL)
    job->clear (job);
}

static void
fiber_ended (gpointer data)
{
  IdioJob *job = data;

  g_clear_object (&job->self);
  idio_job_unref (job);
}

/**
 * idio_job_alloc:
 * @size: the size of a struct that begins with an #IdioJob, in bytes
 * @object: (type GObject) (nullable): what something is done for
 * @clear: (nullable): frees the other members
 *
 * idio_job_new() for any type.
 *
 * Returns: (transfer full): the struct, whose other members are zero, for idio_job_spawn()
 */
gpointer
idio_job_alloc (gsize           size,
                gpointer        object,
                GDestroyNotify  clear)
{
  IdioJob *job;

  g_return_val_if_fail (size >= sizeof (IdioJob), NULL);
  g_return_val_if_fail (object == NULL || G_IS_OBJECT (object), NULL);

  job = g_atomic_rc_box_alloc0 (size);
  job->self = object != NULL ? g_object_ref (object) : NULL;
  job->clear = clear;

  return job;
}

/**
 * idio_job_ref:
 * @job: a job
 *
 * Returns: (transfer full): @job, for a thread that works on it
 */
gpointer
idio_job_ref (gpointer job)
{
  return g_atomic_rc_box_acquire (job);
}

/**
 * idio_job_unref:
 * @job: (transfer full): a job, of idio_job_ref()
 */
void
idio_job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, clear_job);
}

/**
 * idio_job_spawn:
 * @job: (transfer full): a job
 * @fiber: what is done, which is given @job
 *
 * Returns: (transfer full): a future of what @fiber returns
 */
DexFuture *
idio_job_spawn (gpointer      job,
                DexFiberFunc  fiber)
{
  return idio_fiber_spawn (fiber, job, fiber_ended);
}

/**
 * idio_job_read:
 * @job: a job
 * @store: a store
 * @func: what is read, which is given @job
 *
 * Returns: (transfer full): a future, see idio_store_read()
 */
DexFuture *
idio_job_read (gpointer       job,
               IdioStore     *store,
               IdioStoreFunc  func)
{
  return idio_store_read (store, func, idio_job_ref (job), idio_job_unref);
}

/**
 * idio_job_write:
 * @job: a job
 * @store: a store
 * @func: what is written, which is given @job
 *
 * Returns: (transfer full): a future, see idio_store_write()
 */
DexFuture *
idio_job_write (gpointer       job,
                IdioStore     *store,
                IdioStoreFunc  func)
{
  return idio_store_write (store, func, idio_job_ref (job), idio_job_unref);
}

/**
 * idio_job_write_until:
 * @job: a job
 * @store: a store
 * @cancellable: (nullable): what ends it early
 * @func: what is written, which is given @job
 *
 * Returns: (transfer full): a future, see idio_store_write_until()
 */
DexFuture *
idio_job_write_until (gpointer       job,
                      IdioStore     *store,
                      GCancellable  *cancellable,
                      IdioStoreFunc  func)
{
  return idio_store_write_until (store, cancellable, func, idio_job_ref (job), idio_job_unref);
}
