/* idio-nuls.h: NULs in texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_nuls_are_few (const char *data,
                            gsize       size);
char    *idio_nuls_drop    (const char *data,
                            gsize      *size);

G_END_DECLS
