/* databases.h: makes databases of what a fuzzer gives, and looks at what the program made of one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "idio-workspace.h"

G_BEGIN_DECLS

GBytes *databases_get_good (void);
void    databases_write    (const guint8  *data,
                            gsize          size);
void    databases_check    (IdioWorkspace *workspace);

G_END_DECLS
