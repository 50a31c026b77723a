/* idio-broken-quote.h: lines of a quote that a program broke, so that they go on without ">"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/idio-mail-line.h"

G_BEGIN_DECLS

gboolean idio_broken_quote_goes_on  (const IdioMailLine *quoted,
                                     const IdioMailLine *line,
                                     const char         *end,
                                     gboolean            is_usual);
gboolean idio_broken_quote_is_usual (const char         *start,
                                     const char         *end);

G_END_DECLS
