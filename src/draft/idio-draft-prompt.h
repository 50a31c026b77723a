/* idio-draft-prompt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "draft/idio-brief.h"
#include "draft/idio-draft.h"
#include "llm/idio-chat-request.h"
#include "voice/idio-outgoing.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

/* How many of the user's texts a model is shown. */
#define IDIO_DRAFT_N_SAMPLES 5

IdioChatRequest *idio_draft_prompt_new          (IdioDraftForm    form,
                                                 const IdioBrief *brief,
                                                 IdioAudiences   *audiences,
                                                 IdioVoice       *voice,
                                                 GPtrArray       *cards,
                                                 GPtrArray       *samples);
char            *idio_draft_prompt_describe_voice
                                                (IdioVoice       *voice,
                                                 GPtrArray       *cards,
                                                 IdioAudiences   *audiences,
                                                 IdioAudience     audience);
void             idio_draft_prompt_add_passages (IdioOutgoing    *outgoing,
                                                 GPtrArray       *samples);
void             idio_draft_prompt_go_on        (IdioChatRequest *request,
                                                 const char      *text);
char            *idio_draft_prompt_given        (const IdioBrief *brief,
                                                 IdioVoice       *voice,
                                                 GPtrArray       *cards);

G_END_DECLS
