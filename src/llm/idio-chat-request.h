/* idio-chat-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * IdioRole:
 * @IDIO_ROLE_SYSTEM: what holds for the whole conversation
 * @IDIO_ROLE_USER: asks
 * @IDIO_ROLE_ASSISTANT: answers
 */
typedef enum
{
  IDIO_ROLE_SYSTEM,
  IDIO_ROLE_USER,
  IDIO_ROLE_ASSISTANT,
} IdioRole;

/**
 * IdioAnswerForm:
 * @IDIO_ANSWER_FORM_SCHEMA: held to a JSON schema by the server
 * @IDIO_ANSWER_FORM_JSON: some JSON object
 * @IDIO_ANSWER_FORM_TEXT: anything
 *
 * The rungs of the ladder for answers in JSON, best first.
 */
typedef enum
{
  IDIO_ANSWER_FORM_SCHEMA,
  IDIO_ANSWER_FORM_JSON,
  IDIO_ANSWER_FORM_TEXT,
} IdioAnswerForm;

typedef struct
{
  IdioRole  role;
  char     *content;
} IdioChatMessage;

/**
 * IdioChatGuard:
 * @user_data: what was given with the function
 *
 * Decides whether a request may be sent now.
 *
 * Returns: (transfer full): a future that is rejected if it may not
 */
typedef DexFuture *(*IdioChatGuard) (gpointer user_data);

#define IDIO_TYPE_CHAT_REQUEST (idio_chat_request_get_type ())

/**
 * IdioChatRequest:
 * @messages: (element-type IdioChatMessage): the conversation so far
 * @temperature: how much chance there is in the answer; negative: the model's own
 * @max_tokens: how long the answer may become, in tokens
 * @seed: for the same answer again, where the model can; negative: none
 * @schema: (nullable): a JSON schema that the answer must fit
 * @form: how @schema is asked for
 * @purpose: (nullable): what it is for, in a word for lists of what was sent; not sent itself
 *
 * A question to a model, in no service's dialect.
 */
typedef struct
{
  GPtrArray      *messages;
  double          temperature;
  guint           max_tokens;
  gint64          seed;
  char           *schema;
  IdioAnswerForm  form;
  const char     *purpose;

  /*< private >*/
  IdioChatGuard   guard;
  gpointer        guard_data;
  GDestroyNotify  guard_destroy;
} IdioChatRequest;

GType            idio_chat_request_get_type (void) G_GNUC_CONST;
IdioChatRequest *idio_chat_request_new      (void);
IdioChatRequest *idio_chat_request_ref      (IdioChatRequest *self);
void             idio_chat_request_unref    (IdioChatRequest *self);
void             idio_chat_request_add      (IdioChatRequest *self,
                                             IdioRole         role,
                                             const char      *content);
guint            idio_chat_request_count_words (IdioChatRequest *self);
void             idio_chat_request_set_guard (IdioChatRequest *self,
                                              IdioChatGuard    guard,
                                              gpointer         user_data,
                                              GDestroyNotify   destroy);
DexFuture       *idio_chat_request_ask_guard (IdioChatRequest *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioChatRequest, idio_chat_request_unref)

G_END_DECLS
