/* idio-workspace-restore.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "idio-workspace.h"
#include "voice/idio-backup.h"

G_BEGIN_DECLS

DexFuture *idio_workspace_restore           (IdioWorkspace *self,
                                             IdioBackup    *backup,
                                             gboolean       replace) G_GNUC_WARN_UNUSED_RESULT;
gboolean   idio_workspace_can_undo_restore  (IdioWorkspace *self);
DexFuture *idio_workspace_undo_restore      (IdioWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
