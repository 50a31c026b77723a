/* idio-mail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

void       idio_mail_init            (void);
IdioEntry *idio_mail_read            (GByteArray *mail);
gboolean   idio_mail_is_deleted      (GByteArray *mail);
gboolean   idio_mail_name_is_deleted (const char *name);
void       idio_mail_take_name       (IdioEntry  *entry,
                                      const char *name);

G_END_DECLS
