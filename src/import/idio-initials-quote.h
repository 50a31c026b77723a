/* idio-initials-quote.h: quotes with somebody's initials before each line, such as "AL> Are you in?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-mail-line.h"

G_BEGIN_DECLS

const char *idio_initials_quote_find_end (const IdioMailLine *line,
                                          const char         *end,
                                          const char         *known);

G_END_DECLS
