/* idio-model-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How many addresses a part may have */
#define IDIO_MODEL_MAX_URLS 16

/**
 * IdioModelPart:
 * @urls: where the same bytes can be had, in the order to try
 * @bytes: how many bytes they are
 * @sha256: their checksum, in lowercase hexadecimal
 *
 * Something that is downloaded as a whole.
 */
typedef struct
{
  GStrv    urls;
  guint64  bytes;
  char    *sha256;
} IdioModelPart;

/**
 * IdioModelFile:
 * @name: the name of a file in the folder of models, never a path
 * @bytes: how many bytes it has
 * @parts: (element-type IdioModelPart): what it is joined of, in order
 *
 * A file that is there when a model was downloaded.
 */
typedef struct
{
  char      *name;
  guint64    bytes;
  GPtrArray *parts;
} IdioModelFile;

char      *idio_models_dup_folder        (void);
GPtrArray *idio_model_files_read         (JsonObject           *entry,
                                          GError              **error);
char      *idio_model_file_dup_path      (const IdioModelFile  *self);
char      *idio_model_file_dup_recipe    (const IdioModelFile  *self);
gboolean   idio_model_file_is_whole      (const IdioModelFile  *self);
gboolean   idio_model_name_is_plain      (const char           *name);
gboolean   idio_model_file_name_is_valid (const char           *name);
gboolean   idio_model_url_is_allowed     (const char           *url);
gboolean   idio_model_url_may_lead_to    (const char           *url,
                                          const char           *next);

G_END_DECLS
