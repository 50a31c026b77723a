/* idio-provider-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define IDIO_PROVIDER_ERROR (idio_provider_error_quark ())

/**
 * IdioProviderError:
 * @IDIO_PROVIDER_ERROR_NO_MODEL: no model is chosen
 * @IDIO_PROVIDER_ERROR_NO_CONSENT: the user has not agreed that texts go to that host
 * @IDIO_PROVIDER_ERROR_BAD_KEY: the key is missing, wrong, or may not do this
 * @IDIO_PROVIDER_ERROR_NO_CREDIT: there is no money left in the account
 * @IDIO_PROVIDER_ERROR_RATE_LIMITED: too many requests for now
 * @IDIO_PROVIDER_ERROR_OVERLOADED: the server can't answer for now
 * @IDIO_PROVIDER_ERROR_MODEL_MISSING: there is no such model, or no such address
 * @IDIO_PROVIDER_ERROR_TOO_LONG: the request has more tokens than the model can take
 * @IDIO_PROVIDER_ERROR_REFUSED: the model or the service declined to answer
 * @IDIO_PROVIDER_ERROR_OFFLINE: the server could not be reached, or fell silent
 * @IDIO_PROVIDER_ERROR_ENGINE: the model on this computer could not be started, or died
 * @IDIO_PROVIDER_ERROR_BAD_ANSWER: the answer broke off or makes no sense
 * @IDIO_PROVIDER_ERROR_UNSUPPORTED: the server does not know something in the request
 * @IDIO_PROVIDER_ERROR_UNFIT: the model is not able enough for this
 * @IDIO_PROVIDER_ERROR_UNENCRYPTED: the key would go unencrypted through a private network, to which the user has not
 *   agreed
 * @IDIO_PROVIDER_ERROR_WITHHELD: something in the request may not leave this computer any more
 *
 * What can go wrong with a model. The messages are sentences for people.
 */
typedef enum
{
  IDIO_PROVIDER_ERROR_NO_MODEL,
  IDIO_PROVIDER_ERROR_NO_CONSENT,
  IDIO_PROVIDER_ERROR_BAD_KEY,
  IDIO_PROVIDER_ERROR_NO_CREDIT,
  IDIO_PROVIDER_ERROR_RATE_LIMITED,
  IDIO_PROVIDER_ERROR_OVERLOADED,
  IDIO_PROVIDER_ERROR_MODEL_MISSING,
  IDIO_PROVIDER_ERROR_TOO_LONG,
  IDIO_PROVIDER_ERROR_REFUSED,
  IDIO_PROVIDER_ERROR_OFFLINE,
  IDIO_PROVIDER_ERROR_ENGINE,
  IDIO_PROVIDER_ERROR_BAD_ANSWER,
  IDIO_PROVIDER_ERROR_UNSUPPORTED,
  IDIO_PROVIDER_ERROR_UNFIT,
  IDIO_PROVIDER_ERROR_UNENCRYPTED,
  IDIO_PROVIDER_ERROR_WITHHELD,
} IdioProviderError;

/**
 * IdioAdvice:
 * @IDIO_ADVICE_TRY_AGAIN: trying again may help
 * @IDIO_ADVICE_PREFERENCES: something has to be changed in Preferences
 * @IDIO_ADVICE_SHORTEN: the request has to be shorter
 * @IDIO_ADVICE_CONSENT: the user has to agree first
 *
 * The one thing to do about an error.
 */
typedef enum
{
  IDIO_ADVICE_TRY_AGAIN,
  IDIO_ADVICE_PREFERENCES,
  IDIO_ADVICE_SHORTEN,
  IDIO_ADVICE_CONSENT,
} IdioAdvice;

GQuark      idio_provider_error_quark             (void);
IdioAdvice  idio_provider_error_get_advice        (const GError      *error);
GError     *idio_provider_error_new               (IdioProviderError  code,
                                                   const char        *host);
GError     *idio_provider_error_new_for_address   (const char        *host);
GError     *idio_provider_error_new_for_page      (const char        *host);
GError     *idio_provider_error_new_for_redirect  (const char        *host);
GError     *idio_provider_error_new_for_thought   (const char        *host,
                                                   gboolean           cut);
GError     *idio_provider_error_new_for_nothing   (gboolean           tool);
GError     *idio_provider_error_for_io            (const GError      *error,
                                                   const char        *host);
gboolean    idio_provider_error_is_temporary      (const GError      *error);
void        idio_provider_error_set_details       (GError            *error,
                                                   const char        *details);
void        idio_provider_error_set_retry_after   (GError            *error,
                                                   guint              seconds);
void        idio_provider_error_set_excess_tokens (GError            *error,
                                                   guint              n_tokens);
const char *idio_provider_error_get_details       (const GError      *error);
guint       idio_provider_error_get_retry_after   (const GError      *error);
guint       idio_provider_error_get_excess_tokens (const GError      *error);

G_END_DECLS
