/* idio-inference.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "llm/idio-model-choice.h"
#include "voice/idio-outgoing.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

#define IDIO_TYPE_INFERENCE (idio_inference_get_type ())
G_DECLARE_FINAL_TYPE (IdioInference, idio_inference, IDIO, INFERENCE, GObject)

IdioInference *idio_inference_new            (IdioVoice       *voice,
                                              IdioCorpus      *corpus,
                                              IdioModelChoice *choice);
DexFuture     *idio_inference_prepare        (IdioInference   *self,
                                              GArray          *left_out) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *idio_inference_run            (IdioInference   *self) G_GNUC_WARN_UNUSED_RESULT;
void           idio_inference_stop           (IdioInference   *self);
gboolean       idio_inference_get_running    (IdioInference   *self);
guint          idio_inference_get_n_passages (IdioInference   *self);
guint          idio_inference_get_n_read     (IdioInference   *self);
guint          idio_inference_get_n_found    (IdioInference   *self);
guint          idio_inference_get_wait       (IdioInference   *self);
guint          idio_inference_get_n_dropped  (IdioInference   *self);

G_END_DECLS
