/* idio-mbox-line.c: the lines at which mails begin in a mailbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-mail-header.h"
#include "formats/idio-mbox-line.h"

/**
 * idio_mbox_line_matches:
 * @line: a line
 * @length: its length in bytes
 *
 * Returns: whether a mail may begin at the line
 */
gboolean
idio_mbox_line_matches (const char *line,
                        gsize       length)
{
  return length >= 5 && memcmp (line, "From ", 5) == 0;
}

/* "From priya@example.org Mon May 12 09:14:33 2025" of most, "From 184434779@xxx Mon May …" of Google's export: with
 * what no sentence has. Old versions of Thunderbird write nothing but "From ". */
static gboolean
has_date (const char *line,
          gsize       length)
{
  gboolean has_time = FALSE, has_year = FALSE;

  for (const char *p = line + 5, *end = line + length; p + 4 < end; p++)
    {
      has_time = has_time || (g_ascii_isdigit (p[0]) && p[1] == ':' && g_ascii_isdigit (p[2]) &&
                              g_ascii_isdigit (p[3]));
      has_year = has_year || (p[0] == ' ' && (p[1] == '1' || p[1] == '2') && g_ascii_isdigit (p[2]) &&
                              g_ascii_isdigit (p[3]) && g_ascii_isdigit (p[4]));
      has_time = has_time || memcmp (p, "@xxx", 4) == 0;
      has_year = has_year || memcmp (p, "@xxx", 4) == 0;
    }

  return has_time && has_year;
}

/**
 * idio_mbox_line_rate:
 * @line: a line for which idio_mbox_line_matches() is %TRUE
 * @length: its length in bytes
 * @next: what is below it
 * @next_length: how much of that is known, up to %IDIO_MBOX_LINE_PEEK_BYTES
 *
 * How sure it is that a mail begins there. What is in the line alone does not tell, as texts have such lines too; what
 * is below it does.
 *
 * Returns: 0 if it does not, 1 if it does after an empty line, 2 if it does anywhere
 */
guint
idio_mbox_line_rate (const char *line,
                     gsize       length,
                     const char *next,
                     gsize       next_length)
{
  gboolean is_dated = has_date (line, length);

  if (next_length > 5 && memcmp (next, ">From ", 6) == 0)
    return is_dated ? 1 : 0;

  if (idio_mail_header_is_known (next, next_length))
    return is_dated ? 2 : 1;

  return is_dated && idio_mail_header_matches (next, next_length) ? 1 : 0;
}

/**
 * idio_mbox_line_begins:
 * @data: (array length=length): the beginning of a file
 * @length: its length
 *
 * Returns: how sure it is that a mail begins there with the "From " line of a mailbox, as idio_mbox_line_rate() tells
 */
guint
idio_mbox_line_begins (const char *data,
                       gsize       length)
{
  gsize n;

  if (!idio_mbox_line_matches (data, length))
    return 0;

  /* The lines of Mac OS 9 end in "\r". */
  for (n = 0; n < length && data[n] != '\n' && data[n] != '\r';)
    n++;

  while (n < length && (data[n] == '\n' || data[n] == '\r'))
    n++;

  return n < length ? idio_mbox_line_rate (data, n, data + n, MIN (length - n, IDIO_MBOX_LINE_PEEK_BYTES)) : 0;
}

/**
 * idio_mbox_line_is_escaped:
 * @line: (array length=length): a line in a mail of a mailbox
 * @length: its length
 *
 * In a box, ">" is put before a line that begins with "From ", and one more where there are some already.
 *
 * Returns: whether the first character was put there
 */
gboolean
idio_mbox_line_is_escaped (const char *line,
                           gsize       length)
{
  gsize n = 0;

  while (n < length && line[n] == '>')
    n++;

  return n > 0 && idio_mbox_line_matches (line + n, length - n);
}
