/* idio-measured-cards.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

/**
 * IdioTextFunc:
 * @document: the number of a document
 * @data: the data given with the function
 *
 * Returns: (transfer full) (nullable): its text; %NULL if it is not there
 */
typedef char *(*IdioTextFunc) (gint64   document,
                               gpointer data);

GPtrArray *idio_measured_cards_propose (GPtrArray    *traits,
                                        IdioTextFunc  load,
                                        gpointer      data);
DexFuture *idio_measured_cards_update  (IdioVoice    *voice,
                                        IdioCorpus   *corpus) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
