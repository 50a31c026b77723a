/* idio-mail-body.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-gmime.h"

#include "formats/idio-entry.h"

G_BEGIN_DECLS

char *idio_mail_body_get_text (GMimeObject    *body,
                               IdioEntryFlags *flags);

G_END_DECLS
