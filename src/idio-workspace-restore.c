/* idio-workspace-restore.c: what is in a backup comes into what is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "corpus/idio-replaced.h"
#include "idio-fiber.h"
#include "idio-workspace-restore.h"

typedef struct
{
  IdioWorkspace *workspace;
  IdioBackup    *backup;
  gboolean       replace;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_clear_object (&restore->workspace);
  g_clear_pointer (&restore->backup, idio_backup_unref);
  g_free (restore);
}

static IdioStore *
get_store (IdioWorkspace *workspace)
{
  return idio_corpus_get_store (idio_workspace_get_corpus (workspace));
}

static DexFuture *
restore_fiber (gpointer data)
{
  Restore *call = data;
  IdioStore *store = get_store (call->workspace);
  g_autofree IdioBackupCounts *added = NULL;
  GError *error = NULL;

  if (!(added = dex_await_boxed (idio_backup_restore (call->backup, store, call->replace), &error)))
    return dex_future_new_for_error (error);

  /* Once it is restored, it is: that something can't be read again is told at the next start. */
  dex_await (idio_workspace_reload (call->workspace), NULL);

  if (call->replace)
    dex_future_disown (idio_store_shred (store, FALSE));

  return dex_future_new_take_boxed (IDIO_TYPE_BACKUP_COUNTS, g_steal_pointer (&added));
}

static DexFuture *
undo_fiber (gpointer data)
{
  IdioWorkspace *self = data;
  g_autoptr(GFile) replaced = idio_replaced_get_file (get_store (self));
  g_autoptr(IdioBackup) backup = NULL;
  GError *error = NULL;

  if (!(backup = dex_await_boxed (idio_backup_open (replaced), &error)))
    return dex_future_new_for_error (error);

  return idio_workspace_restore (self, backup, TRUE);
}

/**
 * idio_workspace_restore:
 * @self: a workspace
 * @backup: a backup
 * @replace: whether what is here is deleted before, as far as it would be in a backup. For a week
 *   idio_workspace_undo_restore() brings it back
 *
 * Adds what is in the backup and missing here. Habits are to be counted again after that.
 *
 * Returns: (transfer full): a future of how much came, an #IdioBackupCounts. If it is rejected with an error in
 *   %IDIO_STORE_ERROR, %IDIO_BACKUP_ERROR or %G_IO_ERROR, nothing was changed
 */
DexFuture *
idio_workspace_restore (IdioWorkspace *self,
                        IdioBackup    *backup,
                        gboolean       replace)
{
  Restore *call;

  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (backup != NULL, NULL);

  call = g_new0 (Restore, 1);
  call->workspace = g_object_ref (self);
  call->backup = idio_backup_ref (backup);
  call->replace = replace;

  return idio_fiber_spawn (restore_fiber, call, restore_free);
}

/**
 * idio_workspace_can_undo_restore:
 * @self: a workspace
 *
 * Returns: whether there is something that a backup has replaced
 */
gboolean
idio_workspace_can_undo_restore (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), FALSE);

  return idio_replaced_exists (get_store (self));
}

/**
 * idio_workspace_undo_restore:
 * @self: a workspace
 *
 * Brings back what was replaced last. What is here now takes its place, so that the same call takes that back, too.
 *
 * Returns: (transfer full): a future that resolves when all is as it was
 */
DexFuture *
idio_workspace_undo_restore (IdioWorkspace *self)
{
  g_return_val_if_fail (IDIO_IS_WORKSPACE (self), NULL);

  return idio_fiber_spawn (undo_fiber, g_object_ref (self), g_object_unref);
}
