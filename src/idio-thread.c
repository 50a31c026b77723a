/* idio-thread.c
 *
 * dex_thread_spawn() frees the data of a thread with its future. Whoever drops the future, such as a race with a
 * cancellable, would take it away from a thread that still works on it. Here the thread has a share in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-thread.h"

typedef struct
{
  DexThreadFunc  func;
  gpointer       data;
  GDestroyNotify destroy;
  gint           n_owners;  /* the thread and the future */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->destroy != NULL)
    work->destroy (work->data);

  g_free (work);
}

static void
forget (gpointer data)
{
  Work *work = data;

  if (g_atomic_int_dec_and_test (&work->n_owners))
    work_free (work);
}

static DexFuture *
work_thread (gpointer data)
{
  Work *work = data;
  DexFuture *result = work->func (work->data);

  /* Objects that are in the data are freed where they are used. */
  if (g_atomic_int_dec_and_test (&work->n_owners))
    g_idle_add_once (work_free, work);

  return result;
}

/**
 * idio_thread_spawn:
 * @name: what the thread is called
 * @func: what to run in a thread of its own
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data, in the main thread, once both @func and the future are done with it
 *
 * Runs @func in a thread. To drop the future does not stop it.
 *
 * Returns: (transfer full): a future of what @func returns
 */
DexFuture *
idio_thread_spawn (const char     *name,
                   DexThreadFunc   func,
                   gpointer        data,
                   GDestroyNotify  destroy)
{
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->destroy = destroy;
  work->n_owners = 2;

  return dex_thread_spawn (name, work_thread, work, forget);
}
