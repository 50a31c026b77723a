/* idio-signal-export-format.c: all conversations of Signal, as its own programs export them
 *
 * A line for each frame of a backup, as JSON: libsignal's backup.proto has what may be in one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-line-reader.h"
#include "formats/idio-local-time.h"
#include "formats/idio-utf8.h"

/* No message is longer; a frame may have other things. */
#define MAX_FRAME_BYTES (8 * 1024 * 1024)

/* Report progress after so many frames */
#define FRAMES_PER_REPORT 4096

typedef struct
{
  IdioTakeFunc  take;
  gpointer      data;
  IdioJoiner   *joiner;
  GHashTable   *names;       /* of persons and groups, by their number */
  GHashTable   *chats;       /* the number of a person or group, by that of the chat */
  char         *self;        /* the user's number */
  guint         n_frames;
} Export;

static void
export_clear (Export *self)
{
  idio_joiner_free (self->joiner);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->chats);
  g_free (self->self);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* Returns: whether a line is an object whose first member is called so */
static gboolean
begins_with_member (const char *line,
                    const char *name)
{
  gsize length = strlen (name);

  line += strspn (line, " \t{");

  return line[0] == '"' && strncmp (line + 1, name, length) == 0 && line[length + 1] == '"';
}

static gboolean
matches (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *head = g_strndup (data, size);
  g_auto(GStrv) lines = NULL;
  const char *start = head + idio_utf8_measure_mark (head, strlen (head));

  if (*start != '{' || (!begins_with_member (start, "version") && !begins_with_member (start, "backupTimeMs")))
    return FALSE;

  lines = g_strsplit (start, "\n", -1);

  for (guint i = 1; lines[i] != NULL; i++)
    if (begins_with_member (lines[i], "account") || begins_with_member (lines[i], "recipient") ||
        begins_with_member (lines[i], "chat") || begins_with_member (lines[i], "chatItem"))
      return TRUE;

  return FALSE;
}

/* Numbers of 64 bits are strings. */
static char *
dup_number (JsonObject *object,
            const char *name)
{
  gint64 number = idio_json_read_int (object, name);

  return number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
join_names (JsonObject *object,
            const char *given,
            const char *family)
{
  g_autofree char *first = idio_json_read_line (object, given), *second = idio_json_read_line (object, family);

  if (first != NULL && second != NULL)
    return g_strdup_printf ("%s %s", first, second);

  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

/* What the user calls somebody comes before what they call themselves. */
static char *
dup_contact_name (JsonObject *contact)
{
  g_autofree char *phone = dup_number (contact, "e164");
  char *name = join_names (idio_json_read_object (contact, "nickname"), "given", "family");

  name = name ?: join_names (contact, "systemGivenName", "systemFamilyName");
  name = name ?: join_names (contact, "profileGivenName", "profileFamilyName");
  name = name ?: idio_json_read_line (contact, "username");

  return name == NULL && phone != NULL ? g_strconcat ("+", phone, NULL) : name;
}

static void
read_recipient (Export     *self,
                JsonObject *recipient)
{
  g_autofree char *id = dup_number (recipient, "id");
  JsonObject *contact = idio_json_read_object (recipient, "contact");
  JsonObject *group = idio_json_read_object (recipient, "group");
  JsonObject *title = idio_json_read_object (idio_json_read_object (group, "snapshot"), "title");
  char *name = contact != NULL ? dup_contact_name (contact) : idio_json_read_line (title, "title");

  if (id != NULL && idio_json_read_object (recipient, "self") != NULL)
    g_set_str (&self->self, id);

  if (id != NULL && name != NULL)
    g_hash_table_insert (self->names, g_steal_pointer (&id), g_steal_pointer (&name));

  g_free (name);
}

static void
read_chat (Export     *self,
           JsonObject *chat)
{
  char *id = dup_number (chat, "id"), *recipient = dup_number (chat, "recipientId");

  if (id != NULL && recipient != NULL)
    {
      g_hash_table_insert (self->chats, id, recipient);
      return;
    }

  g_free (id);
  g_free (recipient);
}

/* Calls, changes of a group, stickers and the like have no text. */
static gboolean
read_item (Export     *self,
           JsonObject *item)
{
  JsonObject *story = idio_json_read_object (idio_json_read_object (item, "directStoryReplyMessage"), "textReply");
  JsonObject *message = idio_json_read_object (item, "standardMessage") ?: story;
  const char *body = idio_json_read_string (idio_json_read_object (message, "text"), "body");
  g_autofree char *author = dup_number (item, "authorId"), *chat = dup_number (item, "chatId");
  const char *recipient = chat != NULL ? g_hash_table_lookup (self->chats, chat) : NULL;
  gboolean is_own = idio_json_read_object (item, "outgoing") != NULL ||
                    (author != NULL && g_strcmp0 (author, self->self) == 0);
  g_autoptr(GDateTime) time = NULL;
  IdioEntry *entry;

  if (body == NULL || (!is_own && idio_json_read_object (item, "incoming") == NULL))
    return TRUE;

  entry = idio_entry_new (IDIO_MEDIUM_CHAT, g_strdup (body));
  entry->place = recipient != NULL ? g_strdup (g_hash_table_lookup (self->names, recipient)) : NULL;
  entry->flags = is_own ? IDIO_ENTRY_OWN : 0;

  if (!is_own && author != NULL)
    {
      entry->author = g_strdup (g_hash_table_lookup (self->names, author));
      entry->account = g_steal_pointer (&author);
    }

  time = idio_local_time_new_unix (idio_json_read_int (item, "dateSent") / 1000);

  return idio_joiner_add (self->joiner, entry, time);
}

/* A frame that can't be read is left out, as the last one of a file that was cut. */
static gboolean
read_frame (Export  *self,
            GString *line)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonObject *frame, *item;

  if (++self->n_frames % FRAMES_PER_REPORT == 0 && !self->take (NULL, self->data))
    return FALSE;

  if (line->len > MAX_FRAME_BYTES || !json_parser_load_from_data (parser, line->str, (gssize) line->len, NULL))
    return TRUE;

  frame = idio_json_node_get_object (json_parser_get_root (parser));
  item = idio_json_read_object (frame, "chatItem");

  if (item != NULL)
    return read_item (self, item);

  if (idio_json_read_object (frame, "recipient") != NULL)
    read_recipient (self, idio_json_read_object (frame, "recipient"));
  else if (idio_json_read_object (frame, "chat") != NULL)
    read_chat (self, idio_json_read_object (frame, "chat"));

  return TRUE;
}

static gboolean
read_export (IdioSource    *source,
             IdioTakeFunc   take,
             gpointer       data,
             GError       **error)
{
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  g_autoptr(IdioLineReader) reader = idio_line_reader_new (stream, G_MAXUINT64);
  g_autoptr(GString) frame = g_string_new (NULL);
  g_auto(Export) self = {
    .take = take, .data = data, .joiner = idio_joiner_new (take, data),
    .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .chats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };
  gboolean goes_on = TRUE, is_start;
  const char *line;
  gsize length;

  while (goes_on && (line = idio_line_reader_read (reader, &length, &is_start, error)))
    {
      if ((is_start || length == 0) && frame->len > 0)
        {
          goes_on = read_frame (&self, frame);
          g_string_truncate (frame, 0);
        }

      if (length == 0)
        break;

      if (frame->len <= MAX_FRAME_BYTES)
        g_string_append_len (frame, line, (gssize) length);
    }

  /* What was read before an error is good. */
  idio_joiner_finish (self.joiner);

  return !goes_on || line != NULL;
}

const IdioFormat idio_signal_export_format = {
  .name = "Signal export",
  .matches = matches,
  .read = read_export,
};
