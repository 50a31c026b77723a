/* idio-notes-format.c: all notes of Standard Notes, Simplenote or Day One, as these programs export them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-begins.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"

/* Maximum nesting of lists */
#define MAX_DEPTH 100

static gboolean
notes_matches (IdioSource *source)
{
  static const char * const standard[] = { "items[].content_type", "items[].uuid", NULL };
  static const char * const simplenote[] = { "activeNotes", NULL };
  static const char * const day_one[] = { "metadata", "entries[].creationDate", NULL };

  return idio_json_stream_has_paths (source, standard) || idio_json_stream_has_paths (source, simplenote) ||
         idio_json_stream_has_paths (source, day_one);
}

static gboolean
take_note (IdioJsonReading *self,
           char            *title,
           char            *text,
           GDateTime       *time)
{
  IdioEntry *entry = idio_entry_new (IDIO_MEDIUM_NOTE, text);

  entry->flags = IDIO_ENTRY_OWN;
  entry->title = title;

  return idio_joiner_add (self->joiner, entry, time);
}

static void
append_lexical (GString    *text,
                JsonObject *item,
                guint       depth)
{
  JsonArray *children = idio_json_read_array (item, "children");
  const char *run = idio_json_read_string (item, "text");

  if (run != NULL)
    g_string_append (text, run);
  else if (idio_json_string_is (item, "type", "linebreak"))
    g_string_append_c (text, '\n');
  else if (idio_json_string_is (item, "type", "listitem"))
    g_string_append (text, "- ");

  for (guint i = 0; children != NULL && i < json_array_get_length (children) && depth < MAX_DEPTH; i++)
    append_lexical (text, idio_json_node_get_object (json_array_get_element (children, i)), depth + 1);

  if (children != NULL && depth > 0 && text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');

  /* An empty line between paragraphs, which are the children of the root. */
  if (children != NULL && depth == 1)
    g_string_append_c (text, '\n');
}

/* The text of a note with formats is a tree, as JSON in a string. */
static char *
dup_standard_text (const char *text)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GString) plain = NULL;

  if (text == NULL || !idio_begins (text, "{\"root\":"))
    return g_strdup (text);

  parser = json_parser_new_immutable ();
  plain = g_string_new (NULL);

  if (json_parser_load_from_data (parser, text, -1, NULL))
    {
      JsonObject *tree = idio_json_node_get_object (json_parser_get_root (parser));

      append_lexical (plain, idio_json_read_object (tree, "root"), 0);
    }

  return g_string_free_and_steal (g_steal_pointer (&plain));
}

static gboolean
read_standard (IdioJsonReading *self,
               JsonObject      *item)
{
  JsonObject *content = idio_json_read_object (item, "content");
  JsonObject *domain = idio_json_read_object (idio_json_read_object (content, "appData"), "org.standardnotes.sn");
  g_autoptr(GDateTime) time = NULL;

  if (!idio_json_string_is (item, "content_type", "Note") || idio_json_read_boolean (item, "deleted") ||
      idio_json_read_boolean (content, "trashed") || idio_json_read_boolean (domain, "trashed"))
    return TRUE;

  if (content == NULL && idio_json_read_string (item, "content") != NULL)
    {
      idio_import_error_set (&self->error, IDIO_IMPORT_ERROR_LOCKED);
      return FALSE;
    }

  time = idio_json_read_time (item, "updated_at") ?: idio_json_read_time (item, "created_at");

  return take_note (self, idio_json_read_line (content, "title"),
                    dup_standard_text (idio_json_read_string (content, "text")), time);
}

/* Markdown, with pictures that are in the app, and a backslash before whatever could mean something. */
static char *
dup_day_one_text (const char *text)
{
  g_autoptr(GString) plain = g_string_new (NULL);
  const char *last_paren = strrchr (text, ')');
  gboolean at_start = TRUE;

  for (const char *p = text; *p != '\0';)
    {
      if (last_paren != NULL && p < last_paren && idio_begins (p, "![]("))
        {
          p = strchr (p, ')') + 1;
          continue;
        }

      if (at_start && *p == '#' && p[strspn (p, "#")] == ' ')
        p += strspn (p, "#") + 1;
      else if (p[0] == '\\' && g_ascii_ispunct (p[1]))
        p++;

      if (*p == '\0')
        break;

      at_start = *p == '\n';
      g_string_append_c (plain, *p++);
    }

  return g_string_free_and_steal (g_steal_pointer (&plain));
}

static gboolean
read_item (IdioJsonReading *self,
           const char      *path,
           JsonNode        *node)
{
  JsonObject *item = idio_json_node_get_object (node);
  g_autoptr(GDateTime) time = NULL;
  const char *text;

  if (g_str_equal (path, "items[]"))
    return read_standard (self, item);

  time = idio_json_read_time (item, "creationDate");

  if (g_str_equal (path, "activeNotes[]"))
    return take_note (self, NULL, g_strdup (idio_json_read_string (item, "content")), time);

  text = idio_json_read_string (item, "text");

  return take_note (self, NULL, text != NULL ? dup_day_one_text (text) : NULL, time);
}

static gboolean
notes_read (IdioSource    *source,
            IdioTakeFunc   take,
            gpointer       data,
            GError       **error)
{
  static const char * const paths[] = { "items[]", "activeNotes[]", "entries[]", NULL };

  return idio_json_reading_run (source, paths, read_item, take, data, error);
}

const IdioFormat idio_notes_format = {
  .name = "Notes of Standard Notes, Simplenote or Day One",
  .matches = notes_matches,
  .read = notes_read,
};
