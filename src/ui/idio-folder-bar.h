/* idio-folder-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "import/idio-watched-folders.h"

G_BEGIN_DECLS

#define IDIO_TYPE_FOLDER_BAR (idio_folder_bar_get_type ())
G_DECLARE_FINAL_TYPE (IdioFolderBar, idio_folder_bar, IDIO, FOLDER_BAR, AdwBin)

void idio_folder_bar_set_folders (IdioFolderBar      *self,
                                  IdioWatchedFolders *folders);
void idio_folder_bar_offer       (IdioFolderBar      *self,
                                  GListModel         *files,
                                  gint64              since);

G_END_DECLS
