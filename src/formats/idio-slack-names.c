/* idio-slack-names.c: who the accounts in an export of Slack are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-archive.h"
#include "formats/idio-json-reading.h"
#include "formats/idio-slack-names.h"

static gboolean
is_slack (IdioSource *source)
{
  g_autofree char *name = g_ascii_strdown (idio_source_get_name (source), -1);

  return idio_archive_is_zip (source) &&
         (strstr (name, "slack export") != NULL || (idio_archive_has_member (source, "channels.json") &&
                                                    idio_archive_has_member (source, "users.json")));
}

/* To load a larger file would use up its stream. */
static gboolean
can_be_loaded (IdioSource *source)
{
  g_autoptr(GInputStream) stream = idio_source_get_stream (source);
  goffset size;

  if (!G_IS_SEEKABLE (stream) || !g_seekable_can_seek (G_SEEKABLE (stream)) ||
      !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_END, NULL, NULL))
    return FALSE;

  size = g_seekable_tell (G_SEEKABLE (stream));

  return g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, NULL) && size <= IDIO_SOURCE_MAX_BYTES;
}

static gboolean
add_name (const char *path,
          JsonNode   *node,
          gpointer    data)
{
  JsonObject *user = idio_json_node_get_object (node);
  const char *id = idio_json_read_string (user, "id");
  char *name = idio_json_read_line (user, "real_name") ?:
               idio_json_read_line (idio_json_read_object (user, "profile"), "real_name") ?:
               idio_json_read_line (user, "name");

  if (id != NULL && name != NULL)
    g_hash_table_replace (data, g_strdup (id), name);
  else
    g_free (name);

  return TRUE;
}

/**
 * idio_slack_names_load:
 * @source: a file
 *
 * Older messages in an export of Slack have no name but only an account, which users.json in the archive tells the name
 * of.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): the name of each account, or %NULL if it is no such
 *   archive or has no names
 */
GHashTable *
idio_slack_names_load (IdioSource *source)
{
  static const char * const members[] = { "users.json", NULL };
  static const char * const paths[] = { "[]", NULL };
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) loaded = NULL;
  g_autoptr(IdioSource) users = NULL;
  GBytes *bytes;

  if (!is_slack (source) || !can_be_loaded (source))
    return NULL;

  loaded = idio_archive_load (source, members, NULL);
  bytes = loaded != NULL ? g_hash_table_lookup (loaded, members[0]) : NULL;

  if (bytes == NULL)
    return NULL;

  users = idio_source_new_bytes (members[0], bytes, 1);
  idio_json_stream_read (users, paths, add_name, names, NULL);

  return g_steal_pointer (&names);
}
