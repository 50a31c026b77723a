/* idio-use.h: a database with something in everything, and all that can be done with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

const char *idio_use_get_whole (void);
char       *idio_use_make_copy (void);
void        idio_use_copy_file (const char *from,
                                const char *to);
gboolean    idio_use_try       (DexFuture  *future);
gboolean    idio_use_all       (const char *path);

G_END_DECLS
