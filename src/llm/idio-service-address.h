/* idio-service-address.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *idio_service_address_fix            (const char  *typed,
                                               GError     **error);
char     *idio_service_address_find_host      (const char  *address);
gboolean  idio_service_address_is_unencrypted (const char  *address);
char     *idio_service_address_follow         (const char  *address,
                                               const char  *path,
                                               const char  *location);

G_END_DECLS
