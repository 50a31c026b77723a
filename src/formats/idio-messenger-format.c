/* idio-messenger-format.c: conversations as Facebook and Instagram export them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"

/* Among many people, the first ones name a conversation. */
#define MAX_NAMES_BYTES 60

static gboolean
messenger_matches (IdioSource *source)
{
  static const char * const plain[] = { "participants", "messages[].sender_name", NULL };
  static const char * const encrypted[] = { "participants", "messages[].senderName", NULL };

  return idio_json_stream_has_paths (source, plain) || idio_json_stream_has_paths (source, encrypted);
}

/* Each byte of a text in UTF-8 is written as if it were a character: "\u00e2\u0080\u0099" is "’". */
static char *
dup_repaired (const char *text)
{
  g_autoptr(GString) bytes = g_string_new (NULL);

  if (text == NULL)
    return NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xff)
        return g_strdup (text);

      g_string_append_c (bytes, (char) c);
    }

  return g_utf8_validate_len (bytes->str, bytes->len, NULL) ? g_string_free_and_steal (g_steal_pointer (&bytes))
                                                            : g_strdup (text);
}

/* What the program writes in place of a message, when the account is in English */
static gboolean
is_by_program (JsonObject *message,
               const char *text)
{
  return json_object_has_member (message, "call_duration") || idio_json_read_boolean (message, "is_unsent") ||
         idio_json_read_boolean (message, "isUnsent") || g_str_has_suffix (text, " sent an attachment.") ||
         g_str_has_suffix (text, " to your message ") || g_str_has_suffix (text, " to your message") ||
         g_str_equal (text, "Liked a message") || g_str_has_suffix (text, " unsent a message");
}

static void
add_name (IdioJsonReading *self,
          JsonNode        *node)
{
  g_autofree char *name = dup_repaired (idio_json_node_get_string (node) ?:
                                        idio_json_read_string (idio_json_node_get_object (node), "name"));
  char *place;

  if (name == NULL || *name == '\0' || (self->place != NULL && strlen (self->place) > MAX_NAMES_BYTES))
    return;

  place = self->place != NULL ? g_strconcat (self->place, ", ", name, NULL) : g_steal_pointer (&name);
  g_free (self->place);
  self->place = place;
}

static gboolean
read_value (IdioJsonReading *self,
            const char      *path,
            JsonNode        *node)
{
  JsonObject *message = idio_json_node_get_object (node);
  g_autofree char *text = NULL, *author = NULL;
  g_autoptr(GDateTime) time = NULL;

  if (g_str_equal (path, "participants[]"))
    {
      add_name (self, node);
      return TRUE;
    }

  text = dup_repaired (idio_json_read_string (message, "content") ?: idio_json_read_string (message, "text"));
  author = dup_repaired (idio_json_read_string (message, "sender_name") ?:
                         idio_json_read_string (message, "senderName"));

  if (text == NULL || is_by_program (message, text))
    return TRUE;

  time = idio_local_time_new_unix ((idio_json_read_int (message, "timestamp_ms") ?:
                                           idio_json_read_int (message, "timestamp")) / 1000);

  return idio_json_reading_chat (self, 0, author, NULL, g_steal_pointer (&text), time);
}

static gboolean
messenger_read (IdioSource    *source,
                IdioTakeFunc   take,
                gpointer       data,
                GError       **error)
{
  static const char * const paths[] = { "participants[]", "messages[]", NULL };

  return idio_json_reading_run (source, paths, read_value, take, data, error);
}

const IdioFormat idio_messenger_format = {
  .name = "Messenger or Instagram conversation",
  .matches = messenger_matches,
  .read = messenger_read,
};
