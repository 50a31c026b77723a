/* idio-backup-archive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-backup-contents.h"

G_BEGIN_DECLS

gboolean  idio_backup_archive_write (GOutputStream        *stream,
                                     IdioBackupContents   *contents,
                                     GBytes               *database,
                                     GError              **error);
GBytes   *idio_backup_archive_read  (GInputStream         *stream,
                                     IdioBackupContents  **contents,
                                     GError              **error);

G_END_DECLS
