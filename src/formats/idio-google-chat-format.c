/* idio-google-chat-format.c: a conversation of Google Chat, as Google Takeout exports it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-local-time.h"

static gboolean
google_chat_matches (IdioSource *source)
{
  static const char * const keys[] = { "messages[].creator", "messages[].created_date", NULL };

  return idio_json_stream_has_paths (source, keys);
}

/* "Monday, May 12, 2025 at 9:14:33 AM UTC", in English for all */
static GDateTime *
dup_time (const char *string)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_auto(GStrv) parts = string != NULL ? g_strsplit (string, "\u202f", -1) : NULL;
  g_autofree char *spaced = parts != NULL ? g_strjoinv (" ", parts) : NULL;
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *month = NULL;
  const char *comma = spaced != NULL ? strstr (spaced, ", ") : NULL, *found;
  int day, year, hour, minute, second;
  char half[3] = "";

  if (comma == NULL ||
      sscanf (comma + strcspn (comma, "0123456789"), "%2d, %4d at %2d:%2d:%2d %2s", &day, &year, &hour, &minute,
              &second, half) != 6)
    return NULL;

  month = g_strndup (comma + 2, 3);

  if ((found = strstr (months, month)) == NULL)
    return NULL;

  time = g_date_time_new_utc (year, (int) (found - months) / 3 + 1, day, hour % 12 + (*half == 'P' ? 12 : 0), minute,
                              second);

  return time != NULL ? g_date_time_to_timezone (time, idio_local_time_get_zone ()) : NULL;
}

static gboolean
read_message (IdioJsonReading *self,
              const char      *path,
              JsonNode        *node)
{
  JsonObject *message = idio_json_node_get_object (node);
  JsonObject *creator = idio_json_read_object (message, "creator");
  g_autofree char *author = idio_json_read_line (creator, "name");
  g_autofree char *account = idio_json_read_line (creator, "email");
  g_autoptr(GDateTime) time = dup_time (idio_json_read_string (message, "created_date"));

  if (idio_json_string_is (creator, "user_type", "Bot"))
    return TRUE;

  return idio_json_reading_chat (self, 0, author, account, g_strdup (idio_json_read_string (message, "text")), time);
}

static gboolean
google_chat_read (IdioSource    *source,
                  IdioTakeFunc   take,
                  gpointer       data,
                  GError       **error)
{
  static const char * const paths[] = { "messages[]", NULL };

  return idio_json_reading_run (source, paths, read_message, take, data, error);
}

const IdioFormat idio_google_chat_format = {
  .name = "Google Chat conversation",
  .matches = google_chat_matches,
  .read = google_chat_read,
};
