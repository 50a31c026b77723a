/* idio-mastodon-format.c: posts in the archive of an account of Mastodon, and of other servers that speak ActivityPub
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-html.h"
#include "formats/idio-json-reading.h"

static gboolean
mastodon_matches (IdioSource *source)
{
  static const char * const keys[] = { "orderedItems[].type", "orderedItems[].actor", NULL };

  return idio_json_stream_has_paths (source, keys);
}

static char *
dup_text (JsonObject *note)
{
  const char *content = idio_json_read_string (note, "content");
  const char *answered = idio_json_read_string (note, "inReplyTo");
  g_autofree char *text = NULL;
  const char *start;

  if (content == NULL)
    return NULL;

  text = idio_html_to_text (content, strlen (content), "UTF-8", IDIO_HTML_FRAGMENT, NULL);
  start = text;

  /* An answer begins with whom it is to. */
  while (answered != NULL && *start == '@')
    {
      start += strcspn (start, " \n");
      start += strspn (start, " \n");
    }

  return g_strdup (start);
}

/* "https://example.social/users/priya" is "priya@example.social". */
static char *
dup_account (const char *actor)
{
  g_autoptr(GUri) uri = actor != NULL ? g_uri_parse (actor, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *name = uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : NULL;

  return name != NULL && g_uri_get_host (uri) != NULL ? g_strdup_printf ("%s@%s", name, g_uri_get_host (uri)) : NULL;
}

static gboolean
read_activity (IdioJsonReading *self,
               const char      *path,
               JsonNode        *node)
{
  JsonObject *activity = idio_json_node_get_object (node);
  JsonObject *note = idio_json_read_object (activity, "object");
  g_autoptr(GDateTime) time = NULL;
  IdioEntry *entry;

  /* A boost is an "Announce". */
  if (!idio_json_string_is (activity, "type", "Create") || note == NULL)
    return TRUE;

  time = idio_json_read_time (activity, "published") ?: idio_json_read_time (note, "published");
  entry = idio_entry_new (IDIO_MEDIUM_POST, dup_text (note));
  entry->flags = IDIO_ENTRY_OWN;
  entry->title = idio_json_read_line (note, "name");
  entry->account = dup_account (idio_json_read_string (activity, "actor"));
  entry->time = time != NULL ? g_date_time_to_unix (time) : 0;

  return idio_joiner_add (self->joiner, entry, time);
}

static gboolean
mastodon_read (IdioSource    *source,
               IdioTakeFunc   take,
               gpointer       data,
               GError       **error)
{
  static const char * const paths[] = { "orderedItems[]", NULL };

  return idio_json_reading_run (source, paths, read_activity, take, data, error);
}

const IdioFormat idio_mastodon_format = {
  .name = "Mastodon archive",
  .matches = mastodon_matches,
  .read = mastodon_read,
};
