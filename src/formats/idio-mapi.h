/* idio-mapi.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-ole.h"

G_BEGIN_DECLS

/**
 * IdioMapi:
 *
 * The properties of an object in a file of Outlook: a mail, or one of its attachments.
 */
typedef struct _IdioMapi IdioMapi;

IdioMapi   *idio_mapi_new        (IdioOle    *file,
                                  const char *folder,
                                  guint       code_page);
void        idio_mapi_free       (IdioMapi   *self);
guint       idio_mapi_get_number (IdioMapi   *self,
                                  guint       id);
gint64      idio_mapi_get_time   (IdioMapi   *self,
                                  guint       id);
GByteArray *idio_mapi_dup_bytes  (IdioMapi   *self,
                                  guint       id,
                                  gsize       max_bytes);
char       *idio_mapi_dup_string (IdioMapi   *self,
                                  guint       id,
                                  gsize       max_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioMapi, idio_mapi_free)

G_END_DECLS
