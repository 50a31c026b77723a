/* idio-tokens.c: a text as words and marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <unicode/utf8.h>

#include "text/idio-lexicon.h"
#include "text/idio-tokenizer.h"

/* Mail programs fold at 72 characters or so: a line at least this long, and not much longer, goes on in the next. */
#define FOLDED_LINE_CHARS     55
#define FOLDED_LINE_MAX_CHARS 100

/* A longer line, folded ones included, is read in parts, as if there were a break. It keeps what is in memory small. */
#define MAX_LINE_BYTES (1 << 17)

/**
 * idio_is_list_item:
 * @line: where a line begins, without blanks
 * @end: where it ends
 *
 * Returns: whether it is an item of a list: with a bullet, or a number and a full stop or parenthesis
 */
gboolean
idio_is_list_item (const char *line,
                   const char *end)
{
  const char *p = line;

  if (p == end)
    return FALSE;

  if (*p == '-' || *p == '*' || *p == '+')
    return TRUE;

  if (end - p >= 3 && memcmp (p, "•", 3) == 0)
    return TRUE;

  while (p < end && g_ascii_isdigit (*p))
    p++;

  return p > line && end - p >= 2 && (*p == '.' || *p == ')') && (p[1] == ' ' || p[1] == '\t');
}

/* How many characters a line has, up to @max; combining marks are none. */
static gsize
count_chars (const char *line,
             gsize       length,
             gsize       max)
{
  gsize n_chars = 0;

  for (gsize i = 0; i < length && n_chars < max; i++)
    n_chars += ((guint8) line[i] & 0xc0) != 0x80 && (guint8) line[i] != 0xcc;

  return n_chars;
}

/* Whether a line ends in an abbreviation, where a program took it for the end of a sentence; of some @next tells. */
static gboolean
ends_in_abbreviation (const char *line,
                      gsize       length,
                      char        next)
{
  const char *word, *end = line + length - 1;
  gsize n;

  if (length < 3 || *end != '.')
    return FALSE;

  for (word = end; word > line && (g_ascii_isalpha (word[-1]) || word[-1] == '.'); word--)
    ;

  n = (gsize) (end - word);

  return idio_lexicon_has_word (IDIO_LEXICON ("en/folded-any.txt"), word, n) ||
         (g_ascii_isdigit (next) && idio_lexicon_has_word (IDIO_LEXICON ("en/folded-number.txt"), word, n)) ||
         (g_ascii_islower (next) && idio_lexicon_has_word (IDIO_LEXICON ("en/folded-small.txt"), word, n));
}

/* Whether the line of @length bytes runs on in the one at @next, because a program has folded it. */
static gboolean
runs_on (const char *line,
         gsize       length,
         const char *next,
         const char *end)
{
  UChar32 c;
  int32_t i = 0;
  gsize n_chars;

  while (next < end && (*next == ' ' || *next == '\t'))
    next++;

  if (next == end || *next == '\n' || *next == '\r')
    return FALSE;

  if (ends_in_abbreviation (line, length, *next))
    return TRUE;

  n_chars = count_chars (line, length, FOLDED_LINE_MAX_CHARS);

  if (n_chars < FOLDED_LINE_CHARS / 2 || idio_is_list_item (next, end))
    return FALSE;

  if (n_chars >= FOLDED_LINE_CHARS)
    return n_chars < FOLDED_LINE_MAX_CHARS;

  U8_NEXT (next, i, (int32_t) MIN (end - next, 4), c);

  return c >= 0 && u_islower (c);
}

/* Where the line at @start ends, and where the next one begins: behind a line feed, a carriage return or both. Of a line
 * that is too long no more is said than that. */
static gsize
find_line_end (const char *text,
               gsize       start,
               gsize       length,
               gsize      *next)
{
  gsize end = start, most = MIN (length, start + MAX_LINE_BYTES + 1);

  while (end < most && text[end] != '\n' && text[end] != '\r')
    end++;

  *next = MIN (end + 1, length);

  if (*next < length && text[end] == '\r' && text[*next] == '\n')
    ++*next;

  return end;
}

/* Where the part of a line ends that is not too long: behind a blank, or between two characters. */
static gsize
find_part_end (const char *text,
               gsize       start)
{
  gsize most = start + MAX_LINE_BYTES, end = most;

  while (end > start && text[end - 1] != ' ')
    end--;

  if (end > start)
    return end;

  for (end = most; end > most - 3 && ((guint8) text[end] & 0xc0) == 0x80; end--)
    ;

  return end;
}

/**
 * idio_tokens_read_line:
 * @self: where to add tokens
 * @text: a text; what is not UTF-8 in it is skipped
 * @length: its length in bytes
 * @position: (inout): where a line begins, at first 0
 *
 * Reads a line, with those that it runs on in, and adds its tokens and a break. Boundaries are those of Unicode
 * Standard Annex #29, but that addresses, faces and runs of a mark are one token each. A line of more than 128 KiB is
 * read in parts.
 *
 * Returns: whether there was a line
 */
gboolean
idio_tokens_read_line (IdioTokens *self,
                       const char *text,
                       gsize       length,
                       gsize      *position)
{
  gsize start = *position, line = *position;
  gsize end, next;
  guint first = self->n_items;

  length = MIN (length, IDIO_TOKENS_MAX_LENGTH);

  if (start >= length)
    return FALSE;

  while (end = find_line_end (text, line, length, &next), next < length && end - start <= MAX_LINE_BYTES &&
         runs_on (text + line, end - line, text + next, text + length))
    line = next;

  if (end - start > MAX_LINE_BYTES)
    end = next = find_part_end (text, start);

  if (!idio_tokenizer_read_latin_line (self, text, start, end))
    {
      self->n_items = first;
      idio_tokenizer_read_icu_line (self, text, start, end);
    }

  idio_tokenizer_add (self, IDIO_TOKEN_BREAK, end);
  *position = next;

  return TRUE;
}

/**
 * idio_tokens_new:
 * @text: a text; what is not UTF-8 in it is skipped
 * @length: its length in bytes
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): its tokens, in order
 */
IdioTokens *
idio_tokens_new (const char *text,
                 gsize       length)
{
  IdioTokens *self = g_new0 (IdioTokens, 1);
  gsize position = 0;

  while (idio_tokens_read_line (self, text, length, &position))
    ;

  return self;
}

void
idio_tokens_free (IdioTokens *self)
{
  g_free (self->items);
  g_free (self);
}
