/* idio-service-address.c: the address of a service, as a person types it and as requests are sent to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "llm/idio-host.h"
#include "llm/idio-provider-error.h"
#include "llm/idio-service-address.h"

/* As libsoup parses addresses, but a path that is empty stays so. */
#define URI_FLAGS ((GUriFlags) (SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE))

static gboolean
take_off (char       *text,
          const char *end)
{
  if (!g_str_has_suffix (text, end))
    return FALSE;

  text[strlen (text) - strlen (end)] = '\0';

  return TRUE;
}

/* Nothing may stand before the host, where an address can pretend to be another one, or after the path. What is encoded
 * has to be text. */
static GUri *
parse_url (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  g_autofree char *host = NULL, *path = NULL;

  if (uri == NULL || !g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL) || g_uri_get_host (uri) == NULL ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL ||
      (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    return NULL;

  if (!(host = idio_host_canonicalize (g_uri_get_host (uri))))
    return NULL;

  path = g_strdup (g_uri_get_path (uri));

  while (take_off (path, "/") || take_off (path, "/chat/completions") || take_off (path, "/messages") ||
         take_off (path, "/api/chat") || take_off (path, "/models"))
    g_strchomp (path);

  return g_uri_build (URI_FLAGS, scheme, NULL, host, g_uri_get_port (uri), path, NULL, NULL);
}

/* Without a scheme: what is on this computer has no certificate. A single word is an address only with a port, as that
 * of a computer in the same house. */
static GUri *
parse_without_scheme (const char *typed)
{
  g_autofree char *whole = g_strconcat ("https://", typed, NULL);
  g_autoptr(GUri) uri = parse_url (whole);

  if (uri == NULL)
    return NULL;

  if (idio_host_get_kind (g_uri_get_host (uri)) != IDIO_HOST_LOOPBACK)
    return strpbrk (g_uri_get_host (uri), ".:") != NULL || g_uri_get_port (uri) != -1 ? g_steal_pointer (&uri) : NULL;

  return g_uri_build (URI_FLAGS, "http", NULL, g_uri_get_host (uri), g_uri_get_port (uri), g_uri_get_path (uri), NULL,
                      NULL);
}

/**
 * idio_service_address_fix:
 * @typed: an address as a person types it
 * @error: (out): a location for an error in %IDIO_PROVIDER_ERROR
 *
 * Takes off what the address may end with ("/", "/chat/completions"), puts "https://" before it if nothing is there, or
 * "http://" if it is on this computer, and writes its host as idio_host_canonicalize() does. An address that is not
 * encrypted is accepted only where no stranger can listen.
 *
 * Returns: (transfer full) (nullable): the address that paths are added to
 */
char *
idio_service_address_fix (const char  *typed,
                          GError     **error)
{
  g_autofree char *stripped = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  stripped = g_strstrip (g_strdup (typed));

  if (!(uri = strstr (stripped, "://") != NULL ? parse_url (stripped) : parse_without_scheme (stripped)))
    {
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED,
                           _("This is not the address of a service. It should look like https://api.example.com/v1."));
      return NULL;
    }

  if (g_str_equal (g_uri_get_scheme (uri), "http") && idio_host_get_kind (g_uri_get_host (uri)) == IDIO_HOST_PUBLIC)
    {
      g_set_error_literal (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED,
                           _("This address is not encrypted. Use one that begins with https://."));
      return NULL;
    }

  return g_uri_to_string (uri);
}

/**
 * idio_service_address_find_host:
 * @address: an address from idio_service_address_fix()
 *
 * Returns: (transfer full) (nullable): the host that texts would be sent to, or %NULL if that is this computer
 */
char *
idio_service_address_find_host (const char *address)
{
  g_autoptr(GUri) uri = parse_url (address);

  if (uri == NULL)
    return g_strdup (address);

  return idio_host_get_kind (g_uri_get_host (uri)) == IDIO_HOST_LOOPBACK ? NULL : g_strdup (g_uri_get_host (uri));
}

/**
 * idio_service_address_is_unencrypted:
 * @address: an address from idio_service_address_fix()
 *
 * Returns: whether what is sent there can be read by others in the user's network, who are to be asked before a key is
 */
gboolean
idio_service_address_is_unencrypted (const char *address)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (address != NULL, FALSE);

  uri = parse_url (address);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") &&
         idio_host_get_kind (g_uri_get_host (uri)) != IDIO_HOST_LOOPBACK;
}

/**
 * idio_service_address_follow:
 * @address: an address from idio_service_address_fix()
 * @path: what was added to it for a request
 * @location: (nullable): where the server says that the request should go
 *
 * Whoever redirects a request gets the key and the texts sent: they only go to the same host, and encrypted.
 *
 * Returns: (transfer full) (nullable): the address to use from now on
 */
char *
idio_service_address_follow (const char *address,
                             const char *path,
                             const char *location)
{
  g_autofree char *whole = g_strconcat (address, path, NULL);
  g_autoptr(GUri) from = g_uri_parse (whole, URI_FLAGS, NULL);
  g_autoptr(GUri) to = from != NULL && location != NULL ? g_uri_parse_relative (from, location, URI_FLAGS, NULL) : NULL;
  g_autofree char *target = to != NULL ? g_uri_to_string (to) : NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *found = NULL;

  if (target == NULL || !take_off (target, path) || !(uri = parse_url (target)))
    return NULL;

  if (!g_str_equal (g_uri_get_scheme (uri), "https") || !g_str_equal (g_uri_get_host (uri), g_uri_get_host (from)))
    return NULL;

  found = g_uri_to_string (uri);

  return g_str_equal (found, address) ? NULL : g_steal_pointer (&found);
}
