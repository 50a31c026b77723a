/* idio-openai-models.c: the models of a service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "llm/idio-json.h"
#include "llm/idio-openai-models.h"

/* A menu with more models than this helps nobody. */
#define MAX_MODELS 2000

/* Services list all their models. Those that do not write texts are told by their names. */
static gboolean
writes_texts (const char *id)
{
  static const char * const others[] = {
    "embed", "whisper", "tts", "dall-e", "image", "moderation", "davinci", "babbage", "realtime", "audio",
    "transcribe", "rerank", "ocr", "sora", "veo", "imagen", NULL,
  };

  for (guint i = 0; others[i] != NULL; i++)
    if (strstr (id, others[i]) != NULL)
      return FALSE;

  return TRUE;
}

static gint
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * idio_openai_models_parse:
 * @body: what a service answered to a request for its models
 *
 * Returns: (transfer full) (nullable): the names of the models that write texts; %NULL if @body is something else
 */
GStrv
idio_openai_models_parse (const char *body)
{
  g_autoptr(JsonNode) node = idio_json_parse (body);
  g_autoptr(GPtrArray) models = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  JsonArray *list = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    list = idio_json_get_array (json_node_get_object (node), "data");

  if (list == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (list) && models->len < MAX_MODELS; i++)
    {
      JsonNode *model = json_array_get_element (list, i);
      const char *id = JSON_NODE_HOLDS_OBJECT (model) ? idio_json_get_string (json_node_get_object (model), "id") : NULL;

      if (id != NULL && g_str_has_prefix (id, "models/"))
        id += strlen ("models/");

      if (id != NULL && writes_texts (id))
        g_ptr_array_add (models, g_strdup (id));
    }

  g_ptr_array_sort (models, compare_strings);

  return (GStrv) g_ptr_array_steal (models, NULL);
}

static DexFuture *
read_thread (gpointer body)
{
  return dex_future_new_take_boxed (G_TYPE_STRV, idio_openai_models_parse (body));
}

/**
 * idio_openai_models_read:
 * @body: (transfer full): what a service answered to a request for its models, some MB at most
 *
 * Returns: (transfer full): a future of a #GStrv: the names of the models that write texts; or of %NULL if @body is
 *   something else
 */
DexFuture *
idio_openai_models_read (char *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  return dex_thread_spawn ("[idiolect-models]", read_thread, body, g_free);
}
