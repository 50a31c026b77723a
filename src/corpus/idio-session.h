/* idio-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _IdioSession IdioSession;

char        *idio_session_dup_path  (const char  *database);
IdioSession *idio_session_new       (const char  *database);
void         idio_session_free      (IdioSession *self);
gint64       idio_session_get_id    (IdioSession *self);
gboolean     idio_session_is_active (IdioSession *self,
                                     gint64       id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioSession, idio_session_free)

G_END_DECLS
