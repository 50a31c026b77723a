/* idio-backup-contents.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-sql.h"

G_BEGIN_DECLS

#define IDIO_BACKUP_ERROR (idio_backup_error_quark ())

/**
 * IDIO_BACKUP_MAX_BYTES:
 *
 * Maximum size of the database in a backup, in bytes, as all of it is in memory.
 */
#define IDIO_BACKUP_MAX_BYTES (256 * 1024 * 1024)

/**
 * IdioBackupError:
 * @IDIO_BACKUP_ERROR_NOT_OURS: the file is not a backup
 * @IDIO_BACKUP_ERROR_DAMAGED: the file is a backup, and not as it was written
 * @IDIO_BACKUP_ERROR_NEWER: a newer version of Idiolect made the backup
 * @IDIO_BACKUP_ERROR_TOO_LARGE: more is in it, or would be, than can be held in memory
 */
typedef enum
{
  IDIO_BACKUP_ERROR_NOT_OURS,
  IDIO_BACKUP_ERROR_DAMAGED,
  IDIO_BACKUP_ERROR_NEWER,
  IDIO_BACKUP_ERROR_TOO_LARGE,
} IdioBackupError;

/**
 * IdioBackupCounts:
 * @n_documents: texts, without those that were removed
 * @n_cards: cards, without those that were rejected
 * @n_requests: requests that drafts were written for
 *
 * How much there is in a backup or in the database.
 */
typedef struct
{
  guint n_documents;
  guint n_cards;
  guint n_requests;
} IdioBackupCounts;

/**
 * IdioBackupContents:
 * @application: (owned): the version of Idiolect that made the backup
 * @created: when, in seconds since 1970, UTC
 * @with_documents: whether texts and drafts are in it
 * @counts: how much is in it
 * @schema: the number of the newest script that its database has run
 * @n_bytes: the size of its database, in bytes
 * @checksum: (owned): the SHA-256 of its database, in hexadecimal digits
 *
 * What a backup says about itself, in its first part.
 */
typedef struct
{
  char             *application;
  gint64            created;
  gboolean          with_documents;
  IdioBackupCounts  counts;
  gint64            schema;
  gint64            n_bytes;
  char             *checksum;
} IdioBackupContents;

GQuark              idio_backup_error_quark         (void);
void                idio_backup_error_set           (GError                   **error,
                                                     IdioBackupError            code);
void                idio_backup_contents_free       (IdioBackupContents        *self);
char               *idio_backup_contents_to_json    (const IdioBackupContents  *self);
IdioBackupContents *idio_backup_contents_from_json  (const char                *json,
                                                     gsize                      length,
                                                     GError                   **error);
gboolean            idio_backup_counts_read         (IdioBackupCounts          *self,
                                                     sqlite3                   *db,
                                                     GError                   **error);
char               *idio_backup_counts_describe     (const IdioBackupCounts    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBackupContents, idio_backup_contents_free)

G_END_DECLS
