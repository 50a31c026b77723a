/* idio-backup-image.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-backup-contents.h"

G_BEGIN_DECLS

GBytes   *idio_backup_image_make   (const char                *path,
                                    GArray                    *cards,
                                    IdioBackupContents        *contents,
                                    GError                   **error);
GBytes   *idio_backup_image_import (GBytes                    *foreign,
                                    IdioBackupContents        *contents,
                                    GError                   **error);
gboolean  idio_backup_image_attach (sqlite3                   *db,
                                    const char                *schema,
                                    GBytes                    *image,
                                    GError                   **error);
GPtrArray *idio_backup_list_columns (sqlite3     *db,
                                     const char  *table,
                                     GError     **error);

G_END_DECLS
