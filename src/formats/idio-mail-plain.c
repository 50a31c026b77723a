/* idio-mail-plain.c: what is in the plain text of mails that nobody wrote: signatures, ciphers, files, pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-mail-plain.h"

/* The character that stands for an object, such as a picture */
#define OBJECT "\xef\xbf\xbc"

#define MAX_PICTURE_BYTES 300

typedef enum
{
  IN_TEXT,
  IN_SIGNED_HEAD,
  IN_SIGNED,
  IN_BLOCK,
  IN_FILE,
} State;

static gboolean
is_line (const char *line,
         gsize       length,
         const char *expected)
{
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;

  return length == strlen (expected) && memcmp (line, expected, length) == 0;
}

/* Of a file that is uuencoded each line begins with its length, and holds as many characters. */
static gboolean
is_uuencoded (const char *line,
              gsize       length)
{
  gsize n_bytes, n_chars;

  while (length > 0 && (line[length - 1] == '\r' || line[length - 1] == '\n'))
    length--;

  if (length == 0 || line[0] < ' ' || line[0] > '`')
    return is_line (line, length, "");

  n_bytes = (gsize) (line[0] - ' ') & 63;
  n_chars = (n_bytes + 2) / 3 * 4;

  /* Spaces at the end of lines get lost, and some programs add a character. */
  return memchr (line, '\t', length) == NULL && length <= n_chars + 3 && length + 8 > n_chars;
}

/* "begin 644 name" of uuencode, with a file below it */
static gboolean
begins_file (const char *line,
             gsize       length)
{
  const char *next = line + length + 1;

  return length > 10 && strncmp (line, "begin ", 6) == 0 && g_ascii_isdigit (line[6]) && g_ascii_isdigit (line[7]) &&
         g_ascii_isdigit (line[8]) && line[length] == '\n' && is_uuencoded (next, strcspn (next, "\n"));
}

/* Follows one line. Returns whether it is part of the text. */
static gboolean
take_line (State      *state,
           const char *line,
           gsize       length,
           gboolean   *is_locked)
{
  switch (*state)
    {
    case IN_SIGNED_HEAD:
      if (is_line (line, length, ""))
        *state = IN_SIGNED;
      return FALSE;

    case IN_BLOCK:
      if (is_line (line, length, "-----END PGP SIGNATURE-----") ||
          is_line (line, length, "-----END PGP MESSAGE-----") ||
          is_line (line, length, "-----END PGP PUBLIC KEY BLOCK-----"))
        *state = IN_TEXT;
      return FALSE;

    case IN_FILE:
      if (is_line (line, length, "end"))
        {
          *state = IN_TEXT;
          return FALSE;
        }

      if (is_uuencoded (line, length))
        return FALSE;

      *state = IN_TEXT;
      break;

    case IN_TEXT:
    case IN_SIGNED:
    default:
      break;
    }

  if (is_line (line, length, "-----BEGIN PGP SIGNED MESSAGE-----"))
    *state = IN_SIGNED_HEAD;
  else if (is_line (line, length, "-----BEGIN PGP SIGNATURE-----") ||
           is_line (line, length, "-----BEGIN PGP PUBLIC KEY BLOCK-----"))
    *state = IN_BLOCK;
  else if (is_line (line, length, "-----BEGIN PGP MESSAGE-----"))
    {
      *state = IN_BLOCK;
      *is_locked = TRUE;
    }
  else if (begins_file (line, length))
    *state = IN_FILE;
  else
    return TRUE;

  return FALSE;
}

/**
 * idio_mail_plain_unwrap:
 * @text: (inout): the plain text of a mail
 * @is_locked: (out): set to %TRUE if part of it is encrypted
 *
 * Takes the text out of an inline signature of OpenPGP (RFC 9580, section 7), and leaves out what is encrypted with it,
 * its keys, and files that are uuencoded. Works in place.
 *
 * Returns: (transfer none): @text
 */
char *
idio_mail_plain_unwrap (char     *text,
                        gboolean *is_locked)
{
  State state = IN_TEXT;
  char *to = text;

  /* Almost no mail has any. */
  if (strstr (text, "-----BEGIN PGP ") == NULL && strstr (text, "begin ") == NULL)
    return text;

  for (char *p = text, *end; *p != '\0'; p = end)
    {
      gsize length = strcspn (p, "\n");

      end = p + length + (p[length] == '\n' ? 1 : 0);

      if (!take_line (&state, p, length, is_locked))
        continue;

      if (state == IN_SIGNED && p[0] == '-' && p[1] == ' ')
        p += 2;

      memmove (to, p, (gsize) (end - p));
      to += end - p;
    }

  *to = '\0';

  return text;
}

/* "[image: name]" of Gmail, "[cid:name@number]" of Outlook. Returns how long it is, or 0. */
static gsize
measure_bracket (const char *text)
{
  gsize length = 0;

  if (strncmp (text, "[cid:", 5) != 0 && !(strncmp (text, "[image:", 7) == 0 && g_ascii_isspace (text[7])))
    return 0;

  while (length < MAX_PICTURE_BYTES && text[length] != '\0' && text[length] != ']')
    length++;

  return text[length] == ']' ? length + 1 : 0;
}

/* "<name.jpg>" of Apple Mail, on a line of its own. Returns how long it is, or 0. */
static gsize
measure_file (const char *text,
              gboolean    is_start)
{
  static const char * const suffixes[] = { ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tiff", ".heic", ".webp", ".pdf" };
  gsize length = 0, n_spaces;

  while (is_start && length < MAX_PICTURE_BYTES && strchr (">\n", text[length]) == NULL)
    length++;

  if (text[length] != '>')
    return 0;

  n_spaces = strspn (text + length + 1, " \r");

  if (text[length + 1 + n_spaces] != '\n' && text[length + 1 + n_spaces] != '\0')
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize n = strlen (suffixes[i]);

      if (length > n + 1 && g_ascii_strncasecmp (text + length - n, suffixes[i], n) == 0)
        return length + 1;
    }

  return 0;
}

/**
 * idio_mail_plain_remove_pictures:
 * @text: (inout): the plain text of a mail
 *
 * Leaves out what programs write in place of pictures when they make plain text. Works in place.
 *
 * Returns: (transfer none): @text
 */
char *
idio_mail_plain_remove_pictures (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0';)
    {
      gsize n_plain = strcspn (p, "[<" OBJECT);
      gsize length = 0;

      memmove (to, p, n_plain);
      to += n_plain;
      p += n_plain;

      if (*p == '[')
        length = measure_bracket (p);
      else if (*p == '<')
        length = measure_file (p, p == text || p[-1] == '\n');
      else if (strncmp (p, OBJECT, sizeof OBJECT - 1) == 0)
        length = sizeof OBJECT - 1;

      p += length;

      if (length == 0 && *p != '\0')
        *to++ = *p++;
    }

  *to = '\0';

  return text;
}
