/* fuzz-chat.c: what a service answers: a stream, a list of models, an error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "llm/idio-model-list.h"
#include "llm/idio-openai-provider.h"
#include "llm/idio-service-error.h"

static void
check_error (const GError *error)
{
  g_assert (error != NULL && error->domain == IDIO_PROVIDER_ERROR);
  g_assert (*error->message != '\0' && g_utf8_validate (error->message, -1, NULL) && strlen (error->message) < 200);
  idio_provider_error_get_advice (error);
}

static void
read_stream (const guint8 *data,
             size_t        size)
{
  static IdioProvider *provider;
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(IdioCompletion) reply = idio_completion_new ();
  g_autoptr(GError) error = NULL;

  if (provider == NULL)
    provider = idio_openai_provider_new ("https://service.example/v1", "model", "key");

  if (idio_service_read_stream (IDIO_SERVICE (provider), bytes, reply, &error))
    g_assert (error == NULL && idio_completion_get_end (reply) != IDIO_COMPLETION_END_NONE);
  else
    check_error (error);

  g_assert (g_utf8_validate (idio_completion_get_text (reply), -1, NULL));
  g_assert (idio_completion_get_progress (reply) >= 0 && idio_completion_get_progress (reply) <= 1);
}

static void
read_error (const char *body)
{
  static const guint statuses[] = { 200, 400, 401, 403, 404, 429, 500, 999 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(GError) error = idio_service_error_new (statuses[i], body, "service.example", "key");

      check_error (error);
    }
}

static void
read_models (const char *body)
{
  g_auto(GStrv) models = idio_model_list_parse (body);

  for (guint i = 0; models != NULL && models[i] != NULL; i++)
    g_assert (g_utf8_validate (models[i], -1, NULL));
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *body = g_strndup ((const char *) data, size);

  read_stream (data, size);
  read_error (body);
  read_models (body);

  return 0;
}
