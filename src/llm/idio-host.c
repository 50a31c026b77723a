/* idio-host.c: whose computer a host is
 *
 * Every spelling of a host is reduced to one, and requests are sent to that one, so that what is decided about a host
 * holds for the host that is connected to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <arpa/inet.h>
#include <string.h>

#include <gio/gio.h>

#include "llm/idio-host.h"

#define MAPPED_PREFIX_BYTES 12

/* RFC 1918, 3927, 4193, 4291 and 6598 */
static const char * const private_networks[] = {
  "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10",
};

/* RFC 6762 and 8375, and what routers use in practice */
static const char * const private_suffixes[] = { ".local", ".lan", ".home.arpa" };

/* IPv4 in IPv6 (RFC 4291, section 2.5.5.2) is connected to as IPv4. */
static GInetAddress *
unmap (GInetAddress *address)
{
  static const guint8 prefix[MAPPED_PREFIX_BYTES] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 && memcmp (bytes, prefix, sizeof prefix) == 0)
    return g_inet_address_new_from_bytes (bytes + sizeof prefix, G_SOCKET_FAMILY_IPV4);

  return g_object_ref (address);
}

/* Also the forms of inet_aton(), such as "127.1", "0x7f000001" and "2130706433", which GLib does not resolve and
 * other resolvers do. */
static GInetAddress *
parse_address (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);
  struct in_addr number;

  if (address != NULL)
    return unmap (address);

  if (inet_aton (host, &number) != 0)
    return g_inet_address_new_from_bytes ((const guint8 *) &number, G_SOCKET_FAMILY_IPV4);

  return NULL;
}

/* The zone of an IPv6 address, such as "%eth0", which says through which interface a link-local address is reached */
static const char *
find_zone (const char *host)
{
  return strchr (host, ':') != NULL ? strchr (host, '%') : NULL;
}

/* "%" and the name or the number of an interface */
static gboolean
is_zone (const char *zone)
{
  gsize length = strspn (zone + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

  return length > 0 && zone[1 + length] == '\0';
}

static char *
format_address (GInetAddress *address,
                const char   *zone)
{
  g_autofree char *text = g_inet_address_to_string (address);

  /* The kernel connects to itself. */
  if (g_inet_address_get_is_any (address))
    return g_strdup (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? "127.0.0.1" : "::1");

  return g_strconcat (text, g_inet_address_get_is_link_local (address) ? zone : NULL, NULL);
}

/* Letters, digits, "-" and "_" between dots. A name that ends in a number would be an address, but is none. */
static gboolean
is_name (const char *name)
{
  g_auto(GStrv) labels = g_strsplit (name, ".", -1);
  guint n_labels = g_strv_length (labels);

  for (guint i = 0; i < n_labels; i++)
    if (*labels[i] == '\0' || labels[i][strspn (labels[i], "abcdefghijklmnopqrstuvwxyz0123456789-_")] != '\0')
      return FALSE;

  return n_labels > 0 && labels[n_labels - 1][strspn (labels[n_labels - 1], "0123456789")] != '\0';
}

/**
 * idio_host_canonicalize:
 * @host: a host as it stands in an address, without brackets
 *
 * Returns: (transfer full) (nullable): the one spelling of @host that requests are to be sent to: an IP address, or a
 *   name in ASCII and lowercase without a dot at the end; %NULL if @host is neither
 */
char *
idio_host_canonicalize (const char *host)
{
  const char *zone;
  g_autofree char *without_zone = NULL, *name = NULL;
  g_autoptr(GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  zone = find_zone (host);

  if (zone != NULL && !is_zone (zone))
    return NULL;

  without_zone = zone != NULL ? g_strndup (host, (gsize) (zone - host)) : g_strdup (host);

  /* Dots other than the ASCII one, full-width and other variants of letters and digits, and what is invisible */
  if (!(name = g_hostname_to_ascii (without_zone)))
    return NULL;

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';

  if (strpbrk (name, " \t\r\n") == NULL && (address = parse_address (name)))
    return format_address (address, zone);

  return is_name (name) ? g_steal_pointer (&name) : NULL;
}

static gboolean
is_private_address (GInetAddress *address)
{
  for (guint i = 0; i < G_N_ELEMENTS (private_networks); i++)
    {
      g_autoptr(GInetAddressMask) mask = g_inet_address_mask_new_from_string (private_networks[i], NULL);

      if (g_inet_address_mask_matches (mask, address))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_private_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (private_suffixes); i++)
    if (g_str_has_suffix (name, private_suffixes[i]))
      return TRUE;

  /* A name without a domain is looked up in that of the network. */
  return strchr (name, '.') == NULL;
}

/**
 * idio_host_get_kind:
 * @host: a host in any spelling
 *
 * GLib resolves "localhost" and all below it to this computer without asking anybody. Other names are taken by what
 * they say, not by what they resolve to.
 *
 * Returns: how far away @host is; %IDIO_HOST_PUBLIC for what is no host
 */
IdioHostKind
idio_host_get_kind (const char *host)
{
  g_autofree char *canonical = idio_host_canonicalize (host);
  g_autoptr(GInetAddress) address = NULL;

  if (canonical == NULL)
    return IDIO_HOST_PUBLIC;

  /* Only link-local addresses have kept their zone. */
  if (find_zone (canonical) != NULL)
    return IDIO_HOST_PRIVATE;

  if ((address = g_inet_address_new_from_string (canonical)))
    {
      if (g_inet_address_get_is_loopback (address))
        return IDIO_HOST_LOOPBACK;

      return is_private_address (address) ? IDIO_HOST_PRIVATE : IDIO_HOST_PUBLIC;
    }

  if (g_str_equal (canonical, "localhost") || g_str_has_suffix (canonical, ".localhost"))
    return IDIO_HOST_LOOPBACK;

  return is_private_name (canonical) ? IDIO_HOST_PRIVATE : IDIO_HOST_PUBLIC;
}
