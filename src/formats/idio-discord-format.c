/* idio-discord-format.c: conversations as DiscordChatExporter and Discord's own data package have them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-chat-markup.h"
#include "formats/idio-csv.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"
#include "formats/idio-text-pieces.h"

static const char * const exporter_paths[] = { "channel.name", "messages[]", NULL };

/* One's own messages only */
static const char * const package_paths[] = { "[]", NULL };

/* The beginnings of the tables of both */
#define EXPORTER_HEADER "AuthorID,Author,Date,Content"
#define PACKAGE_HEADER "ID,Timestamp,Contents"

static gboolean
is_package (IdioSource *source)
{
  static const char * const keys[] = { "[].ID", "[].Timestamp", "[].Contents", NULL };

  return idio_json_stream_has_paths (source, keys);
}

static char *
dup_text (const char *content)
{
  g_autofree char *stripped = content != NULL ? idio_chat_markup_strip (content) : NULL;

  return stripped != NULL ? idio_chat_markup_no_code (stripped) : NULL;
}

static gboolean
discord_matches (IdioSource *source)
{
  static const char * const keys[] = { "guild.id", "channel.id", "messages", NULL };

  return idio_json_stream_has_paths (source, keys) || is_package (source);
}

static gboolean
read_exporter (IdioJsonReading *self,
               const char      *path,
               JsonNode        *node)
{
  JsonObject *message = idio_json_node_get_object (node);
  JsonObject *user = idio_json_read_object (message, "author");
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *author = NULL;

  if (message == NULL)
    {
      g_free (self->place);
      self->place = g_strdup (idio_json_node_get_string (node));
      return TRUE;
    }

  /* All other types are what Discord tells. */
  if ((!idio_json_string_is (message, "type", "Default") && !idio_json_string_is (message, "type", "Reply")) ||
      idio_json_read_boolean (user, "isBot") || idio_json_read_object (message, "forwardedMessage") != NULL)
    return TRUE;

  time = idio_json_read_time (message, "timestamp");
  author = idio_json_read_line (user, "nickname") ?: idio_json_read_line (user, "name");

  return idio_json_reading_chat (self, 0, author, idio_json_read_string (user, "id"),
                                 dup_text (idio_json_read_string (message, "content")), time);
}

static gboolean
read_package (IdioJsonReading *self,
              const char      *path,
              JsonNode        *node)
{
  JsonObject *message = idio_json_node_get_object (node);
  g_autoptr(GDateTime) time = idio_json_read_time (message, "Timestamp");

  return idio_json_reading_chat (self, IDIO_ENTRY_OWN, NULL, NULL,
                                 dup_text (idio_json_read_string (message, "Contents")), time);
}

static gboolean
discord_read (IdioSource    *source,
              IdioTakeFunc   take,
              gpointer       data,
              GError       **error)
{
  if (is_package (source))
    return idio_json_reading_run (source, package_paths, read_package, take, data, error);

  return idio_json_reading_run (source, exporter_paths, read_exporter, take, data, error);
}

const IdioFormat idio_discord_format = {
  .name = "Discord chat",
  .matches = discord_matches,
  .read = discord_read,
};

static gboolean
discord_table_matches (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *header = g_strndup (data, MIN (size, 200));
  g_auto(GStrv) parts = g_strsplit (header, "\"", -1);
  g_autofree char *unquoted = g_strjoinv ("", parts);
  const char *start = g_str_has_prefix (unquoted, "\xef\xbb\xbf") ? unquoted + 3 : unquoted;

  return g_str_has_prefix (start, EXPORTER_HEADER) || g_str_has_prefix (start, PACKAGE_HEADER);
}

static gboolean
read_row (IdioJoiner         *joiner,
          const char         *place,
          const char * const *header,
          const char * const *row)
{
  const char *content = idio_csv_get_field (header, row, "Content");
  const char *date = idio_csv_get_field (header, row, "Date") ?: idio_csv_get_field (header, row, "Timestamp");
  g_autoptr(GDateTime) time = date != NULL ? g_date_time_new_from_iso8601 (date, idio_local_time_get_zone ()) : NULL;
  gboolean is_own = content == NULL;
  IdioEntry *message;

  if (is_own)
    content = idio_csv_get_field (header, row, "Contents");

  message = idio_entry_new (IDIO_MEDIUM_CHAT, dup_text (content));
  message->flags = is_own ? IDIO_ENTRY_OWN : 0;
  message->author = g_strdup (idio_csv_get_field (header, row, "Author"));
  message->account = g_strdup (idio_csv_get_field (header, row, "AuthorID"));
  message->place = g_strdup (place);

  return idio_joiner_add (joiner, message, time);
}

/* Returns: (nullable): the last row if more of it may come, or %NULL if @joiner was stopped */
static const char *
read_rows (IdioJoiner *joiner,
           const char *place,
           GStrv      *header,
           const char *text,
           gboolean    is_last)
{
  const char *start = text, *rest = text;
  GStrv next;

  while ((next = idio_csv_read_row (&rest)) != NULL)
    {
      g_auto(GStrv) row = next;

      if (*rest == '\0' && !is_last)
        break;

      if (*header == NULL)
        *header = g_steal_pointer (&row);
      else if (!read_row (joiner, place, (const char * const *) *header, (const char * const *) row))
        return NULL;

      start = rest;
    }

  return start;
}

static gboolean
discord_table_read (IdioSource    *source,
                    IdioTakeFunc   take,
                    gpointer       data,
                    GError       **error)
{
  g_autoptr(IdioTextPieces) pieces = idio_text_pieces_new (source);
  g_autofree char *place = idio_source_dup_title (source);
  g_autoptr(IdioJoiner) joiner = idio_joiner_new (take, data);
  g_autoptr(GError) cause = NULL;
  g_auto(GStrv) header = NULL;
  const char *text, *rest = NULL;

  while ((text = idio_text_pieces_next (pieces, rest, &cause)))
    if (!(rest = read_rows (joiner, place, &header, text, idio_text_pieces_is_last (pieces))))
      return TRUE;

  /* What was read before an error is good. */
  idio_joiner_finish (joiner);

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return cause == NULL;
}

const IdioFormat idio_discord_table_format = {
  .name = "Discord chat as a table",
  .matches = discord_table_matches,
  .read = discord_table_read,
};
