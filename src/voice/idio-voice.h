/* idio-voice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-store.h"
#include "voice/idio-hypothesis.h"

G_BEGIN_DECLS

/**
 * IdioCardChange:
 * @claim: (nullable): new words for the claim
 * @instruction: (nullable): new words for the instruction
 * @axis: (nullable): a new axis
 * @state: (nullable): what the user says about it
 * @strength: (nullable): a new strength
 * @audience: (nullable): a new audience
 *
 * What a user changes about a card in one action. What is %NULL stays.
 */
typedef struct
{
  const char          *claim;
  const char          *instruction;
  const IdioAxis      *axis;
  const IdioCardState *state;
  const IdioStrength  *strength;
  const IdioAudience  *audience;
} IdioCardChange;

/**
 * IdioProposal:
 * @fields: what the card would say
 * @quotes: (element-type IdioQuote): its evidence
 *
 * A card that is not in the voice yet.
 */
typedef struct
{
  IdioCardFields  fields;
  GPtrArray      *quotes;
} IdioProposal;

IdioProposal *idio_proposal_new  (void);
void          idio_proposal_free (IdioProposal *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioProposal, idio_proposal_free)

/* The attributes of the user that a voice knows. All are optional. */
#define IDIO_ATTRIBUTE_NAME      "name"
#define IDIO_ATTRIBUTE_ROLE      "role"
#define IDIO_ATTRIBUTE_LANGUAGES "languages"
#define IDIO_ATTRIBUTE_ABOUT     "about"

#define IDIO_TYPE_VOICE (idio_voice_get_type ())
G_DECLARE_FINAL_TYPE (IdioVoice, idio_voice, IDIO, VOICE, GObject)

IdioVoice      *idio_voice_new           (IdioStore            *store);
IdioHypothesis *idio_voice_find          (IdioVoice            *self,
                                          gint64                id);
IdioHypothesis *idio_voice_find_same     (IdioVoice            *self,
                                          const char           *claim,
                                          IdioAudience          audience);
DexFuture      *idio_voice_load          (IdioVoice            *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_refresh       (IdioVoice            *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_set_measured  (IdioVoice            *self,
                                          GPtrArray            *proposals,
                                          const char           *basis) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_load_basis    (IdioVoice            *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_propose       (IdioVoice            *self,
                                          IdioProposal         *proposal) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_add           (IdioVoice            *self,
                                          IdioAxis              axis,
                                          const char           *claim,
                                          const char           *instruction,
                                          IdioAudience          audience) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_delete        (IdioVoice            *self,
                                          gint64                id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_bring_back    (IdioVoice            *self,
                                          gint64                id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_change        (IdioVoice            *self,
                                          gint64                id,
                                          const IdioCardChange *change) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *idio_voice_undo          (IdioVoice            *self,
                                          gint64                edit) G_GNUC_WARN_UNUSED_RESULT;
const char     *idio_voice_get_attribute (IdioVoice            *self,
                                          const char           *name);
DexFuture      *idio_voice_set_attribute (IdioVoice            *self,
                                          const char           *name,
                                          const char           *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
