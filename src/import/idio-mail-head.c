/* idio-mail-head.c: the heads of mails in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-head.h"
#include "import/idio-mail-line.h"
#include "text/idio-lexicon.h"

/* Longest name of a line in a head, in bytes, and longest such line of which anything is looked at */
#define MAX_NAME_BYTES 60
#define MAX_LINE_BYTES 1000

/* Longest date in numbers, in bytes, and fewest digits of one */
#define MAX_DATE_BYTES 24
#define MIN_DATE_DIGITS 6

/* Most lines of a head within a text */
#define MAX_LINES 40

/* Most lines that an address in the head of a mail may be folded over, where nothing shows that they belong to it */
#define MAX_FOLDED_LINES 3

/* Fewest lines that the head of a mail has, if it has a sender or a subject */
#define MIN_LINES 3

/* The kinds of lines that tell a head from a list, as bits */
typedef enum
{
  FROM = 1 << 0,
  DATE = 1 << 1,
  TO = 1 << 2,
  SUBJECT = 1 << 3,
  OTHER = 1 << 4,
  SAVED = 1 << 5,
  FOLDED = 1 << 6,
} Lines;

/* What tells the head of a mail from a list and from that of a memo: how many lines it has, of what kind the first is,
 * which have addresses, and whether a program says when it was sent */
typedef struct
{
  guint    n_lines;
  Lines    first;
  Lines    addresses;
  gboolean is_sent;
} Signs;

/* RFC 3834 */
#define AUTOMATIC "auto-submitted: auto"

/* Lines that only programs write and read (RFC 5322, RFC 3834) */
static const char * const saved_names[] = {
  "return-path", "received", "message-id", "mime-version", "content-type", "content-transfer-encoding", "delivered-to",
  "dkim-signature", "references", "x-mailer", "x-originating-ip", "authentication-results", "arc-seal",
  "auto-submitted", "received-spf", "x-received", "x-google-smtp-source", "envelope-to", "precedence", "list-id",
  "x-spam-status",
};

static gboolean
is_token (const char *start,
          const char *end)
{
  for (const char *p = start; p < end; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;

  return start < end;
}

/* Marks of bold letters around the name of a line */
static const char *
skip_marks (const char *start,
            const char *end)
{
  while (start < end && (*start == '*' || *start == '_'))
    start = idio_mail_trim_start (start + 1, end);

  return start;
}

/* Where the name of a line of a head ends: before a colon, of which East Asia has a wide one */
static const char *
find_name_end (const char  *start,
               const char  *end,
               const char **value)
{
  static const char wide_colon[] = "\uff1a";

  end = MIN (end, start + MAX_NAME_BYTES);

  for (const char *p = start; p < end; p++)
    {
      if (*p == ':' || (end - p >= 3 && memcmp (p, wide_colon, 3) == 0))
        {
          *value = p + (*p == ':' ? 1 : 3);

          while (p > start && (p[-1] == '*' || p[-1] == '_'))
            p--;

          return idio_mail_trim_end (start, p);
        }
    }

  return NULL;
}

static Lines
get_kind (const char *name,
          const char *end)
{
  gsize length = (gsize) (end - name);
  Lines lines = 0;

  if (idio_lexicon_has_word (IDIO_LEXICON ("mail/head-from.txt"), name, length))
    lines |= FROM;

  if (idio_lexicon_has_word (IDIO_LEXICON ("mail/head-date.txt"), name, length))
    lines |= DATE;

  if (idio_lexicon_has_word (IDIO_LEXICON ("mail/head-to.txt"), name, length))
    lines |= TO;

  if (idio_lexicon_has_word (IDIO_LEXICON ("mail/head-subject.txt"), name, length))
    lines |= SUBJECT;

  if (lines == 0 && idio_lexicon_has_word (IDIO_LEXICON ("mail/head-other.txt"), name, length))
    lines |= OTHER;

  for (guint i = 0; lines == 0 && i < G_N_ELEMENTS (saved_names); i++)
    if (length == strlen (saved_names[i]) && g_ascii_strncasecmp (name, saved_names[i], length) == 0)
      lines |= SAVED;

  return lines;
}

/* What kind of line of a head a line is, and where its value starts */
static Lines
read_line (const IdioMailLine  *line,
           const char         **value)
{
  const char *start = skip_marks (line->first, line->last);
  const char *name_end = find_name_end (start, line->last, value);

  return name_end != NULL && name_end > start ? get_kind (start, name_end) : 0;
}

static gboolean
has_address (const char *start,
             const char *end)
{
  return memchr (start, '@', MIN ((gsize) (end - start), MAX_LINE_BYTES)) != NULL;
}

/* A line that has no name goes on with the one before if it is indented, or has addresses and a line with a name
 * follows soon. */
static gboolean
is_folded (const IdioMailLine *line,
           const char         *end)
{
  IdioMailLine next = *line;

  if (!has_address (line->first, line->last) && *line->first != '<' && line->first == line->start)
    return FALSE;

  for (guint i = 0; i < MAX_FOLDED_LINES; i++)
    {
      const char *value;

      if (!idio_mail_line_read (next.next, end, &next) || idio_mail_line_is_blank (&next))
        return FALSE;

      if (read_line (&next, &value) != 0)
        return TRUE;
    }

  return FALSE;
}

/* The first thing that one ambiguous name adds: in Italian "a" is an addressee, in French it is, too */
static Lines
add_kind (Lines found,
          Lines kind)
{
  Lines rest = kind & ~found;

  return rest != 0 ? found | (rest & -rest) : found;
}

static void
note_subject (IdioMailHead *head,
              const char   *value,
              const char   *value_end)
{
  head->subject = idio_mail_trim_start (value, value_end);
  head->subject_end = value_end;
}

/* A memo says on which day it was written. */
static gboolean
is_sent_line (const IdioMailLine *line,
              const char         *value)
{
  const char *start = skip_marks (line->first, line->last), *name_value;
  const char *name_end = find_name_end (start, line->last, &name_value);

  return idio_mail_has_time (value, line->last) ||
         (name_end != NULL &&
          !idio_lexicon_has_word (IDIO_LEXICON ("mail/head-date-memo.txt"), start, (gsize) (name_end - start)));
}

static void
note_line (IdioMailHead       *head,
           Signs              *signs,
           Lines               kind,
           const IdioMailLine *line,
           const char         *value)
{
  if (signs->n_lines++ == 0)
    signs->first = kind;

  signs->addresses |= has_address (value, line->last) ? kind : 0;
  head->end = line->next;

  if ((kind & SUBJECT) && head->subject == NULL)
    note_subject (head, value, line->last);

  if ((kind & FROM) && head->from == NULL)
    {
      head->from = idio_mail_trim_start (value, line->last);
      head->from_end = line->last;
    }

  signs->is_sent |= (kind & DATE) && is_sent_line (line, value);
  head->is_automatic |= (kind & SAVED) && g_ascii_strncasecmp (line->first, AUTOMATIC, strlen (AUTOMATIC)) == 0;
}

/**
 * find_head:
 * @all_names: whether lines with any name, and all that is indented, belong to it, as in a mail that was saved
 *
 * Returns: the kinds of lines in it, 0 if there are none
 */
static Lines
find_head (const char   *start,
           const char   *end,
           gboolean      all_names,
           IdioMailHead *head,
           Signs        *signs)
{
  IdioMailLine line;
  Lines found = 0, kind = 0;

  memset (head, 0, sizeof *head);
  memset (signs, 0, sizeof *signs);
  head->end = start;

  for (const char *p = start; idio_mail_line_read (p, end, &line) && !idio_mail_line_is_blank (&line); p = line.next)
    {
      const char *value = line.first;
      Lines next = read_line (&line, &value);
      const char *name_end = line.first;

      if (next == 0 && found != 0 && ((all_names && line.first > line.start) || is_folded (&line, end)))
        {
          if ((kind & SUBJECT) && head->subject_end != NULL)
            head->subject_end = line.last;

          signs->addresses |= has_address (line.first, line.last) ? kind : 0;
          head->end = line.next;
          continue;
        }

      if (next == 0 && all_names && (name_end = find_name_end (line.first, line.last, &value)) != NULL &&
          is_token (line.first, name_end))
        next = OTHER;

      if (next == 0 || (!all_names && signs->n_lines == MAX_LINES))
        break;

      kind = next;
      found = add_kind (found, next);
      note_line (head, signs, next, &line, value);
    }

  return found;
}

/* Whether the last line of a text's head is followed by an empty line, or ends the text */
static gboolean
is_followed_by_blank (const IdioMailHead *head,
                      const char         *end)
{
  IdioMailLine line;

  return !idio_mail_line_read (head->end, end, &line) || idio_mail_line_is_blank (&line);
}

/**
 * idio_mail_head_find_first:
 * @text: where a text starts
 * @end: where it ends
 * @head: (out): its head
 *
 * Looks for the head of a mail that was saved or copied as a whole. A memo that begins with "To:", and a list with
 * "From:" and "To:" but no subject and no address, are texts of one's own.
 *
 * Returns: whether there is one
 */
gboolean
idio_mail_head_find_first (const char   *text,
                           const char   *end,
                           IdioMailHead *head)
{
  const char *start = idio_mail_trim_start (text, end);
  IdioMailLine line;
  Signs signs;
  Lines found;

  /* The line between the mails of an mbox */
  if (end - start > 5 && memcmp (start, "From ", 5) == 0 && idio_mail_line_read (start, end, &line) &&
      has_address (line.first, line.last))
    start = line.next;

  found = find_head (start, end, TRUE, head, &signs);

  if ((found & SAVED) && (found & (FROM | DATE)) && signs.n_lines >= MIN_LINES && is_followed_by_blank (head, end))
    {
      head->is_certain = head->is_saved = TRUE;
      return TRUE;
    }

  found = find_head (start, end, FALSE, head, &signs);
  head->is_certain = (found & FROM) && signs.n_lines > 1 && ((found & SUBJECT) || signs.addresses != 0);

  if (!(found & FROM) && (found & SUBJECT))
    head->is_certain = signs.addresses != 0 || signs.n_lines == 1;

  return head->is_certain;
}

/**
 * idio_mail_head_find_inside:
 * @start: where a line of a text starts
 * @end: where the text ends
 * @head: (out): the head that starts there; if there is none, there is none up to its end either
 *
 * Looks for the head of a mail as mail programs put it above what they quote.
 *
 * Returns: whether there is one, or something that may be one
 */
gboolean
idio_mail_head_find_inside (const char   *start,
                            const char   *end,
                            IdioMailHead *head)
{
  Signs signs;
  Lines found = find_head (start, end, FALSE, head, &signs);

  if (!(found & FROM) || signs.n_lines < 2)
    return FALSE;

  head->is_certain = (signs.n_lines >= MIN_LINES && ((found & SUBJECT) || signs.addresses != 0)) ||
                     (signs.addresses != 0 && (found & DATE) && (found & (SUBJECT | TO)));
  head->is_memo = (signs.first & (TO | FROM)) == TO || (!(signs.addresses & FROM) && !signs.is_sent);

  return TRUE;
}

/* "01/02/2001 09:14 AM", alone on a line */
static gboolean
is_date (const char *start,
         const char *end)
{
  guint n_digits = 0;

  if (end - start > MAX_DATE_BYTES)
    return FALSE;

  for (const char *p = start; p < end; p++)
    {
      n_digits += g_ascii_isdigit (*p);

      if (*p == '\0' || strchr ("0123456789/.:- AMPamp", *p) == NULL)
        return FALSE;
    }

  /* Telephone numbers have neither. */
  return n_digits >= MIN_DATE_DIGITS && (memchr (start, '/', (gsize) (end - start)) != NULL ||
                                         memchr (start, ':', (gsize) (end - start)) != NULL);
}

/* "Ann Lee <ann@example.org> on 01/02/2001 09:14:00 AM" */
static gboolean
ends_with_date (const IdioMailLine *line)
{
  const char *on = g_strrstr_len (line->first, line->last - line->first, " on ");

  return on != NULL && has_address (line->first, on) && is_date (on + strlen (" on "), line->last);
}

/**
 * idio_mail_head_find_notes:
 * @start: where a line of a text starts
 * @end: where the text ends
 * @head: (out): the head that starts there
 *
 * Looks for the head of a mail as Lotus Notes puts it above what it quotes: a name, with the date on the same or the
 * next line, and below that the addressees and the subject.
 *
 * Returns: whether there is one
 */
gboolean
idio_mail_head_find_notes (const char   *start,
                           const char   *end,
                           IdioMailHead *head)
{
  const char *sender, *sender_end;
  IdioMailLine line, next;
  Signs signs;
  Lines found;

  if (!idio_mail_line_read (start, end, &line))
    return FALSE;

  sender = is_date (line.first, line.last) ? line.last : line.first;
  sender_end = line.last;

  if (!ends_with_date (&line) && sender < sender_end)
    {
      if (IDIO_MAIL_LINE_LENGTH (&line) > 2 * MAX_NAME_BYTES || !idio_mail_line_read (line.next, end, &next) ||
          idio_mail_line_is_blank (&next) || !is_date (next.first, next.last))
        return FALSE;

      line = next;
    }

  if (!idio_mail_line_read_filled (line.next, end, &next))
    return FALSE;

  found = find_head (next.start, end, FALSE, head, &signs);
  head->from = sender;
  head->from_end = sender_end;
  head->is_certain = (found & TO) && (found & SUBJECT);

  return head->is_certain;
}

/**
 * idio_mail_head_dup_subject:
 * @head: a head
 *
 * Returns: (transfer full) (nullable): its subject, on one line
 */
char *
idio_mail_head_dup_subject (const IdioMailHead *head)
{
  g_autofree char *subject = NULL;

  if (head->subject == NULL || head->subject >= head->subject_end)
    return NULL;

  subject = g_strndup (head->subject, (gsize) (head->subject_end - head->subject));

  /* Folded lines are one, and their indentation is a space. */
  for (char *p = subject; (p = strpbrk (p, "\r\n")) != NULL;)
    {
      gsize n_spaces = strspn (p, "\r\n\t ");

      *p = ' ';
      memmove (p + 1, p + n_spaces, strlen (p + n_spaces) + 1);
    }

  return g_strdup (g_strchomp (subject));
}
