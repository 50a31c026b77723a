/* idio-mail-pass.h: a pass over the lines of a text that may be a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "import/idio-own-words.h"

G_BEGIN_DECLS

/**
 * IdioMailPass:
 * @text: where the text starts
 * @end: where it ends
 * @is_mail: whether it is the body of a mail
 * @parts: (element-type IdioPart): those so far, each of which ends where the next starts
 * @no_head: up to here no head of a mail starts
 * @sign_off: (nullable): the next sign-off, as far as one was looked for
 * @initials: (nullable): a quote with somebody's initials
 * @initials_are_sure: whether it is one for sure
 * @breaks_quotes: whether a program broke lines that were quoted more than once
 * @no_block_end: whether no block of encoded text ends any more
 * @no_calendar_end: whether no calendar does
 * @writers: (nullable) (array zero-terminated=1): what its writer is called, as far as that is known
 * @memo: (nullable): where the text starts that is below the head of what may be a memo of the writer's
 * @is_forwarded: whether the head says that the mail was forwarded
 * @is_automatic: whether something says that a program wrote the mail
 * @is_surely_automatic: whether that is sure
 *
 * A pass over the lines of a text, which finds what can be told from some lines of it.
 */
typedef struct
{
  const char *text;
  const char *end;
  gboolean    is_mail;
  GArray     *parts;
  const char *no_head;
  const char *sign_off;
  const char *initials;
  gboolean    initials_are_sure;
  gboolean    breaks_quotes;
  gboolean    no_block_end;
  gboolean    no_calendar_end;
  const char * const *writers;
  const char *memo;
  gboolean    is_forwarded;
  gboolean    is_automatic;
  gboolean    is_surely_automatic;
} IdioMailPass;

void      idio_mail_pass_read     (IdioMailPass       *pass,
                                   GCancellable       *cancellable);
IdioPart *idio_mail_pass_get_part (const IdioMailPass *pass,
                                   guint               i);

G_END_DECLS
