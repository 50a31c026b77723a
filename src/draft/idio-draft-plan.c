/* idio-draft-plan.c: what the requests for two drafts are made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "draft/idio-draft-plan.h"
#include "draft/idio-draft-prompt.h"
#include "voice/idio-disclosure.h"

static void
clear (gpointer data)
{
  IdioDraftPlan *self = data;

  g_clear_object (&self->provider);
  g_clear_pointer (&self->brief, idio_brief_free);
  g_clear_object (&self->audiences);
  g_clear_object (&self->voice);
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->withheld, g_array_unref);
}

G_DEFINE_BOXED_TYPE (IdioDraftPlan, idio_draft_plan, idio_draft_plan_ref, idio_draft_plan_unref)

/**
 * idio_draft_plan_new:
 * @provider: whom to ask
 * @brief: what is to be written, with its number of words
 * @audiences: whom texts can be for
 * @voice: what the user told about themselves
 * @form: what the model gets for the personalised draft
 * @seed: for the same drafts again; negative: none
 *
 * Returns: (transfer full): a plan without samples and cards
 */
IdioDraftPlan *
idio_draft_plan_new (IdioProvider    *provider,
                     const IdioBrief *brief,
                     IdioAudiences   *audiences,
                     IdioVoice       *voice,
                     IdioDraftForm    form,
                     gint64           seed)
{
  IdioDraftPlan *self = g_atomic_rc_box_new0 (IdioDraftPlan);

  self->provider = g_object_ref (provider);
  self->brief = idio_brief_copy (brief);
  self->audiences = g_object_ref (audiences);
  self->voice = g_object_ref (voice);
  self->form = form;
  self->seed = seed;

  return self;
}

IdioDraftPlan *
idio_draft_plan_ref (IdioDraftPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
idio_draft_plan_unref (IdioDraftPlan *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
leave_out_samples (IdioDraftPlan *self,
                   IdioCorpus    *corpus,
                   GArray        *withheld)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_text_free);

  for (guint i = 0; i < self->samples->len; i++)
    {
      const IdioText *sample = g_ptr_array_index (self->samples, i);

      if (idio_disclosure_may_tell (corpus, withheld, sample->id))
        g_ptr_array_add (kept, idio_text_copy (sample));
    }

  /* Others may still read those that were there. */
  g_ptr_array_unref (self->samples);
  self->samples = kept;
}

/**
 * idio_draft_plan_load:
 * @self: a new plan
 * @corpus: the user's documents
 * @left_out: (nullable) (element-type gint64): the numbers of documents that the user left out
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 *
 * Loads the samples and cards that may be told to the provider. Within a fiber.
 *
 * Returns: whether that worked
 */
gboolean
idio_draft_plan_load (IdioDraftPlan  *self,
                      IdioCorpus     *corpus,
                      GArray         *left_out,
                      GError        **error)
{
  g_autoptr(GArray) hidden = NULL;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), FALSE);

  /* Nothing takes the place of what the user left out: they saw what else is sent. */
  if (!(hidden = dex_await_boxed (idio_disclosure_list_hidden (corpus, self->provider, left_out), error)) ||
      !(self->withheld = dex_await_boxed (idio_disclosure_list_withheld (corpus, self->provider, left_out), error)) ||
      !(self->samples = dex_await_boxed (idio_corpus_find_closest (corpus, self->brief->request, self->brief->audience,
                                                                   IDIO_DRAFT_N_SAMPLES, hidden), error)) ||
      !(self->cards = dex_await_boxed (idio_disclosure_load_cards (corpus, self->withheld), error)))
    return FALSE;

  leave_out_samples (self, corpus, self->withheld);

  return TRUE;
}

/**
 * idio_draft_plan_leave_out:
 * @self: a plan that was loaded
 * @corpus: the user's documents
 * @error: (out): a location for an error in %IDIO_STORE_ERROR
 *
 * Takes out the samples and cards that may not be told any more, and puts nothing in their place, which nobody has agreed
 * to. Within a fiber.
 *
 * Returns: whether that worked
 */
gboolean
idio_draft_plan_leave_out (IdioDraftPlan  *self,
                           IdioCorpus     *corpus,
                           GError        **error)
{
  g_autoptr(GArray) withheld = NULL;
  g_autoptr(GPtrArray) cards = NULL;

  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), FALSE);

  if (!(withheld = dex_await_boxed (idio_disclosure_list_withheld (corpus, self->provider, self->withheld), error)) ||
      !(cards = dex_await_boxed (idio_disclosure_load_cards (corpus, withheld), error)))
    return FALSE;

  leave_out_samples (self, corpus, withheld);
  g_ptr_array_unref (self->cards);
  g_array_unref (self->withheld);
  self->cards = g_steal_pointer (&cards);
  self->withheld = g_steal_pointer (&withheld);

  return TRUE;
}

IdioDraftForm
idio_draft_plan_get_form (IdioDraftPlan *self,
                          IdioDraftKind  kind)
{
  return kind == IDIO_DRAFT_KIND_GENERIC ? IDIO_DRAFT_FORM_BRIEF : self->form;
}

/**
 * idio_draft_plan_list_samples:
 * @self: a plan
 * @n_samples: how many samples at most
 *
 * Returns: (transfer full) (element-type IdioText): the closest ones; they live as long as @self
 */
GPtrArray *
idio_draft_plan_list_samples (IdioDraftPlan *self,
                              guint          n_samples)
{
  GPtrArray *samples = g_ptr_array_new ();

  for (guint i = 0; i < MIN (n_samples, self->samples->len); i++)
    g_ptr_array_add (samples, g_ptr_array_index (self->samples, i));

  return samples;
}

/**
 * idio_draft_plan_make_outgoing:
 * @self: a plan
 * @kind: which draft
 * @n_samples: how many samples at most the personalised one gets
 *
 * The only place where a request for a draft is made, whether it is shown before it is sent or not.
 *
 * Returns: (transfer full): the request
 */
IdioOutgoing *
idio_draft_plan_make_outgoing (IdioDraftPlan *self,
                               IdioDraftKind  kind,
                               guint          n_samples)
{
  g_autoptr(GPtrArray) samples = idio_draft_plan_list_samples (self, kind == IDIO_DRAFT_KIND_PERSONAL ? n_samples : 0);
  IdioChatRequest *request = idio_draft_prompt_new (idio_draft_plan_get_form (self, kind), self->brief,
                                                    self->audiences, self->voice, self->cards, samples);
  IdioOutgoing *outgoing = idio_outgoing_new (request);

  request->seed = self->seed;
  request->purpose = "draft";

  if (self->start != NULL)
    idio_draft_prompt_go_on (request, self->start);

  idio_draft_prompt_add_passages (outgoing, samples);

  if (idio_draft_plan_get_form (self, kind) == IDIO_DRAFT_FORM_CARDS)
    idio_outgoing_add_cards (outgoing, self->cards);

  return outgoing;
}
