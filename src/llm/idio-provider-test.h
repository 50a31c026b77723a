/* idio-provider-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "llm/idio-provider.h"

G_BEGIN_DECLS

/**
 * IdioProviderTestStep:
 * @IDIO_PROVIDER_TEST_STEP_CONNECTION: a server of models answers at the address
 * @IDIO_PROVIDER_TEST_STEP_KEY: it accepts the key
 * @IDIO_PROVIDER_TEST_STEP_MODELS: it lists its models
 * @IDIO_PROVIDER_TEST_STEP_ANSWER: the chosen model writes something
 * @IDIO_PROVIDER_TEST_STEP_DONE: none is left
 */
typedef enum
{
  IDIO_PROVIDER_TEST_STEP_CONNECTION,
  IDIO_PROVIDER_TEST_STEP_KEY,
  IDIO_PROVIDER_TEST_STEP_MODELS,
  IDIO_PROVIDER_TEST_STEP_ANSWER,
  IDIO_PROVIDER_TEST_STEP_DONE,
} IdioProviderTestStep;

#define IDIO_TYPE_PROVIDER_TEST (idio_provider_test_get_type ())

/**
 * IdioProviderTest:
 * @failed: the step that failed, or %IDIO_PROVIDER_TEST_STEP_DONE
 * @error: (nullable): why
 * @models: (nullable): the models that can be chosen; %NULL if the service has no list, so that one has to be typed
 *
 * What idio_provider_test() found out.
 */
typedef struct
{
  IdioProviderTestStep  failed;
  GError               *error;
  GStrv                 models;
} IdioProviderTest;

GType             idio_provider_test_get_type (void) G_GNUC_CONST;
IdioProviderTest *idio_provider_test_copy     (const IdioProviderTest *self);
void              idio_provider_test_free     (IdioProviderTest       *self);
DexFuture        *idio_provider_test          (IdioProvider           *provider) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioProviderTest, idio_provider_test_free)

G_END_DECLS
