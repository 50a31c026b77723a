/* idio-text-format.c: plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"

/* Where a name has no ending, this many bytes tell. */
#define SNIFF_BYTES 4096

static gboolean
is_text (IdioSource *source)
{
  const char *name = idio_source_get_name (source);
  gsize size;
  const guchar *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *type = g_content_type_guess (strchr (name, '.') != NULL ? name : NULL, data, MIN (size, SNIFF_BYTES),
                                                NULL);

  return g_content_type_equals (type, "text/plain");
}

static gboolean
read_text (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  g_autofree char *text = idio_source_load_text (source, error);
  IdioEntry *entry;

  if (text == NULL)
    return FALSE;

  entry = idio_entry_new (IDIO_MEDIUM_TEXT, g_steal_pointer (&text));
  entry->flags = IDIO_ENTRY_PLAIN;
  take (entry, data);

  return TRUE;
}

const IdioFormat idio_text_format = { "text", is_text, read_text };
