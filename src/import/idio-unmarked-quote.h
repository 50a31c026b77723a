/* idio-unmarked-quote.h: somebody else's mail in a text, with nothing that marks it as a quote
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *idio_unmarked_quote_find_end (const char  *attribution,
                                          const char  *start,
                                          const char  *end,
                                          const char **sign_off);

G_END_DECLS
