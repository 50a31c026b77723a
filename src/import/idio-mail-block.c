/* idio-mail-block.c: blocks in a mail that programs read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-block.h"

static gboolean
starts_with (const IdioMailLine *line,
             const char         *prefix)
{
  gsize length = strlen (prefix);

  return IDIO_MAIL_LINE_LENGTH (line) >= length && g_ascii_strncasecmp (line->first, prefix, length) == 0;
}

/**
 * idio_mail_block_find_end:
 * @pass: a pass
 * @line: a line of its text
 *
 * Looks for "-----BEGIN PGP SIGNATURE-----" to "-----END PGP SIGNATURE-----", and for a calendar. What was signed is own
 * words.
 *
 * Returns: (nullable): where the block ends that starts on @line
 */
const char *
idio_mail_block_find_end (IdioMailPass       *pass,
                          const IdioMailLine *line)
{
  gboolean is_calendar = starts_with (line, "BEGIN:VCALENDAR");
  gboolean *no_end = is_calendar ? &pass->no_calendar_end : &pass->no_block_end;
  const char *mark = is_calendar ? "\nEND:VCALENDAR" : "\n-----END ", *found = NULL;
  IdioMailLine next = *line;

  if (starts_with (line, "-----BEGIN PGP SIGNED MESSAGE-----"))
    {
      while (idio_mail_line_read (next.next, pass->end, &next) && starts_with (&next, "Hash:"))
        line = &next;

      return idio_mail_line_is_blank (&next) ? next.start : line->next;
    }

  if (!is_calendar && !(starts_with (line, "-----BEGIN ") && memcmp (line->last - 5, "-----", 5) == 0))
    return NULL;

  if (!*no_end)
    found = g_strstr_len (line->first, pass->end - line->first, mark);

  if (found == NULL)
    {
      *no_end = TRUE;
      return NULL;
    }

  idio_mail_line_read (found + 1, pass->end, &next);

  return next.next;
}
