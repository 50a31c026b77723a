/* idio-provider-test.c: whether a service can be used as it is set up, and else what is wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "idio-fiber.h"
#include "llm/idio-provider-test.h"

/* Enough to see that something is written, and little enough to cost nothing */
#define MAX_TOKENS 2

G_DEFINE_BOXED_TYPE (IdioProviderTest, idio_provider_test, idio_provider_test_copy, idio_provider_test_free)

IdioProviderTest *
idio_provider_test_copy (const IdioProviderTest *self)
{
  IdioProviderTest *copy = g_new0 (IdioProviderTest, 1);

  copy->failed = self->failed;
  copy->error = self->error != NULL ? g_error_copy (self->error) : NULL;
  copy->models = g_strdupv (self->models);

  return copy;
}

void
idio_provider_test_free (IdioProviderTest *self)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->models, g_strfreev);
  g_free (self);
}

/* Which step an error belongs to: a key is wrong wherever that is said. */
static IdioProviderTestStep
find_step (const GError         *error,
           IdioProviderTestStep  step)
{
  if (g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_KEY) ||
      g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNENCRYPTED))
    return IDIO_PROVIDER_TEST_STEP_KEY;

  if (g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OFFLINE))
    return IDIO_PROVIDER_TEST_STEP_CONNECTION;

  return step;
}

/* A service without a list of models may have models all the same. */
static gboolean
has_no_list (const GError *error)
{
  return g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_MODEL_MISSING) ||
         g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_UNSUPPORTED) ||
         g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER);
}

/* An answer that was cut off before its first word is one: two tokens are no room for a thought. */
static gboolean
ask (IdioProvider  *provider,
     GError       **error)
{
  g_autoptr(IdioChatRequest) request = idio_chat_request_new ();
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(GError) local_error = NULL;

  idio_chat_request_add (request, IDIO_ROLE_USER, "Say “yes”.");
  request->max_tokens = MAX_TOKENS;

  if (dex_await (idio_provider_chat (provider, request, completion), &local_error) ||
      (g_error_matches (local_error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER) &&
       idio_completion_get_end (completion) != IDIO_COMPLETION_END_NONE))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
is_cancellation (const GError *error)
{
  return error->domain != IDIO_PROVIDER_ERROR;
}

static DexFuture *
test_fiber (gpointer data)
{
  IdioProvider *provider = data;
  g_autoptr(IdioProviderTest) test = g_new0 (IdioProviderTest, 1);
  gboolean has_model = *idio_provider_get_model (provider) != '\0';

  test->failed = IDIO_PROVIDER_TEST_STEP_DONE;
  test->models = dex_await_boxed (idio_provider_list_models (provider), &test->error);

  if (test->error != NULL && is_cancellation (test->error))
    return dex_future_new_for_error (g_steal_pointer (&test->error));

  if (test->error != NULL && !(has_model && has_no_list (test->error)))
    test->failed = find_step (test->error, IDIO_PROVIDER_TEST_STEP_MODELS);
  else if (has_model)
    {
      g_clear_error (&test->error);

      if (!ask (provider, &test->error))
        {
          if (is_cancellation (test->error))
            return dex_future_new_for_error (g_steal_pointer (&test->error));

          test->failed = find_step (test->error, IDIO_PROVIDER_TEST_STEP_ANSWER);
        }
    }

  return dex_future_new_take_boxed (IDIO_TYPE_PROVIDER_TEST, g_steal_pointer (&test));
}

/**
 * idio_provider_test:
 * @provider: a provider; as long as its model is "", no answer is asked for
 *
 * Asks for the list of models, and for an answer of two tokens, which may cost a fraction of a cent.
 *
 * Returns: (transfer full): a future of an #IdioProviderTest; rejected only if nobody waits for it any more
 */
DexFuture *
idio_provider_test (IdioProvider *provider)
{
  g_return_val_if_fail (IDIO_IS_PROVIDER (provider), NULL);

  return idio_fiber_spawn (test_fiber, g_object_ref (provider), g_object_unref);
}
