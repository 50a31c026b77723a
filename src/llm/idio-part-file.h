/* idio-part-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "llm/idio-model-file.h"

G_BEGIN_DECLS

typedef struct _IdioPartFile IdioPartFile;

/**
 * IdioPartFileFunc:
 * @n_bytes: how many bytes of the file were read
 * @user_data: what was given with the function
 */
typedef void (*IdioPartFileFunc) (guint64  n_bytes,
                                  gpointer user_data);

IdioPartFile        *idio_part_file_open        (const char           *folder,
                                                 const IdioModelFile  *file,
                                                 GError              **error);
gboolean             idio_part_file_may_replace (const char           *folder,
                                                const IdioModelFile  *file,
                                                GError              **error);
void                 idio_part_file_close       (IdioPartFile         *self);
gboolean             idio_part_file_check       (IdioPartFile         *self,
                                                 IdioPartFileFunc      func,
                                                 gpointer              user_data,
                                                 GCancellable         *cancellable,
                                                 GError              **error);
guint64              idio_part_file_get_size    (IdioPartFile         *self);
const IdioModelPart *idio_part_file_get_part    (IdioPartFile         *self);
guint64              idio_part_file_get_offset  (IdioPartFile         *self);
const char          *idio_part_file_get_tag     (IdioPartFile         *self,
                                                 const char           *url);
gboolean             idio_part_file_set_source  (IdioPartFile         *self,
                                                 const char           *url,
                                                 const char           *tag,
                                                 GError              **error);
gboolean             idio_part_file_write       (IdioPartFile         *self,
                                                 const void           *data,
                                                 gsize                 length,
                                                 GError              **error);
gboolean             idio_part_file_restart     (IdioPartFile         *self,
                                                 GError              **error);
gboolean             idio_part_file_end_part    (IdioPartFile         *self,
                                                 GError              **error);
gboolean             idio_part_file_finish      (IdioPartFile         *self,
                                                 GError              **error);
gboolean             idio_part_file_remove      (const char           *folder,
                                                 const char           *name,
                                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioPartFile, idio_part_file_close)

G_END_DECLS
