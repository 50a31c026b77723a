/* idio-mail-divider.c: lines such as "-----Original Message-----", and subjects such as "FW: Lunch"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-divider.h"
#include "import/idio-mail-head.h"
#include "import/idio-mail-words.h"

/* Longest line of which anything is looked at, in bytes, and longest without a rule around what it says */
#define MAX_LINE_BYTES 1000
#define MAX_BARE_BYTES 120

/* Shortest thing that such a line says, in bytes */
#define MIN_BARE_BYTES 9

/* Longest name of a line in the head of a mail, in bytes and spaces, and the fewest lines of one */
#define MAX_NAME_BYTES 40
#define MAX_NAME_SPACES 2
#define MIN_HEAD_LINES 3

/* Fewest marks before it that are a rule, and a rule after which more may be on the line */
#define MIN_MARKS 2
#define MIN_LONG_MARKS 4

static gboolean
is_rule_mark (gunichar c)
{
  return c == '-' || c == '_' || c == '=' || c == '~' || (c >= 0x2010 && c <= 0x2015);
}

/* Steps over the marks of a rule, and over those of lists and bold letters, which are none. */
static const char *
skip_rule (const char *start,
           const char *end,
           guint      *n_marks)
{
  *n_marks = 0;

  for (; start < end; start = idio_mail_trim_start (g_utf8_next_char (start), end))
    {
      gunichar c = g_utf8_get_char (start);

      if (is_rule_mark (c))
        *n_marks += 1;
      else if (c != '*' && c != '#' && c != '|')
        break;
    }

  return start;
}

/* Whether only marks of a rule and a colon follow */
static gboolean
ends_divider (const char *start,
              const char *end,
              gboolean   *colon)
{
  static const char wide_colon[] = "\uff1a";
  guint n_marks;

  start = idio_mail_trim_start (start, end);

  if (start < end && *start == ':')
    *colon = TRUE, start++;
  else if (end - start >= 3 && memcmp (start, wide_colon, 3) == 0)
    *colon = TRUE, start += 3;

  return skip_rule (idio_mail_trim_start (start, end), end, &n_marks) >= end;
}

static gboolean
is_subject (const IdioMailLine *line)
{
  return idio_mail_words_match (IDIO_MAIL_WORDS_SUBJECT_FORWARDED, line->first, line->last, NULL, NULL) ||
         idio_mail_words_match (IDIO_MAIL_WORDS_SUBJECT_ANSWERED, line->first, line->last, NULL, NULL);
}

/* Lines such as "Od: Ann", in a language of which the names are not known */
static gboolean
is_unknown_head (const IdioMailLine *line,
                 const char         *end)
{
  IdioMailLine next = *line;
  guint n_lines = 0;

  do
    {
      const char *colon = memchr (next.first, ':', MIN (IDIO_MAIL_LINE_LENGTH (&next), MAX_NAME_BYTES));

      if (colon == NULL || idio_mail_count_spaces (next.first, colon) > MAX_NAME_SPACES)
        return FALSE;
    }
  while (++n_lines < MIN_HEAD_LINES && idio_mail_line_read (next.next, end, &next));

  return n_lines == MIN_HEAD_LINES;
}

/**
 * idio_mail_divider_find:
 * @line: a line
 * @end: where the text ends
 *
 * Looks for a line such as "-----Original Message-----" or "Begin forwarded message:". Between rules more may follow,
 * as where the head of the mail is on the same line.
 *
 * Returns: what follows the line
 */
IdioMailDivider
idio_mail_divider_find (const IdioMailLine *line,
                        const char         *end)
{
  const char *last = idio_mail_limit (line->first, line->last, MAX_LINE_BYTES);
  guint n_marks, n_marks_after;
  const char *words = skip_rule (line->first, last, &n_marks), *after = NULL;
  gboolean colon = FALSE, is_end;
  IdioMailDivider divider = IDIO_MAIL_DIVIDER_NONE;
  IdioMailHead head;
  IdioMailLine next;

  /* Without a rule, there is nothing else on the line but a colon, or what is not Latin. */
  if (last - words < MIN_BARE_BYTES ||
      (n_marks < MIN_MARKS && (last - words > MAX_BARE_BYTES || (last[-1] != ':' && (last[-1] & 0x80) == 0))))
    return IDIO_MAIL_DIVIDER_NONE;

  if (idio_mail_words_match (IDIO_MAIL_WORDS_DIVIDER_FORWARDED, words, last, NULL, &after))
    divider = IDIO_MAIL_DIVIDER_FORWARDED;
  else if (idio_mail_words_match (IDIO_MAIL_WORDS_DIVIDER_QUOTED, words, last, NULL, &after))
    divider = IDIO_MAIL_DIVIDER_QUOTED;
  else
    return IDIO_MAIL_DIVIDER_NONE;

  is_end = ends_divider (after, last, &colon);

  /* "----- Original Message ----- From: Ann", "------- Forwarded by Ann on 1/2/01 -----" */
  if (n_marks >= MIN_MARKS)
    {
      skip_rule (idio_mail_trim_start (after, last), last, &n_marks_after);

      return is_end || colon || n_marks_after >= MIN_MARKS || n_marks >= MIN_LONG_MARKS
               ? divider : IDIO_MAIL_DIVIDER_NONE;
    }

  /* "Original Message:" may be a heading of one's own, if no head or quote follows. */
  if (!is_end || !idio_mail_line_read_filled (line->next, end, &next))
    return IDIO_MAIL_DIVIDER_NONE;

  return idio_mail_line_is_quoted (&next) || idio_mail_head_find_inside (next.start, end, &head) ||
         is_subject (&next) || is_unknown_head (&next, end) ? divider : IDIO_MAIL_DIVIDER_NONE;
}

/**
 * idio_mail_subject_is_forwarded:
 * @subject: the subject of a mail
 *
 * Returns: whether it begins as mail programs let the subjects of forwarded mails begin
 */
gboolean
idio_mail_subject_is_forwarded (const char *subject)
{
  return idio_mail_words_match (IDIO_MAIL_WORDS_SUBJECT_FORWARDED, subject, subject + strlen (subject), NULL, NULL);
}

/**
 * idio_mail_subject_is_automatic:
 * @subject: the subject of a mail
 *
 * Returns: whether it begins as those of automatic answers do, of answers to invitations, and of receipts
 */
gboolean
idio_mail_subject_is_automatic (const char *subject)
{
  const char *end = subject + strlen (subject);

  return idio_mail_words_match (IDIO_MAIL_WORDS_AUTOMATIC, subject, end, NULL, NULL) ||
         idio_mail_words_match (IDIO_MAIL_WORDS_RESPONSE, subject, end, NULL, NULL);
}

/**
 * idio_mail_subject_tells_automatic:
 * @subject: the subject of a mail
 *
 * People write “Out of office next week”, too; programs put such words before the subject of the mail that they answer.
 *
 * Returns: whether it begins as programs let those of automatic answers begin, with a colon
 */
gboolean
idio_mail_subject_tells_automatic (const char *subject)
{
  const char *end = subject + strlen (subject), *p = end;

  if (!idio_mail_words_match (IDIO_MAIL_WORDS_AUTOMATIC, subject, end, NULL, &p))
    return FALSE;

  p = idio_mail_trim_start (p, end);

  return g_str_has_prefix (p, ":") || g_str_has_prefix (p, "：");
}
