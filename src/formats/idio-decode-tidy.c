/* idio-decode-tidy.c: characters that a text has no use for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/idio-decode.h"

/* How many characters are tidied between two looks at the cancellable */
#define CHARS_PER_CHECK 4096

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* What a text has no use for: control characters, and marks that are invisible but may hide words from the reader.
 * Joiners and the marks of direction that are part of a text stay. */
static gboolean
is_left_out (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\t') || c == 0xfeff || c == 0x200b || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/**
 * idio_decode_tidy:
 * @text: (inout): valid UTF-8
 * @cancellable: (nullable): ends it early, with the beginning of the text
 *
 * Makes all line ends "\n" and leaves out what a text has no use for: other control characters, and invisible marks.
 * For what else makes characters, such as the entities of HTML. Works in place: the text does not get longer.
 */
void
idio_decode_tidy (char         *text,
                  GCancellable *cancellable)
{
  char *to = text;
  const char *next;
  guint n_chars = 0;

  /* What is at p may be overwritten before the next step, so that where it leads is read first. */
  for (const char *p = text; *p != '\0'; p = next)
    {
      gunichar c;

      next = g_utf8_next_char (p);

      if (n_chars++ % CHARS_PER_CHECK == 0 && g_cancellable_is_cancelled (cancellable))
        break;

      /* Most of a text; to ask for what kind of character each is takes longer than all else here. */
      if ((*p >= ' ' && *p < 0x7f) || *p == '\n')
        {
          *to++ = *p;
          continue;
        }

      c = g_utf8_get_char (p);

      if (c == '\r')
        {
          gsize n_returns = strspn (p, "\r");

          next = p + n_returns;

          /* Before "\n" they are part of its line end, however often the line ends were converted. */
          if (*next != '\n')
            {
              memset (to, '\n', n_returns);
              to += n_returns;
            }
        }
      else if (is_line_end (c))
        *to++ = '\n';
      else if (!is_left_out (c))
        {
          memmove (to, p, (gsize) (next - p));
          to += next - p;
        }
    }

  *to = '\0';
}
