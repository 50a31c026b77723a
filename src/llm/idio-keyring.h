/* idio-keyring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

gboolean   idio_keyring_await     (GError     **error);
DexFuture *idio_keyring_store     (const char  *service,
                                   const char  *key) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_keyring_lookup    (const char  *service) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_keyring_clear     (const char  *service) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *idio_keyring_search    (const char  *service) G_GNUC_WARN_UNUSED_RESULT;
gboolean   idio_keyring_is_locked (const char  *service);

G_END_DECLS
