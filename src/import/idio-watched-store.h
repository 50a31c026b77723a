/* idio-watched-store.h: which folders are watched, and which of their files are no news any more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"

G_BEGIN_DECLS

/**
 * IdioWatchedFile:
 * @uri: where it is
 * @size: its size, in bytes
 * @modified: when it was written last, in microseconds since 1970
 * @changed: when it came to where it is, or was changed in any other way; likewise, and not kept
 *
 * A file in a watched folder. With another size or time it is another one.
 */
typedef struct
{
  char   *uri;
  gint64  size;
  gint64  modified;
  gint64  changed;
} IdioWatchedFile;

IdioWatchedFile *idio_watched_file_new        (const char      *uri,
                                               gint64           size,
                                               gint64           modified,
                                               gint64           changed);
IdioWatchedFile *idio_watched_file_copy       (IdioWatchedFile *self);
void             idio_watched_file_free       (IdioWatchedFile *self);
gboolean         idio_watched_file_is_among   (IdioWatchedFile *self,
                                               GHashTable      *files);

DexFuture       *idio_watched_store_list      (IdioStore       *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_watched_store_knows     (IdioStore       *store,
                                               const char      *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_watched_store_set       (IdioStore       *store,
                                               const char      *folder,
                                               gboolean         watched) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_watched_store_forget    (IdioStore       *store,
                                               const char      *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_watched_store_load_seen (IdioStore       *store,
                                               const char      *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_watched_store_add_seen  (IdioStore       *store,
                                               const char      *folder,
                                               GPtrArray       *files) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioWatchedFile, idio_watched_file_free)

G_END_DECLS
