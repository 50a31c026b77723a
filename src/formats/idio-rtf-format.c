/* idio-rtf-format.c: Rich Text Format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-rtf-text.h"

static gboolean
matches (IdioSource *source)
{
  gsize length;
  const char *head = g_bytes_get_data (idio_source_get_head (source), &length), *end = head + length;

  /* Some programs put a byte order mark or empty lines before it. */
  while (head < end && *head != '\0' && strchr (" \t\r\n\xef\xbb\xbf", *head) != NULL)
    head++;

  return end - head > 5 && memcmp (head, "{\\rtf", 5) == 0;
}

static gboolean
read_rtf (IdioSource    *source,
          IdioTakeFunc   take,
          gpointer       data,
          GError       **error)
{
  GBytes *bytes = idio_source_load (source, IDIO_SOURCE_MAX_BYTES, error);
  g_autoptr(IdioProse) prose = NULL;
  g_autoptr(IdioEntry) entry = NULL;
  const char *text;
  gsize length;

  if (bytes == NULL)
    return FALSE;

  prose = idio_prose_new ();
  entry = idio_entry_new (IDIO_MEDIUM_TEXT, NULL);
  text = g_bytes_get_data (bytes, &length);
  idio_rtf_text_read (text, length, prose, entry);

  if (!idio_prose_finish_entry (prose, entry, error))
    return FALSE;

  if (entry->title == NULL)
    entry->title = idio_source_dup_title (source);

  take (g_steal_pointer (&entry), data);

  return TRUE;
}

const IdioFormat idio_rtf_format = { "Rich Text Format", matches, read_rtf };
