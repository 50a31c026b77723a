/* idio-prose-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

void idio_prose_text_read (GString        *text,
                           GArray         *quotes,
                           IdioInsertions *insertions,
                           IdioEntry      *entry);

G_END_DECLS
