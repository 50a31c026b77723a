/* idio-counting.c: a thread that counts and can be stopped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-thread.h"
#include "text/idio-stop.h"
#include "voice/idio-counting.h"

typedef struct
{
  GCancellable   *cancellable;
  DexThreadFunc   func;
  gpointer        data;
  GDestroyNotify  destroy;
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  if (counting->destroy != NULL)
    counting->destroy (counting->data);

  g_object_unref (counting->cancellable);
  g_free (counting);
}

static gboolean
is_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static DexFuture *
counting_thread (gpointer data)
{
  Counting *counting = data;
  g_autoptr(DexFuture) counted = NULL;
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (counting->cancellable, &error))
    return dex_future_new_for_error (error);

  idio_stop_watch (is_cancelled, counting->cancellable);
  counted = counting->func (counting->data);
  idio_stop_watch (NULL, NULL);

  /* What was counted may be incomplete. */
  if (g_cancellable_set_error_if_cancelled (counting->cancellable, &error))
    return dex_future_new_for_error (error);

  return g_steal_pointer (&counted);
}

/**
 * idio_counting_spawn:
 * @name: the name of the thread
 * @cancellable: stops it
 * @func: counts
 * @data: (transfer full): data for @func
 * @destroy: (nullable): frees @data, in the main thread
 *
 * Runs @func in a thread of its own. Once @cancellable is cancelled, all loops there that look at idio_stop_is_asked()
 * end, and what @func returns is dropped.
 *
 * Returns: (transfer full): a future of what @func returns, or of %G_IO_ERROR_CANCELLED
 */
DexFuture *
idio_counting_spawn (const char     *name,
                     GCancellable   *cancellable,
                     DexThreadFunc   func,
                     gpointer        data,
                     GDestroyNotify  destroy)
{
  Counting *counting = g_new0 (Counting, 1);

  counting->cancellable = g_object_ref (cancellable);
  counting->func = func;
  counting->data = data;
  counting->destroy = destroy;

  return idio_thread_spawn (name, counting_thread, counting, counting_free);
}
