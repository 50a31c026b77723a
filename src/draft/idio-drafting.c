/* idio-drafting.c: a brief becomes two drafts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "draft/idio-draft-plan.h"
#include "draft/idio-draft-prompt.h"
#include "draft/idio-drafting.h"
#include "idio-fiber.h"
#include "idio-thread.h"

#define N_KINDS (IDIO_DRAFT_KIND_PERSONAL + 1)

/* No word is longer, but an address may be. */
#define MAX_DROPPED_BYTES 40

struct _IdioDrafting
{
  GObject          parent_instance;
  IdioBrief       *brief;
  IdioCorpus      *corpus;
  IdioVoice       *voice;
  IdioModelChoice *choice;
  IdioDraft       *drafts[N_KINDS];
  gboolean         wanted[N_KINDS];
  GCancellable    *cancellable;
  char            *start;  /* what there is of the drafts, or NULL */
  gint64           seed;
  gboolean         running;
  IdioDraftPlan   *plan;                /* what was prepared, or NULL */
  IdioOutgoing    *outgoing[N_KINDS];   /* the requests made of it */
};

G_DEFINE_FINAL_TYPE (IdioDrafting, idio_drafting, G_TYPE_OBJECT)

enum
{
  PROP_RUNNING = 1,
};

static GParamSpec *properties[PROP_RUNNING + 1];

/* One of the two, while it is written. */
typedef struct
{
  IdioDrafting  *self;
  IdioDraftPlan *plan;
  IdioDraft     *draft;
  IdioOutgoing  *outgoing;
  guint          n_samples;
} Write;

static void
write_free (Write *write)
{
  g_clear_object (&write->self);
  g_clear_object (&write->draft);
  g_clear_pointer (&write->plan, idio_draft_plan_unref);
  g_clear_pointer (&write->outgoing, idio_outgoing_unref);
  g_free (write);
}

static void
added_cb (IdioCompletion *completion,
          const char     *text,
          IdioDraft      *draft)
{
  idio_draft_append (draft, text);
}

static void
truncated_cb (IdioCompletion *completion,
              IdioDraft      *draft)
{
  idio_draft_clear (draft);
  idio_draft_append (draft, idio_completion_get_text (completion));
}

static void
progress_cb (IdioCompletion *completion,
             GParamSpec     *pspec,
             IdioDraft      *draft)
{
  idio_draft_set_progress (draft, idio_completion_get_progress (completion));
}

static void
wait_cb (IdioCompletion *completion,
         GParamSpec     *pspec,
         IdioDraft      *draft)
{
  idio_draft_set_wait (draft, idio_completion_get_wait (completion));
}

/* The server's connection is closed when this loses to the cancellable, at which it stops working. */
static gboolean
ask (Write   *write,
     GError **error)
{
  IdioDrafting *self = write->self;
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  g_signal_connect_object (completion, "added", G_CALLBACK (added_cb), write->draft, 0);
  g_signal_connect_object (completion, "truncated", G_CALLBACK (truncated_cb), write->draft, 0);
  g_signal_connect_object (completion, "notify::progress", G_CALLBACK (progress_cb), write->draft, 0);
  g_signal_connect_object (completion, "notify::wait", G_CALLBACK (wait_cb), write->draft, 0);

  if (!dex_await (dex_future_first (idio_outgoing_send (write->outgoing, self->corpus, write->plan->provider,
                                                        write->plan->withheld, completion),
                                    dex_cancellable_new_from_cancellable (self->cancellable), NULL),
                  error))
    return FALSE;

  idio_draft_set_cut_off (write->draft, idio_completion_get_end (completion) == IDIO_COMPLETION_END_LENGTH);

  return TRUE;
}

typedef struct
{
  char      *draft;
  char      *given;
  GPtrArray *samples;
  GPtrArray *all_samples; /* whose they are */
} LeakCheck;

static void
leak_check_free (LeakCheck *check)
{
  g_free (check->draft);
  g_free (check->given);
  g_ptr_array_unref (check->samples);
  g_ptr_array_unref (check->all_samples);
  g_free (check);
}

static DexFuture *
leak_thread (gpointer data)
{
  LeakCheck *check = data;

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, idio_leaks_find (check->draft, check->given, check->samples));
}

static void
check_leaks (Write *write)
{
  LeakCheck *check = g_new0 (LeakCheck, 1);
  g_autoptr(GPtrArray) leaks = NULL;

  check->draft = g_strdup (idio_draft_get_text (write->draft));
  check->given = idio_draft_prompt_given (write->self->brief, write->self->voice, write->plan->cards);
  check->samples = idio_draft_plan_list_samples (write->plan, write->n_samples);
  check->all_samples = g_ptr_array_ref (write->plan->samples);

  leaks = dex_await_boxed (idio_thread_spawn ("[idiolect-leaks]", leak_thread, check, (GDestroyNotify) leak_check_free),
                           NULL);

  if (leaks != NULL)
    idio_draft_set_leaks (write->draft, leaks);
}

/* Samples that the model has no room for are halved until it has, and what was marked since is left out: that is part of
 * what was prepared, and nothing else. */
static gboolean
reduce (Write         *write,
        const GError  *reason,
        GError       **error)
{
  if (g_error_matches (reason, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_WITHHELD))
    {
      if (!idio_draft_plan_leave_out (write->plan, write->self->corpus, error))
        return FALSE;

      write->n_samples = MIN (write->n_samples, write->plan->samples->len);
      return TRUE;
    }

  if (!g_error_matches (reason, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_TOO_LONG) || write->n_samples == 0)
    {
      g_propagate_error (error, g_error_copy (reason));
      return FALSE;
    }

  write->n_samples /= 2;

  return TRUE;
}

static gboolean
ask_with_fewer_samples (Write   *write,
                        GError **error)
{
  while (TRUE)
    {
      g_autoptr(GError) reason = NULL;

      if (ask (write, &reason))
        return TRUE;

      if (!reduce (write, reason, error))
        return FALSE;

      idio_outgoing_unref (write->outgoing);
      write->outgoing = idio_draft_plan_make_outgoing (write->plan, idio_draft_get_kind (write->draft),
                                                       write->n_samples);
    }
}

static DexFuture *
write_fiber (gpointer data)
{
  Write *write = data;
  g_autoptr(GError) error = NULL;

  idio_draft_set_form (write->draft, idio_draft_plan_get_form (write->plan, idio_draft_get_kind (write->draft)),
                       idio_provider_get_model (write->plan->provider));

  if (ask_with_fewer_samples (write, &error))
    {
      check_leaks (write);
      idio_draft_set_state (write->draft, IDIO_DRAFT_STATE_FINISHED, NULL);
    }
  else if (g_cancellable_is_cancelled (write->self->cancellable))
    {
      check_leaks (write);
      idio_draft_set_state (write->draft, IDIO_DRAFT_STATE_STOPPED, NULL);
    }
  else
    idio_draft_set_state (write->draft, IDIO_DRAFT_STATE_FAILED, error);

  return dex_future_new_true ();
}

static DexFuture *
start (IdioDrafting  *self,
       IdioDraftKind  kind)
{
  Write *write;

  g_assert (IDIO_IS_DRAFTING (self));

  if (!self->wanted[kind])
    return dex_future_new_true ();

  write = g_new0 (Write, 1);
  write->self = g_object_ref (self);
  write->plan = idio_draft_plan_ref (self->plan);
  write->draft = g_object_ref (self->drafts[kind]);
  write->outgoing = idio_outgoing_ref (self->outgoing[kind]);
  write->n_samples = kind == IDIO_DRAFT_KIND_PERSONAL ? self->plan->samples->len : 0;

  return idio_fiber_spawn (write_fiber, write, (GDestroyNotify) write_free);
}

static void
set_plan (IdioDrafting  *self,
          IdioDraftPlan *plan)
{
  g_assert (IDIO_IS_DRAFTING (self));

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_clear_pointer (&self->outgoing[i], idio_outgoing_unref);

      if (plan != NULL)
        self->outgoing[i] = idio_draft_plan_make_outgoing (plan, (IdioDraftKind) i, plan->samples->len);
    }

  g_clear_pointer (&self->plan, idio_draft_plan_unref);
  self->plan = plan;
}

/* Whether the model answers on this computer. */
static gboolean
is_near (IdioDrafting *self)
{
  IdioProvider *provider = idio_model_choice_get_provider (self->choice);

  g_assert (IDIO_IS_DRAFTING (self));

  return provider != NULL && idio_provider_get_host (provider) == NULL;
}

/* What is asked depends on what the model is fit for. As long as that is not known and must not be found out, it is
 * taken for an able one, as most services have. */
static gboolean
choose_form (IdioDrafting   *self,
             gboolean        check,
             IdioDraftForm  *form,
             GError        **error)
{
  g_autoptr(GError) local_error = NULL;
  IdioCapability capability = idio_model_choice_get_capability (self->choice);

  g_assert (IDIO_IS_DRAFTING (self));

  /* On this computer the check takes minutes, in which the draft could have been written. */
  if (capability == IDIO_CAPABILITY_UNKNOWN && is_near (self))
    {
      idio_model_choice_stop_check (self->choice);
      capability = IDIO_CAPABILITY_DRAFTS;
    }
  else if (check && self->wanted[IDIO_DRAFT_KIND_PERSONAL])
    capability = dex_await_enum (dex_future_first (idio_model_choice_check_capability (self->choice),
                                                   dex_cancellable_new_from_cancellable (self->cancellable), NULL),
                                 &local_error);

  /* A check that was stopped by hand, and not with the drafts, leaves the form that is good for every model. */
  if (local_error != NULL && (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                              g_cancellable_is_cancelled (self->cancellable)))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (local_error != NULL)
    capability = IDIO_CAPABILITY_DRAFTS;

  *form = capability == IDIO_CAPABILITY_DRAFTS ? IDIO_DRAFT_FORM_TURNS : IDIO_DRAFT_FORM_CARDS;

  return TRUE;
}

/* What both drafts need before the first of them can be asked for. */
static gboolean
prepare (IdioDrafting  *self,
         GArray        *left_out,
         gboolean       check,
         GError       **error)
{
  IdioProvider *chosen = idio_model_choice_get_provider (self->choice);
  g_autoptr(IdioProvider) provider = chosen != NULL ? g_object_ref (chosen) : NULL;
  g_autoptr(IdioDraftPlan) plan = NULL;
  IdioDraftForm form;

  g_assert (IDIO_IS_DRAFTING (self));

  if (provider == NULL || strlen (self->brief->request) > IDIO_BRIEF_MAX_BYTES)
    {
      g_propagate_error (error, provider == NULL
                         ? idio_provider_error_new (IDIO_PROVIDER_ERROR_NO_MODEL, NULL)
                         : idio_provider_error_new (IDIO_PROVIDER_ERROR_TOO_LONG, idio_provider_get_host (provider)));
      return FALSE;
    }

  if (!choose_form (self, check, &form, error))
    return FALSE;

  self->brief->n_words = idio_brief_count_words (self->brief, self->corpus);
  plan = idio_draft_plan_new (provider, self->brief, idio_corpus_get_audiences (self->corpus), self->voice, form,
                              self->seed);
  plan->start = g_strdup (self->start);

  if (!idio_draft_plan_load (plan, self->corpus, left_out, error))
    return FALSE;

  set_plan (self, g_steal_pointer (&plan));

  return TRUE;
}

/* What was prepared is sent as it is. If another model was chosen since, nobody has agreed to what it would get. */
static gboolean
prepare_consented (IdioDrafting  *self,
                   GError       **error)
{
  g_autoptr(IdioProvider) provider = idio_model_choice_ref_consented (self->choice, error);

  g_assert (IDIO_IS_DRAFTING (self));

  if (provider == NULL || self->plan == NULL)
    return provider != NULL && prepare (self, NULL, TRUE, error);

  if (provider == self->plan->provider)
    return TRUE;

  g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_NO_CONSENT, idio_provider_get_host (provider)));

  return FALSE;
}

static void
end_all (IdioDrafting   *self,
         IdioDraftState  state,
         const GError   *error)
{
  g_assert (IDIO_IS_DRAFTING (self));

  for (guint i = 0; i < N_KINDS; i++)
    if (self->wanted[i])
      idio_draft_set_state (self->drafts[i], state, error);
}

static DexFuture *
run_fiber (gpointer data)
{
  IdioDrafting *self = data;
  g_autoptr(GError) error = NULL;

  self->running = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  if (prepare_consented (self, &error))
    dex_await (dex_future_all (start (self, IDIO_DRAFT_KIND_GENERIC), start (self, IDIO_DRAFT_KIND_PERSONAL), NULL),
               NULL);
  else if (g_cancellable_is_cancelled (self->cancellable))
    end_all (self, IDIO_DRAFT_STATE_STOPPED, NULL);
  else
    end_all (self, IDIO_DRAFT_STATE_FAILED, error);

  /* Its provider knows a key, which may be forgotten while the drafts are still shown. */
  set_plan (self, NULL);
  self->running = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  return dex_future_new_true ();
}

typedef struct
{
  IdioDrafting *self;
  GArray       *left_out;
  gboolean      check;
} Prepare;

static void
prepare_free (Prepare *call)
{
  g_clear_object (&call->self);
  g_clear_pointer (&call->left_out, g_array_unref);
  g_free (call);
}

static DexFuture *
prepare_fiber (gpointer data)
{
  Prepare *call = data;
  g_autoptr(GPtrArray) outgoing = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_outgoing_unref);
  GError *error = NULL;

  if (!prepare (call->self, call->left_out, call->check, &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < N_KINDS; i++)
    if (call->self->wanted[i])
      g_ptr_array_add (outgoing, idio_outgoing_ref (call->self->outgoing[i]));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&outgoing));
}

static void
idio_drafting_finalize (GObject *object)
{
  IdioDrafting *self = IDIO_DRAFTING (object);

  set_plan (self, NULL);
  g_clear_pointer (&self->brief, idio_brief_free);
  g_clear_object (&self->corpus);
  g_clear_object (&self->voice);
  g_clear_object (&self->choice);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->start, g_free);

  for (guint i = 0; i < N_KINDS; i++)
    g_clear_object (&self->drafts[i]);

  G_OBJECT_CLASS (idio_drafting_parent_class)->finalize (object);
}

static void
idio_drafting_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  IdioDrafting *self = IDIO_DRAFTING (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_drafting_class_init (IdioDraftingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_drafting_finalize;
  object_class->get_property = idio_drafting_get_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_drafting_init (IdioDrafting *self)
{
  self->cancellable = g_cancellable_new ();
  self->seed = -1;

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->drafts[i] = idio_draft_new ((IdioDraftKind) i);
      self->wanted[i] = TRUE;
    }
}

/**
 * idio_drafting_new:
 * @brief: what is to be written
 * @corpus: the user's documents
 * @voice: the user's voice
 * @choice: which model writes
 *
 * Returns: (transfer full): a drafting that can be run once
 */
IdioDrafting *
idio_drafting_new (const IdioBrief *brief,
                   IdioCorpus      *corpus,
                   IdioVoice       *voice,
                   IdioModelChoice *choice)
{
  IdioDrafting *self;

  g_return_val_if_fail (brief != NULL, NULL);
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (choice), NULL);

  self = g_object_new (IDIO_TYPE_DRAFTING, NULL);
  self->brief = idio_brief_copy (brief);
  self->corpus = g_object_ref (corpus);
  self->voice = g_object_ref (voice);
  self->choice = g_object_ref (choice);

  return self;
}

/**
 * idio_drafting_set_only:
 * @self: a drafting that does not run yet
 * @kind: the only draft to be written
 */
void
idio_drafting_set_only (IdioDrafting  *self,
                        IdioDraftKind  kind)
{
  g_return_if_fail (IDIO_IS_DRAFTING (self));

  for (guint i = 0; i < N_KINDS; i++)
    self->wanted[i] = i == kind;
}

/* The last word may be cut off, so it is written again. In scripts without spaces there is no word to find. */
static char *
drop_last_word (const char *text)
{
  const char *end = text + strlen (text);
  const char *last = end;

  while ((last = g_utf8_find_prev_char (text, last)) != NULL && !g_unichar_isspace (g_utf8_get_char (last)))
    if (end - last > MAX_DROPPED_BYTES)
      return g_strdup (text);

  return last != NULL ? g_strndup (text, g_utf8_next_char (last) - text) : g_strdup (text);
}

/**
 * idio_drafting_set_start:
 * @self: a drafting of one draft that does not run yet
 * @text: what there is of the draft already
 *
 * Has the model write only the rest of the draft, which then begins with @text.
 */
void
idio_drafting_set_start (IdioDrafting *self,
                         const char   *text)
{
  g_return_if_fail (IDIO_IS_DRAFTING (self));
  g_return_if_fail (text != NULL);

  g_clear_pointer (&self->start, g_free);
  self->start = drop_last_word (text);

  for (guint i = 0; i < N_KINDS; i++)
    if (self->wanted[i])
      idio_draft_set_start (self->drafts[i], self->start);
}

/**
 * idio_drafting_set_seed:
 * @self: a drafting that does not run yet
 * @seed: with the same seed a model on this computer writes the same; negative: chance
 */
void
idio_drafting_set_seed (IdioDrafting *self,
                        gint64        seed)
{
  g_return_if_fail (IDIO_IS_DRAFTING (self));

  self->seed = seed;
}

/**
 * idio_drafting_get_brief:
 * @self: a drafting
 *
 * Returns: (transfer none): what is to be written; its number of words is known once the drafts are
 */
const IdioBrief *
idio_drafting_get_brief (IdioDrafting *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFTING (self), NULL);

  return self->brief;
}

/**
 * idio_drafting_get_draft:
 * @self: a drafting
 * @kind: which of the two
 *
 * Returns: (transfer none): the draft, which fills while it is written
 */
IdioDraft *
idio_drafting_get_draft (IdioDrafting  *self,
                         IdioDraftKind  kind)
{
  g_return_val_if_fail (IDIO_IS_DRAFTING (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->drafts[kind];
}

/**
 * idio_drafting_prepare:
 * @self: a drafting that does not run yet
 * @left_out: (nullable) (element-type gint64): the numbers of documents of which nothing is to go into the requests
 * @check: whether the model may be asked what it is fit for, if that is not known, which needs consent
 *
 * Makes the requests without sending them. idio_drafting_run() sends those that were made last, as they are, or with
 * fewer of the samples in them if they are too long for the model.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioOutgoing, the generic one first, or of an error in
 *   %IDIO_PROVIDER_ERROR or %IDIO_STORE_ERROR
 */
DexFuture *
idio_drafting_prepare (IdioDrafting *self,
                       GArray       *left_out,
                       gboolean      check)
{
  Prepare *call;

  g_return_val_if_fail (IDIO_IS_DRAFTING (self), NULL);

  call = g_new0 (Prepare, 1);
  call->self = g_object_ref (self);
  call->left_out = left_out != NULL ? g_array_copy (left_out) : NULL;
  call->check = check;

  return idio_fiber_spawn (prepare_fiber, call, (GDestroyNotify) prepare_free);
}

/**
 * idio_drafting_run:
 * @self: a drafting
 *
 * Asks for both drafts at once, from the same model with the same sampling and length. The generic one gets the brief
 * alone. What the personalised one gets depends on what the model was found fit for (see #IdioDraftForm); a model on
 * this computer of which that is not known gets what is good for every model, and a check that runs is stopped.
 *
 * Returns: (transfer full): a future that resolves when both have ended, however they did: each knows
 */
DexFuture *
idio_drafting_run (IdioDrafting *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFTING (self), NULL);

  return idio_fiber_spawn (run_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_drafting_stop:
 * @self: a drafting
 *
 * Stops both drafts, whether they wait, read or write. What was written stays.
 */
void
idio_drafting_stop (IdioDrafting *self)
{
  g_return_if_fail (IDIO_IS_DRAFTING (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
idio_drafting_get_running (IdioDrafting *self)
{
  g_return_val_if_fail (IDIO_IS_DRAFTING (self), FALSE);

  return self->running;
}
