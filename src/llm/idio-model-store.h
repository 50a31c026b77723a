/* idio-model-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "llm/idio-stored-model.h"

G_BEGIN_DECLS

#define IDIO_TYPE_MODEL_STORE (idio_model_store_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelStore, idio_model_store, IDIO, MODEL_STORE, GObject)

IdioModelStore  *idio_model_store_new     (void);
void             idio_model_store_refresh (IdioModelStore  *self);
IdioStoredModel *idio_model_store_find    (IdioModelStore  *self,
                                           const char      *path);
DexFuture       *idio_model_store_remove  (IdioModelStore  *self,
                                           IdioStoredModel *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
