/* idio-unmarked-quote.c: somebody else's mail in a text, with nothing that marks it as a quote
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-line.h"
#include "import/idio-mail-words.h"
#include "import/idio-unmarked-quote.h"

/* Longest line with a sign-off, in bytes, and longest with a name, in bytes and spaces */
#define MAX_SIGN_OFF_BYTES 60
#define MAX_NAME_BYTES     60
#define MAX_NAME_SPACES    3

/* Shortest word that tells a name, in characters. In some scripts whole names are not longer. */
#define MIN_NAME_CHARS 2

/* "Regards,", "Regards, Ben" */
static gboolean
is_sign_off (const IdioMailLine *line,
             const char        **name)
{
  return IDIO_MAIL_LINE_LENGTH (line) <= MAX_SIGN_OFF_BYTES && !idio_mail_line_is_sentence (line) &&
         idio_mail_words_match (IDIO_MAIL_WORDS_SIGN_OFF, line->first, line->last, NULL, name);
}

/* The first sign-off from @start on, or @end. @sign_off is the one that was found the last time, for a place before. */
static const char *
find_sign_off (const char  *start,
               const char  *end,
               const char **sign_off)
{
  IdioMailLine line;
  const char *name;

  if (*sign_off != NULL && *sign_off >= start)
    return *sign_off;

  while (idio_mail_line_read_filled (start, end, &line) && !is_sign_off (&line, &name))
    start = line.next;

  return *sign_off = idio_mail_line_read_filled (start, end, &line) ? line.start : end;
}

static const char *
skip_word (const char *p,
           const char *end)
{
  while (p < end && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static const char *
skip_to_word (const char *p,
              const char *end)
{
  while (p < end && !g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* Whether a name has its first word in the line that says who wrote */
static gboolean
is_named (const char *name,
          const char *name_end,
          const char *start,
          const char *end)
{
  const char *first = skip_to_word (name, name_end), *first_end = skip_word (first, name_end);
  gsize length = (gsize) (first_end - first);

  if (name_end - name > MAX_NAME_BYTES || idio_mail_count_spaces (name, name_end) > MAX_NAME_SPACES ||
      g_utf8_strlen (first, (gssize) length) < MIN_NAME_CHARS || g_unichar_islower (g_utf8_get_char (first)))
    return FALSE;

  for (const char *p = skip_to_word (start, end), *word_end; p < end; p = skip_to_word (word_end, end))
    {
      word_end = skip_word (p, end);

      if ((gsize) (word_end - p) == length && memcmp (p, first, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * idio_unmarked_quote_find_end:
 * @attribution: where a line such as "Ben Carter wrote:" starts
 * @start: where it ends
 * @end: where the text ends
 * @sign_off: (inout): where the next sign-off is, as found for an attribution before, or %NULL
 *
 * Below such a line, what is signed by the one who is named there is probably theirs. The first sign-off tells: one by
 * somebody else is below the words of somebody else.
 *
 * Returns: (nullable): where that ends, below the name
 */
const char *
idio_unmarked_quote_find_end (const char  *attribution,
                              const char  *start,
                              const char  *end,
                              const char **sign_off)
{
  IdioMailLine line, next;
  const char *name;

  if (!idio_mail_line_read (find_sign_off (start, end, sign_off), end, &line) || !is_sign_off (&line, &name))
    return NULL;

  if (is_named (name, line.last, attribution, start))
    return line.next;

  if (skip_to_word (name, line.last) == line.last && idio_mail_line_read_filled (line.next, end, &next) &&
      is_named (next.first, next.last, attribution, start))
    return next.next;

  return NULL;
}
