/* idio-mail-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

gboolean idio_mail_name_is_deleted (const char *name);
void     idio_mail_take_name       (IdioEntry  *entry,
                                    const char *name);

G_END_DECLS
