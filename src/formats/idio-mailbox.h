/* idio-mailbox.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-source.h"

G_BEGIN_DECLS

/**
 * IdioMailbox:
 *
 * A stream of mails, of which one at a time is in memory, without its attachments.
 */
typedef struct _IdioMailbox IdioMailbox;

/**
 * IdioMailboxFlags:
 * @IDIO_MAILBOX_SINGLE: it is one mail, in which lines that begin with "From " are nothing special
 */
typedef enum
{
  IDIO_MAILBOX_SINGLE = 1 << 0,
} IdioMailboxFlags;

IdioMailbox *idio_mailbox_new        (GInputStream      *stream,
                                      IdioMailboxFlags   flags,
                                      guint64            n_bytes,
                                      IdioTakeFunc       take,
                                      gpointer           data);
void         idio_mailbox_free       (IdioMailbox       *self);
GByteArray  *idio_mailbox_read_next  (IdioMailbox       *self,
                                      GError           **error);
GByteArray  *idio_mailbox_read_head  (IdioMailbox       *self,
                                      GError           **error);
GByteArray  *idio_mailbox_read_rest  (IdioMailbox       *self,
                                      gboolean           wanted,
                                      GError           **error);
gboolean     idio_mailbox_is_stopped (IdioMailbox       *self);
gboolean     idio_mailbox_is_cut     (IdioMailbox       *self);
GByteArray  *idio_mailbox_limit      (const void        *data,
                                      gsize              length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioMailbox, idio_mailbox_free)

G_END_DECLS
