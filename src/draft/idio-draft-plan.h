/* idio-draft-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "draft/idio-brief.h"
#include "draft/idio-draft.h"
#include "llm/idio-provider.h"
#include "voice/idio-outgoing.h"
#include "voice/idio-voice.h"

G_BEGIN_DECLS

#define IDIO_TYPE_DRAFT_PLAN (idio_draft_plan_get_type ())

/**
 * IdioDraftPlan:
 * @provider: whom to ask
 * @brief: what is to be written, with its number of words
 * @audiences: whom texts can be for
 * @voice: what the user told about themselves
 * @form: what the model gets for the personalised draft
 * @seed: for the same drafts again; negative: none
 * @start: (nullable): what there is of the draft, of which the rest is wanted
 * @samples: (element-type IdioText): the user's texts that are closest to the brief
 * @cards: (element-type IdioHypothesis): the cards that may be told
 * @withheld: (element-type gint64): the documents of which nothing may be told
 *
 * All that the requests for both drafts are made of.
 */
typedef struct
{
  IdioProvider  *provider;
  IdioBrief     *brief;
  IdioAudiences *audiences;
  IdioVoice     *voice;
  IdioDraftForm  form;
  gint64         seed;
  char          *start;
  GPtrArray     *samples;
  GPtrArray     *cards;
  GArray        *withheld;
} IdioDraftPlan;

GType          idio_draft_plan_get_type      (void) G_GNUC_CONST;
IdioDraftPlan *idio_draft_plan_new           (IdioProvider    *provider,
                                              const IdioBrief *brief,
                                              IdioAudiences   *audiences,
                                              IdioVoice       *voice,
                                              IdioDraftForm    form,
                                              gint64           seed);
IdioDraftPlan *idio_draft_plan_ref           (IdioDraftPlan   *self);
void           idio_draft_plan_unref         (IdioDraftPlan   *self);
gboolean       idio_draft_plan_load          (IdioDraftPlan   *self,
                                              IdioCorpus      *corpus,
                                              GArray          *left_out,
                                              GError         **error);
gboolean       idio_draft_plan_leave_out     (IdioDraftPlan   *self,
                                              IdioCorpus      *corpus,
                                              GError         **error);
IdioDraftForm  idio_draft_plan_get_form      (IdioDraftPlan   *self,
                                              IdioDraftKind    kind);
GPtrArray     *idio_draft_plan_list_samples  (IdioDraftPlan   *self,
                                              guint            n_samples);
IdioOutgoing  *idio_draft_plan_make_outgoing (IdioDraftPlan   *self,
                                              IdioDraftKind    kind,
                                              guint            n_samples);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioDraftPlan, idio_draft_plan_unref)

G_END_DECLS
