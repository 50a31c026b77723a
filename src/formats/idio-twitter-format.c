/* idio-twitter-format.c: posts in the archive of an account of Twitter or X: a script that assigns JSON to a variable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"

static gboolean
twitter_matches (IdioSource *source)
{
  static const char * const beginnings[] = {
    "window.YTD.tweet.", "window.YTD.tweets.", "window.YTD.note_tweet.", "window.YTD.community_tweet.",
    "Grailbird.data.tweets_",
  };
  gsize size;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &size);

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (size > strlen (beginnings[i]) && memcmp (head, beginnings[i], strlen (beginnings[i])) == 0)
      return TRUE;

  return FALSE;
}

/* In 2016 the archive had times as in ISO 8601, before and after "Tue May 03 05:21:50 +0000 2016". */
static gint64
get_time (JsonObject *tweet)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr(GDateTime) time = idio_json_read_time (tweet, "created_at");
  const char *string = idio_json_read_string (tweet, "created_at");
  int day, hour, minute, second, year;
  char month[4];
  const char *found;

  if (time == NULL)
    time = idio_json_read_time (tweet, "createdAt");

  if (time == NULL && string != NULL &&
      sscanf (string, "%*3s %3s %2d %2d:%2d:%2d +0000 %4d", month, &day, &hour, &minute, &second, &year) == 6 &&
      (found = strstr (months, month)) != NULL)
    time = g_date_time_new_utc (year, (int) (found - months) / 3 + 1, day, hour, minute, second);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* Appends the text without what Twitter adds: whom an answer is to, and links to pictures and quoted posts. Only these
 * three characters are escaped. */
static char *
clean_text (const char *text,
            gboolean    is_answer)
{
  static const struct { const char *name; char c; } entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' } };
  g_autoptr(GString) clean = g_string_new (NULL);
  const char *p = text;

  while (is_answer && *p == '@')
    {
      p += strcspn (p, " \n");
      p += strspn (p, " \n");
    }

  while (*p != '\0')
    {
      gsize n_skipped = 0;

      if (idio_begins (p, "https://t.co/") || idio_begins (p, "http://t.co/"))
        n_skipped = strcspn (p, " \n");

      for (guint i = 0; i < G_N_ELEMENTS (entities) && n_skipped == 0; i++)
        if (idio_begins (p, entities[i].name))
          {
            g_string_append_c (clean, entities[i].c);
            n_skipped = strlen (entities[i].name);
          }

      if (n_skipped == 0)
        g_string_append_c (clean, *p++);

      p += n_skipped;
    }

  return g_string_free_and_steal (g_steal_pointer (&clean));
}

static gboolean
has_value (JsonObject *object,
           const char *name)
{
  return json_object_has_member (object, name) && !json_object_get_null_member (object, name);
}

static gboolean
read_tweet (IdioJsonReading *self,
            const char      *path,
            JsonNode        *node)
{
  JsonObject *item = idio_json_node_get_object (node);
  JsonObject *tweet = idio_json_read_object (item, "tweet") ?: idio_json_read_object (item, "noteTweet") ?: item;
  JsonObject *user = idio_json_read_object (tweet, "user");
  const char *text = idio_json_read_string (tweet, "full_text") ?: idio_json_read_string (tweet, "text") ?:
                     idio_json_read_string (idio_json_read_object (tweet, "core"), "text");
  gboolean is_answer;
  IdioEntry *entry;

  if (text == NULL || idio_begins (text, "RT @") || has_value (tweet, "retweeted_status"))
    return TRUE;

  is_answer = has_value (tweet, "in_reply_to_user_id") || has_value (tweet, "in_reply_to_status_id") ||
              has_value (tweet, "in_reply_to_screen_name");
  entry = idio_entry_new (IDIO_MEDIUM_POST, clean_text (text, is_answer));
  entry->flags = IDIO_ENTRY_OWN;
  entry->time = get_time (tweet);
  entry->author = idio_json_read_line (user, "name");
  entry->account = idio_json_read_line (user, "screen_name");

  return idio_joiner_add (self->joiner, entry, NULL);
}

static gboolean
twitter_read (IdioSource    *source,
              IdioTakeFunc   take,
              gpointer       data,
              GError       **error)
{
  static const char * const paths[] = { "[]", NULL };

  return idio_json_reading_run (source, paths, read_tweet, take, data, error);
}

const IdioFormat idio_twitter_format = {
  .name = "Twitter archive",
  .matches = twitter_matches,
  .read = twitter_read,
};
