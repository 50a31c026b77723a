/* idio-voice-hint.h: what would show more habits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"

G_BEGIN_DECLS

char *idio_voice_hint_dup (IdioCorpus *corpus,
                           guint       n_cards);

G_END_DECLS
