/* idio-csv.c: tables with commas, as in RFC 4180
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-csv.h"

static const char *
read_quoted (const char *p,
             GString    *field)
{
  while (*p != '\0')
    {
      gsize length = strcspn (p, "\"");

      g_string_append_len (field, p, (gssize) length);
      p += length;

      if (p[0] == '"' && p[1] == '"')
        {
          g_string_append_c (field, '"');
          p += 2;
        }
      else
        {
          return *p == '"' ? p + 1 : p;
        }
    }

  return p;
}

/**
 * idio_csv_read_row:
 * @text: (inout): the rest of a table, with "\n" at the end of lines; stepped over the row
 *
 * Returns: (transfer full) (nullable): the fields of the next row, or %NULL at the end
 */
GStrv
idio_csv_read_row (const char **text)
{
  g_autoptr(GStrvBuilder) row = g_strv_builder_new ();
  const char *p = *text;

  if (*p == '\0')
    return NULL;

  while (TRUE)
    {
      g_autoptr(GString) field = g_string_new (NULL);
      gsize length;

      if (*p == '"')
        p = read_quoted (p + 1, field);

      length = strcspn (p, ",\n");
      g_string_append_len (field, p, (gssize) length);
      g_strv_builder_take (row, g_string_free_and_steal (g_steal_pointer (&field)));
      p += length;

      if (*p != ',')
        break;

      p++;
    }

  *text = *p == '\n' ? p + 1 : p;

  return g_strv_builder_end (row);
}

/**
 * idio_csv_get_field:
 * @header: (array zero-terminated=1): the names of the columns
 * @row: (array zero-terminated=1): a row
 * @name: the name of a column
 *
 * Returns: (nullable): what is in that column
 */
const char *
idio_csv_get_field (const char * const *header,
                    const char * const *row,
                    const char         *name)
{
  for (guint i = 0; header[i] != NULL && row[i] != NULL; i++)
    if (g_ascii_strcasecmp (header[i], name) == 0)
      return row[i];

  return NULL;
}
