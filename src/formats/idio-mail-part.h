/* idio-mail-part.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-gmime.h"

G_BEGIN_DECLS

GByteArray *idio_mail_part_decode (GMimePart *part);

G_END_DECLS
