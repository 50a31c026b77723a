/* idio-slack-format.c: the messages of a day in a channel, as Slack exports them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-chat-markup.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"

/* What else is in an export: lists of people and channels, which have no messages */
static gboolean
is_list (IdioSource *source)
{
  static const char * const names[] = {
    "users.json", "channels.json", "groups.json", "dms.json", "mpims.json", "integration_logs.json", "canvases.json",
    "org_users.json", "file_conversations.json", "huddle_transcripts.json", "lists.json",
  };
  static const char * const id[] = { "[].id", NULL };
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (idio_source_get_name (source), names[i]))
      return (size > 0 && size <= 4 && *data == '[') || idio_json_stream_has_paths (source, id);

  return FALSE;
}

static gboolean
slack_matches (IdioSource *source)
{
  static const char * const keys[] = { "[].type", "[].ts", NULL };
  static const char * const text[] = { "[].text", NULL };
  static const char * const user[] = { "[].user", NULL };

  return is_list (source) || (idio_json_stream_has_paths (source, keys) &&
                              (idio_json_stream_has_paths (source, text) || idio_json_stream_has_paths (source, user)));
}

/* Joined a channel, pinned, a bot… are all subtypes; only these are messages of people. */
static gboolean
is_by_person (JsonObject *message)
{
  const char *subtype = idio_json_read_string (message, "subtype");

  return idio_json_string_is (message, "type", "message") && !json_object_has_member (message, "bot_id") &&
         (subtype == NULL || g_str_equal (subtype, "thread_broadcast") || g_str_equal (subtype, "me_message") ||
          g_str_equal (subtype, "file_share") || g_str_equal (subtype, "file_comment"));
}

static gboolean
read_message (IdioJsonReading *self,
              const char      *path,
              JsonNode        *node)
{
  JsonObject *message = idio_json_node_get_object (node);
  JsonObject *profile = idio_json_read_object (message, "user_profile");
  const char *text = idio_json_read_string (message, "text");
  const char *account = idio_json_read_string (message, "user");
  g_autofree char *author = NULL;
  g_autoptr(GDateTime) time = NULL;

  if (message == NULL || text == NULL || !is_by_person (message))
    return TRUE;

  author = idio_json_read_line (profile, "real_name") ?: idio_json_read_line (profile, "display_name") ?:
           idio_json_read_line (profile, "name") ?: g_strdup (account);
  time = idio_local_time_new_unix (idio_json_read_int (message, "ts"));

  return idio_json_reading_chat (self, 0, author, account, idio_chat_markup_strip (text), time);
}

static gboolean
slack_read (IdioSource    *source,
            IdioTakeFunc   take,
            gpointer       data,
            GError       **error)
{
  static const char * const paths[] = { "[]", NULL };

  if (is_list (source))
    return TRUE;

  return idio_json_reading_run (source, paths, read_message, take, data, error);
}

const IdioFormat idio_slack_format = {
  .name = "Slack channel",
  .matches = slack_matches,
  .read = slack_read,
};
