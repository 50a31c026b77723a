/* idio-hypothesis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-audience.h"
#include "habits/idio-axis.h"

G_BEGIN_DECLS

/**
 * IdioSource:
 * @IDIO_SOURCE_MEASURED: counted by the program
 * @IDIO_SOURCE_FOUND: found by a model
 * @IDIO_SOURCE_YOURS: written by the user
 */
typedef enum
{
  IDIO_SOURCE_MEASURED,
  IDIO_SOURCE_FOUND,
  IDIO_SOURCE_YOURS,
} IdioSource;

/**
 * IdioCardState:
 * @IDIO_CARD_STATE_PROPOSED: the user has not said anything about it
 * @IDIO_CARD_STATE_KEPT: the user kept, changed or wrote it
 * @IDIO_CARD_STATE_REJECTED: the user rejected it
 *
 * Only a proposed card may be changed by a later count or inference.
 */
typedef enum
{
  IDIO_CARD_STATE_PROPOSED,
  IDIO_CARD_STATE_KEPT,
  IDIO_CARD_STATE_REJECTED,
} IdioCardState;

/**
 * IdioStrength:
 * @IDIO_STRENGTH_OFF: not used for drafts
 * @IDIO_STRENGTH_HINT: used where it comes naturally
 * @IDIO_STRENGTH_STRONG: always used
 */
typedef enum
{
  IDIO_STRENGTH_OFF,
  IDIO_STRENGTH_HINT,
  IDIO_STRENGTH_STRONG,
} IdioStrength;

/**
 * IdioQuote:
 * @document: the number of a document
 * @start: where in it the quote begins, in bytes
 * @length: its length, in bytes
 * @text: (nullable): the words there
 *
 * A piece of evidence: words that stand in a document, and where.
 */
typedef struct
{
  gint64  document;
  gsize   start;
  gsize   length;
  char   *text;
} IdioQuote;

/**
 * IdioCardFields:
 * @axis: on which axis the claim is
 * @claim: a claim about how the user writes
 * @proposed: the claim before the user changed it
 * @instruction: the same in the imperative, for a model, with its rate
 * @rate: how often it holds; may be empty
 * @source: where it comes from
 * @model: (nullable): the model that found it
 * @habit: (nullable): the habit it was counted from
 * @figures: (nullable): what it was counted as, see idio_card_figures_say()
 * @english_claim: (nullable): the claim as it was counted, for models; %NULL if it was not, or before there were figures
 * @english_rate: (nullable): the rate likewise
 * @edited: whether the user changed its words
 * @state: what the user said about it
 * @strength: how strongly drafts follow it
 * @audience: whom it holds for
 *
 * All that a card says, without its number and evidence.
 */
typedef struct
{
  IdioAxis       axis;
  char          *claim;
  char          *proposed;
  char          *instruction;
  char          *rate;
  IdioSource     source;
  char          *model;
  char          *habit;
  char          *figures;
  char          *english_claim;
  char          *english_rate;
  gboolean       edited;
  IdioCardState  state;
  IdioStrength   strength;
  IdioAudience   audience;
} IdioCardFields;

IdioQuote      *idio_quote_new         (gint64                document,
                                        gsize                 start,
                                        gsize                 length,
                                        const char           *text);
void            idio_quote_free        (IdioQuote            *quote);
IdioCardFields *idio_card_fields_copy  (const IdioCardFields *fields);
void            idio_card_fields_clear (IdioCardFields       *fields);
void            idio_card_fields_free  (IdioCardFields       *fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioCardFields, idio_card_fields_free)

#define IDIO_TYPE_HYPOTHESIS (idio_hypothesis_get_type ())
G_DECLARE_FINAL_TYPE (IdioHypothesis, idio_hypothesis, IDIO, HYPOTHESIS, GObject)

IdioHypothesis       *idio_hypothesis_new             (gint64                id,
                                                       const IdioCardFields *fields,
                                                       GPtrArray            *quotes);
gint64                idio_hypothesis_get_id          (IdioHypothesis       *self);
const IdioCardFields *idio_hypothesis_get_fields      (IdioHypothesis       *self);
GPtrArray            *idio_hypothesis_get_quotes      (IdioHypothesis       *self);
guint                 idio_hypothesis_count_documents (IdioHypothesis       *self);
gboolean              idio_hypothesis_is_used         (IdioHypothesis       *self,
                                                       IdioAudience          audience);
gboolean              idio_hypothesis_is_same         (IdioHypothesis       *self,
                                                       const char           *claim,
                                                       IdioAudience          audience);
void                  idio_hypothesis_set_fields      (IdioHypothesis       *self,
                                                       const IdioCardFields *fields);
void                  idio_hypothesis_set_quotes      (IdioHypothesis       *self,
                                                       GPtrArray            *quotes);
const char           *idio_axis_get_label             (IdioAxis              axis);

G_END_DECLS
