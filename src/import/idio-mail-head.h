/* idio-mail-head.h: the heads of mails in a text, and the lines that mail programs put above other mails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "import/idio-mail-line.h"

G_BEGIN_DECLS

/**
 * IdioMailHead:
 * @end: where the head ends
 * @subject: (nullable): where its subject starts, which may be folded
 * @subject_end: (nullable): where that ends
 * @is_certain: whether it is the head of a mail for sure, and no list such as "From: Lisbon, To: Porto"
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
  gboolean    is_certain;
  gboolean    is_saved;
  gboolean    is_automatic;
} IdioMailHead;

/**
 * IdioMailDivider:
 * @IDIO_MAIL_DIVIDER_NONE: it is none
 * @IDIO_MAIL_DIVIDER_QUOTED: the mail that is answered follows
 * @IDIO_MAIL_DIVIDER_FORWARDED: a mail that is forwarded follows
 *
 * What a line such as "-----Original Message-----" says.
 */
typedef enum
{
  IDIO_MAIL_DIVIDER_NONE,
  IDIO_MAIL_DIVIDER_QUOTED,
  IDIO_MAIL_DIVIDER_FORWARDED,
} IdioMailDivider;

gboolean        idio_mail_head_find_first         (const char         *text,
                                                   const char         *end,
                                                   IdioMailHead       *head);
gboolean        idio_mail_head_find_inside        (const char         *start,
                                                   const char         *end,
                                                   IdioMailHead       *head);
gboolean        idio_mail_head_find_notes         (const char         *start,
                                                   const char         *end,
                                                   IdioMailHead       *head);
char           *idio_mail_head_dup_subject        (const IdioMailHead *head);
IdioMailDivider idio_mail_divider_find            (const IdioMailLine *line,
                                                   const char         *end);
gboolean        idio_mail_subject_is_forwarded    (const char         *subject);
gboolean        idio_mail_subject_is_automatic    (const char         *subject);

G_END_DECLS
