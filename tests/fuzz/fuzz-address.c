/* fuzz-address.c: what a person types as the address of a service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <libsoup/soup.h>

#include "fuzz.h"
#include "llm/idio-service-address.h"

/* The host as it is looked up: without escapes, and with the dots of other scripts as dots. */
static char *
dup_real_host (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;

  return ascii != NULL ? ascii : g_strdup (host);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  /* The name of a zone is no name of a host, though GLib would resolve "fe80::%.localhost" as one. */
  return strchr (host, '%') == NULL && (g_str_equal (host, "localhost") || g_str_has_suffix (host, ".localhost"));
}

static gboolean
is_in_house (const char *host)
{
  static const char * const ends[] = { ".local", ".lan", ".home.arpa" };
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);
  const guint8 *bytes = address != NULL ? g_inet_address_to_bytes (address) : NULL;

  if (address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return g_inet_address_get_is_link_local (address) || (bytes[0] & 0xfe) == 0xfc;

  if (address != NULL)
    return g_inet_address_get_is_site_local (address) || g_inet_address_get_is_link_local (address) ||
           (bytes[0] == 100 && bytes[1] >= 64 && bytes[1] < 128);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (host, ends[i]))
      return TRUE;

  return strchr (host, '.') == NULL || strchr (host, '%') != NULL;
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *typed = fuzz_dup_text (data, size);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = idio_service_address_fix (typed, &error);
  g_autofree char *again = NULL, *host = NULL, *real = NULL;

  if (url == NULL)
    {
      g_assert (error != NULL && *error->message != '\0');
      return 0;
    }

  g_assert (error == NULL);
  again = idio_service_address_fix (url, NULL);
  g_assert (g_strcmp0 (url, again) == 0);

  host = idio_service_address_find_host (url);
  real = dup_real_host (url);

  /* Nothing goes out in clear, and what goes out at all has a name to be agreed to. */
  if (g_str_has_prefix (url, "http:"))
    g_assert (is_loopback (real) || is_in_house (real));

  g_assert ((host == NULL) == is_loopback (real));

  return 0;
}
