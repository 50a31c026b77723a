/* idio-backup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "corpus/idio-backup-contents.h"
#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

/**
 * IDIO_BACKUP_SUFFIX:
 *
 * What the names of backups end with.
 */
#define IDIO_BACKUP_SUFFIX ".idiolect"

/**
 * IdioBackupFlags:
 * @IDIO_BACKUP_WITHOUT_DOCUMENTS: only the cards and what the user told about themselves
 * @IDIO_BACKUP_OVERWRITE: a file that is there is replaced, once the new one is complete
 *
 * How a backup is saved.
 */
typedef enum
{
  IDIO_BACKUP_WITHOUT_DOCUMENTS = 1 << 0,
  IDIO_BACKUP_OVERWRITE         = 1 << 1,
} IdioBackupFlags;

typedef struct _IdioBackup IdioBackup;

#define IDIO_TYPE_BACKUP (idio_backup_get_type ())
GType                     idio_backup_get_type     (void);
IdioBackup               *idio_backup_ref          (IdioBackup      *self);
void                      idio_backup_unref        (IdioBackup      *self);
const IdioBackupContents *idio_backup_get_contents (IdioBackup      *self);
DexFuture                *idio_backup_save         (IdioCorpus      *corpus,
                                                    GFile           *file,
                                                    IdioBackupFlags  flags) G_GNUC_WARN_UNUSED_RESULT;
DexFuture                *idio_backup_open         (GFile           *file) G_GNUC_WARN_UNUSED_RESULT;
DexFuture                *idio_backup_restore      (IdioBackup      *self,
                                                    IdioStore       *store,
                                                    gboolean         replace) G_GNUC_WARN_UNUSED_RESULT;
DexFuture                *idio_backup_count        (IdioStore       *store) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBackup, idio_backup_unref)

#define IDIO_TYPE_BACKUP_COUNTS (idio_backup_counts_get_type ())
GType                     idio_backup_counts_get_type (void);

G_END_DECLS
