/* idio-discord-format.c: conversations as DiscordChatExporter and Discord's own data package have them, and as tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-chat-line.h"
#include "formats/idio-chat-markup.h"
#include "formats/idio-csv.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"
#include "formats/idio-text-pieces.h"

static const char * const exporter_paths[] = { "channel.name", "messages[]", NULL };

/* One's own messages only */
static const char * const package_paths[] = { "[]", NULL };

/* What columns are called in tables of DiscordChatExporter, KakaoTalk and Viber */
static const char * const author_columns[] = { "Author", "User", "Name", "Sender" };
static const char * const text_columns[] = { "Content", "Message", "Contents" };
static const char * const date_columns[] = { "Date", "Timestamp" };

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

static const char *
get_field (const char * const *header,
           const char * const *row,
           const char * const *columns,
           guint               n_columns)
{
  const char *field = NULL;

  for (guint i = 0; i < n_columns && field == NULL; i++)
    field = idio_csv_get_field (header, row, columns[i]);

  return field;
}

#define GET_FIELD(header, row, columns) get_field ((header), (row), (columns), G_N_ELEMENTS (columns))

static gboolean
discord_table_matches (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *line = g_strndup (data, MIN (size, 200));
  const char *rest = g_str_has_prefix (line, "\xef\xbb\xbf") ? line + 3 : line;
  g_auto(GStrv) header = NULL;
  const char * const *row;

  g_strdelimit (line, "\r", '\n');
  row = (const char * const *) (header = idio_csv_read_row (&rest));

  if (row == NULL)
    return FALSE;

  return g_strcmp0 (row[0], "ID") == 0 ? g_strcmp0 (row[1], "Timestamp") == 0 && g_strcmp0 (row[2], "Contents") == 0
                                       : GET_FIELD (row, row, author_columns) != NULL &&
                                         GET_FIELD (row, row, text_columns) != NULL &&
                                         GET_FIELD (row, row, date_columns) != NULL;
}

static GDateTime *
dup_time (const char * const *header,
          const char * const *row)
{
  const char *date = GET_FIELD (header, row, date_columns), *time = idio_csv_get_field (header, row, "Time");
  g_autofree char *both = g_strdup_printf ("%s %s", date != NULL ? date : "", time != NULL ? time : "");
  g_autoptr(GDateTime) found = NULL;
  IdioChatLine parsed;
  IdioDateOrder order = IDIO_DATE_ORDER_DMY;

  if (date != NULL && (found = g_date_time_new_from_iso8601 (date, idio_local_time_get_zone ())))
    return g_steal_pointer (&found);

  g_strstrip (both);

  if (!g_utf8_validate (both, -1, NULL) || !idio_chat_line_parse_time (both, both + strlen (both), FALSE, &parsed) ||
      !parsed.has_date)
    return NULL;

  while (order < IDIO_DATE_ORDER_YMD && !idio_chat_line_can_have (&parsed, order))
    order++;

  return idio_chat_line_dup_time (&parsed, order);
}

static gboolean
read_row (IdioJoiner         *joiner,
          const char         *place,
          const char * const *header,
          const char * const *row)
{
  g_autoptr(GDateTime) time = dup_time (header, row);
  IdioEntry *message = idio_entry_new (IDIO_MEDIUM_CHAT, dup_text (GET_FIELD (header, row, text_columns)));
  const char *author = GET_FIELD (header, row, author_columns);

  /* The package has one's own messages only. */
  message->flags = GET_FIELD (header, header, author_columns) == NULL ? IDIO_ENTRY_OWN : 0;
  message->author = g_strdup (author);
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
  .name = "chat as a table",
  .matches = discord_table_matches,
  .read = discord_table_read,
};
