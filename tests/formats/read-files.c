/* read-files.c: what is in files, as JSON: a way to try the formats by hand and to judge them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include <json-glib/json-glib.h>

#include "formats/idio-format.h"

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static gboolean
take (IdioEntry *entry,
      gpointer   data)
{
  JsonBuilder *builder = data;

  if (entry == NULL)
    return TRUE;

  json_builder_begin_object (builder);
  add_member (builder, "title", entry->title);
  add_member (builder, "text", entry->text);
  add_member (builder, "author", entry->author);
  add_member (builder, "account", entry->account);
  add_member (builder, "recipients", entry->recipients);
  add_member (builder, "editor", entry->editor);
  add_member (builder, "place", entry->place);
  json_builder_set_member_name (builder, "medium");
  json_builder_add_int_value (builder, entry->medium);
  json_builder_set_member_name (builder, "flags");
  json_builder_add_int_value (builder, entry->flags);
  json_builder_set_member_name (builder, "time");
  json_builder_add_int_value (builder, entry->time);
  json_builder_end_object (builder);

  idio_entry_free (entry);

  return TRUE;
}

static void
read_file (JsonBuilder *builder,
           const char  *path)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr(IdioSource) source = stream != NULL ? idio_source_new (name, G_INPUT_STREAM (stream), 0, &error) : NULL;

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);

  if (source != NULL)
    idio_formats_read (source, take, builder, &error);

  json_builder_end_array (builder);
  add_member (builder, "refused", error != NULL ? error->message : NULL);
  json_builder_end_object (builder);
}

/* Usage: read-files FILE… */
int
main (int   argc,
      char *argv[])
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autofree char *json = NULL;

  setlocale (LC_ALL, "");
  json_builder_begin_object (builder);

  for (int i = 1; i < argc; i++)
    read_file (builder, argv[i]);

  json_builder_end_object (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_take_root (generator, json_builder_get_root (builder));
  json = json_generator_to_data (generator, NULL);
  g_print ("%s\n", json);

  return 0;
}
