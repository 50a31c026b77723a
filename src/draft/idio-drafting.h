/* idio-drafting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "draft/idio-brief.h"
#include "draft/idio-draft.h"
#include "llm/idio-model-choice.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DRAFTING (idio_drafting_get_type ())
G_DECLARE_FINAL_TYPE (IdioDrafting, idio_drafting, IDIO, DRAFTING, GObject)

IdioDrafting    *idio_drafting_new         (const IdioBrief *brief,
                                            IdioCorpus      *corpus,
                                            IdioVoice       *voice,
                                            IdioModelChoice *choice);
void             idio_drafting_set_only    (IdioDrafting    *self,
                                            IdioDraftKind    kind);
void             idio_drafting_set_start (IdioDrafting    *self,
                                          const char      *text);
void             idio_drafting_set_seed    (IdioDrafting    *self,
                                            gint64           seed);
const IdioBrief *idio_drafting_get_brief   (IdioDrafting    *self);
IdioDraft       *idio_drafting_get_draft   (IdioDrafting    *self,
                                            IdioDraftKind    kind);
DexFuture       *idio_drafting_prepare     (IdioDrafting    *self,
                                            GArray          *left_out,
                                            gboolean         check) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_drafting_run         (IdioDrafting    *self) G_GNUC_WARN_UNUSED_RESULT;
void             idio_drafting_stop        (IdioDrafting    *self);
gboolean         idio_drafting_get_running (IdioDrafting    *self);

G_END_DECLS
