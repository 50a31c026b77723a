/* test-host.c: whose computer a host is, and that a proxy gets nothing meant for this one or for this house
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gunixsocketaddress.h>

#include "fake-server.h"
#include "idio-test.h"
#include "llm/idio-host.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-proxy-resolver.h"
#include "llm/idio-service-address.h"

#define KEY "sk-a-key-that-nobody-should-see"

#define OK_ANSWER { 200, { "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n" } }

/* A system that sends all requests through a proxy, whatever the environment of the test says */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GObject)

struct _TestResolver
{
  GObject parent_instance;
};

static void resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestResolver, test_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_iface_init))

static char *proxy_url;

/* How many connections the proxy got */
static guint n_proxied;

static gboolean
test_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
test_resolver_lookup (GProxyResolver  *resolver,
                      const char      *uri,
                      GCancellable    *cancellable,
                      GError         **error)
{
  const char * const proxies[] = { proxy_url, NULL };

  return g_strdupv ((char **) proxies);
}

static void
test_resolver_lookup_async (GProxyResolver      *resolver,
                            const char          *uri,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, test_resolver_lookup (resolver, uri, NULL, NULL), (GDestroyNotify) g_strfreev);
}

static char **
test_resolver_lookup_finish (GProxyResolver  *resolver,
                             GAsyncResult    *result,
                             GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = test_resolver_is_supported;
  iface->lookup = test_resolver_lookup;
  iface->lookup_async = test_resolver_lookup_async;
  iface->lookup_finish = test_resolver_lookup_finish;
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
}

static void
test_resolver_init (TestResolver *self)
{
}

static gboolean
proxied_cb (GSocketService    *service,
            GSocketConnection *connection,
            GObject           *source,
            gpointer           user_data)
{
  n_proxied++;

  return TRUE;
}

static GSocketService *
start_proxy (void)
{
  GSocketService *service = g_socket_service_new ();
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);

  g_assert_no_error (error);
  proxy_url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_signal_connect (service, "incoming", G_CALLBACK (proxied_cb), NULL);

  g_unsetenv ("GIO_USE_PROXY_RESOLVER");
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, TEST_TYPE_RESOLVER, "test", G_MAXINT);

  return service;
}

static const struct
{
  const char   *host;
  const char   *canonical;
  IdioHostKind  kind;
} hosts[] = {
  { "localhost", "localhost", IDIO_HOST_LOOPBACK },
  { "LocalHost", "localhost", IDIO_HOST_LOOPBACK },
  { "localhost.", "localhost", IDIO_HOST_LOOPBACK },
  { "ｌｏｃａｌｈｏｓｔ", "localhost", IDIO_HOST_LOOPBACK },
  { "loc\u00adalhost", "localhost", IDIO_HOST_LOOPBACK },
  { "model.localhost", "model.localhost", IDIO_HOST_LOOPBACK },
  { "model。localhost。", "model.localhost", IDIO_HOST_LOOPBACK },
  { "127.0.0.1", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "127.0.0.1.", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "127.8.9.10", "127.8.9.10", IDIO_HOST_LOOPBACK },
  { "127。0．0｡1", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "１２７.0.0.1", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "2130706433", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "0x7f.1", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "0X7F000001", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "017700000001", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "127.1", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "::1", "::1", IDIO_HOST_LOOPBACK },
  { "0:0:0:0:0:0:0:1", "::1", IDIO_HOST_LOOPBACK },
  { "::1%lo", "::1", IDIO_HOST_LOOPBACK },
  { "::ffff:127.0.0.1", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "::FFFF:7f00:1", "127.0.0.1", IDIO_HOST_LOOPBACK },
  /* Where the kernel connects to for these */
  { "0.0.0.0", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "0", "127.0.0.1", IDIO_HOST_LOOPBACK },
  { "::", "::1", IDIO_HOST_LOOPBACK },

  { "10.1.2.3", "10.1.2.3", IDIO_HOST_PRIVATE },
  { "172.16.0.1", "172.16.0.1", IDIO_HOST_PRIVATE },
  { "172.31.255.255", "172.31.255.255", IDIO_HOST_PRIVATE },
  { "192.168.1.7", "192.168.1.7", IDIO_HOST_PRIVATE },
  { "192。168。1。7", "192.168.1.7", IDIO_HOST_PRIVATE },
  { "0300.0250.1.7", "192.168.1.7", IDIO_HOST_PRIVATE },
  { "::ffff:192.168.1.7", "192.168.1.7", IDIO_HOST_PRIVATE },
  { "100.64.0.1", "100.64.0.1", IDIO_HOST_PRIVATE },
  { "100.127.255.255", "100.127.255.255", IDIO_HOST_PRIVATE },
  { "169.254.7.7", "169.254.7.7", IDIO_HOST_PRIVATE },
  { "fd12:3456::1", "fd12:3456::1", IDIO_HOST_PRIVATE },
  { "fc00::1", "fc00::1", IDIO_HOST_PRIVATE },
  { "fe80::1", "fe80::1", IDIO_HOST_PRIVATE },
  { "fe80::1%eth0", "fe80::1%eth0", IDIO_HOST_PRIVATE },
  { "NAS.local", "nas.local", IDIO_HOST_PRIVATE },
  { "nas.local.", "nas.local", IDIO_HOST_PRIVATE },
  { "nas.lan", "nas.lan", IDIO_HOST_PRIVATE },
  { "nas.home.arpa", "nas.home.arpa", IDIO_HOST_PRIVATE },
  { "my_nas.local", "my_nas.local", IDIO_HOST_PRIVATE },
  { "nas", "nas", IDIO_HOST_PRIVATE },

  { "api.example.com", "api.example.com", IDIO_HOST_PUBLIC },
  { "API.Example.COM.", "api.example.com", IDIO_HOST_PUBLIC },
  { "api。example。com", "api.example.com", IDIO_HOST_PUBLIC },
  { "api．example｡com", "api.example.com", IDIO_HOST_PUBLIC },
  { "bücher.example", "xn--bcher-kva.example", IDIO_HOST_PUBLIC },
  { "127.0.0.1.evil.example", "127.0.0.1.evil.example", IDIO_HOST_PUBLIC },
  { "127。0。0。1。evil。example", "127.0.0.1.evil.example", IDIO_HOST_PUBLIC },
  { "localhost.evil.example", "localhost.evil.example", IDIO_HOST_PUBLIC },
  { "evillocalhost.example", "evillocalhost.example", IDIO_HOST_PUBLIC },
  { "mylocal.evil", "mylocal.evil", IDIO_HOST_PUBLIC },
  { "local.evil.example", "local.evil.example", IDIO_HOST_PUBLIC },
  { "8.8.8.8", "8.8.8.8", IDIO_HOST_PUBLIC },
  { "134744072", "8.8.8.8", IDIO_HOST_PUBLIC },
  { "010.0.0.1", "8.0.0.1", IDIO_HOST_PUBLIC },
  { "172.32.0.1", "172.32.0.1", IDIO_HOST_PUBLIC },
  { "100.128.0.1", "100.128.0.1", IDIO_HOST_PUBLIC },
  { "11.0.0.1", "11.0.0.1", IDIO_HOST_PUBLIC },
  { "2001:db8::1", "2001:db8::1", IDIO_HOST_PUBLIC },
  { "::ffff:8.8.8.8", "8.8.8.8", IDIO_HOST_PUBLIC },
  { "64:ff9b::7f00:1", "64:ff9b::7f00:1", IDIO_HOST_PUBLIC },

  { "", NULL, IDIO_HOST_PUBLIC },
  { ".", NULL, IDIO_HOST_PUBLIC },
  { "..", NULL, IDIO_HOST_PUBLIC },
  { "a..b", NULL, IDIO_HOST_PUBLIC },
  { ".localhost", NULL, IDIO_HOST_PUBLIC },
  { "two words", NULL, IDIO_HOST_PUBLIC },
  { "evil.example/.localhost", NULL, IDIO_HOST_PUBLIC },
  { "evil.example\\.localhost", NULL, IDIO_HOST_PUBLIC },
  { "127.0.0.1@evil.example", NULL, IDIO_HOST_PUBLIC },
  { "127.0.0.1\n.evil.example", NULL, IDIO_HOST_PUBLIC },
  { "evil.example#.localhost", NULL, IDIO_HOST_PUBLIC },
  { "1.2.3.4.5", NULL, IDIO_HOST_PUBLIC },
  { "256.1.1.1", NULL, IDIO_HOST_PUBLIC },
  { "fe80::1%", NULL, IDIO_HOST_PUBLIC },
  { "fe80::1%eth0]", NULL, IDIO_HOST_PUBLIC },
  { "fe80::1%e\u0301", NULL, IDIO_HOST_PUBLIC },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *canonical = idio_host_canonicalize (hosts[i].host);
      g_autofree char *again = canonical != NULL ? idio_host_canonicalize (canonical) : NULL;

      g_test_message ("%s", hosts[i].host);
      g_assert_cmpstr (canonical, ==, hosts[i].canonical);
      g_assert_cmpstr (again, ==, canonical);
      g_assert_cmpint (idio_host_get_kind (hosts[i].host), ==, hosts[i].kind);
    }
}

/* An address as typed, what requests go to, and the host to be agreed to */
static void
test_urls (void)
{
  static const struct { const char *typed, *fixed, *host; } cases[] = {
    { "http://127。0。0。1:8/v1", "http://127.0.0.1:8/v1", NULL },
    { "http://2130706433/v1", "http://127.0.0.1/v1", NULL },
    { "HTTP://LOCALHOST.:8080/V1/", "http://localhost:8080/V1", NULL },
    { "http://[::ffff:127.0.0.1]:80/v1", "http://127.0.0.1:80/v1", NULL },
    { "http://[fe80::1%25eth0]:8080/v1", "http://[fe80::1%25eth0]:8080/v1", "fe80::1%eth0" },
    { "http://0.0.0.0:11434/v1", "http://127.0.0.1:11434/v1", NULL },
    { "http://192。168。1。7/v1", "http://192.168.1.7/v1", "192.168.1.7" },
    { "https://API。Example。com/v1", "https://api.example.com/v1", "api.example.com" },
    { "https://api.example.com/my%20models/v1", "https://api.example.com/my%20models/v1", "api.example.com" },
    { "https://API.example.com/", "https://api.example.com", "api.example.com" },
    { "https://134744072/v1", "https://8.8.8.8/v1", "8.8.8.8" },
    { "http://evil。example/v1", NULL, NULL },
    { "http://evil%E3%80%82example/v1", NULL, NULL },
    { "http://localhost。evil。example/v1", NULL, NULL },
    { "http://134744072/v1", NULL, NULL },
    { "http://evil.example%2f.localhost/v1", NULL, NULL },
    { "http://127.0.0.1@evil.example/v1", NULL, NULL },
    { "https://127.0.0.1@evil.example/v1", NULL, NULL },
    { "https://user:password@api.example.com/v1", NULL, NULL },
    { "http://127.0.0.1\\@evil.example/v1", NULL, NULL },
    { "http://127.0.0.1#@evil.example/v1", NULL, NULL },
    { "http://127.0.0.1%0a.evil.example/v1", NULL, NULL },
    { "http://%31%32%37.0.0.1/v1", NULL, NULL },
    { "https://api.example.com/v1/..", "https://api.example.com", "api.example.com" },
    { "https://api.example.com/%00/v1", NULL, NULL },
    { "https://api.example.com/%ff/v1", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *fixed = idio_service_address_fix (cases[i].typed, &error);
      g_autofree char *host = fixed != NULL ? idio_service_address_find_host (fixed) : NULL;
      g_autoptr(IdioProvider) raw = idio_openai_provider_new (cases[i].typed, "m", KEY);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (fixed, ==, cases[i].fixed);
      g_assert_cmpstr (host, ==, cases[i].host);
      g_assert_true ((fixed == NULL) == (error != NULL));

      /* An address that never went through the function above, from settings of an older version, is no way round. */
      g_assert_true ((idio_provider_get_host (raw) == NULL) == (fixed != NULL && host == NULL));
    }
}

static void
list_models (const char *url)
{
  g_autoptr(IdioProvider) provider = idio_openai_provider_new (url, "m", KEY);

  dex_await (idio_provider_list_models (provider), NULL);
}

static void
test_proxy (void)
{
  static const FakeAnswer answers[] = { OK_ANSWER };
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autofree char *numeric = g_strdup_printf ("http://2130706433:%s", strrchr (server->url, ':') + 1);
  g_autofree char *mapped = g_strdup_printf ("http://[::ffff:127.0.0.1]:%s", strrchr (server->url, ':') + 1);
  g_autofree char *name = g_strdup_printf ("http://model.localhost:%s", strrchr (server->url, ':') + 1);

  /* That there is a proxy is known, and the far go through it. */
  n_proxied = 0;
  list_models ("https://api.example.com/v1");
  g_assert_cmpuint (n_proxied, ==, 1);

  /* These reach the server. */
  n_proxied = 0;
  list_models (server->url);
  list_models (numeric);
  list_models (mapped);
  list_models (name);
  g_assert_cmpuint (server->requests->len, ==, 4);
  g_assert_cmpuint (n_proxied, ==, 0);
}

/* For all kinds of hosts, without connecting to any */
static void
test_proxy_resolver (void)
{
  g_autoptr(GProxyResolver) resolver = idio_proxy_resolver_new ();

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    for (guint j = 0; hosts[i].canonical != NULL && j < 2; j++)
      {
        g_autofree char *url = g_uri_join (G_URI_FLAGS_NONE, j == 0 ? "http" : "https", NULL, hosts[i].host, 9, "/v1",
                                           NULL, NULL);
        g_auto(GStrv) proxies = g_proxy_resolver_lookup (resolver, url, NULL, NULL);

        g_test_message ("%s", url);
        g_assert_cmpuint (g_strv_length (proxies), ==, 1);
        g_assert_true (g_str_equal (proxies[0], "direct://") == (hosts[i].kind != IDIO_HOST_PUBLIC));
      }
}

static void
test_proxy_chat (void)
{
  static const FakeAnswer answers[] = { OK_ANSWER };
  g_autoptr(FakeServer) server = fake_server_new (answers, 1);
  g_autofree char *dir = idio_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "s", NULL);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(IdioProvider) near = idio_openai_provider_new (server->url, "m", KEY);
  g_autoptr(IdioProvider) local = idio_openai_provider_new_local (path, "m");
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();

  g_assert_true (soup_server_listen (server->server, address, 0, NULL));
  idio_chat_request_add (request, IDIO_ROLE_USER, "A text that is nobody else's business");
  n_proxied = 0;

  idio_test_await (idio_provider_chat (near, request, completion));
  idio_test_await (idio_provider_chat (local, request, completion));
  g_assert_cmpstr (idio_completion_get_text (completion), ==, "HiHi");
  g_assert_cmpuint (server->requests->len, ==, 2);
  g_assert_cmpuint (n_proxied, ==, 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/host/kinds", test_kinds);
  g_test_add_func ("/host/urls", test_urls);
  g_test_add_func ("/host/proxy-resolver", test_proxy_resolver);
  idio_test_add_fiber ("/host/proxy", test_proxy);
  idio_test_add_fiber ("/host/proxy-chat", test_proxy_chat);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GSocketService) proxy = start_proxy ();
  int status = idio_test_main (argc, argv, add_tests);

  g_free (proxy_url);

  return status;
}
