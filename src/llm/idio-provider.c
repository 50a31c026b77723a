/* idio-provider.c: where a language model answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "llm/idio-json.h"
#include "llm/idio-provider.h"

G_DEFINE_INTERFACE (IdioProvider, idio_provider, G_TYPE_OBJECT)

/* Which rung of the ladder for JSON worked last with a provider */
static GQuark form_quark;

enum
{
  SIGNAL_ASKED,
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
idio_provider_default_init (IdioProviderInterface *iface)
{
  /**
   * IdioProvider::asked:
   * @self: a provider
   * @token: a number that no other request has
   * @purpose: (nullable): what for, in a word
   * @n_words: how many words are sent
   *
   * A request is about to be sent to another computer, for the first time or again: each time is told. Whoever wants to
   * know of all that is sent, by whatever provider, adds an emission hook.
   */
  signals[SIGNAL_ASKED] =
    g_signal_new ("asked", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_STRING, G_TYPE_UINT);

  /**
   * IdioProvider::answered:
   * @self: a provider
   * @token: that of the request
   * @n_words: how many words came back
   *
   * A request has ended, however it did.
   */
  signals[SIGNAL_ANSWERED] =
    g_signal_new ("answered", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT);

  form_quark = g_quark_from_static_string ("idio-provider-form");
}

/**
 * idio_provider_chat:
 * @self: a provider
 * @request: what to ask
 * @completion: the completion to fill
 *
 * Asks the model. The completion fills while the answer comes in. To stop, let the future lose a race
 * (dex_future_first()): the connection is closed then, at which servers stop working.
 *
 * Returns: (transfer full): a future that resolves to @completion when the answer is whole, or is rejected with an error
 *   in %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_provider_chat (IdioProvider    *self,
                    IdioChatRequest *request,
                    IdioCompletion  *completion)
{
  g_return_val_if_fail (IDIO_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (IDIO_IS_COMPLETION (completion), NULL);

  return IDIO_PROVIDER_GET_IFACE (self)->chat (self, request, completion);
}

/**
 * idio_provider_list_models:
 * @self: a provider
 *
 * Also the way to test an address and a key.
 *
 * Returns: (transfer full): a future of a #GStrv: the models that can be chosen, or of an error in
 *   %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_provider_list_models (IdioProvider *self)
{
  g_return_val_if_fail (IDIO_IS_PROVIDER (self), NULL);

  return IDIO_PROVIDER_GET_IFACE (self)->list_models (self);
}

/**
 * idio_provider_note_asked:
 * @self: a provider
 * @purpose: (nullable): what for, in a word
 * @n_words: how many words are sent
 *
 * For classes that implement a provider: tells that a request is about to be sent, if it goes to another computer.
 *
 * Returns: a number for idio_provider_note_answered()
 */
guint64
idio_provider_note_asked (IdioProvider *self,
                          const char   *purpose,
                          guint         n_words)
{
  static guint64 last_token = 0;

  g_return_val_if_fail (IDIO_IS_PROVIDER (self), 0);

  if (idio_provider_get_host (self) == NULL)
    return 0;

  g_signal_emit (self, signals[SIGNAL_ASKED], 0, ++last_token, purpose, n_words);

  return last_token;
}

/**
 * idio_provider_note_answered:
 * @self: a provider
 * @token: (inout): what idio_provider_note_asked() gave, which is 0 then
 * @n_words: how many words came back
 *
 * Tells that the request has ended. Nothing is told twice.
 */
void
idio_provider_note_answered (IdioProvider *self,
                             guint64      *token,
                             guint         n_words)
{
  guint64 ended = *token;

  g_return_if_fail (IDIO_IS_PROVIDER (self));

  *token = 0;

  if (ended != 0)
    g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, ended, n_words);
}

/**
 * idio_provider_get_model:
 * @self: a provider
 *
 * Returns: (transfer none): the name of the model, as people know it
 */
const char *
idio_provider_get_model (IdioProvider *self)
{
  g_return_val_if_fail (IDIO_IS_PROVIDER (self), NULL);

  return IDIO_PROVIDER_GET_IFACE (self)->get_model (self);
}

/**
 * idio_provider_get_host:
 * @self: a provider
 *
 * Returns: (transfer none) (nullable): where requests go, or %NULL if they stay on this computer
 */
const char *
idio_provider_get_host (IdioProvider *self)
{
  g_return_val_if_fail (IDIO_IS_PROVIDER (self), NULL);

  return IDIO_PROVIDER_GET_IFACE (self)->get_host (self);
}

typedef struct
{
  IdioProvider    *self;
  IdioChatRequest *request;
  IdioCompletion  *completion;
} Ask;

static void
ask_free (Ask *ask)
{
  g_clear_object (&ask->self);
  g_clear_pointer (&ask->request, idio_chat_request_unref);
  g_clear_object (&ask->completion);
  g_free (ask);
}

static IdioAnswerForm
get_form (IdioProvider *self)
{
  g_assert (IDIO_IS_PROVIDER (self));

  return (IdioAnswerForm) GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (self), form_quark));
}

static DexFuture *
ask_fiber (gpointer data)
{
  Ask *ask = data;

  for (IdioAnswerForm form = get_form (ask->self); ; form++)
    {
      JsonObject *answer;
      g_autoptr(GError) error = NULL;

      ask->request->form = form;

      if (dex_await (idio_provider_chat (ask->self, ask->request, ask->completion), &error))
        {
          if ((answer = idio_json_find_object (idio_completion_get_text (ask->completion))))
            {
              g_object_set_qdata (G_OBJECT (ask->self), form_quark, GINT_TO_POINTER (form));
              return dex_future_new_take_boxed (JSON_TYPE_OBJECT, answer);
            }

          return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER,
                                                                    idio_provider_get_host (ask->self)));
        }

      /* Only a server that knows no such form is asked again in another one. */
      if (form == IDIO_ANSWER_FORM_TEXT ||
          !g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
}

/**
 * idio_provider_ask:
 * @self: a provider
 * @request: what to ask, with a schema; the messages ask for JSON in words as well
 * @completion: the completion to fill
 *
 * As idio_provider_chat(), for an answer in JSON: held to the schema where the server can, else to JSON, else the
 * first object in a text. What worked is tried first the next time. The object fits the schema only if the
 * server saw to it: check every member.
 *
 * Returns: (transfer full): a future of a #JsonObject, or of an error in %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_provider_ask (IdioProvider    *self,
                   IdioChatRequest *request,
                   IdioCompletion  *completion)
{
  Ask *ask;

  g_return_val_if_fail (IDIO_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (request != NULL && request->schema != NULL, NULL);
  g_return_val_if_fail (IDIO_IS_COMPLETION (completion), NULL);

  ask = g_new0 (Ask, 1);
  ask->self = g_object_ref (self);
  ask->request = idio_chat_request_ref (request);
  ask->completion = g_object_ref (completion);

  return idio_fiber_spawn (ask_fiber, ask, (GDestroyNotify) ask_free);
}
