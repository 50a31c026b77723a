/* idio-measured-cards.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

GPtrArray *idio_measured_cards_find   (GPtrArray  *texts);
DexFuture *idio_measured_cards_update (IdioVoice  *voice,
                                       IdioCorpus *corpus) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
