/* idio-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-sql.h"

G_BEGIN_DECLS

gint64   idio_schema_get_newest    (void);
sqlite3 *idio_schema_make          (gint64    version,
                                    GError  **error);
gboolean idio_schema_check_version (sqlite3  *db,
                                    gint64   *version,
                                    GError  **error);
gboolean idio_schema_migrate       (sqlite3  *db,
                                    gint64    version,
                                    GError  **error);
gboolean idio_schema_check         (sqlite3  *db,
                                    gboolean  mend,
                                    GError  **error);

G_END_DECLS
