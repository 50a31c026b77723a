/* idio-watched-folder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-store.h"

G_BEGIN_DECLS

#define IDIO_TYPE_WATCHED_FOLDER (idio_watched_folder_get_type ())
G_DECLARE_FINAL_TYPE (IdioWatchedFolder, idio_watched_folder, IDIO, WATCHED_FOLDER, GObject)

IdioWatchedFolder *idio_watched_folder_new        (IdioStore         *store,
                                                   GFile             *file,
                                                   guint              settle_msec);
GFile             *idio_watched_folder_get_file   (IdioWatchedFolder *self);
const char        *idio_watched_folder_get_name   (IdioWatchedFolder *self);
guint              idio_watched_folder_get_n_news (IdioWatchedFolder *self);
GListModel        *idio_watched_folder_take_news  (IdioWatchedFolder *self);
DexFuture         *idio_watched_folder_settle     (IdioWatchedFolder *self,
                                                   GListModel        *files,
                                                   gboolean           are_seen) G_GNUC_WARN_UNUSED_RESULT;
void               idio_watched_folder_start      (IdioWatchedFolder *self);
void               idio_watched_folder_stop       (IdioWatchedFolder *self);

G_END_DECLS
