/* idio-card-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "voice/idio-voice.h"

G_BEGIN_DECLS

IdioProposal *idio_card_answer_read (JsonObject *answer,
                                     GPtrArray  *numbered,
                                     const char *model);

G_END_DECLS
