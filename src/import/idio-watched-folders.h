/* idio-watched-folders.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-watched-folder.h"

G_BEGIN_DECLS

/* For how long a file has to be as it is before it is told of: programs write files in less, or go on within that. */
#define IDIO_WATCHED_SETTLE_MSEC 5000

#define IDIO_TYPE_WATCHED_FOLDERS (idio_watched_folders_get_type ())
G_DECLARE_FINAL_TYPE (IdioWatchedFolders, idio_watched_folders, IDIO, WATCHED_FOLDERS, GObject)

IdioWatchedFolders *idio_watched_folders_new          (IdioStore          *store,
                                                       guint               settle_msec);
GListModel         *idio_watched_folders_get_list     (IdioWatchedFolders *self);
DexFuture          *idio_watched_folders_load         (IdioWatchedFolders *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *idio_watched_folders_find_unasked (IdioWatchedFolders *self,
                                                       GListModel         *files) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *idio_watched_folders_watch        (IdioWatchedFolders *self,
                                                       GFile              *folder,
                                                       gint64              since) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *idio_watched_folders_decline      (IdioWatchedFolders *self,
                                                       GFile              *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *idio_watched_folders_stop         (IdioWatchedFolders *self,
                                                       IdioWatchedFolder  *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *idio_watched_folders_resume       (IdioWatchedFolders *self,
                                                       GFile              *file,
                                                       GHashTable         *seen) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
