/* idio-prompts-format.c: what a user wrote to ChatGPT or Claude, in the export of all data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-chat-markup.h"
#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-word-count.h"

/* Minimum length of a prompt, in words: shorter ones are mostly commands. */
#define MIN_WORDS 25

static const char * const chatgpt_keys[] = { "[].mapping", NULL };
static const char * const claude_keys[] = { "[].chat_messages", NULL };

static gboolean
prompts_matches (IdioSource *source)
{
  return idio_json_stream_has_paths (source, chatgpt_keys) || idio_json_stream_has_paths (source, claude_keys);
}

static void
append_prompt (GString    *text,
               const char *prompt)
{
  g_autofree char *prose = idio_chat_markup_no_code (prompt);

  idio_decode_tidy (prose, NULL);

  if (idio_estimate_words (g_strstrip (prose)) >= MIN_WORDS)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", prose);
}

/* A part is a string, or an object: a picture, or what was said and written down. */
static void
append_chatgpt_message (GString    *text,
                        JsonObject *message)
{
  JsonObject *metadata = idio_json_read_object (message, "metadata");
  JsonObject *content = idio_json_read_object (message, "content");
  const char *type = idio_json_read_string (content, "content_type");
  JsonArray *parts = idio_json_read_array (content, "parts");
  g_autoptr(GString) prompt = g_string_new (NULL);

  if (!idio_json_string_is (idio_json_read_object (message, "author"), "role", "user") || parts == NULL ||
      (g_strcmp0 (type, "text") != 0 && g_strcmp0 (type, "multimodal_text") != 0) ||
      idio_json_read_boolean (metadata, "is_visually_hidden_from_conversation") ||
      idio_json_read_boolean (metadata, "is_user_system_message"))
    return;

  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonNode *part = json_array_get_element (parts, i);
      const char *string = idio_json_node_get_string (part) ?:
                           idio_json_read_string (idio_json_node_get_object (part), "text");

      if (string != NULL)
        g_string_append_printf (prompt, "%s\n", string);
    }

  append_prompt (text, prompt->str);
}

/* Messages are a tree, as they can be edited: from the last one up, these are what the user sees. */
static void
append_chatgpt (GString    *text,
                JsonObject *conversation)
{
  JsonObject *mapping = idio_json_read_object (conversation, "mapping");
  const char *id = idio_json_read_string (conversation, "current_node");
  guint n_left = mapping != NULL ? json_object_get_size (mapping) : 0;
  g_autoptr(GPtrArray) path = g_ptr_array_new ();

  while (id != NULL && n_left-- > 0)
    {
      JsonObject *item = idio_json_read_object (mapping, id);

      g_ptr_array_add (path, idio_json_read_object (item, "message"));
      id = idio_json_read_string (item, "parent");
    }

  for (guint i = path->len; i > 0; i--)
    append_chatgpt_message (text, path->pdata[i - 1]);
}

static void
append_claude_message (GString    *text,
                       JsonObject *message)
{
  JsonArray *content = idio_json_read_array (message, "content");
  const char *plain = idio_json_read_string (message, "text");
  g_autoptr(GString) prompt = g_string_new (NULL);

  if (!idio_json_string_is (message, "sender", "human"))
    return;

  for (guint i = 0; content != NULL && i < json_array_get_length (content); i++)
    {
      JsonObject *block = idio_json_node_get_object (json_array_get_element (content, i));
      const char *part = idio_json_read_string (block, "text");

      if (part != NULL)
        g_string_append_printf (prompt, "%s\n", part);
    }

  append_prompt (text, prompt->len > 0 || plain == NULL ? prompt->str : plain);
}

/* Of messages that were edited, those that led to the last one are kept. */
static void
append_claude (GString    *text,
               JsonObject *conversation)
{
  JsonArray *messages = idio_json_read_array (conversation, "chat_messages");
  guint n_messages = messages != NULL ? json_array_get_length (messages) : 0;
  g_autoptr(GPtrArray) path = g_ptr_array_new ();
  const char *wanted = NULL;

  for (guint i = n_messages; i > 0; i--)
    {
      JsonObject *message = idio_json_node_get_object (json_array_get_element (messages, i - 1));

      if (wanted != NULL && !idio_json_string_is (message, "uuid", wanted))
        continue;

      g_ptr_array_add (path, message);
      wanted = idio_json_read_string (message, "parent_message_uuid");
    }

  for (guint i = path->len; i > 0; i--)
    append_claude_message (text, path->pdata[i - 1]);
}

static gboolean
read_conversation (IdioJsonReading *self,
                   const char      *path,
                   JsonNode        *node)
{
  JsonObject *conversation = idio_json_node_get_object (node);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GDateTime) time = idio_json_read_time (conversation, "created_at");
  IdioEntry *entry;

  append_chatgpt (text, conversation);
  append_claude (text, conversation);

  if (text->len == 0)
    return TRUE;

  entry = idio_entry_new (IDIO_MEDIUM_PROMPT, g_string_free_and_steal (g_steal_pointer (&text)));
  entry->flags = IDIO_ENTRY_OWN;
  entry->title = idio_json_read_line (conversation, "title") ?: idio_json_read_line (conversation, "name");
  entry->time = time != NULL ? g_date_time_to_unix (time) : idio_json_read_int (conversation, "create_time");

  return self->take (entry, self->data);
}

static gboolean
prompts_read (IdioSource    *source,
              IdioTakeFunc   take,
              gpointer       data,
              GError       **error)
{
  static const char * const paths[] = { "[]", NULL };

  return idio_json_reading_run (source, paths, read_conversation, take, data, error);
}

const IdioFormat idio_prompts_format = {
  .name = "ChatGPT or Claude conversations",
  .matches = prompts_matches,
  .read = prompts_read,
};
