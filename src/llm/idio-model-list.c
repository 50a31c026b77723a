/* idio-model-list.c: the models of a service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "idio-thread.h"
#include "llm/idio-json.h"
#include "llm/idio-model-list.h"

/* A menu with more models than this helps nobody. */
#define MAX_MODELS 2000

/* Whole words in the names of models that do not write texts, for services that say nothing else about them */
static const char * const other_words[] = {
  "embed", "embedding", "embeddings", "whisper", "tts", "stt", "asr", "dall", "image", "images", "imagen", "moderation",
  "davinci", "babbage", "realtime", "audio", "transcribe", "transcription", "rerank", "reranker", "ocr", "sora", "veo",
  "bge", "gte", "e5", "minilm", "clip", "siglip", "flux", "diffusion", "sdxl", "bark", "wav2vec2", "guard", "reward",
  "speech", "lyria", "aqa", "video", "colbert", NULL,
};

/* "BGE-M3" and "text-embedding-3" have such a word, "socratic" and "watts-9b" have not. */
static gboolean
has_other_word (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_auto(GStrv) words = g_strsplit_set (lower, "-_./: ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strv_contains (other_words, words[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_string (JsonArray  *array,
            const char *string)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING && g_str_equal (json_node_get_string (node), string))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_false (JsonObject *object,
          const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node);
}

/* What a list says of a model. Returns FALSE if it says nothing of what the model can do, else sets @chats. */
static gboolean
find_stated (JsonObject *model,
             gboolean   *chats)
{
  JsonObject *architecture = idio_json_get_object (model, "architecture");
  JsonArray *outputs = idio_json_get_array (architecture, "output_modalities");
  JsonArray *methods = idio_json_get_array (model, "supportedGenerationMethods");
  JsonArray *abilities = idio_json_get_array (model, "capabilities");
  JsonObject *flags = idio_json_get_object (model, "capabilities");
  const char *type = idio_json_get_string (model, "type");

  if (outputs == NULL)
    outputs = idio_json_get_array (model, "output_modalities");

  if (outputs != NULL)                                       /* OpenRouter */
    *chats = has_string (outputs, "text");
  else if (methods != NULL)                                  /* Google */
    *chats = has_string (methods, "generateContent");
  else if (abilities != NULL)                                /* Ollama, and llama-server */
    *chats = has_string (abilities, "completion") || has_string (abilities, "chat");
  else if (flags != NULL && json_object_has_member (flags, "completion_chat")) /* Mistral */
    *chats = !is_false (flags, "completion_chat");
  else if (type != NULL && (g_str_equal (type, "llm") || g_str_equal (type, "vlm") || g_str_equal (type, "chat")))
    *chats = TRUE;                                           /* LM Studio, Together */
  else if (type != NULL && (g_str_equal (type, "embeddings") || g_str_equal (type, "embedding") ||
                            g_str_equal (type, "image") || g_str_equal (type, "audio") || g_str_equal (type, "rerank")))
    *chats = FALSE;
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_retired (JsonObject *model)
{
  const char *lifecycle = idio_json_get_string (model, "lifecycle");

  return lifecycle != NULL && g_str_equal (lifecycle, "retired");
}

static gboolean
writes_texts (JsonObject *model,
              const char *id)
{
  gboolean chats;

  if (is_retired (model))
    return FALSE;

  return find_stated (model, &chats) ? chats : !has_other_word (id);
}

static const char *
find_id (JsonObject *model)
{
  static const char * const members[] = { "id", "model", "name", "key", NULL };

  for (guint i = 0; members[i] != NULL; i++)
    {
      const char *id = idio_json_get_string (model, members[i]);

      if (id != NULL && *id != '\0')
        return g_str_has_prefix (id, "models/") ? id + strlen ("models/") : id;
    }

  return NULL;
}

static gint
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* {"data": […]}, {"models": […]}, or the bare array. Nothing in place of one is an empty list. */
static JsonArray *
find_list (JsonNode *node,
           gboolean *empty)
{
  static const char * const members[] = { "data", "models", NULL };
  JsonObject *object;

  *empty = FALSE;

  if (node == NULL || JSON_NODE_HOLDS_ARRAY (node))
    return node != NULL ? json_node_get_array (node) : NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);

  for (guint i = 0; members[i] != NULL; i++)
    {
      JsonArray *list = idio_json_get_array (object, members[i]);

      if (list != NULL)
        return list;

      *empty |= json_object_has_member (object, members[i]) && json_object_get_null_member (object, members[i]);
    }

  return NULL;
}

static void
add_model (GPtrArray *models,
           JsonNode  *node)
{
  JsonObject *model = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = model != NULL ? find_id (model) : NULL;

  if (id != NULL && writes_texts (model, id))
    g_ptr_array_add (models, g_strdup (id));
  else if (json_node_get_value_type (node) == G_TYPE_STRING && !has_other_word (json_node_get_string (node)))
    g_ptr_array_add (models, g_strdup (json_node_get_string (node)));
}

/**
 * idio_model_list_parse:
 * @body: what a service answered to a request for its models
 *
 * Returns: (transfer full) (nullable): the names of the models that write texts; %NULL if @body is something else
 */
GStrv
idio_model_list_parse (const char *body)
{
  g_autoptr(JsonNode) node = idio_json_parse (body);
  g_autoptr(GPtrArray) models = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  gboolean empty;
  JsonArray *list = find_list (node, &empty);

  if (list == NULL && !empty)
    return NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list) && models->len < MAX_MODELS; i++)
    add_model (models, json_array_get_element (list, i));

  /* An empty array has no terminator. */
  if (models->len == 0)
    return g_new0 (char *, 1);

  g_ptr_array_sort (models, compare_strings);

  return (GStrv) g_ptr_array_steal (models, NULL);
}

static DexFuture *
read_thread (gpointer body)
{
  return dex_future_new_take_boxed (G_TYPE_STRV, idio_model_list_parse (body));
}

/**
 * idio_model_list_read:
 * @body: (transfer full): what a service answered to a request for its models, some MB at most
 *
 * Returns: (transfer full): a future of a #GStrv: the names of the models that write texts; or of %NULL if @body is
 *   something else
 */
DexFuture *
idio_model_list_read (char *body)
{
  g_return_val_if_fail (body != NULL, NULL);

  return idio_thread_spawn ("[idiolect-models]", read_thread, body, g_free);
}
