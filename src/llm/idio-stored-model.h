/* idio-stored-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define IDIO_TYPE_STORED_MODEL (idio_stored_model_get_type ())
G_DECLARE_FINAL_TYPE (IdioStoredModel, idio_stored_model, IDIO, STORED_MODEL, GObject)

IdioStoredModel    *idio_stored_model_new       (const char      *folder,
                                                 const char      *key,
                                                 guint            n_files);
char               *idio_stored_model_make_key  (const char      *file_name,
                                                 guint           *n_files);
void                idio_stored_model_add_file  (IdioStoredModel *self,
                                                 const char      *name,
                                                 guint64          bytes);
void                idio_stored_model_add_part  (IdioStoredModel *self,
                                                 const char      *name,
                                                 guint64          bytes,
                                                 guint64          total);
const char         *idio_stored_model_get_key   (IdioStoredModel *self);
const char         *idio_stored_model_get_name  (IdioStoredModel *self);
const char         *idio_stored_model_get_path  (IdioStoredModel *self);
guint64             idio_stored_model_get_bytes (IdioStoredModel *self);
guint64             idio_stored_model_get_total (IdioStoredModel *self);
gboolean            idio_stored_model_is_whole  (IdioStoredModel *self);
const char * const *idio_stored_model_get_files (IdioStoredModel *self);

G_END_DECLS
