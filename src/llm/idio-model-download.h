/* idio-model-download.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "llm/idio-download-state.h"
#include "llm/idio-model-entry.h"

G_BEGIN_DECLS

#define IDIO_TYPE_MODEL_DOWNLOAD (idio_model_download_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelDownload, idio_model_download, IDIO, MODEL_DOWNLOAD, GObject)

IdioModelDownload *idio_model_download_new              (IdioModelEntry    *entry);
void               idio_model_download_set_patience     (IdioModelDownload *self,
                                                         guint              stall_seconds,
                                                         guint              retry_msec);
DexFuture         *idio_model_download_start            (IdioModelDownload *self) G_GNUC_WARN_UNUSED_RESULT;
void               idio_model_download_stop             (IdioModelDownload *self);
IdioModelEntry    *idio_model_download_get_entry        (IdioModelDownload *self);
IdioDownloadState  idio_model_download_get_state        (IdioModelDownload *self);
guint64            idio_model_download_get_bytes_done   (IdioModelDownload *self);
guint64            idio_model_download_get_bytes_total  (IdioModelDownload *self);
guint              idio_model_download_get_seconds_left (IdioModelDownload *self);
gboolean           idio_model_download_is_running       (IdioModelDownload *self);
const GError      *idio_model_download_get_error        (IdioModelDownload *self);
char              *idio_model_download_dup_status       (IdioModelDownload *self);

G_END_DECLS
