/* idio-decode.c: from bytes of unknown encoding to text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "import/idio-decode.h"
#include "import/idio-importer.h"

static const struct
{
  const char *mark;
  gsize       length;
  const char *charset;
} byte_order_marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" },
  { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
};

static char *
refuse (GError **error)
{
  g_set_error_literal (error, IDIO_IMPORT_ERROR, IDIO_IMPORT_ERROR_BINARY, _("This is not a text."));

  return NULL;
}

/* Makes all line ends "\n" and leaves out what a text has no use for: other control characters, and marks that are
 * invisible but may hide words from the reader. Works in place. */
static char *
tidy (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '\r')
        {
          if (*next != '\n')
            *to++ = '\n';

          continue;
        }

      if (c == '\f' || c == 0x2028 || c == 0x2029)
        {
          *to++ = '\n';
          continue;
        }

      if ((g_unichar_iscntrl (c) && c != '\n' && c != '\t') || c == 0xfeff || c == 0x200b ||
          (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        continue;

      memmove (to, p, next - p);
      to += next - p;
    }

  *to = '\0';

  return text;
}

/**
 * idio_decode:
 * @bytes: a text in UTF-8, in UTF-16 with a byte order mark, or else in Windows-1252
 * @error: (out): a location for an error in %IDIO_IMPORT_ERROR
 *
 * Returns: (transfer full) (nullable): the text in UTF-8 with "\n" at the end of lines, without control characters
 */
char *
idio_decode (GBytes  *bytes,
             GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *charset = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (size == 0)
    return g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (byte_order_marks) && charset == NULL; i++)
    if (size >= byte_order_marks[i].length &&
        memcmp (data, byte_order_marks[i].mark, byte_order_marks[i].length) == 0)
      {
        charset = byte_order_marks[i].charset;
        data += byte_order_marks[i].length;
        size -= byte_order_marks[i].length;
      }

  if (charset == NULL && memchr (data, '\0', size) != NULL)
    return refuse (error);

  if (charset == NULL)
    charset = g_utf8_validate_len (data, size, NULL) ? "UTF-8" : "WINDOWS-1252";

  /* A byte that means nothing in Windows-1252 is a sign that this is no text. */
  text = g_convert (data, (gssize) size, "UTF-8", charset, NULL, &length, NULL);

  if (text == NULL || strlen (text) != length)
    return refuse (error);

  return tidy (g_steal_pointer (&text));
}
