/* idio-model-transfer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "llm/idio-model-download.h"

G_BEGIN_DECLS

typedef struct _IdioModelTransfer IdioModelTransfer;

IdioModelTransfer *idio_model_transfer_new        (IdioModelEntry     *entry,
                                                   guint               stall_seconds,
                                                   guint               retry_msec);
IdioModelTransfer *idio_model_transfer_ref        (IdioModelTransfer  *self);
void               idio_model_transfer_unref      (IdioModelTransfer  *self);
gboolean           idio_model_transfer_run        (IdioModelTransfer  *self,
                                                   GError            **error);
void               idio_model_transfer_stop       (IdioModelTransfer  *self);
guint64            idio_model_transfer_peek       (IdioModelTransfer  *self,
                                                   IdioDownloadState  *state);
guint64            idio_model_transfer_count_here (IdioModelEntry     *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioModelTransfer, idio_model_transfer_unref)

G_END_DECLS
