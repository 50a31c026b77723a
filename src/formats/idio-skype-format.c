/* idio-skype-format.c: all conversations of an account of Skype or of Teams for home, as Microsoft exports them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-html.h"
#include "formats/idio-json-reading.h"

static gboolean
skype_matches (IdioSource *source)
{
  static const char * const keys[] = { "userId", "conversations", NULL };

  return idio_json_stream_has_paths (source, keys);
}

/* A message is HTML; what it quotes is in <quote>. */
static char *
dup_text (const char *content)
{
  g_autoptr(GString) html = g_string_new (NULL);
  const char *p = content, *quote, *end;

  while ((quote = strstr (p, "<quote")) != NULL && (end = strstr (quote, "</quote>")) != NULL)
    {
      g_string_append_len (html, p, quote - p);
      p = end + strlen ("</quote>");
    }

  g_string_append (html, p);

  return idio_html_to_text (html->str, html->len, "UTF-8", IDIO_HTML_FRAGMENT, NULL);
}

/* A conversation with one person has no name but theirs, and if they have none, their account: "live:priya" of
 * "8:live:priya". */
static void
see_name (IdioJsonReading *self,
          const char      *path,
          const char      *name)
{
  const char *account = name != NULL ? strchr (name, ':') : NULL;

  if (g_str_has_suffix (path, ".id"))
    g_set_str (&self->place, account != NULL && account[1] != '\0' ? account + 1 : name);
  else if (name != NULL && *name != '\0')
    g_set_str (&self->place, name);
}

static gboolean
read_value (IdioJsonReading *self,
            const char      *path,
            JsonNode        *node)
{
  JsonObject *message = idio_json_node_get_object (node);
  const char *content = idio_json_read_string (message, "content");
  const char *type = idio_json_read_string (message, "messagetype");
  const char *account = idio_json_read_string (message, "from");
  g_autofree char *author = NULL;
  g_autoptr(GDateTime) time = NULL;

  if (g_str_equal (path, "userId"))
    {
      g_free (self->account);
      self->account = g_strdup (idio_json_node_get_string (node));
      return TRUE;
    }

  if (message == NULL)
    {
      see_name (self, path, idio_json_node_get_string (node));
      return TRUE;
    }

  if (content == NULL || (g_strcmp0 (type, "RichText") != 0 && g_strcmp0 (type, "Text") != 0 &&
                          g_strcmp0 (type, "RichText/Html") != 0))
    return TRUE;

  author = idio_json_read_line (message, "displayName");
  time = idio_json_read_time (message, "originalarrivaltime");

  return idio_json_reading_chat (self, 0, author, account, dup_text (content), time);
}

static gboolean
skype_read (IdioSource    *source,
            IdioTakeFunc   take,
            gpointer       data,
            GError       **error)
{
  static const char * const paths[] = {
    "userId", "conversations[].id", "conversations[].displayName", "conversations[].MessageList[]", NULL,
  };

  return idio_json_reading_run (source, paths, read_value, take, data, error);
}

const IdioFormat idio_skype_format = {
  .name = "Skype conversations",
  .matches = skype_matches,
  .read = skype_read,
};
