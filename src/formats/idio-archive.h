/* idio-archive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-source.h"

G_BEGIN_DECLS

gboolean    idio_archive_is_zip     (IdioSource          *source);
gboolean    idio_archive_has_member (IdioSource          *source,
                                     const char          *pattern);
GHashTable *idio_archive_load       (IdioSource          *source,
                                     const char * const  *patterns,
                                     GError             **error);

G_END_DECLS
