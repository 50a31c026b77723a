/* idio-rtf-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"
#include "formats/idio-prose.h"

G_BEGIN_DECLS

void idio_rtf_text_read (const char *data,
                         gsize       length,
                         IdioProse  *prose,
                         IdioEntry  *entry);

G_END_DECLS
