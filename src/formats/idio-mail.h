/* idio-mail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-wanted.h"

G_BEGIN_DECLS

void       idio_mail_init       (void);
IdioEntry *idio_mail_read       (GByteArray       *mail);
IdioEntry *idio_mail_read_head  (GByteArray       *head,
                                 const IdioWanted *wanted);
gboolean   idio_mail_is_deleted (GByteArray       *mail);

G_END_DECLS
