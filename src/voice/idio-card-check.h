/* idio-card-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "voice/idio-voice.h"

G_BEGIN_DECLS

/**
 * IdioCardFlaw:
 * @IDIO_CARD_FLAW_NONE: the card is good
 * @IDIO_CARD_FLAW_FORM: it lacks something, or is too long
 * @IDIO_CARD_FLAW_EVIDENCE: it does not point at two sentences from two documents
 * @IDIO_CARD_FLAW_EMPTY: it praises, or could be said of anyone
 * @IDIO_CARD_FLAW_SENSITIVE: it is about what no card may be about
 * @IDIO_CARD_FLAW_PROMPT: it copies a phrase of the prompt
 * @IDIO_CARD_FLAW_KNOWN: it says what another card says
 *
 * Why a card that a model found is not shown.
 */
typedef enum
{
  IDIO_CARD_FLAW_NONE,
  IDIO_CARD_FLAW_FORM,
  IDIO_CARD_FLAW_EVIDENCE,
  IDIO_CARD_FLAW_EMPTY,
  IDIO_CARD_FLAW_SENSITIVE,
  IDIO_CARD_FLAW_PROMPT,
  IDIO_CARD_FLAW_KNOWN,
} IdioCardFlaw;

IdioCardFlaw idio_card_check    (const IdioProposal *proposal,
                                 const char         *prompt);
gboolean     idio_card_is_known (const IdioProposal *proposal,
                                 GPtrArray          *known,
                                 guint               from,
                                 guint               to);

G_END_DECLS
