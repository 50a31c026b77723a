/* idio-job.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"

G_BEGIN_DECLS

/**
 * IdioJob:
 * @self: (type GObject) (nullable): the object that something is done for; for its fiber alone, which lets it go when it ends
 * @clear: frees what the job has, but not the job
 *
 * What a fiber and other threads share. It is the first member of a struct with all else that they need.
 */
typedef struct
{
  gpointer        self;
  GDestroyNotify  clear;
} IdioJob;

/**
 * idio_job_new:
 * @Type: a struct that begins with an #IdioJob
 * @object: (type GObject) (nullable): what something is done for
 * @clear_func: frees the members of @Type
 *
 * Returns: (transfer full): a @Type whose other members are zero, for idio_job_spawn()
 */
#define idio_job_new(Type, object, clear_func) ((Type *) idio_job_alloc (sizeof (Type), (object), (clear_func)))

gpointer   idio_job_alloc       (gsize           size,
                                 gpointer        object,
                                 GDestroyNotify  clear);
gpointer   idio_job_ref         (gpointer        job);
void       idio_job_unref       (gpointer        job);
DexFuture *idio_job_spawn       (gpointer        job,
                                 DexFiberFunc    fiber) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_job_read        (gpointer        job,
                                 IdioStore      *store,
                                 IdioStoreFunc   func) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_job_write       (gpointer        job,
                                 IdioStore      *store,
                                 IdioStoreFunc   func) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_job_write_until (gpointer        job,
                                 IdioStore      *store,
                                 GCancellable   *cancellable,
                                 IdioStoreFunc   func) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
