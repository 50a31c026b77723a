/* idio-inference.c: a model looks for habits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "corpus/idio-nick.h"
#include "idio-enums.h"
#include "idio-fiber.h"
#include "llm/idio-json.h"
#include "llm/idio-prompt.h"
#include "voice/idio-card-answer.h"
#include "voice/idio-card-check.h"
#include "voice/idio-counting.h"
#include "voice/idio-disclosure.h"
#include "voice/idio-inference-claims.h"
#include "voice/idio-inference.h"
#include "voice/idio-passages.h"

/* About a dozen mails in three requests: more finds little that is new. */
#define MAX_PASSAGES 24

/* How much of a text passages are chosen from, in characters */
#define MAX_TEXT_CHARS (1 << 18)

/* What is asked for in one request. Few cards, with rates, write better than many (method.md). */
#define MAX_CARDS_A_REQUEST 6

/* How many are looked at, as some do not pass the checks. A model that gives more was not asked for them. */
#define MAX_ANSWERS_A_REQUEST (2 * MAX_CARDS_A_REQUEST)

/* Number of cards that a new one is compared with in one turn of the main loop */
#define CARDS_A_TURN 250

#define STUDY_TOKENS 1600
#define SAME_TOKENS    30
#define TEMPERATURE   0.3

struct _IdioInference
{
  GObject          parent_instance;
  IdioVoice       *voice;
  IdioCorpus      *corpus;
  IdioModelChoice *choice;
  GCancellable    *cancellable;
  guint            n_passages;
  guint            n_read;
  guint            n_found;
  guint            n_dropped;
  guint            wait;     /* seconds */
  gboolean         running;

  /* What was prepared; no provider: nothing. */
  IdioProvider    *provider;
  GArray          *withheld; /* documents */
  GPtrArray       *passages;
  GPtrArray       *outgoing; /* a request for each batch of passages; all but the first are made again */
};

G_DEFINE_FINAL_TYPE (IdioInference, idio_inference, G_TYPE_OBJECT)

enum
{
  PROP_RUNNING = 1,
  PROP_N_PASSAGES,
  PROP_N_READ,
  PROP_N_FOUND,
  PROP_WAIT,
};

static GParamSpec *properties[PROP_WAIT + 1];

/* One request and the answers that come out of it. */
typedef struct
{
  IdioInference   *self;
  IdioProvider    *provider;
  GPtrArray       *numbered; /* the sentences by their numbers, less one */
  char            *prompt;   /* the request without the passages */
  IdioJsonScanner *scanner;
  DexChannel      *answers;  /* cards as they come in, not checked yet */
  guint            n_answers;
  DexPromise      *enough;   /* ends the request */
} Batch;

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->numbered, g_ptr_array_unref);
  g_clear_pointer (&batch->prompt, g_free);
  g_clear_pointer (&batch->scanner, idio_json_scanner_free);
  dex_clear (&batch->answers);
  dex_clear (&batch->enough);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
notify (IdioInference *self,
        guint          property)
{
  g_assert (IDIO_IS_INFERENCE (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static GPtrArray *
list_cards (IdioVoice *voice)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (voice)); i++)
    g_ptr_array_add (cards, g_list_model_get_item (G_LIST_MODEL (voice), i));

  return cards;
}

/* The cards that the user has said something about. */
static GPtrArray *
list_decided (GPtrArray *cards)
{
  GPtrArray *decided = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < cards->len; i++)
    {
      const IdioCardFields *fields = idio_hypothesis_get_fields (g_ptr_array_index (cards, i));

      if (fields->edited || fields->state == IDIO_CARD_STATE_REJECTED)
        g_ptr_array_add (decided, g_object_ref (g_ptr_array_index (cards, i)));
    }

  return decided;
}

/* Whether a claim says in other words what the user edited or rejected. Only a reader can tell: the model is asked, of
 * the cards that it may be told. */
static gboolean
was_decided (Batch      *batch,
             const char *claim)
{
  g_autoptr(GPtrArray) cards = dex_await_boxed (idio_disclosure_load_cards (batch->self->corpus, batch->self->withheld),
                                                NULL);
  g_autoptr(GPtrArray) decided = cards != NULL ? list_decided (cards) : g_ptr_array_new ();
  g_autofree char *known = idio_inference_format_claims (decided);
  g_autofree char *quoted = idio_prompt_quote (claim);
  g_autoptr(IdioOutgoing) outgoing = NULL;
  IdioChatRequest *request;
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(JsonObject) answer = NULL;

  if (decided->len == 0)
    return cards == NULL;

  request = idio_prompt_new ("same-habit", "known", known, "claim", quoted, NULL);
  request->temperature = 0;
  request->max_tokens = SAME_TOKENS;
  request->purpose = "study";
  outgoing = idio_outgoing_new (request);
  idio_outgoing_add_cards (outgoing, decided);
  answer = dex_await_boxed (dex_future_first (idio_outgoing_send (outgoing, batch->self->corpus, batch->provider,
                                                                  batch->self->withheld, completion),
                                              dex_cancellable_new_from_cancellable (batch->self->cancellable), NULL),
                            NULL);

  /* If it can't be found out, the user is spared rather than asked twice. */
  return answer == NULL || idio_json_get_int (answer, "same", 1) != 0;
}

/* In parts, so that the main loop goes on. */
static gboolean
is_known (Batch              *batch,
          const IdioProposal *proposal,
          GPtrArray          *cards)
{
  for (guint from = 0; from < cards->len; from += CARDS_A_TURN)
    {
      guint to = MIN (from + CARDS_A_TURN, cards->len);

      if (idio_card_is_known (proposal, cards, from, to))
        return TRUE;

      if (to < cards->len)
        dex_await (dex_timeout_new_msec (1), NULL);
    }

  return FALSE;
}

static gboolean
take_answer (Batch       *batch,
             JsonObject  *answer,
             GError     **error)
{
  IdioInference *self = batch->self;
  const char *model = idio_provider_get_model (batch->provider);
  g_autoptr(IdioProposal) proposal = idio_card_answer_read (answer, batch->numbered, model);
  g_autoptr(GPtrArray) cards = list_cards (self->voice);
  IdioCardFlaw flaw = idio_card_check (proposal, batch->prompt);

  if (flaw == IDIO_CARD_FLAW_NONE && is_known (batch, proposal, cards))
    flaw = IDIO_CARD_FLAW_KNOWN;

  if (flaw == IDIO_CARD_FLAW_NONE && was_decided (batch, proposal->fields.claim))
    flaw = IDIO_CARD_FLAW_KNOWN;

  if (flaw != IDIO_CARD_FLAW_NONE || g_cancellable_is_cancelled (self->cancellable))
    {
      g_debug ("Dropped a card (%s)", idio_nick_from_value (IDIO_TYPE_CARD_FLAW, (gint) flaw));
      self->n_dropped++;
      return TRUE;
    }

  if (!dex_await (idio_voice_propose (self->voice, g_steal_pointer (&proposal)), error))
    return FALSE;

  self->n_found++;
  notify (self, PROP_N_FOUND);

  return TRUE;
}

static void
answer_cb (JsonObject *answer,
           gpointer    user_data)
{
  Batch *batch = user_data;

  if (batch->n_answers == MAX_ANSWERS_A_REQUEST)
    return;

  batch->n_answers++;
  dex_future_disown (dex_channel_send (batch->answers,
                                       dex_future_new_take_boxed (JSON_TYPE_OBJECT, json_object_ref (answer))));
}

static void
added_cb (IdioCompletion *completion,
          const char     *text,
          Batch          *batch)
{
  idio_json_scanner_push (batch->scanner, text);
}

static void
end_request (Batch *batch)
{
  if (dex_future_is_pending (DEX_FUTURE (batch->enough)))
    dex_promise_resolve_boolean (batch->enough, TRUE);
}

/* Checks and saves the cards of an answer, as they come in. */
static gboolean
take_answers (Batch   *batch,
              GError **error)
{
  guint n_before = batch->self->n_found;
  JsonObject *next;

  while ((next = dex_await_boxed (dex_channel_receive (batch->answers), NULL)))
    {
      g_autoptr(JsonObject) answer = next;

      if (batch->self->n_found - n_before == MAX_CARDS_A_REQUEST)
        break;

      if (!take_answer (batch, answer, error))
        return FALSE;

      if (batch->n_answers == MAX_ANSWERS_A_REQUEST)
        end_request (batch);
    }

  end_request (batch);

  return TRUE;
}

static void
wait_cb (IdioCompletion *completion,
         GParamSpec     *pspec,
         Batch          *batch)
{
  batch->self->wait = idio_completion_get_wait (completion);
  notify (batch->self, PROP_WAIT);
}

static DexFuture *
close_cb (DexFuture *future,
          gpointer   answers)
{
  dex_channel_close_send (answers);

  return NULL;
}

/* All that the model is told apart from the passages, in which nothing of a card may stand word for word. */
static char *
join_messages (IdioChatRequest *request)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < request->messages->len; i++)
    g_string_append_printf (joined, "%s\n", ((IdioChatMessage *) g_ptr_array_index (request->messages, i))->content);

  return g_string_free_and_steal (joined);
}

static IdioChatRequest *
make_request (const char *passages,
              guint       n_texts,
              const char *known)
{
  g_autofree char *n_texts_text = g_strdup_printf ("%u", n_texts);
  g_autofree char *n_cards = g_strdup_printf ("%d", MAX_CARDS_A_REQUEST);
  IdioChatRequest *request = idio_prompt_new ("study", "n_texts", n_texts_text, "passages", passages, "known", known,
                                              "n_cards", n_cards, NULL);

  request->temperature = TEMPERATURE;
  request->max_tokens = STUDY_TOKENS;
  request->purpose = "study";

  return request;
}

/* The only place where a request for passages is made, whether it is shown before it is sent or not. */
static IdioOutgoing *
make_outgoing (GPtrArray *passages,
               guint      from,
               guint      to,
               GPtrArray *cards)
{
  g_autoptr(GPtrArray) numbered = NULL;
  g_autofree char *known = idio_inference_format_claims (cards);
  g_autofree char *formatted = idio_passages_format (passages, from, to, &numbered);
  IdioOutgoing *outgoing = idio_outgoing_new (make_request (formatted, idio_passages_count_texts (passages, from, to),
                                                            known));

  for (guint i = 0; i < numbered->len; i++)
    {
      const IdioQuote *sentence = g_ptr_array_index (numbered, i);
      g_autofree char *quoted = idio_prompt_quote (sentence->text);

      idio_outgoing_add_passage (outgoing, sentence->document, quoted);
    }

  idio_outgoing_add_cards (outgoing, cards);

  return outgoing;
}

/* What was shown is sent as it is. Later requests tell of cards that were found meanwhile. */
static IdioOutgoing *
get_outgoing (IdioInference  *self,
              guint           from,
              guint           to,
              GError        **error)
{
  g_autoptr(GPtrArray) cards = NULL;

  g_assert (IDIO_IS_INFERENCE (self));

  if (from == 0)
    return idio_outgoing_ref (g_ptr_array_index (self->outgoing, 0));

  if (!(cards = dex_await_boxed (idio_disclosure_load_cards (self->corpus, self->withheld), error)))
    return NULL;

  return make_outgoing (self->passages, from, to, cards);
}

static gboolean
read_batch (IdioInference  *self,
            guint           from,
            guint           to,
            GError        **error)
{
  g_auto(Batch) batch = { .self = self, .provider = self->provider };
  g_autofree char *formatted = idio_passages_format (self->passages, from, to, &batch.numbered);
  g_autoptr(IdioOutgoing) outgoing = get_outgoing (self, from, to, error);
  g_autoptr(IdioChatRequest) bare = make_request ("", 0, "");
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(DexFuture) asked = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean saved;

  g_assert (IDIO_IS_INFERENCE (self));

  if (outgoing == NULL)
    return FALSE;

  batch.prompt = join_messages (bare);
  batch.answers = dex_channel_new (0);
  batch.enough = dex_promise_new ();
  batch.scanner = idio_json_scanner_new (answer_cb, &batch);
  g_signal_connect (completion, "added", G_CALLBACK (added_cb), &batch);
  g_signal_connect (completion, "notify::wait", G_CALLBACK (wait_cb), &batch);

  asked = dex_future_finally (dex_future_first (idio_outgoing_send (outgoing, self->corpus, self->provider,
                                                                    self->withheld, completion),
                                                dex_cancellable_new_from_cancellable (self->cancellable),
                                                dex_ref (batch.enough), NULL),
                              close_cb, dex_ref (batch.answers), dex_unref);
  saved = take_answers (&batch, error);
  g_signal_handlers_disconnect_by_data (completion, &batch);
  self->wait = 0;

  if (!saved)
    {
      idio_inference_stop (self);
      return FALSE;
    }

  /* An answer that was cut off, or has more around it, still had its cards. */
  if (!dex_await (g_steal_pointer (&asked), &local_error) &&
      !(batch.n_answers > 0 && g_error_matches (local_error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER)))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
choose_thread (gpointer data)
{
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, idio_passages_choose (data, MAX_PASSAGES));
}

static void
make_all_outgoing (IdioInference *self,
                   GPtrArray     *cards)
{
  g_assert (IDIO_IS_INFERENCE (self));

  g_clear_pointer (&self->outgoing, g_ptr_array_unref);
  self->outgoing = g_ptr_array_new_with_free_func ((GDestroyNotify) idio_outgoing_unref);

  for (guint from = 0, to; from < self->passages->len; from = to)
    {
      to = idio_passages_next_batch (self->passages, from);
      g_ptr_array_add (self->outgoing, make_outgoing (self->passages, from, to, cards));
    }
}

static void
leave_out_passages (IdioInference *self,
                    guint          from,
                    GArray        *withheld)
{
  g_assert (IDIO_IS_INFERENCE (self));

  for (guint i = self->passages->len; i > from; i--)
    {
      const IdioPassage *passage = g_ptr_array_index (self->passages, i - 1);

      if (!idio_disclosure_may_tell (self->corpus, withheld, passage->document))
        g_ptr_array_remove_index (self->passages, i - 1);
    }
}

static gboolean
prepare (IdioInference  *self,
         IdioProvider   *provider,
         GArray         *left_out,
         GError        **error)
{
  g_autoptr(GArray) hidden = NULL;
  g_autoptr(GArray) withheld = NULL;
  g_autoptr(GArray) documents = NULL;
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) passages = NULL;
  g_autoptr(GPtrArray) cards = NULL;

  g_assert (IDIO_IS_INFERENCE (self));

  if (!(hidden = dex_await_boxed (idio_disclosure_list_hidden (self->corpus, provider, left_out), error)) ||
      !(withheld = dex_await_boxed (idio_disclosure_list_withheld (self->corpus, provider, left_out), error)))
    return FALSE;

  documents = idio_passages_choose_documents (G_LIST_MODEL (self->corpus), MAX_PASSAGES, hidden);

  if (!(texts = dex_await_boxed (idio_corpus_load_some (self->corpus, documents, MAX_TEXT_CHARS, G_MAXSIZE), error)) ||
      !(passages = dex_await_boxed (idio_counting_spawn ("[idiolect-passages]", self->cancellable, choose_thread,
                                                         g_ptr_array_ref (texts), (GDestroyNotify) g_ptr_array_unref),
                                    error)) ||
      !(cards = dex_await_boxed (idio_disclosure_load_cards (self->corpus, withheld), error)))
    return FALSE;

  g_set_object (&self->provider, provider);
  g_clear_pointer (&self->withheld, g_array_unref);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  self->withheld = g_steal_pointer (&withheld);
  self->passages = g_steal_pointer (&passages);

  /* Nothing takes the place of what the user left out: they saw what else is sent. */
  leave_out_passages (self, 0, self->withheld);
  make_all_outgoing (self, cards);

  return TRUE;
}

/* What was prepared is sent as it is. If another model was chosen since, nobody has agreed to what it would get. */
static gboolean
check_provider (IdioInference  *self,
                IdioProvider   *provider,
                GError        **error)
{
  g_autoptr(GError) local_error = NULL;
  IdioCapability capability;

  g_assert (IDIO_IS_INFERENCE (self));

  if (self->provider != NULL && provider != self->provider)
    {
      g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_NO_CONSENT,
                                                         idio_provider_get_host (provider)));
      return FALSE;
    }

  capability = dex_await_enum (dex_future_first (idio_model_choice_check_capability (self->choice),
                                                 dex_cancellable_new_from_cancellable (self->cancellable), NULL),
                               &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (capability == IDIO_CAPABILITY_STUDIES)
    return TRUE;

  g_propagate_error (error, idio_provider_error_new (IDIO_PROVIDER_ERROR_UNFIT, NULL));

  return FALSE;
}

/* Documents that were marked or removed while the model was reading others are not read. */
static gboolean
leave_out_marked (IdioInference  *self,
                  GError        **error)
{
  g_autoptr(GArray) withheld = dex_await_boxed (idio_disclosure_list_withheld (self->corpus, self->provider,
                                                                               self->withheld), error);

  g_assert (IDIO_IS_INFERENCE (self));

  if (withheld == NULL)
    return FALSE;

  leave_out_passages (self, self->n_read, withheld);
  g_array_unref (self->withheld);
  self->withheld = g_steal_pointer (&withheld);

  /* What was shown may have had what was marked since. */
  if (self->n_read == 0)
    {
      g_autoptr(GPtrArray) cards = dex_await_boxed (idio_disclosure_load_cards (self->corpus, self->withheld), error);

      if (cards == NULL)
        return FALSE;

      make_all_outgoing (self, cards);
    }

  if (self->n_passages == self->passages->len)
    return TRUE;

  self->n_passages = self->passages->len;
  notify (self, PROP_N_PASSAGES);

  return TRUE;
}

static gboolean
study (IdioInference  *self,
       GError        **error)
{
  g_autoptr(IdioProvider) provider = idio_model_choice_ref_consented (self->choice, error);

  g_assert (IDIO_IS_INFERENCE (self));

  if (provider == NULL || !check_provider (self, provider, error) ||
      (self->provider == NULL && !prepare (self, provider, NULL, error)))
    return FALSE;

  self->n_passages = self->passages->len;
  notify (self, PROP_N_PASSAGES);

  while (self->n_read < self->passages->len)
    {
      guint to = idio_passages_next_batch (self->passages, self->n_read);

      g_autoptr(GError) local_error = NULL;

      if (read_batch (self, self->n_read, to, &local_error))
        {
          self->n_read = to;
          notify (self, PROP_N_READ);
        }
      else if (!g_error_matches (local_error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_WITHHELD))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (!leave_out_marked (self, error))
        return FALSE;
    }

  return TRUE;
}

static DexFuture *
run_fiber (gpointer data)
{
  IdioInference *self = data;
  GError *error = NULL;
  gboolean done;

  self->running = TRUE;
  self->n_passages = self->n_read = self->n_found = self->n_dropped = 0;
  notify (self, PROP_RUNNING);

  done = study (self, &error);

  /* It knows a key, which may be forgotten while this is still shown. */
  g_clear_object (&self->provider);

  self->running = FALSE;
  notify (self, PROP_RUNNING);

  if (done)
    return dex_future_new_for_uint (self->n_found);

  /* A stop keeps what was found, and is no error. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      return dex_future_new_for_uint (self->n_found);
    }

  return dex_future_new_for_error (error);
}

typedef struct
{
  IdioInference *self;
  GArray        *left_out;
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
  IdioProvider *chosen = idio_model_choice_get_provider (call->self->choice);
  g_autoptr(IdioProvider) provider = chosen != NULL ? g_object_ref (chosen) : NULL;
  GError *error = NULL;

  if (provider == NULL)
    return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_NO_MODEL, NULL));

  if (!prepare (call->self, provider, call->left_out, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (call->self->outgoing));
}

static void
idio_inference_finalize (GObject *object)
{
  IdioInference *self = IDIO_INFERENCE (object);

  g_clear_object (&self->voice);
  g_clear_object (&self->corpus);
  g_clear_object (&self->choice);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->withheld, g_array_unref);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_pointer (&self->outgoing, g_ptr_array_unref);

  G_OBJECT_CLASS (idio_inference_parent_class)->finalize (object);
}

static void
idio_inference_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  IdioInference *self = IDIO_INFERENCE (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_N_PASSAGES:
      g_value_set_uint (value, self->n_passages);
      break;

    case PROP_N_READ:
      g_value_set_uint (value, self->n_read);
      break;

    case PROP_N_FOUND:
      g_value_set_uint (value, self->n_found);
      break;

    case PROP_WAIT:
      g_value_set_uint (value, self->wait);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
idio_inference_class_init (IdioInferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_inference_finalize;
  object_class->get_property = idio_inference_get_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_PASSAGES] =
    g_param_spec_uint ("n-passages", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_READ] =
    g_param_spec_uint ("n-read", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_FOUND] =
    g_param_spec_uint ("n-found", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAIT] =
    g_param_spec_uint ("wait", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
idio_inference_init (IdioInference *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * idio_inference_new:
 * @voice: where the cards go
 * @corpus: the documents
 * @choice: which model looks for habits
 *
 * Returns: (transfer full): an inference that can be run once
 */
IdioInference *
idio_inference_new (IdioVoice       *voice,
                    IdioCorpus      *corpus,
                    IdioModelChoice *choice)
{
  IdioInference *self;

  g_return_val_if_fail (IDIO_IS_VOICE (voice), NULL);
  g_return_val_if_fail (IDIO_IS_CORPUS (corpus), NULL);
  g_return_val_if_fail (IDIO_IS_MODEL_CHOICE (choice), NULL);

  self = g_object_new (IDIO_TYPE_INFERENCE, NULL);
  self->voice = g_object_ref (voice);
  self->corpus = g_object_ref (corpus);
  self->choice = g_object_ref (choice);

  return self;
}

/**
 * idio_inference_prepare:
 * @self: an inference that does not run yet
 * @left_out: (nullable) (element-type gint64): the numbers of documents of which nothing is to go into the requests
 *
 * Makes the requests without sending any. idio_inference_run() then sends the first as it is. Those after it are of the
 * same passages, and tell of the cards that were found by then; between them come questions without passages, whether a
 * card says the same as another.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #IdioOutgoing, or of an error in %IDIO_PROVIDER_ERROR or
 *   %IDIO_STORE_ERROR
 */
DexFuture *
idio_inference_prepare (IdioInference *self,
                        GArray        *left_out)
{
  Prepare *call;

  g_return_val_if_fail (IDIO_IS_INFERENCE (self), NULL);

  call = g_new0 (Prepare, 1);
  call->self = g_object_ref (self);
  call->left_out = left_out != NULL ? g_array_copy (left_out) : NULL;

  return idio_fiber_spawn (prepare_fiber, call, (GDestroyNotify) prepare_free);
}

/**
 * idio_inference_run:
 * @self: an inference
 *
 * Sends passages of the documents to the model and adds what it finds to the voice, card by card, as far as it passes
 * the checks of idio_card_check().
 *
 * Returns: (transfer full): a future of how many cards were added, at the end or after idio_inference_stop(), or of an
 *   error in %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_inference_run (IdioInference *self)
{
  g_return_val_if_fail (IDIO_IS_INFERENCE (self), NULL);

  return idio_fiber_spawn (run_fiber, g_object_ref (self), g_object_unref);
}

/**
 * idio_inference_stop:
 * @self: an inference
 *
 * Ends it at once. The cards that were added stay.
 */
void
idio_inference_stop (IdioInference *self)
{
  g_return_if_fail (IDIO_IS_INFERENCE (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
idio_inference_get_running (IdioInference *self)
{
  g_return_val_if_fail (IDIO_IS_INFERENCE (self), FALSE);

  return self->running;
}

/**
 * idio_inference_get_n_passages:
 * @self: an inference
 *
 * Returns: how many passages the model gets to read, 0 while that is not known
 */
guint
idio_inference_get_n_passages (IdioInference *self)
{
  g_return_val_if_fail (IDIO_IS_INFERENCE (self), 0);

  return self->n_passages;
}

/**
 * idio_inference_get_n_read:
 * @self: an inference
 *
 * Returns: how many of them it has read
 */
guint
idio_inference_get_n_read (IdioInference *self)
{
  g_return_val_if_fail (IDIO_IS_INFERENCE (self), 0);

  return self->n_read;
}

/**
 * idio_inference_get_n_found:
 * @self: an inference
 *
 * Returns: how many cards were added
 */
guint
idio_inference_get_n_found (IdioInference *self)
{
  g_return_val_if_fail (IDIO_IS_INFERENCE (self), 0);

  return self->n_found;
}

/**
 * idio_inference_get_wait:
 * @self: an inference
 *
 * Returns: in how many seconds passages are sent again, while a busy service asked to wait; 0 at any other time
 */
guint
idio_inference_get_wait (IdioInference *self)
{
  g_return_val_if_fail (IDIO_IS_INFERENCE (self), 0);

  return self->wait;
}

/**
 * idio_inference_get_n_dropped:
 * @self: an inference
 *
 * Returns: how many answers did not pass the checks
 */
guint
idio_inference_get_n_dropped (IdioInference *self)
{
  g_return_val_if_fail (IDIO_IS_INFERENCE (self), 0);

  return self->n_dropped;
}
