/* idio-measured-cards.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "voice/idio-statistics.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

DexFuture *idio_measured_cards_update (IdioVoice      *voice,
                                       IdioStatistics *statistics) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
