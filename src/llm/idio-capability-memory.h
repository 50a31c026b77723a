/* idio-capability-memory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "llm/idio-capability.h"

G_BEGIN_DECLS

IdioCapability idio_capability_recall   (GSettings      *settings,
                                         const char     *identity);
void           idio_capability_remember (GSettings      *settings,
                                         const char     *identity,
                                         IdioCapability  capability);

G_END_DECLS
