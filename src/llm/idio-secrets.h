/* idio-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define IDIO_SECRETS_ERROR (idio_secrets_error_quark ())

/**
 * IdioSecretsError:
 * @IDIO_SECRETS_ERROR_LOCKED: there is a key, but the keyring was not unlocked
 * @IDIO_SECRETS_ERROR_NO_ANSWER: the keyring does not answer, so that nobody knows what is in it
 * @IDIO_SECRETS_ERROR_BAD_KEY: what was given, or is in the keyring, can't be a key
 */
typedef enum
{
  IDIO_SECRETS_ERROR_LOCKED,
  IDIO_SECRETS_ERROR_NO_ANSWER,
  IDIO_SECRETS_ERROR_BAD_KEY,
} IdioSecretsError;

#define IDIO_TYPE_SECRETS (idio_secrets_get_type ())
G_DECLARE_FINAL_TYPE (IdioSecrets, idio_secrets, IDIO, SECRETS, GObject)

GQuark       idio_secrets_error_quark     (void);
IdioSecrets *idio_secrets_new             (void);
DexFuture   *idio_secrets_store           (IdioSecrets  *self,
                                           const char   *service,
                                           const char   *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean     idio_secrets_set_session_key (IdioSecrets  *self,
                                           const char   *service,
                                           const char   *key,
                                           GError      **error);
DexFuture   *idio_secrets_lookup          (IdioSecrets  *self,
                                           const char   *service) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *idio_secrets_has             (IdioSecrets  *self,
                                           const char   *service) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *idio_secrets_clear           (IdioSecrets  *self,
                                           const char   *service) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *idio_secrets_clear_all       (IdioSecrets  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     idio_secrets_is_session_only (IdioSecrets  *self,
                                           const char   *service);

G_END_DECLS
