/* idio-capability.c: a few questions that tell what a model can be trusted with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "idio-enums.h"
#include "idio-fiber.h"
#include "llm/idio-capability.h"
#include "llm/idio-json.h"
#include "llm/idio-prompt.h"

/* Who guesses points at the right one of six sentences one time in six. Five of six by chance: 0.07 %. */
#define MAX_WRONG_POINTS 1

#define JSON_TOKENS  80
#define NOTE_TOKENS 120

/* The answers must not depend on luck. */
#define TEMPERATURE 0.1
#define SEED        1

static JsonObject *
load_questions (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH "/capability.json", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return idio_json_find_object (text);
}

static void
set_sampling (IdioChatRequest *request,
              guint            max_tokens)
{
  request->temperature = TEMPERATURE;
  request->seed = SEED;
  request->max_tokens = max_tokens;
  request->purpose = "check";
}

/* Asks for JSON. An answer that can't be understood is a wrong one; other errors end the check. */
static JsonObject *
ask (IdioProvider     *provider,
     IdioChatRequest  *request,
     GError          **error)
{
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autoptr(GError) local_error = NULL;
  JsonObject *answer = dex_await_boxed (idio_provider_ask (provider, request, completion), &local_error);

  if (answer == NULL && !g_error_matches (local_error, IDIO_PROVIDER_ERROR, IDIO_PROVIDER_ERROR_BAD_ANSWER))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return answer;
}

static gboolean
contains_word (const char *text,
               const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
fills_schema (IdioProvider  *provider,
              JsonObject    *questions,
              GError       **error)
{
  g_autofree char *note = idio_prompt_quote (idio_json_get_string (questions, "note"));
  g_autoptr(IdioChatRequest) request = idio_prompt_new ("capability-schema", "note", note, NULL);
  g_autoptr(JsonObject) answer = NULL;

  set_sampling (request, JSON_TOKENS);
  answer = ask (provider, request, error);

  return contains_word (idio_json_get_string (answer, "from"), idio_json_get_string (questions, "from")) &&
         contains_word (idio_json_get_string (answer, "to"), idio_json_get_string (questions, "to")) &&
         idio_json_get_int (answer, "chairs", -1) == idio_json_get_int (questions, "chairs", 0);
}

static gboolean
points_right (IdioProvider  *provider,
              JsonObject    *question,
              GError       **error)
{
  JsonArray *sentences = idio_json_get_array (question, "sentences");
  g_autoptr(GString) list = g_string_new (NULL);
  g_autoptr(IdioChatRequest) request = NULL;
  g_autoptr(JsonObject) answer = NULL;

  for (guint i = 0; i < json_array_get_length (sentences); i++)
    {
      g_autofree char *quoted = idio_prompt_quote (json_array_get_string_element (sentences, i));

      g_string_append_printf (list, "%s[%u] %s", i > 0 ? "\n" : "", i + 1, quoted);
    }

  request = idio_prompt_new ("capability-point", "sentences", list->str,
                             "habit", idio_json_get_string (question, "habit"), NULL);
  set_sampling (request, JSON_TOKENS);
  answer = ask (provider, request, error);

  return idio_json_get_int (answer, "sentence", -1) == idio_json_get_int (question, "answer", 0);
}

static gboolean
keeps_rules (IdioProvider  *provider,
             JsonObject    *question,
             GError       **error)
{
  const char *first = idio_json_get_string (question, "first");
  g_autoptr(IdioChatRequest) request = idio_prompt_new ("capability-rules", "first", first,
                                                        "request", idio_json_get_string (question, "request"), NULL);
  g_autoptr(IdioCompletion) completion = idio_completion_new ();
  g_autofree char *note = NULL;

  set_sampling (request, NOTE_TOKENS);

  if (!dex_await (idio_provider_chat (provider, request, completion), error))
    return FALSE;

  note = g_strstrip (g_strdup (idio_completion_get_text (completion)));

  return g_ascii_strncasecmp (note, first, strlen (first)) == 0 && g_str_has_suffix (note, "?");
}

typedef gboolean (*QuestionFunc) (IdioProvider  *provider,
                                  JsonObject    *question,
                                  GError       **error);

/* Asks the questions of a list until too many were answered wrong. */
static gboolean
passes (IdioProvider  *provider,
        JsonArray     *questions,
        QuestionFunc   func,
        guint          max_wrong,
        GError       **error)
{
  guint n_wrong = 0;

  for (guint i = 0; i < json_array_get_length (questions); i++)
    {
      g_autoptr(GError) local_error = NULL;

      if (func (provider, json_array_get_object_element (questions, i), &local_error))
        continue;

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (++n_wrong > max_wrong)
        return FALSE;
    }

  return TRUE;
}

static DexFuture *
check_fiber (gpointer data)
{
  IdioProvider *provider = data;
  g_autoptr(JsonObject) questions = load_questions ();
  GError *error = NULL;
  gboolean passed;

  passed = fills_schema (provider, questions, &error) && error == NULL &&
           passes (provider, idio_json_get_array (questions, "points"), points_right, MAX_WRONG_POINTS, &error) &&
           passes (provider, idio_json_get_array (questions, "rules"), keeps_rules, 0, &error);

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_enum (IDIO_TYPE_CAPABILITY, passed ? IDIO_CAPABILITY_STUDIES : IDIO_CAPABILITY_DRAFTS);
}

/**
 * idio_capability_check:
 * @provider: a provider
 *
 * Asks the model to fill a schema, to point at the sentences that show given habits in made-up texts, and to follow
 * briefs of two rules each. A model too small to study a writer fails at the first or second of these, so that the
 * check takes some seconds at the most. None of the user's texts are used.
 *
 * Returns: (transfer full): a future of an #IdioCapability, or of an error in %IDIO_PROVIDER_ERROR
 */
DexFuture *
idio_capability_check (IdioProvider *provider)
{
  g_return_val_if_fail (IDIO_IS_PROVIDER (provider), NULL);

  return idio_fiber_spawn (check_fiber, g_object_ref (provider), g_object_unref);
}
