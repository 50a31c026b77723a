/* idio-office-properties.c: what office documents say of themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-decode.h"
#include "formats/idio-office-properties.h"
#include "formats/idio-xml.h"

/* The longest title or name that is believed */
#define MAX_CHARS 200

typedef struct
{
  char *title;
  char *creator;
  char *initial_creator;
  char *last_editor;
  char *modified;
} Properties;

static char **
find_property (Properties *self,
               const char *name)
{
  const struct
  {
    const char  *name;
    char       **value;
  } properties[] = {
    { "title", &self->title },
    { "creator", &self->creator },
    { "initial-creator", &self->initial_creator },
    { "lastModifiedBy", &self->last_editor },
    { "modified", &self->modified },
    { "date", &self->modified },
  };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (name, properties[i].name))
      return properties[i].value;

  return NULL;
}

static char *
clean (const char *value)
{
  g_autofree char *text = g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), MAX_CHARS));

  idio_decode_tidy (text, NULL);
  g_strstrip (g_strdelimit (text, "\n\t", ' '));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gint64
parse_time (const char *value)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = value != NULL ? g_date_time_new_from_iso8601 (value, utc) : NULL;

  return time != NULL ? MAX (g_date_time_to_unix (time), 0) : 0;
}

/**
 * idio_office_properties_read:
 * @bytes: docProps/core.xml of ECMA-376 (part 2, 8.3), meta.xml of OpenDocument (1.3, part 3, 4.3), or a document with
 *   the latter in it
 * @entry: what gets the title, the author, the last editor and the time. What is not told stays as it is
 */
void
idio_office_properties_read (GBytes    *bytes,
                             IdioEntry *entry)
{
  g_autoptr(xmlTextReader) reader = idio_xml_reader_new (bytes);
  Properties properties = { 0 };
  char **property = NULL;
  gboolean skip = FALSE;

  while (reader != NULL && idio_xml_next (reader, &skip, NULL))
    {
      const char *text = idio_xml_get_text (reader);

      if (idio_xml_begins (reader))
        {
          property = find_property (&properties, idio_xml_get_name (reader));
          skip = g_str_equal (idio_xml_get_name (reader), "body");
        }
      else if (idio_xml_ends (reader))
        property = NULL;
      else if (text != NULL && property != NULL && *property == NULL)
        *property = clean (text);
    }

  /* In OpenDocument the creator is who made what is there now. */
  if (properties.initial_creator != NULL)
    {
      entry->author = g_steal_pointer (&properties.initial_creator);
      entry->editor = g_steal_pointer (&properties.creator);
    }
  else
    {
      entry->author = g_steal_pointer (&properties.creator);
      entry->editor = g_steal_pointer (&properties.last_editor);
    }

  if (properties.title != NULL)
    {
      g_free (entry->title);
      entry->title = g_steal_pointer (&properties.title);
    }

  entry->time = parse_time (properties.modified);
  g_free (properties.last_editor);
  g_free (properties.creator);
  g_free (properties.modified);
}
