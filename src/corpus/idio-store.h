/* idio-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-sql.h"

G_BEGIN_DECLS

#define IDIO_TYPE_STORE (idio_store_get_type ())
G_DECLARE_FINAL_TYPE (IdioStore, idio_store, IDIO, STORE, GObject)

/**
 * IdioStoreFunc:
 * @db: the connection
 * @data: what was given with the function
 *
 * Something to do with the database. It runs on the store's own thread.
 *
 * Returns: (transfer full): a settled future
 */
typedef DexFuture *(*IdioStoreFunc) (sqlite3  *db,
                                     gpointer  data);

DexFuture  *idio_store_open        (const char     *path) G_GNUC_WARN_UNUSED_RESULT;
const char *idio_store_get_path    (IdioStore      *self);
DexFuture  *idio_store_read        (IdioStore      *self,
                                    IdioStoreFunc   func,
                                    gpointer        data,
                                    GDestroyNotify  destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_store_write       (IdioStore      *self,
                                    IdioStoreFunc   func,
                                    gpointer        data,
                                    GDestroyNotify  destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_store_write_until (IdioStore      *self,
                                    GCancellable   *cancellable,
                                    IdioStoreFunc   func,
                                    gpointer        data,
                                    GDestroyNotify  destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_store_tidy        (IdioStore      *self,
                                    IdioStoreFunc   func,
                                    gpointer        data,
                                    GDestroyNotify  destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *idio_store_shred       (IdioStore      *self,
                                    gboolean        wait) G_GNUC_WARN_UNUSED_RESULT;
void        idio_store_discard     (IdioStore      *self,
                                    const char     *needed);

G_END_DECLS
