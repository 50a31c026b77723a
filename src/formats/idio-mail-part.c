/* idio-mail-part.c: what is in a part of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-mail-part.h"

/* GMime knows the names of encodings as they should be, and not “quoted printable”. */
static GMimeContentEncoding
get_encoding (GMimeObject      *part,
              GMimeDataWrapper *content)
{
  GMimeHeader *header = g_mime_header_list_get_header (g_mime_object_get_header_list (part),
                                                       "Content-Transfer-Encoding");
  GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding (content);
  const char *value = header != NULL ? g_mime_header_get_raw_value (header) : NULL;

  if (encoding != GMIME_CONTENT_ENCODING_DEFAULT || value == NULL)
    return encoding;

  value += strspn (value, " \t\r\n\"'");

  if (g_ascii_strncasecmp (value, "quoted", 6) == 0)
    return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;

  if (g_ascii_strncasecmp (value, "base", 4) == 0)
    return GMIME_CONTENT_ENCODING_BASE64;

  return encoding;
}

static gboolean
is_base64 (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/' || c == '=';
}

static gboolean
is_base64_line (const char *line,
                const char *end)
{
  while (end > line && g_ascii_isspace (end[-1]))
    end--;

  while (line < end && g_ascii_isspace (*line))
    line++;

  while (line < end && is_base64 (*line))
    line++;

  return line == end;
}

/* Some programs declare base64 and send the text, of which the first line has spaces or is short; and lists add their
 * own words below it, which are no base64 either. Returns how much is in base64. */
static gsize
measure_base64 (const char *data,
                gsize       length)
{
  gsize start = 0, n_line = 0, end;

  while (start < length && g_ascii_isspace (data[start]))
    start++;

  while (start + n_line < length && is_base64 (data[start + n_line]))
    n_line++;

  for (end = start + n_line; end < length && (data[end] == ' ' || data[end] == '\t');)
    end++;

  if ((end < length && data[end] != '\r' && data[end] != '\n') || (n_line % 4 != 0 && n_line < 60))
    return 0;

  while (end < length)
    {
      const char *newline = memchr (data + end, '\n', length - end);
      gsize next = newline != NULL ? (gsize) (newline + 1 - data) : length;

      if (!is_base64_line (data + end, data + next))
        break;

      end = next;
    }

  return end;
}

/* GMime leaves out the last letters where the end is missing. */
static void
complete_base64 (GByteArray *raw,
                 gsize       length)
{
  guint n_chars = 0;

  g_byte_array_set_size (raw, (guint) length);

  for (gsize i = 0; i < length; i++)
    if (raw->data[i] == '=')
      n_chars = 0;
    else
      n_chars += is_base64 ((char) raw->data[i]);

  if (n_chars % 4 > 1)
    g_byte_array_append (raw, (const guint8 *) "==", 4 - n_chars % 4);
}

/**
 * idio_mail_part_decode:
 * @part: a part of a mail
 *
 * Undoes the transfer encoding, also where it is declared in a broken way, or not true.
 *
 * Returns: (transfer full): what is in the part, which may be empty
 */
GByteArray *
idio_mail_part_decode (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  g_autoptr(GByteArray) raw = g_byte_array_new ();
  g_autoptr(GMimeStream) memory = g_mime_stream_mem_new_with_byte_array (raw);
  GMimeContentEncoding encoding;
  GMimeEncoding state;
  GByteArray *bytes;
  gsize length;

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (memory), FALSE);

  if (content == NULL)
    return g_steal_pointer (&raw);

  encoding = get_encoding (GMIME_OBJECT (part), content);
  g_mime_stream_reset (g_mime_data_wrapper_get_stream (content));
  g_mime_stream_write_to_stream (g_mime_data_wrapper_get_stream (content), memory);

  length = encoding == GMIME_CONTENT_ENCODING_BASE64 ? measure_base64 ((char *) raw->data, raw->len) : raw->len;

  /* The others change nothing. */
  if (length == 0 || (encoding != GMIME_CONTENT_ENCODING_BASE64 && encoding != GMIME_CONTENT_ENCODING_UUENCODE &&
                      encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE))
    return g_steal_pointer (&raw);

  if (encoding == GMIME_CONTENT_ENCODING_BASE64)
    {
      complete_base64 (raw, length);
      length = raw->len;
    }

  g_mime_encoding_init_decode (&state, encoding);
  bytes = g_byte_array_sized_new (0);
  g_byte_array_set_size (bytes, (guint) g_mime_encoding_outlen (&state, length));
  g_byte_array_set_size (bytes, (guint) g_mime_encoding_flush (&state, (char *) raw->data, length,
                                                               (char *) bytes->data));

  return bytes;
}
