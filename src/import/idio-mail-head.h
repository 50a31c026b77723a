/* idio-mail-head.h: the heads of mails in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioMailHead:
 * @end: where the head ends
 * @subject: (nullable): where its subject starts, which may be folded
 * @subject_end: (nullable): where that ends
 * @from: (nullable): where the value of the line with the sender starts
 * @from_end: (nullable): where that ends
 * @is_certain: whether it is the head of a mail for sure, and no list such as "From: Lisbon, To: Porto"
 * @is_memo: whether it may as well be the head of a memo of one's own
 * @is_saved: whether it has lines that nobody sees but in a mail saved as a file
 * @is_automatic: whether it says that a program sent the mail
 *
 * The head of a mail that was found in a text.
 */
typedef struct
{
  const char *end;
  const char *subject;
  const char *subject_end;
  const char *from;
  const char *from_end;
  gboolean    is_certain;
  gboolean    is_memo;
  gboolean    is_saved;
  gboolean    is_automatic;
} IdioMailHead;

gboolean idio_mail_head_find_first  (const char         *text,
                                     const char         *end,
                                     IdioMailHead       *head);
gboolean idio_mail_head_find_inside (const char         *start,
                                     const char         *end,
                                     IdioMailHead       *head);
gboolean idio_mail_head_find_notes  (const char         *start,
                                     const char         *end,
                                     IdioMailHead       *head);
char    *idio_mail_head_dup_subject (const IdioMailHead *head);

G_END_DECLS
