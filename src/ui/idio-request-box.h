/* idio-request-box.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <libdex.h>

#include "corpus/idio-corpus.h"
#include "draft/idio-brief.h"

G_BEGIN_DECLS

#define IDIO_TYPE_REQUEST_BOX (idio_request_box_get_type ())
G_DECLARE_FINAL_TYPE (IdioRequestBox, idio_request_box, IDIO, REQUEST_BOX, AdwBin)

void       idio_request_box_set_corpus  (IdioRequestBox  *self,
                                         IdioCorpus      *corpus);
DexFuture *idio_request_box_wait        (IdioRequestBox  *self) G_GNUC_WARN_UNUSED_RESULT;
IdioBrief *idio_request_box_make_brief  (IdioRequestBox  *self);
void       idio_request_box_show_brief  (IdioRequestBox  *self,
                                         const IdioBrief *brief);
void       idio_request_box_set_written (IdioRequestBox  *self,
                                         const IdioBrief *brief);
gboolean   idio_request_box_is_empty    (IdioRequestBox  *self);
glong      idio_request_box_get_n_chars (IdioRequestBox  *self);
gboolean   idio_request_box_is_unsent   (IdioRequestBox  *self);
void       idio_request_box_clear       (IdioRequestBox  *self);
void       idio_request_box_forget      (IdioRequestBox  *self);
DexFuture *idio_request_box_finish      (IdioRequestBox  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
