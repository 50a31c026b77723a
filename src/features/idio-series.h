/* idio-series.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/idio-tokens.h"

G_BEGIN_DECLS

guint idio_series_count (const char      *text,
                         const IdioToken *tokens,
                         guint            n_tokens,
                         guint           *n_serial);

G_END_DECLS
