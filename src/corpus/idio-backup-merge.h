/* idio-backup-merge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-backup-contents.h"

G_BEGIN_DECLS

gboolean idio_backup_merge (sqlite3           *db,
                            GBytes            *image,
                            const char        *replaced,
                            IdioBackupCounts  *added,
                            GError           **error);

G_END_DECLS
