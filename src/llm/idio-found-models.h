/* idio-found-models.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * IdioFoundModel:
 * @name: what it is called there
 * @path: its file
 * @bytes: how many bytes it has
 * @source: the name of the program that has it
 *
 * A model that another program has on this computer.
 */
typedef struct
{
  char    *name;
  char    *path;
  guint64  bytes;
  char    *source;
} IdioFoundModel;

#define IDIO_TYPE_FOUND_MODEL (idio_found_model_get_type ())

GType           idio_found_model_get_type (void) G_GNUC_CONST;
IdioFoundModel *idio_found_model_copy     (const IdioFoundModel *self);
void            idio_found_model_free     (IdioFoundModel       *self);
DexFuture      *idio_found_models_list    (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioFoundModel, idio_found_model_free)

G_END_DECLS
