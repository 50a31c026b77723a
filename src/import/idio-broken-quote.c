/* idio-broken-quote.c: lines of a quote that a program broke, so that they go on without ">"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-broken-quote.h"

/* Where mail programs break the lines that they quote, in bytes; what is longer may go on on a line without ">". */
#define MIN_WRAPPED_BYTES 65
#define MAX_REST_BYTES    40

/* No line that was broken has room for one more word within this many bytes. */
#define MIN_FULL_BYTES 72

/* How many such lines show that a program broke them, and nobody answered in the middle of a sentence */
#define MIN_BREAKS 2

/* Whether a line may be what was broken off the quoted one above it; the one below has to be quoted again. */
static gboolean
may_go_on (const IdioMailLine *quoted,
           const IdioMailLine *line,
           const char         *end)
{
  IdioMailLine next;

  return !idio_mail_line_is_blank (line) && !idio_mail_line_is_quoted (line) &&
         IDIO_MAIL_LINE_LENGTH (line) <= MAX_REST_BYTES && strchr (".!?", quoted->last[-1]) == NULL &&
         idio_mail_line_read (line->next, end, &next) && idio_mail_line_is_quoted (&next);
}

/* Whether the first word of a line has no room in the one above it */
static gboolean
is_full (const IdioMailLine *quoted,
         const IdioMailLine *line)
{
  const char *word_end = line->first;

  while (word_end < line->last && !g_ascii_isspace (*word_end))
    word_end++;

  return IDIO_MAIL_LINE_LENGTH (quoted) + 1 + (gsize) (word_end - line->first) >= MIN_FULL_BYTES &&
         strchr ("!?", line->last[-1]) == NULL;
}

/**
 * idio_broken_quote_goes_on:
 * @quoted: a line of a quote
 * @line: the next line
 * @end: where the text ends
 * @is_usual: what idio_broken_quote_is_usual() says of the text
 *
 * Returns: whether @line is the rest of @quoted, and not an answer
 */
gboolean
idio_broken_quote_goes_on (const IdioMailLine *quoted,
                           const IdioMailLine *line,
                           const char         *end,
                           gboolean            is_usual)
{
  if (!may_go_on (quoted, line, end))
    return FALSE;

  return (is_usual && is_full (quoted, line)) ||
         (IDIO_MAIL_LINE_LENGTH (quoted) >= MIN_WRAPPED_BYTES && strchr (":;,", quoted->last[-1]) == NULL &&
          g_unichar_islower (g_utf8_get_char (line->first)));
}

/**
 * idio_broken_quote_is_usual:
 * @start: where a text starts
 * @end: where it ends
 *
 * Returns: whether lines that are quoted were broken in it more than once
 */
gboolean
idio_broken_quote_is_usual (const char *start,
                            const char *end)
{
  IdioMailLine line, above = { 0 };
  guint n_breaks = 0;

  for (; n_breaks < MIN_BREAKS && idio_mail_line_read (start, end, &line); start = line.next, above = line)
    n_breaks += above.first != NULL && idio_mail_line_is_quoted (&above) && may_go_on (&above, &line, end) &&
                is_full (&above, &line);

  return n_breaks >= MIN_BREAKS;
}
