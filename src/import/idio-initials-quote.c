/* idio-initials-quote.c: quotes with somebody's initials before each line, such as "AL> Are you in?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-initials-quote.h"

/* Most letters before the mark */
#define MAX_INITIALS 4

/* How long the initials and the mark after them are, or 0 */
static gsize
measure (const char *first,
         const char *last)
{
  gsize n = 0;

  while (n < MAX_INITIALS && first + n < last && g_ascii_isalpha (first[n]))
    n++;

  if (n == 0 || !g_ascii_isupper (*first) || first + n >= last || first[n] != '>')
    return 0;

  n++;

  return first + n == last || strchr (" >", first[n]) != NULL ? n : 0;
}

static gboolean
begins_with (const IdioMailLine *line,
             const char         *initials,
             gsize               length)
{
  return measure (line->first, line->last) == length && memcmp (line->first, initials, length) == 0;
}

/**
 * idio_initials_quote_find_end:
 * @line: a line
 * @end: where the text ends
 * @known: (nullable): where another such quote is, as of the same person one line is enough
 *
 * Looks for what some programs for mail and news make.
 *
 * Returns: (nullable): where the quote ends that starts on @line
 */
const char *
idio_initials_quote_find_end (const IdioMailLine *line,
                              const char         *end,
                              const char         *known)
{
  gsize length = measure (line->first, line->last);
  IdioMailLine last = *line, next;

  /* One line alone may be anything. */
  if (length == 0 || (!(known != NULL && begins_with (line, known, length)) &&
                      !(idio_mail_line_read_filled (line->next, end, &next) &&
                        begins_with (&next, line->first, length))))
    return NULL;

  while (idio_mail_line_read (last.next, end, &next) && begins_with (&next, line->first, length))
    last = next;

  return last.next;
}
