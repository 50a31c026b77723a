/* idio-provider-error.c: what can go wrong with a model, in plain sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <libdex.h>

#include "llm/idio-json.h"
#include "llm/idio-provider-error.h"

G_DEFINE_QUARK (idio-provider-error-quark, idio_provider_error)

/**
 * idio_provider_error_get_advice:
 * @error: an error in %IDIO_PROVIDER_ERROR
 *
 * Returns: the one thing to do about it
 */
IdioAdvice
idio_provider_error_get_advice (const GError *error)
{
  g_return_val_if_fail (error != NULL, IDIO_ADVICE_TRY_AGAIN);

  if (error->domain != IDIO_PROVIDER_ERROR)
    return IDIO_ADVICE_TRY_AGAIN;

  switch ((IdioProviderError) error->code)
    {
    case IDIO_PROVIDER_ERROR_NO_MODEL:
    case IDIO_PROVIDER_ERROR_BAD_KEY:
    case IDIO_PROVIDER_ERROR_NO_CREDIT:
    case IDIO_PROVIDER_ERROR_MODEL_MISSING:
    case IDIO_PROVIDER_ERROR_ENGINE:
    case IDIO_PROVIDER_ERROR_UNSUPPORTED:
    case IDIO_PROVIDER_ERROR_UNFIT:
      return IDIO_ADVICE_PREFERENCES;

    case IDIO_PROVIDER_ERROR_TOO_LONG:
      return IDIO_ADVICE_SHORTEN;

    case IDIO_PROVIDER_ERROR_NO_CONSENT:
      return IDIO_ADVICE_CONSENT;

    case IDIO_PROVIDER_ERROR_RATE_LIMITED:
    case IDIO_PROVIDER_ERROR_OVERLOADED:
    case IDIO_PROVIDER_ERROR_REFUSED:
    case IDIO_PROVIDER_ERROR_OFFLINE:
    case IDIO_PROVIDER_ERROR_BAD_ANSWER:
    default:
      return IDIO_ADVICE_TRY_AGAIN;
    }
}

/**
 * idio_provider_error_is_temporary:
 * @error: an error
 *
 * Returns: whether the same request may well succeed in a moment
 */
gboolean
idio_provider_error_is_temporary (const GError *error)
{
  return g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_RATE_LIMITED) ||
         g_error_matches (error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_OVERLOADED);
}

/* Services tell what happened in one of these ways: {"error":{"message","type","code","status"}}, the same in an
 * array, {"error":"…"}, {"message":"…"} or {"detail":…}. All words of it are put in one string in lower case. */
static char *
collect_words (const char *body)
{
  g_autoptr(JsonNode) node = body != NULL ? idio_json_parse (body) : NULL;
  JsonObject *object = NULL, *error;
  static const char * const members[] = { "message", "type", "code", "status", "param", "error", "detail", NULL };
  GString *words = g_string_new (NULL);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    {
      JsonNode *first = json_array_get_element (json_node_get_array (node), 0);

      object = JSON_NODE_HOLDS_OBJECT (first) ? json_node_get_object (first) : NULL;
    }
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_get_object (node);

  error = idio_json_get_object (object, "error");

  for (guint i = 0; members[i] != NULL; i++)
    {
      const char *word = idio_json_get_string (error != NULL ? error : object, members[i]);

      if (word != NULL)
        g_string_append_printf (words, " %s", word);
    }

  g_string_ascii_down (words);

  return g_string_free_and_steal (words);
}

static gboolean
mentions (const char *words,
          const char *first,
          ...)
{
  gboolean found = FALSE;
  va_list args;

  va_start (args, first);

  for (const char *word = first; word != NULL && !found; word = va_arg (args, const char *))
    found = strstr (words, word) != NULL;

  va_end (args);

  return found;
}

static IdioProviderError
classify (guint       status,
          const char *words)
{
  if (mentions (words, "exceed_context_size", "context_length", "context length", "too many tokens", "prompt is too long",
                "maximum context", NULL) || status == 413)
    return IDIO_PROVIDER_ERROR_TOO_LONG;

  if (status == 402 || mentions (words, "insufficient_quota", "billing", "spend_limit", "insufficient credit", NULL))
    return IDIO_PROVIDER_ERROR_NO_CREDIT;

  if (status == 401 || mentions (words, "api_key_invalid", "invalid_api_key", "api key not valid", "authentication_error",
                                 "multiple authentication credentials", NULL))
    return IDIO_PROVIDER_ERROR_BAD_KEY;

  if (mentions (words, "content_filter", "content_policy", "moderation", "safety", NULL))
    return IDIO_PROVIDER_ERROR_REFUSED;

  if (status == 403)
    return IDIO_PROVIDER_ERROR_BAD_KEY;

  if (status == 404 || mentions (words, "model_not_found", "model not found", "no such model", NULL))
    return IDIO_PROVIDER_ERROR_MODEL_MISSING;

  if (status == 429 || mentions (words, "rate_limit", "resource_exhausted", NULL))
    return IDIO_PROVIDER_ERROR_RATE_LIMITED;

  if (status == 408 || status == 409 || status >= 500 ||
      mentions (words, "overloaded", "unavailable", "server_error", "api_error", NULL))
    return IDIO_PROVIDER_ERROR_OVERLOADED;

  if (status == 200)
    return IDIO_PROVIDER_ERROR_OVERLOADED;

  return IDIO_PROVIDER_ERROR_UNSUPPORTED;
}

static char *
describe (IdioProviderError  code,
          const char        *who)
{
  switch (code)
    {
    case IDIO_PROVIDER_ERROR_NO_MODEL:
      return g_strdup (_("No model is chosen yet."));

    case IDIO_PROVIDER_ERROR_NO_CONSENT:
      return g_strdup_printf (_("Nothing is sent to %s before you agree."), who);

    case IDIO_PROVIDER_ERROR_BAD_KEY:
      return g_strdup_printf (_("%s did not accept the API key."), who);

    case IDIO_PROVIDER_ERROR_NO_CREDIT:
      return g_strdup_printf (_("Your account at %s has no credit left."), who);

    case IDIO_PROVIDER_ERROR_RATE_LIMITED:
      return g_strdup_printf (_("%s asks to wait before the next request."), who);

    case IDIO_PROVIDER_ERROR_OVERLOADED:
      return g_strdup_printf (_("%s can’t answer right now."), who);

    case IDIO_PROVIDER_ERROR_MODEL_MISSING:
      return g_strdup_printf (_("%s does not have this model."), who);

    case IDIO_PROVIDER_ERROR_TOO_LONG:
      return g_strdup (_("This is too long for the model."));

    case IDIO_PROVIDER_ERROR_REFUSED:
      return g_strdup_printf (_("%s declined to write this."), who);

    case IDIO_PROVIDER_ERROR_OFFLINE:
      return g_strdup_printf (_("%s can’t be reached."), who);

    case IDIO_PROVIDER_ERROR_ENGINE:
      return g_strdup (_("The model on this computer stopped working."));

    case IDIO_PROVIDER_ERROR_BAD_ANSWER:
      return g_strdup (_("The model’s answer broke off or makes no sense."));

    case IDIO_PROVIDER_ERROR_UNSUPPORTED:
      return g_strdup_printf (_("%s did not understand the request."), who);

    case IDIO_PROVIDER_ERROR_UNFIT:
      return g_strdup (_("This model can write drafts, but it is too small to study how you write."));

    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * idio_provider_error_new:
 * @code: what went wrong
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR with the sentence for it
 */
GError *
idio_provider_error_new (IdioProviderError  code,
                         const char        *host)
{
  g_autofree char *message = describe (code, host != NULL ? host : _("The model on this computer"));

  return g_error_new_literal (IDIO_PROVIDER_ERROR, (gint) code, message);
}

/**
 * idio_provider_error_for_response:
 * @status: the HTTP status of a response, or 200 for an error inside of a stream
 * @body: (nullable): its body
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * What the server says is used to tell what happened, but never shown: some repeat the key in it.
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR
 */
GError *
idio_provider_error_for_response (guint       status,
                                  const char *body,
                                  const char *host)
{
  g_autofree char *words = collect_words (body);

  return idio_provider_error_new (classify (status, words), host);
}

/**
 * idio_provider_error_for_io:
 * @error: an error of the network or of a stream
 * @host: (nullable): where the request went, or %NULL for this computer
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR; a cancellation, or what is in that domain already,
 *   stays as it is
 */
GError *
idio_provider_error_for_io (const GError *error,
                            const char   *host)
{
  if (error->domain == IDIO_PROVIDER_ERROR || error->domain == DEX_ERROR ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return idio_provider_error_new (IDIO_PROVIDER_ERROR_BAD_ANSWER, host);

  return idio_provider_error_new (IDIO_PROVIDER_ERROR_OFFLINE, host);
}
