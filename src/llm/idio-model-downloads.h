/* idio-model-downloads.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-model-catalog.h"
#include "llm/idio-model-download.h"
#include "llm/idio-model-store.h"

G_BEGIN_DECLS

#define IDIO_TYPE_MODEL_DOWNLOADS (idio_model_downloads_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelDownloads, idio_model_downloads, IDIO, MODEL_DOWNLOADS, GObject)

IdioModelDownloads *idio_model_downloads_ref_default (void);
IdioModelCatalog   *idio_model_downloads_get_catalog (IdioModelDownloads *self);
IdioModelStore     *idio_model_downloads_get_store   (IdioModelDownloads *self);
IdioModelDownload  *idio_model_downloads_find        (IdioModelDownloads *self,
                                                      IdioModelEntry     *entry);
IdioModelDownload  *idio_model_downloads_get_running (IdioModelDownloads *self);
void                idio_model_downloads_start       (IdioModelDownloads *self,
                                                      IdioModelEntry     *entry);
DexFuture          *idio_model_downloads_stop        (IdioModelDownloads *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
