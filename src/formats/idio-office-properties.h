/* idio-office-properties.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-entry.h"

G_BEGIN_DECLS

void idio_office_properties_read (GBytes    *bytes,
                                  IdioEntry *entry);

G_END_DECLS
