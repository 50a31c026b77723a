/* near-resolver.h: a service that is not on this computer by its name, and is all the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NEAR_TYPE_RESOLVER (near_resolver_get_type ())
G_DECLARE_FINAL_TYPE (NearResolver, near_resolver, NEAR, RESOLVER, GResolver)

void near_resolver_install (void);

G_END_DECLS
