/* idio-html-format.c: saved web pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-format.h"
#include "formats/idio-html.h"

/* Whether a page begins here, after what may stand before it. In UTF-16 each letter has a NUL beside it. */
static gboolean
begins_page (IdioSource *source)
{
  gsize size;
  const char *data = g_bytes_get_data (idio_source_get_head (source), &size);
  g_autoptr(GString) head = g_string_new (NULL);
  const char *p;

  for (gsize i = 0; i < MIN (size, 2048); i++)
    if (data[i] != '\0')
      g_string_append_c (head, g_ascii_tolower (data[i]));

  p = head->str;

  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  else if (g_str_has_prefix (p, "\xff\xfe") || g_str_has_prefix (p, "\xfe\xff"))
    p += 2;

  p += strspn (p, " \t\r\n\f");

  if (g_str_has_prefix (p, "<?xml"))
    return strstr (p, "<!doctype html") != NULL || strstr (p, "<html") != NULL;

  while (g_str_has_prefix (p, "<!--") && strstr (p, "-->") != NULL)
    {
      p = strstr (p, "-->") + 3;
      p += strspn (p, " \t\r\n\f");
    }

  return g_str_has_prefix (p, "<!doctype html") || g_str_has_prefix (p, "<html") || g_str_has_prefix (p, "<head");
}

static gboolean
html_matches (IdioSource *source)
{
  return begins_page (source) || idio_source_has_suffix (source, ".html") || idio_source_has_suffix (source, ".htm") ||
         idio_source_has_suffix (source, ".xhtml");
}

static gboolean
html_read (IdioSource    *source,
           IdioTakeFunc   take,
           gpointer       data,
           GError       **error)
{
  GBytes *bytes = idio_source_load (source, IDIO_TEXT_MAX_BYTES, error);
  IdioEntry *entry;
  gsize size;
  const char *html;

  if (bytes == NULL)
    return FALSE;

  html = g_bytes_get_data (bytes, &size);

  if (!(entry = idio_html_read_page (html, size, NULL, error)))
    return FALSE;

  if (entry->title == NULL)
    entry->title = idio_source_dup_title (source);

  take (entry, data);

  return TRUE;
}

const IdioFormat idio_html_format = { "HTML", html_matches, html_read };
