/* idio-local-provider.c: a model on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "llm/idio-local-provider.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-prompt-text.h"

/* How long the end of a process may take to be noticed after the end of its connection */
#define NOTICE_MSEC 500

struct _IdioLocalProvider
{
  GObject       parent_instance;
  IdioEngine   *engine;
  IdioProvider *server;
};

static void provider_iface_init (IdioProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioLocalProvider, idio_local_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IDIO_TYPE_PROVIDER, provider_iface_init))

typedef struct
{
  IdioLocalProvider *self;
  IdioChatRequest   *request;
  IdioCompletion    *completion;
} Chat;

static void
chat_free (Chat *chat)
{
  g_clear_object (&chat->self);
  g_clear_pointer (&chat->request, idio_chat_request_unref);
  g_clear_object (&chat->completion);
  g_free (chat);
}

/* Whether the engine has died, and not just failed to answer. Its end is noticed a little later than its silence. */
static gboolean
engine_died (IdioEngine *engine)
{
  gint64 end = g_get_monotonic_time () + NOTICE_MSEC * 1000;

  while (idio_engine_get_state (engine) == IDIO_ENGINE_STATE_READY && g_get_monotonic_time () < end)
    {
      g_autoptr(GError) error = NULL;

      dex_await (dex_timeout_new_msec (20), &error);

      if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return FALSE;
    }

  return idio_engine_get_state (engine) != IDIO_ENGINE_STATE_READY;
}

static gboolean
is_broken_connection (const GError *error)
{
  return g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE) ||
         g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
}

/* The engine looks for its model's tokens in all of a prompt: what of them is in a message came from a text, as the
 * prompts of the program have none. */
static IdioChatRequest *
break_tokens (IdioChatRequest    *request,
              const char * const *tokens)
{
  IdioChatRequest *broken = idio_chat_request_new ();

  broken->temperature = request->temperature;
  broken->max_tokens = request->max_tokens;
  broken->seed = request->seed;
  broken->schema = g_strdup (request->schema);
  broken->form = request->form;

  for (guint i = 0; i < request->messages->len; i++)
    {
      const IdioChatMessage *message = g_ptr_array_index (request->messages, i);
      g_autofree char *content = idio_prompt_break_tokens (message->content, tokens);

      idio_chat_request_add (broken, message->role, content);
    }

  return broken;
}

/* An engine that dies is started once more, unless part of its answer was seen already. */
static DexFuture *
chat_fiber (gpointer data)
{
  Chat *chat = data;
  IdioEngine *engine = chat->self->engine;

  for (gboolean first = TRUE; ; first = FALSE)
    {
      g_autoptr(IdioChatRequest) request = NULL;
      GError *error = NULL;
      gboolean done;

      if (!dex_await (idio_engine_start (engine), &error))
        return dex_future_new_for_error (error);

      request = break_tokens (chat->request, idio_engine_get_control_tokens (engine));
      idio_engine_hold (engine);
      done = dex_await (idio_provider_chat (chat->self->server, request, chat->completion), &error);
      idio_engine_release (engine);

      if (done)
        return dex_future_new_for_object (chat->completion);

      if (!is_broken_connection (error) || !engine_died (engine))
        return dex_future_new_for_error (error);

      g_clear_error (&error);

      if (!first || *idio_completion_get_text (chat->completion) != '\0')
        return dex_future_new_for_error (idio_provider_error_new (IDIO_PROVIDER_ERROR_ENGINE, NULL));
    }
}

static DexFuture *
idio_local_provider_chat (IdioProvider    *provider,
                          IdioChatRequest *request,
                          IdioCompletion  *completion)
{
  Chat *chat = g_new0 (Chat, 1);

  chat->self = g_object_ref (IDIO_LOCAL_PROVIDER (provider));
  chat->request = idio_chat_request_ref (request);
  chat->completion = g_object_ref (completion);

  return idio_fiber_spawn (chat_fiber, chat, (GDestroyNotify) chat_free);
}

static DexFuture *
idio_local_provider_list_models (IdioProvider *provider)
{
  const char * const models[] = { idio_provider_get_model (provider), NULL };

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strdupv ((char **) models));
}

static const char *
idio_local_provider_get_model (IdioProvider *provider)
{
  return idio_provider_get_model (IDIO_LOCAL_PROVIDER (provider)->server);
}

static const char *
idio_local_provider_get_host (IdioProvider *provider)
{
  return NULL;
}

static void
provider_iface_init (IdioProviderInterface *iface)
{
  iface->chat = idio_local_provider_chat;
  iface->list_models = idio_local_provider_list_models;
  iface->get_model = idio_local_provider_get_model;
  iface->get_host = idio_local_provider_get_host;
}

static void
idio_local_provider_finalize (GObject *object)
{
  IdioLocalProvider *self = IDIO_LOCAL_PROVIDER (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (idio_local_provider_parent_class)->finalize (object);
}

static void
idio_local_provider_class_init (IdioLocalProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = idio_local_provider_finalize;
}

static void
idio_local_provider_init (IdioLocalProvider *self)
{
}

/**
 * idio_local_provider_new:
 * @model_path: the path of a GGUF file
 * @model: what the model is called
 *
 * Returns: (transfer full): a provider whose engine starts when it is first needed
 */
IdioProvider *
idio_local_provider_new (const char *model_path,
                         const char *model)
{
  IdioLocalProvider *self;

  g_return_val_if_fail (model_path != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (IDIO_TYPE_LOCAL_PROVIDER, NULL);
  self->engine = idio_engine_new (model_path);
  self->server = idio_openai_provider_new_local (idio_engine_get_socket_path (self->engine), model);

  return IDIO_PROVIDER (self);
}

/**
 * idio_local_provider_get_engine:
 * @self: a local provider
 *
 * Returns: (transfer none): the engine that it starts
 */
IdioEngine *
idio_local_provider_get_engine (IdioLocalProvider *self)
{
  g_return_val_if_fail (IDIO_IS_LOCAL_PROVIDER (self), NULL);

  return self->engine;
}
