/* idio-entry-parts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

GArray *idio_entry_parts_read (const IdioEntry    *entry,
                               const char * const *user);

G_END_DECLS
