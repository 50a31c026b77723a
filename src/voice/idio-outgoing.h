/* idio-outgoing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "corpus/idio-corpus.h"
#include "llm/idio-provider.h"

G_BEGIN_DECLS

/**
 * IdioOutgoingMark:
 * @start: where in a message a passage of the user's begins, in bytes
 * @length: its length, in bytes
 */
typedef struct
{
  gsize start;
  gsize length;
} IdioOutgoingMark;

#define IDIO_TYPE_OUTGOING (idio_outgoing_get_type ())

/**
 * IdioOutgoing:
 * @request: what is sent, with nothing added and nothing left out
 *
 * A request that was made and not sent yet, with what in it is from which document.
 */
typedef struct
{
  IdioChatRequest *request;

  /*< private >*/
  GPtrArray       *passages;
  GArray          *cards;
} IdioOutgoing;

GType         idio_outgoing_get_type       (void) G_GNUC_CONST;
IdioOutgoing *idio_outgoing_new            (IdioChatRequest *request);
IdioOutgoing *idio_outgoing_ref            (IdioOutgoing    *self);
void          idio_outgoing_unref          (IdioOutgoing    *self);
void          idio_outgoing_add_passage    (IdioOutgoing    *self,
                                            gint64           document,
                                            const char      *text);
void          idio_outgoing_add_cards      (IdioOutgoing    *self,
                                            GPtrArray       *cards);
DexFuture    *idio_outgoing_send           (IdioOutgoing    *self,
                                            IdioCorpus      *corpus,
                                            IdioProvider    *provider,
                                            GArray          *withheld,
                                            IdioCompletion  *completion) G_GNUC_WARN_UNUSED_RESULT;
GArray       *idio_outgoing_find_marks     (IdioOutgoing    *self,
                                            guint            message);
guint         idio_outgoing_count_words    (IdioOutgoing    *self);
GArray       *idio_outgoing_list_documents (GPtrArray       *outgoing);
gboolean      idio_outgoing_equal          (GPtrArray       *a,
                                            GPtrArray       *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioOutgoing, idio_outgoing_unref)

G_END_DECLS
