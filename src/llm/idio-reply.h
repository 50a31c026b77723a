/* idio-reply.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * IdioReplyEnd:
 * @IDIO_REPLY_END_NONE: it is not whole (yet)
 * @IDIO_REPLY_END_STOP: the model was done
 * @IDIO_REPLY_END_LENGTH: it was cut off at the request's length
 */
typedef enum
{
  IDIO_REPLY_END_NONE,
  IDIO_REPLY_END_STOP,
  IDIO_REPLY_END_LENGTH,
} IdioReplyEnd;

#define IDIO_TYPE_REPLY (idio_reply_get_type ())
G_DECLARE_FINAL_TYPE (IdioReply, idio_reply, IDIO, REPLY, GObject)

IdioReply    *idio_reply_new          (void);
const char   *idio_reply_get_text     (IdioReply    *self);
gsize         idio_reply_get_length   (IdioReply    *self);
double        idio_reply_get_progress (IdioReply    *self);
IdioReplyEnd  idio_reply_get_end      (IdioReply    *self);
void          idio_reply_append       (IdioReply    *self,
                                       const char   *text);
void          idio_reply_set_progress (IdioReply    *self,
                                       double        progress);
void          idio_reply_set_end      (IdioReply    *self,
                                       IdioReplyEnd  end);

G_END_DECLS
