/* idio-index.h: the index of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

void idio_index_make_stoppable (sqlite3 *db);

G_END_DECLS
