/* idio-json-reading.c: what formats that are JSON share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"

typedef struct
{
  IdioJsonReading  reading;
  IdioJsonReadFunc func;
} Run;

static void
run_clear (Run *self)
{
  idio_joiner_free (self->reading.joiner);
  g_free (self->reading.place);
  g_free (self->reading.account);
  g_clear_error (&self->reading.error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
see_value (const char *path,
           JsonNode   *node,
           gpointer    data)
{
  Run *self = data;

  if (path == NULL)
    return self->reading.take (NULL, self->reading.data);

  return self->func (&self->reading, path, node) && self->reading.error == NULL;
}

/**
 * idio_json_reading_run:
 * @source: a file
 * @paths: (array zero-terminated=1): what to read, as for idio_json_stream_read()
 * @func: reads each value
 * @take: takes each text
 * @data: for @take
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Reads a file of which @func knows the format. Messages that it handed to idio_json_reading_chat() are joined.
 *
 * Returns: whether the file was read, or @take or @func ended it
 */
gboolean
idio_json_reading_run (IdioSource          *source,
                       const char * const  *paths,
                       IdioJsonReadFunc     func,
                       IdioTakeFunc         take,
                       gpointer             data,
                       GError             **error)
{
  g_auto(Run) self = { .reading = { .source = source, .take = take, .data = data }, .func = func };
  gboolean is_read;

  self.reading.joiner = idio_joiner_new (take, data);
  is_read = idio_json_stream_read (source, paths, see_value, &self, error);

  /* What was read before an error is good. */
  idio_joiner_finish (self.reading.joiner);

  if (is_read && self.reading.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self.reading.error));
      return FALSE;
    }

  return is_read;
}

/**
 * idio_json_reading_chat:
 * @self: the file
 * @flags: what else is known
 * @author: (nullable): who wrote the message
 * @account: (nullable): the author's account
 * @text: (transfer full) (nullable): the message
 * @time: (nullable) (transfer none): when it was written
 *
 * Adds a message to the conversation that is being read. It is the user's own if it is from the account that made the
 * export.
 *
 * Returns: whether to go on
 */
gboolean
idio_json_reading_chat (IdioJsonReading *self,
                        IdioEntryFlags   flags,
                        const char      *author,
                        const char      *account,
                        char            *text,
                        GDateTime       *time)
{
  IdioEntry *message = idio_entry_new (IDIO_MEDIUM_CHAT, text);

  message->flags = flags | (account != NULL && g_strcmp0 (account, self->account) == 0 ? IDIO_ENTRY_OWN : 0);
  message->author = g_strdup (author);
  message->account = g_strdup (account);
  message->place = g_strdup (self->place);

  return idio_joiner_add (self->joiner, message, time);
}

/**
 * idio_json_node_get_object:
 * @node: (nullable): any value
 *
 * Returns: (transfer none) (nullable): the object, if it is one
 */
JsonObject *
idio_json_node_get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * idio_json_node_get_string:
 * @node: (nullable): any value
 *
 * Returns: (transfer none) (nullable): the string, if it is one
 */
const char *
idio_json_node_get_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

/**
 * idio_json_read_object:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): that member, if there is one and it is an object
 */
JsonObject *
idio_json_read_object (JsonObject *object,
                       const char *name)
{
  return object != NULL ? idio_json_node_get_object (json_object_get_member (object, name)) : NULL;
}

/**
 * idio_json_read_array:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): that member, if there is one and it is an array
 */
JsonArray *
idio_json_read_array (JsonObject *object,
                      const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * idio_json_read_string:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): that member, if there is one and it is a string
 */
const char *
idio_json_read_string (JsonObject *object,
                       const char *name)
{
  return object != NULL ? idio_json_node_get_string (json_object_get_member (object, name)) : NULL;
}

/**
 * idio_json_read_line:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer full) (nullable): that member as a line, such as a title or a name, if it is a string with
 *   something in it
 */
char *
idio_json_read_line (JsonObject *object,
                     const char *name)
{
  g_autofree char *line = g_strdup (idio_json_read_string (object, name));

  if (line == NULL)
    return NULL;

  idio_decode_tidy (line, NULL);
  g_strstrip (g_strdelimit (line, "\n\t", ' '));

  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/**
 * idio_json_read_int:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: the number that member is, also as a string, without what is after the point; or 0
 */
gint64
idio_json_read_int (JsonObject *object,
                    const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  const char *string = idio_json_node_get_string (node);

  if (string != NULL)
    return g_ascii_strtoll (string, NULL, 10);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return (gint64) CLAMP (json_node_get_double (node), -1e18, 1e18);

  return json_node_get_int (node);
}

/**
 * idio_json_read_boolean:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: whether that member is true
 */
gboolean
idio_json_read_boolean (JsonObject *object,
                        const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

/**
 * idio_json_read_time:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer full) (nullable): that member, if it is a time as in ISO 8601, in its own zone, if
 *   that is not UTC, or else in the local one
 */
GDateTime *
idio_json_read_time (JsonObject *object,
                     const char *name)
{
  g_autofree char *string = g_strdup (idio_json_read_string (object, name));
  g_autoptr(GDateTime) time = NULL;

  if (string == NULL)
    return NULL;

  /* "2023-01-01 10:00:00 +0000" */
  if (strlen (string) > 20 && string[10] == ' ' && string[19] == ' ')
    memmove (string + 19, string + 20, strlen (string + 20) + 1);

  time = g_date_time_new_from_iso8601 (string, idio_local_time_get_zone ());

  /* A time in UTC does not tell on which day it was for who wrote. */
  if (time == NULL || g_date_time_get_utc_offset (time) != 0)
    return g_steal_pointer (&time);

  return g_date_time_to_timezone (time, idio_local_time_get_zone ());
}

/**
 * idio_json_string_is:
 * @object: (nullable): an object
 * @name: the name of a member
 * @value: a string
 *
 * Returns: whether that member is this string
 */
gboolean
idio_json_string_is (JsonObject *object,
                     const char *name,
                     const char *value)
{
  return g_strcmp0 (idio_json_read_string (object, name), value) == 0;
}
