/* idio-telegram-format.c: chats as Telegram Desktop exports them, as JSON: one, or all of an account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"

static gboolean
telegram_matches (IdioSource *source)
{
  static const char * const one[] = { "messages[].from", "messages[].text", NULL };
  static const char * const service[] = { "messages[].actor", "messages[].date", NULL };
  static const char * const all[] = { "chats.list[].messages", NULL };
  static const char * const account[] = { "about", "personal_information.user_id", NULL };

  return idio_json_stream_has_paths (source, one) || idio_json_stream_has_paths (source, service) ||
         idio_json_stream_has_paths (source, all) || idio_json_stream_has_paths (source, account);
}

/* A text is a string, or a list of strings and of objects with a type: "bold", "pre", "link"… */
static char *
dup_text (JsonObject *message)
{
  const char *text = idio_json_read_string (message, "text");
  JsonArray *runs = idio_json_read_array (message, "text");
  g_autoptr(GString) joined = g_string_new (text);

  for (guint i = 0; runs != NULL && i < json_array_get_length (runs); i++)
    {
      JsonNode *node = json_array_get_element (runs, i);
      JsonObject *run = idio_json_node_get_object (node);
      const char *part = run != NULL ? idio_json_read_string (run, "text") : idio_json_node_get_string (node);

      /* A command to a bot is no message, and code is no prose. */
      if (idio_json_string_is (run, "type", "pre") ||
          (idio_json_string_is (run, "type", "bot_command") && json_array_get_length (runs) <= 2))
        continue;

      if (part != NULL)
        g_string_append (joined, part);
    }

  return g_string_free_and_steal (g_steal_pointer (&joined));
}

static gboolean
read_message (IdioJsonReading *self,
              JsonObject      *message)
{
  const char *author = idio_json_read_string (message, "from");
  const char *account = idio_json_read_string (message, "from_id");
  g_autofree char *number = NULL;
  g_autoptr(GDateTime) time = NULL;

  if (!idio_json_string_is (message, "type", "message") || json_object_has_member (message, "forwarded_from") ||
      json_object_has_member (message, "forwarded_from_id") || json_object_has_member (message, "via_bot"))
    return TRUE;

  /* In old exports an account is a number. */
  if (account == NULL && json_object_has_member (message, "from_id"))
    account = number = g_strdup_printf ("user%" G_GINT64_FORMAT, idio_json_read_int (message, "from_id"));

  time = idio_json_read_time (message, "date");

  if (time == NULL && json_object_has_member (message, "date_unixtime"))
    time = idio_local_time_new_unix (idio_json_read_int (message, "date_unixtime"));

  return idio_json_reading_chat (self, 0, author, account, dup_text (message), time);
}

static gboolean
read_value (IdioJsonReading *self,
            const char      *path,
            JsonNode        *node)
{
  JsonObject *object = idio_json_node_get_object (node);

  if (object != NULL)
    return read_message (self, object);

  if (g_str_has_suffix (path, "user_id"))
    {
      g_free (self->account);
      self->account = g_strdup_printf ("user%" G_GINT64_FORMAT,
                                       JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0);
    }
  else if (g_str_has_suffix (path, "name"))
    {
      g_free (self->place);
      self->place = g_strdup (idio_json_node_get_string (node));
    }
  else if (g_strcmp0 (idio_json_node_get_string (node), "saved_messages") == 0)
    {
      /* The only chat without a name */
      g_clear_pointer (&self->place, g_free);
    }

  return TRUE;
}

static gboolean
telegram_read (IdioSource    *source,
               IdioTakeFunc   take,
               gpointer       data,
               GError       **error)
{
  static const char * const paths[] = {
    "personal_information.user_id",
    "name", "type", "messages[]",
    "chats.list[].name", "chats.list[].type", "chats.list[].messages[]",
    "left_chats.list[].name", "left_chats.list[].messages[]",
    NULL,
  };

  return idio_json_reading_run (source, paths, read_value, take, data, error);
}

const IdioFormat idio_telegram_format = {
  .name = "Telegram chats",
  .matches = telegram_matches,
  .read = telegram_read,
};
