/* idio-model-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "llm/idio-capability.h"
#include "llm/idio-consent.h"
#include "llm/idio-dialect.h"
#include "llm/idio-secrets.h"

G_BEGIN_DECLS

/**
 * IdioModelKind:
 * @IDIO_MODEL_KIND_NONE: no model is chosen
 * @IDIO_MODEL_KIND_LOCAL: a file on this computer
 * @IDIO_MODEL_KIND_SERVICE: a service
 */
typedef enum
{
  IDIO_MODEL_KIND_NONE,
  IDIO_MODEL_KIND_LOCAL,
  IDIO_MODEL_KIND_SERVICE,
} IdioModelKind;

#define IDIO_TYPE_MODEL_CHOICE (idio_model_choice_get_type ())
G_DECLARE_FINAL_TYPE (IdioModelChoice, idio_model_choice, IDIO, MODEL_CHOICE, GObject)

IdioModelChoice *idio_model_choice_new                (GSettings        *settings,
                                                       IdioSecrets      *secrets);
DexFuture       *idio_model_choice_load               (IdioModelChoice  *self) G_GNUC_WARN_UNUSED_RESULT;
char            *idio_model_choice_dup_file           (IdioModelChoice  *self);
DexFuture       *idio_model_choice_use_file           (IdioModelChoice  *self,
                                                       const char       *path,
                                                       gboolean          remember) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_model_choice_use_service        (IdioModelChoice  *self,
                                                       const char       *base_url,
                                                       const char       *model,
                                                       gboolean          remember) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_model_choice_use_dialect        (IdioModelChoice  *self,
                                                       IdioDialect       dialect,
                                                       const char       *base_url,
                                                       const char       *model,
                                                       gboolean          remember) G_GNUC_WARN_UNUSED_RESULT;
IdioSecrets     *idio_model_choice_get_secrets        (IdioModelChoice  *self);
IdioConsent     *idio_model_choice_get_consent        (IdioModelChoice  *self);
IdioModelKind    idio_model_choice_get_kind           (IdioModelChoice  *self);
IdioProvider    *idio_model_choice_get_provider       (IdioModelChoice  *self);
IdioProvider    *idio_model_choice_ref_consented      (IdioModelChoice  *self,
                                                       GError          **error);
void             idio_model_choice_allow_unencrypted  (IdioModelChoice  *self,
                                                       const char       *address,
                                                       gboolean          remember);
gboolean         idio_model_choice_allows_unencrypted (IdioModelChoice  *self,
                                                       const char       *address);
void             idio_model_choice_leave_service      (IdioModelChoice  *self);
void             idio_model_choice_forget_file        (IdioModelChoice  *self,
                                                       const char       *path);
void             idio_model_choice_reset              (IdioModelChoice  *self);
IdioCapability   idio_model_choice_get_capability     (IdioModelChoice  *self);
gboolean         idio_model_choice_get_checking       (IdioModelChoice  *self);
double           idio_model_choice_get_check_progress (IdioModelChoice  *self);
DexFuture       *idio_model_choice_check_again        (IdioModelChoice  *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *idio_model_choice_check_capability   (IdioModelChoice  *self) G_GNUC_WARN_UNUSED_RESULT;
void             idio_model_choice_stop_check         (IdioModelChoice  *self);

G_END_DECLS
