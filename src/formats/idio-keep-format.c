/* idio-keep-format.c: a note of Google Keep, as Google Takeout exports it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-json-reading.h"

static gboolean
keep_matches (IdioSource *source)
{
  static const char * const keys[] = { "isTrashed", "userEditedTimestampUsec", NULL };
  static const char * const text[] = { "textContent", NULL };
  static const char * const list[] = { "listContent", NULL };
  static const char * const picture[] = { "attachments", "isArchived", NULL };

  return idio_json_stream_has_paths (source, keys) &&
         (idio_json_stream_has_paths (source, text) || idio_json_stream_has_paths (source, list) ||
          idio_json_stream_has_paths (source, picture));
}

static void
append_list (GString   *text,
             JsonArray *items)
{
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      const char *item = idio_json_read_string (idio_json_node_get_object (json_array_get_element (items, i)), "text");

      if (item == NULL || *item == '\0')
        continue;

      if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c (text, '\n');

      g_string_append_printf (text, "- %s", item);
    }
}

static gboolean
read_note (IdioJsonReading *self,
           const char      *path,
           JsonNode        *node)
{
  JsonObject *note = idio_json_node_get_object (node);
  g_autoptr(GString) text = g_string_new (idio_json_read_string (note, "textContent"));
  g_autofree char *title = idio_json_read_line (note, "title");
  JsonArray *sharees = idio_json_read_array (note, "sharees");
  IdioEntry *entry;

  if (idio_json_read_boolean (note, "isTrashed"))
    {
      g_set_error_literal (&self->error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_EMPTY,
                           _("This note was put in the trash."));
      return FALSE;
    }

  append_list (text, idio_json_read_array (note, "listContent"));
  idio_decode_tidy (text->str, NULL);
  g_strstrip (text->str);

  /* A note may have nothing but a title. */
  if (*text->str == '\0' && title != NULL)
    g_string_assign (text, title);

  if (*text->str == '\0')
    {
      idio_import_error_set (&self->error, IDIO_IMPORT_ERROR_EMPTY);
      return FALSE;
    }

  entry = idio_entry_new (IDIO_MEDIUM_NOTE, g_strdup (text->str));
  entry->title = g_steal_pointer (&title);
  entry->time = idio_json_read_int (note, "userEditedTimestampUsec") / G_USEC_PER_SEC;

  /* Who else can write in it may have written it. */
  if (sharees == NULL || json_array_get_length (sharees) <= 1)
    entry->flags |= IDIO_ENTRY_OWN;

  return self->take (entry, self->data);
}

static gboolean
keep_read (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  static const char * const paths[] = { "", NULL };

  return idio_json_reading_run (source, paths, read_note, take, data, error);
}

const IdioFormat idio_keep_format = {
  .name = "Google Keep note",
  .matches = keep_matches,
  .read = keep_read,
};
