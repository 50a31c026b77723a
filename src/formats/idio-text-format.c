/* idio-text-format.c: plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"
#include "formats/idio-format.h"
#include "formats/idio-utf8.h"

/* Where a name has no ending, this many bytes tell. */
#define SNIFF_BYTES 4096

/* Skips white space and the character @c. Returns: (nullable): what follows, or %NULL if @c is not there */
static const char *
skip (const char *p,
      char        c)
{
  p += strspn (p, " \t\r\n");

  return *p == c ? p + 1 : NULL;
}

/* What programs keep or tell each other: an object, a list of them, or one on each line. Nobody wrote it, whatever the
 * file is called. */
static gboolean
is_json (const char *data,
         gsize       size)
{
  g_autofree char *head = g_strndup (data, MIN (size, SNIFF_BYTES));
  const char *p = head + idio_utf8_measure_mark (head, strlen (head));
  const char *list = skip (p, '['), *object = skip (list != NULL ? list : p, '{');
  const char *name = object != NULL ? skip (object, '"') : NULL;

  while (name != NULL && *name != '\0' && *name != '"' && *name != '\n')
    name += name[0] == '\\' && name[1] != '\0' ? 2 : 1;

  return name != NULL && (name = skip (name, '"')) != NULL && skip (name, ':') != NULL;
}

/* A text may be called as if it were a document of an office program. */
static gboolean
is_misnamed (IdioSource *source,
             const char *data,
             gsize       size)
{
  static const char * const suffixes[] = {
    ".doc", ".docm", ".docx", ".dot", ".dotx", ".epub", ".odt", ".ott", ".pages", ".pdf", ".rtf", ".sxw", ".wpd", ".wps",
  };
  gboolean is_named = FALSE;
  g_autoptr(GBytes) head = NULL;
  g_autofree char *text = NULL;
  gsize n_controls = 0;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes) && !is_named; i++)
    is_named = idio_source_has_suffix (source, suffixes[i]);

  if (!is_named)
    return FALSE;

  head = g_bytes_new_static (data, MIN (size, SNIFF_BYTES));
  text = idio_decode (head, NULL, NULL);

  /* Any bytes are letters in some character set. */
  for (gsize i = 0; i < MIN (size, SNIFF_BYTES); i++)
    n_controls += (guchar) data[i] < ' ' && data[i] != '\0' && strchr ("\t\n\v\f\r\x1a\x1b", data[i]) == NULL;

  return text != NULL && n_controls == 0;
}

static gboolean
is_text (IdioSource *source)
{
  const char *name = idio_source_get_name (source);
  gsize size;
  const guchar *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autofree char *type = g_content_type_guess (strchr (name, '.') != NULL ? name : NULL, data, MIN (size, SNIFF_BYTES),
                                                NULL);

  return (g_content_type_equals (type, "text/plain") || is_misnamed (source, (const char *) data, size)) &&
         !is_json ((const char *) data, size);
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
