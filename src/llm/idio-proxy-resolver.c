/* idio-proxy-resolver.c: the proxies of the system, but only for hosts that are far away
 *
 * The settings of a system seldom except all that is near, and a proxy would get texts and keys meant for this
 * computer or the user's own network, mostly unencrypted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "llm/idio-host.h"
#include "llm/idio-proxy-resolver.h"

struct _IdioProxyResolver
{
  GObject parent_instance;
};

static void proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IdioProxyResolver, idio_proxy_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, proxy_resolver_iface_init))

static gboolean
is_public (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && idio_host_get_kind (g_uri_get_host (uri)) == IDIO_HOST_PUBLIC;
}

static char **
make_direct (void)
{
  static const char * const direct[] = { "direct://", NULL };

  return g_strdupv ((char **) direct);
}

static gboolean
idio_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
idio_proxy_resolver_lookup (GProxyResolver  *resolver,
                            const char      *uri,
                            GCancellable    *cancellable,
                            GError         **error)
{
  if (!is_public (uri))
    return make_direct ();

  return g_proxy_resolver_lookup (g_proxy_resolver_get_default (), uri, cancellable, error);
}

static void
looked_up_cb (GObject      *system,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (system), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, proxies, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
idio_proxy_resolver_lookup_async (GProxyResolver      *resolver,
                                  const char          *uri,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  if (is_public (uri))
    g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), uri, cancellable, looked_up_cb,
                                   g_steal_pointer (&task));
  else
    g_task_return_pointer (task, make_direct (), (GDestroyNotify) g_strfreev);
}

static char **
idio_proxy_resolver_lookup_finish (GProxyResolver  *resolver,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = idio_proxy_resolver_is_supported;
  iface->lookup = idio_proxy_resolver_lookup;
  iface->lookup_async = idio_proxy_resolver_lookup_async;
  iface->lookup_finish = idio_proxy_resolver_lookup_finish;
}

static void
idio_proxy_resolver_class_init (IdioProxyResolverClass *klass)
{
}

static void
idio_proxy_resolver_init (IdioProxyResolver *self)
{
}

/**
 * idio_proxy_resolver_new:
 *
 * Returns: (transfer full): a resolver that lets requests to hosts that are not %IDIO_HOST_PUBLIC go directly there, and
 *   asks the system about the others
 */
GProxyResolver *
idio_proxy_resolver_new (void)
{
  return g_object_new (IDIO_TYPE_PROXY_RESOLVER, NULL);
}
