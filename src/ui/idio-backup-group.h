/* idio-backup-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "idio-workspace.h"

G_BEGIN_DECLS

#define IDIO_TYPE_BACKUP_GROUP (idio_backup_group_get_type ())
G_DECLARE_FINAL_TYPE (IdioBackupGroup, idio_backup_group, IDIO, BACKUP_GROUP, AdwPreferencesGroup)

void idio_backup_group_set_workspace (IdioBackupGroup *self,
                                      IdioWorkspace   *workspace);
void idio_backup_group_save          (IdioBackupGroup *self,
                                      GFile           *file);
void idio_backup_group_open          (IdioBackupGroup *self,
                                      GFile           *file);

G_END_DECLS
