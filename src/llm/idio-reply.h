/* idio-reply.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-chat-request.h"
#include "llm/idio-completion.h"

G_BEGIN_DECLS

typedef struct _IdioReply IdioReply;

IdioReply         *idio_reply_new            (IdioChatRequest    *request,
                                              IdioCompletion     *completion,
                                              const char         *host,
                                              const char         *key);
void               idio_reply_free           (IdioReply          *self);
void               idio_reply_begin          (IdioReply          *self);
IdioCompletion    *idio_reply_get_completion (IdioReply          *self);
void               idio_reply_add_text       (IdioReply          *self,
                                              const char         *text);
void               idio_reply_note_thought   (IdioReply          *self,
                                              const char         *text);
void               idio_reply_note_tool      (IdioReply          *self);
void               idio_reply_note_part      (IdioReply          *self);
gboolean           idio_reply_is_in_parts    (IdioReply          *self);
void               idio_reply_set_progress   (IdioReply          *self,
                                              gint64              done,
                                              gint64              total);
void               idio_reply_set_end        (IdioReply          *self,
                                              IdioCompletionEnd   end);
void               idio_reply_close          (IdioReply          *self);
void               idio_reply_fail           (IdioReply          *self,
                                              GError             *error);
void               idio_reply_fail_with      (IdioReply          *self,
                                              const char         *body);
void               idio_reply_refuse         (IdioReply          *self);
void               idio_reply_discard        (IdioReply          *self,
                                              guint               n_tokens);
gboolean           idio_reply_is_closed      (IdioReply          *self);
gboolean           idio_reply_has_text       (IdioReply          *self);
gboolean           idio_reply_lacks_room     (IdioReply          *self);
gint64             idio_reply_get_word_time  (IdioReply          *self);
IdioCompletionEnd  idio_reply_get_end        (IdioReply          *self);
gboolean           idio_reply_finish         (IdioReply          *self,
                                              GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioReply, idio_reply_free)

G_END_DECLS
