/* idio-service-error.c: what a service says about an error, and what happened
 *
 * Services tell it in one of these ways: {"error":{"message","type","code","status"}}, the same in an array,
 * {"error":"…"}, {"message":"…"}, {"detail":"…"}, {"detail":[{"msg":"…"}]}, or in words that are no JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <libsoup/soup.h>

#include "llm/idio-json.h"
#include "llm/idio-retry.h"
#include "llm/idio-service-error.h"

/* What a service says in its own words is for people, and some send pages. */
#define MAX_DETAILS_BYTES 1000

/* A part of a key that is at least this long is taken as one. */
#define MIN_KEY_PART_BYTES 8

/* Smaller numbers are no counts of tokens, but of models, versions or messages. */
#define MIN_TOKENS 100

static JsonObject *
find_error (JsonNode *node)
{
  JsonObject *object = NULL, *error;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_get_object (node);

  error = idio_json_get_object (object, "error");

  return error != NULL ? error : object;
}

static void
add_word (GString    *words,
          JsonObject *object,
          const char *member)
{
  const char *word = idio_json_get_string (object, member);

  if (word != NULL && *word != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", word);
}

/* The members that tell what happened, one after the other */
static char *
collect (const char *body)
{
  static const char * const members[] = {
    "message", "type", "code", "status", "param", "error", "detail", "error_code", "reason", NULL
  };
  g_autoptr(JsonNode) node = body != NULL ? idio_json_parse (body) : NULL;
  JsonObject *error = find_error (node);
  static const char * const lists[] = { "details", "detail", NULL };
  GString *words = g_string_new (NULL);

  for (guint i = 0; members[i] != NULL; i++)
    add_word (words, error, members[i]);

  /* Anthropic's new codes */
  add_word (words, idio_json_get_object (error, "details"), "error_code");

  /* OpenRouter passes on what the provider behind it said. */
  add_word (words, idio_json_get_object (error, "metadata"), "raw");

  /* Google's reasons and delays, and the findings of FastAPI */
  for (guint i = 0; lists[i] != NULL; i++)
    {
      JsonArray *list = idio_json_get_array (error, lists[i]);

      for (guint j = 0; list != NULL && j < json_array_get_length (list); j++)
        {
          JsonNode *item = json_array_get_element (list, j);

          if (!JSON_NODE_HOLDS_OBJECT (item))
            continue;

          add_word (words, json_node_get_object (item), "reason");
          add_word (words, json_node_get_object (item), "msg");

          if (idio_json_get_string (json_node_get_object (item), "retryDelay") != NULL)
            g_string_append_printf (words, " · retryDelay\":%s",
                                    idio_json_get_string (json_node_get_object (item), "retryDelay"));
        }
    }

  if (error == NULL && body != NULL && body[strspn (body, " \t\r\n")] != '<')
    g_string_append (words, body);

  return g_string_free_and_steal (words);
}

/**
 * idio_service_error_collect_words:
 * @body: (nullable): the body of a response
 *
 * Returns: (transfer full): all that it says about an error, in lowercase
 */
char *
idio_service_error_collect_words (const char *body)
{
  g_autofree char *words = collect (body);

  return g_ascii_strdown (words, -1);
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

/* Words for no credit. "Check your plan and billing details" comes with a limit that is over in a minute too. */
static gboolean
is_about_credit (const char *words)
{
  return mentions (words, "insufficient_quota", "billing_error", "billing_hard_limit", "billing_not_active", "spend_limit",
                   "insufficient credit", "insufficient balance", "insufficient_balance", "insufficient funds",
                   "credit balance", "more credits", "out of credits", NULL);
}

static gboolean
is_about_limit (const char *words)
{
  return mentions (words, "rate_limit", "rate limit", "ratelimit", "resource_exhausted", "too many requests",
                   "too_many_requests", "tokens per minute", "requests per minute", NULL);
}

static gboolean
is_about_length (const char *words)
{
  return mentions (words, "exceed_context_size", "context_length", "context length", "too many tokens",
                   "prompt is too long", "maximum context", "context window", "exceeds the maximum number of tokens",
                   "exceeds the context", "exceed context", "input token count", "too large for model", NULL);
}

static gboolean
is_about_key (const char *words)
{
  return mentions (words, "api_key_invalid", "invalid_api_key", "api key not valid", "authentication_error",
                   "invalid x-api-key", "invalid api key", "incorrect api key", "unauthorized", "unauthenticated",
                   "multiple authentication credentials", NULL);
}

/* Services give one status to several things, and several to one: what they say goes first. */
static IdioProviderError
classify (guint       status,
          const char *words)
{
  if (status == 402 || is_about_credit (words))
    return IDIO_PROVIDER_ERROR_NO_CREDIT;

  if (is_about_limit (words) || status == 429)
    return IDIO_PROVIDER_ERROR_RATE_LIMITED;

  if (is_about_length (words) || status == 413)
    return IDIO_PROVIDER_ERROR_TOO_LONG;

  if (status == 401 || is_about_key (words))
    return IDIO_PROVIDER_ERROR_BAD_KEY;

  if (mentions (words, "content_filter", "content_policy", "moderation", "safety", "prohibited_content", NULL))
    return IDIO_PROVIDER_ERROR_REFUSED;

  if (status == 403)
    return IDIO_PROVIDER_ERROR_BAD_KEY;

  if (status == 404 || mentions (words, "model_not_found", "model not found", "no such model", "not_found_error",
                                 "is not a valid model", "model does not exist", NULL))
    return IDIO_PROVIDER_ERROR_MODEL_MISSING;

  if (status == 200 || status == 408 || status == 409 || status == 421 || status >= 500 ||
      mentions (words, "overloaded", "unavailable", "server_error", "api_error", NULL))
    return IDIO_PROVIDER_ERROR_OVERLOADED;

  return IDIO_PROVIDER_ERROR_UNSUPPORTED;
}

/* The first two counts in a sentence that compares them: "maximum context length is 4097 tokens. However, you requested
 * 5000", "205000 tokens > 200000 maximum" */
static guint
find_excess_in_words (const char *words)
{
  gint64 counts[2] = { 0, 0 };
  guint n = 0;

  for (const char *p = words; *p != '\0' && n < 2; )
    {
      gboolean in_name = p > words && (g_ascii_isalnum (p[-1]) || strchr ("-_.:/", p[-1]) != NULL);
      gint64 count = 0;

      if (!g_ascii_isdigit (*p))
        {
          p++;
          continue;
        }

      for (; g_ascii_isdigit (*p) || (*p == ',' && g_ascii_isdigit (p[1])); p++)
        if (*p != ',' && count < G_MAXINT32)
          count = count * 10 + (*p - '0');

      if (!in_name && !g_ascii_isalpha (*p) && *p != '-' && count >= MIN_TOKENS)
        counts[n++] = count;
    }

  return n == 2 ? (guint) MIN (ABS (counts[0] - counts[1]), G_MAXINT32) : 0;
}

static guint
find_excess (const char *body,
             const char *words)
{
  g_autoptr(JsonNode) node = body != NULL ? idio_json_parse (body) : NULL;
  JsonObject *error = find_error (node);
  gint64 n_prompt = idio_json_get_int (error, "n_prompt_tokens", 0);
  gint64 n_context = idio_json_get_int (error, "n_ctx", 0);

  /* llama-server */
  if (n_prompt > 0 && n_context > 0)
    return (guint) CLAMP (n_prompt - n_context, 0, G_MAXINT32);

  return find_excess_in_words (words);
}

static gboolean
has_part_of (const char *word,
             gsize       length,
             const char *key)
{
  gsize key_length = strlen (key);
  gsize part = MIN (key_length, MIN_KEY_PART_BYTES);

  for (gsize i = 0; part > 0 && i + part <= key_length; i++)
    for (gsize j = 0; j + part <= length; j++)
      if (memcmp (word + j, key + i, part) == 0)
        return TRUE;

  return FALSE;
}

/* Services repeat the key, or the start and the end of it with stars between. */
static char *
blank_key (const char *text,
           const char *key)
{
  GString *blanked = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; )
    {
      gsize length = strcspn (p, " \t\r\n\"'`,;()<>{}[]=:");
      gboolean stars = g_strstr_len (p, (gssize) length, "**") != NULL;

      if (length > 0 && (stars || (key != NULL && has_part_of (p, length, key))))
        g_string_append (blanked, "…");
      else
        g_string_append_len (blanked, p, (gssize) length);

      p += length;

      if (*p != '\0')
        g_string_append_c (blanked, *p++);
    }

  /* A key that has one of the characters that words end at */
  if (key != NULL && *key != '\0')
    g_string_replace (blanked, key, "…", 0);

  return g_string_free_and_steal (blanked);
}

static char *
make_details (guint       status,
              const char *body,
              const char *key)
{
  g_autofree char *said = collect (body);
  g_autofree char *valid = g_utf8_make_valid (said, MIN (strlen (said), 8 * MAX_DETAILS_BYTES));
  g_autofree char *blanked = blank_key (valid, key);
  g_autofree char *start = g_utf8_substring (blanked, 0, MIN (g_utf8_strlen (blanked, -1), MAX_DETAILS_BYTES / 4));
  GString *details = g_string_new (NULL);

  if (status != SOUP_STATUS_OK)
    g_string_append_printf (details, "HTTP %u", status);

  for (const char *p = start; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (p == start && details->len > 0)
        g_string_append (details, " · ");

      g_string_append_unichar (details, g_unichar_iscntrl (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
    }

  return g_string_free_and_steal (details);
}

/**
 * idio_service_error_is_about_model:
 * @body: the body of a response that nothing was found
 *
 * Returns: whether it is a model that was not found, and not the address
 */
gboolean
idio_service_error_is_about_model (const char *body)
{
  g_autofree char *words = idio_service_error_collect_words (body);
  g_autoptr(JsonNode) node = idio_json_parse (body);

  return node != NULL && strstr (words, "model") != NULL;
}

/**
 * idio_service_error_new:
 * @status: the HTTP status of a response, or 200 for an error inside of a stream
 * @body: (nullable): its body
 * @host: (nullable): where the request went, or %NULL for this computer
 * @key: (nullable): the API key, which is blanked in the details
 *
 * Returns: (transfer full): an error in %IDIO_PROVIDER_ERROR, with the service's own words as details
 */
GError *
idio_service_error_new (guint       status,
                        const char *body,
                        const char *host,
                        const char *key)
{
  g_autofree char *words = idio_service_error_collect_words (body);
  g_autofree char *details = make_details (status, body, key);
  IdioProviderError code = classify (status, words);
  gint64 wait = idio_retry_parse_words (words);
  GError *error = idio_provider_error_new (code, host);

  if (status == SOUP_STATUS_NOT_FOUND && code == IDIO_PROVIDER_ERROR_MODEL_MISSING && body != NULL &&
      !idio_service_error_is_about_model (body))
    {
      g_clear_error (&error);
      error = idio_provider_error_new_for_address (host);
    }

  idio_provider_error_set_details (error, details);

  if (code == IDIO_PROVIDER_ERROR_TOO_LONG)
    idio_provider_error_set_excess_tokens (error, find_excess (body, words));

  if (wait > 0 && idio_provider_error_is_temporary (error))
    idio_provider_error_set_retry_after (error, (guint) ((wait + 999) / 1000));

  return error;
}
