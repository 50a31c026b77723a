/* idio-host.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioHostKind:
 * @IDIO_HOST_LOOPBACK: this computer: what is sent there does not leave it
 * @IDIO_HOST_PRIVATE: a network of the user's own, where hosts have no certificates
 * @IDIO_HOST_PUBLIC: anywhere else
 *
 * How far away a host is. Consent, encryption and the use of proxies depend on it.
 */
typedef enum
{
  IDIO_HOST_LOOPBACK,
  IDIO_HOST_PRIVATE,
  IDIO_HOST_PUBLIC,
} IdioHostKind;

char         *idio_host_canonicalize (const char *host);
IdioHostKind  idio_host_get_kind     (const char *host);

G_END_DECLS
