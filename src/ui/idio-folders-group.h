/* idio-folders-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "import/idio-watched-folders.h"

G_BEGIN_DECLS

#define IDIO_TYPE_FOLDERS_GROUP (idio_folders_group_get_type ())
G_DECLARE_FINAL_TYPE (IdioFoldersGroup, idio_folders_group, IDIO, FOLDERS_GROUP, AdwPreferencesGroup)

void idio_folders_group_set_folders (IdioFoldersGroup   *self,
                                     IdioWatchedFolders *folders);

G_END_DECLS
