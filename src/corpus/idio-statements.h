/* idio-statements.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

sqlite3_stmt *idio_statements_take    (sqlite3      *db,
                                       const char   *sql);
void          idio_statements_release (sqlite3_stmt *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, idio_statements_release)

G_END_DECLS
