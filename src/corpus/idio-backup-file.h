/* idio-backup-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-backup-contents.h"

G_BEGIN_DECLS

gboolean  idio_backup_file_write (GFile               *file,
                                  const char          *path,
                                  GArray              *cards,
                                  IdioBackupContents  *contents,
                                  GError             **error);
GBytes   *idio_backup_file_read  (GFile               *file,
                                  IdioBackupContents **contents,
                                  GError             **error);

G_END_DECLS
