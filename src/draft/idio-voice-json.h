/* idio-voice-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "corpus/idio-audiences.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

void idio_voice_json_add_card  (JsonBuilder    *builder,
                                IdioAudiences  *audiences,
                                IdioHypothesis *card);
void idio_voice_json_add_cards (JsonBuilder    *builder,
                                IdioAudiences  *audiences,
                                IdioVoice      *voice);
void idio_voice_json_add_voice (JsonBuilder    *builder,
                                IdioAudiences  *audiences,
                                IdioVoice      *voice);

G_END_DECLS
