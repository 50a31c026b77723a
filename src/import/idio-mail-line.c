/* idio-mail-line.c: the lines of a text that may be a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-line.h"

/* Shortest line that may be a sentence, in bytes, where signatures have names, titles and addresses */
#define MIN_SENTENCE_BYTES 40

/* Fewest marks that are a rule between parts of a text */
#define MIN_RULE_MARKS 3

static gboolean
is_space (gunichar c)
{
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0x202f || c == 0x3000 || c == 0xfeff || c == 0xad ||
         (c >= 0x2000 && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069);
}

/**
 * idio_mail_trim_start:
 * @start: where a stretch of text starts
 * @end: where it ends
 *
 * Returns: its first character that is not white space, or @end
 */
const char *
idio_mail_trim_start (const char *start,
                      const char *end)
{
  while (start < end)
    {
      gunichar c = (*start & 0x80) == 0 ? (gunichar) *start : g_utf8_get_char_validated (start, end - start);

      if (!is_space (c))
        return start;

      start = g_utf8_next_char (start);
    }

  return end;
}

/**
 * idio_mail_trim_end:
 * @start: where a stretch of text starts
 * @end: where it ends
 *
 * Returns: the end of its last character that is not white space, or @start
 */
const char *
idio_mail_trim_end (const char *start,
                    const char *end)
{
  while (end > start)
    {
      const char *before = end - 1;

      while (before > start && (*before & 0xc0) == 0x80)
        before--;

      if (!is_space ((*before & 0x80) == 0 ? (gunichar) *before : g_utf8_get_char_validated (before, end - before)))
        return end;

      end = before;
    }

  return start;
}

/**
 * idio_mail_limit:
 * @start: where a stretch of text starts
 * @end: where it ends
 * @max_bytes: how long it may be, in bytes
 *
 * Returns: @end, or the end of the last character that is within @max_bytes
 */
const char *
idio_mail_limit (const char *start,
                 const char *end,
                 gsize       max_bytes)
{
  if ((gsize) (end - start) <= max_bytes)
    return end;

  for (end = start + max_bytes; end > start && (*end & 0xc0) == 0x80;)
    end--;

  return end;
}

/**
 * idio_mail_line_read:
 * @start: where a line starts, or the text ends
 * @end: where the text ends
 * @line: (out): the line
 *
 * Returns: %FALSE if there are no more lines
 */
gboolean
idio_mail_line_read (const char   *start,
                     const char   *end,
                     IdioMailLine *line)
{
  const char *stop;

  if (start >= end)
    return FALSE;

  if (!(stop = memchr (start, '\n', (gsize) (end - start))))
    stop = end;

  line->start = start;
  line->first = idio_mail_trim_start (start, stop);
  line->last = idio_mail_trim_end (line->first, stop);
  line->next = stop < end ? stop + 1 : end;

  return TRUE;
}

/**
 * idio_mail_line_read_filled:
 * @start: where a line starts, or the text ends
 * @end: where the text ends
 * @line: (out): the first line from there that is not blank
 *
 * Returns: %FALSE if there is none
 */
gboolean
idio_mail_line_read_filled (const char   *start,
                            const char   *end,
                            IdioMailLine *line)
{
  const char *first = idio_mail_trim_start (start, end);
  const char *newline = first > start ? memrchr (start, '\n', (gsize) (first - start)) : NULL;

  return first < end && idio_mail_line_read (newline != NULL ? newline + 1 : start, end, line);
}

gboolean
idio_mail_line_is_blank (const IdioMailLine *line)
{
  return line->first == line->last;
}

gboolean
idio_mail_line_is_quoted (const IdioMailLine *line)
{
  return line->first < line->last && *line->first == '>';
}

/**
 * idio_mail_line_is_rule:
 * @line: a line
 *
 * Returns: whether it consists of marks such as "-----" or "* * *"
 */
gboolean
idio_mail_line_is_rule (const IdioMailLine *line)
{
  static const char marks[] = "-_=*~#.+";
  guint n_marks = 0;

  for (const char *p = line->first; p < line->last; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x80 && c != 0 && strchr (marks, (int) c) != NULL) || (c >= 0x2010 && c <= 0x2015) || c == 0x2022 ||
          c == 0xb7 || (c >= 0x2500 && c <= 0x257f))
        n_marks++;
      else if (!is_space (c))
        return FALSE;
    }

  return n_marks >= MIN_RULE_MARKS;
}

/**
 * idio_mail_line_is_sentence:
 * @line: a line
 *
 * Returns: whether it is long and ends as sentences do, which names and addresses don't
 */
gboolean
idio_mail_line_is_sentence (const IdioMailLine *line)
{
  const char *last = line->last > line->first ? g_utf8_find_prev_char (line->first, line->last) : NULL;
  gunichar c = last != NULL ? g_utf8_get_char (last) : 0;

  if (c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0x61f || c == 0x964)
    return TRUE;

  return IDIO_MAIL_LINE_LENGTH (line) >= MIN_SENTENCE_BYTES && (c == '.' || c == '!' || c == '?' || c == ';');
}

/**
 * idio_mail_count_spaces:
 * @start: where a stretch of text starts
 * @end: where it ends
 *
 * Returns: how many spaces are in it, which are fewer than words by one where each is between two
 */
guint
idio_mail_count_spaces (const char *start,
                        const char *end)
{
  guint n_spaces = 0;

  for (const char *p = start; p < end; p++)
    n_spaces += *p == ' ';

  return n_spaces;
}

/**
 * idio_mail_has_time:
 * @start: where a stretch of text starts
 * @end: where it ends
 *
 * Returns: whether there is a time of day in it: "9:14", "9h14", "9時14分", "9시 14분"
 */
gboolean
idio_mail_has_time (const char *start,
                    const char *end)
{
  static const gunichar marks[] = { ':', 0xff1a, 'h', 0x6642, 0x65f6, 0x70b9, 0xc2dc };
  gunichar last[3] = { 0 };

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_mark = FALSE;

      if (c == ' ')
        continue;

      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        is_mark |= last[1] == marks[i];

      if (is_mark && g_unichar_isdigit (last[0]) && g_unichar_isdigit (last[2]) && g_unichar_isdigit (c))
        return TRUE;

      last[0] = last[1];
      last[1] = last[2];
      last[2] = c;
    }

  return FALSE;
}
