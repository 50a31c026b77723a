/* idio-consent.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define IDIO_TYPE_CONSENT (idio_consent_get_type ())
G_DECLARE_FINAL_TYPE (IdioConsent, idio_consent, IDIO, CONSENT, GObject)

IdioConsent *idio_consent_new                (GSettings   *settings);
gboolean     idio_consent_lasts              (IdioConsent *self,
                                              const char  *host);
gboolean     idio_consent_has                (IdioConsent *self,
                                              const char  *host);
void         idio_consent_give               (IdioConsent *self,
                                              const char  *host);
void         idio_consent_give_once          (IdioConsent *self,
                                              const char  *host);
void         idio_consent_end_once           (IdioConsent *self,
                                              const char  *host);
void         idio_consent_contact            (IdioConsent *self,
                                              const char  *host);
gboolean     idio_consent_may_contact        (IdioConsent *self,
                                              const char  *host);
void         idio_consent_allow_unencrypted  (IdioConsent *self,
                                              const char  *host,
                                              gboolean     remember);
gboolean     idio_consent_allows_unencrypted (IdioConsent *self,
                                              const char  *host);
void         idio_consent_withdraw           (IdioConsent *self,
                                              const char  *host);
void         idio_consent_withdraw_all       (IdioConsent *self);

G_END_DECLS
