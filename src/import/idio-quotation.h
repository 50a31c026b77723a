/* idio-quotation.h: what somebody quotes of others in quotation marks, such as an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-own-words.h"

G_BEGIN_DECLS

void idio_quotation_doubt (const char *text,
                           GArray     *parts);

G_END_DECLS
