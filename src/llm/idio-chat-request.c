/* idio-chat-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-chat-request.h"
#include "llm/idio-prompt-text.h"

/* Enough for a long mail */
#define DEFAULT_MAX_TOKENS 1024

G_DEFINE_BOXED_TYPE (IdioChatRequest, idio_chat_request, idio_chat_request_ref, idio_chat_request_unref)

static void
message_free (gpointer data)
{
  IdioChatMessage *message = data;

  g_free (message->content);
  g_free (message);
}

static void
clear (gpointer data)
{
  IdioChatRequest *self = data;

  idio_chat_request_set_guard (self, NULL, NULL, NULL);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->schema, g_free);
}

/**
 * idio_chat_request_new:
 *
 * Returns: (transfer full): a request without messages
 */
IdioChatRequest *
idio_chat_request_new (void)
{
  IdioChatRequest *self = g_atomic_rc_box_new0 (IdioChatRequest);

  self->messages = g_ptr_array_new_with_free_func (message_free);
  self->temperature = -1;
  self->max_tokens = DEFAULT_MAX_TOKENS;
  self->seed = -1;

  return self;
}

IdioChatRequest *
idio_chat_request_ref (IdioChatRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
idio_chat_request_unref (IdioChatRequest *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * idio_chat_request_add:
 * @self: a request
 * @role: who says it
 * @content: what is said
 */
void
idio_chat_request_add (IdioChatRequest *self,
                       IdioRole         role,
                       const char      *content)
{
  IdioChatMessage *message;

  g_return_if_fail (self != NULL);
  g_return_if_fail (content != NULL);

  message = g_new0 (IdioChatMessage, 1);
  message->role = role;
  message->content = g_strdup (content);
  g_ptr_array_add (self->messages, message);
}

/**
 * idio_chat_request_count_words:
 * @self: a request
 *
 * Counts what is between spaces, which is about what a person takes for words.
 *
 * Returns: how many words its messages have
 */
guint
idio_chat_request_count_words (IdioChatRequest *self)
{
  guint n_words = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->messages->len; i++)
    n_words += idio_prompt_count_words (((IdioChatMessage *) g_ptr_array_index (self->messages, i))->content);

  return n_words;
}

/**
 * idio_chat_request_set_guard:
 * @self: a request
 * @guard: (nullable): called each time before it is sent to another computer, also when it is sent again
 * @user_data: (transfer full): data for @guard
 * @destroy: (nullable): frees @user_data
 */
void
idio_chat_request_set_guard (IdioChatRequest *self,
                             IdioChatGuard    guard,
                             gpointer         user_data,
                             GDestroyNotify   destroy)
{
  g_return_if_fail (self != NULL);

  if (self->guard_destroy != NULL)
    self->guard_destroy (self->guard_data);

  self->guard = guard;
  self->guard_data = user_data;
  self->guard_destroy = destroy;
}

/**
 * idio_chat_request_ask_guard:
 * @self: a request
 *
 * Returns: (transfer full): a future that is rejected if the request may not be sent now
 */
DexFuture *
idio_chat_request_ask_guard (IdioChatRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->guard != NULL ? self->guard (self->guard_data) : dex_future_new_true ();
}
