/* idio-ole.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioOle:
 *
 * A compound file, as programs of Microsoft Office write: streams with names, in folders.
 */
typedef struct _IdioOle IdioOle;

gboolean    idio_ole_is_one (GBytes      *head);
IdioOle    *idio_ole_new    (GBytes      *bytes);
void        idio_ole_free   (IdioOle     *self);
GByteArray *idio_ole_load   (IdioOle     *self,
                             const char  *path,
                             gsize        max_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioOle, idio_ole_free)

G_END_DECLS
