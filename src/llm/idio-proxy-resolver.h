/* idio-proxy-resolver.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define IDIO_TYPE_PROXY_RESOLVER (idio_proxy_resolver_get_type ())
G_DECLARE_FINAL_TYPE (IdioProxyResolver, idio_proxy_resolver, IDIO, PROXY_RESOLVER, GObject)

GProxyResolver *idio_proxy_resolver_new (void);

G_END_DECLS
