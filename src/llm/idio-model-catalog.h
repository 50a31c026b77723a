/* idio-model-catalog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "llm/idio-model-entry.h"

G_BEGIN_DECLS

#define IDIO_TYPE_MODEL_CATALOG (idio_model_catalog_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelCatalog, idio_model_catalog, IDIO, MODEL_CATALOG, GObject)

IdioModelCatalog   *idio_model_catalog_new            (void);
gboolean            idio_model_catalog_add            (IdioModelCatalog *self,
                                                       const char       *json);
IdioModelEntry     *idio_model_catalog_find           (IdioModelCatalog *self,
                                                       const char       *id);
IdioModelEntry     *idio_model_catalog_recommend      (IdioModelCatalog *self,
                                                       guint64           memory,
                                                       guint             n_cores,
                                                       guint64           gpu_memory);
IdioModelEntry     *idio_model_catalog_recommend_here (IdioModelCatalog *self);
const char * const *idio_model_catalog_get_problems   (IdioModelCatalog *self);

G_END_DECLS
