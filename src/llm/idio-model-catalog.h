/* idio-model-catalog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "llm/idio-model-entry.h"

G_BEGIN_DECLS

/**
 * IdioMachine:
 * @memory: how much memory there is, in bytes
 * @cores: how many processor cores there are
 * @gpu_memory: how much memory of its own the GPU has that the engine would use, in bytes, or 0
 *
 * What decides which model a computer can run.
 */
typedef struct
{
  guint64 memory;
  guint   cores;
  guint64 gpu_memory;
} IdioMachine;

#define IDIO_TYPE_MODEL_CATALOG (idio_model_catalog_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelCatalog, idio_model_catalog, IDIO, MODEL_CATALOG, GObject)

IdioModelCatalog   *idio_model_catalog_new          (void);
gboolean            idio_model_catalog_add          (IdioModelCatalog  *self,
                                                     const char        *json);
IdioModelEntry     *idio_model_catalog_find         (IdioModelCatalog  *self,
                                                     const char        *id);
IdioModelEntry     *idio_model_catalog_recommend    (IdioModelCatalog  *self,
                                                     const IdioMachine *machine);
const char * const *idio_model_catalog_get_problems (IdioModelCatalog  *self);

G_END_DECLS
