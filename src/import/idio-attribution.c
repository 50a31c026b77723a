/* idio-attribution.c: lines such as "On Monday, Ann Lee wrote:"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-attribution.h"
#include "import/idio-attribution-clues.h"
#include "import/idio-mail-line.h"
#include "text/idio-lexicon.h"

/* Programs fold lines at 72 to 78 characters, so that a date, a name and an address are on this many, and are not
 * longer than this in bytes. */
#define MAX_LINES 5
#define MAX_BYTES 500

/* Most words before a name that are no part of it, and of a name */
#define MAX_NAME_WORDS 6

/* What follows a verb in the middle, as in "schrieb Ann Lee am 3. Mai:" */
#define MAX_BYTES_AFTER_VERB 160

/* Whether a stretch has no more words than a name, and hardly one in lower case, which few names have and most
 * sentences */
static gboolean
is_name (const char *start,
         const char *end,
         guint       max_lower)
{
  guint n_words = 0, n_lower = 0;
  gboolean in_word = FALSE;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!in_word && g_unichar_isalpha (c))
        {
          n_words++;
          n_lower += g_unichar_islower (c);
        }

      in_word = !g_unichar_isspace (c) && c != '-' && c != '"' && c != '(' && c != '<';
    }

  return n_words <= MAX_NAME_WORDS && n_lower <= max_lower;
}

/* Whether all after the verb is a name, an address or a date */
static gboolean
ends_after_verb (const char                 *end,
                 const IdioAttributionClues *clues)
{
  gboolean colon;
  const char *rest = idio_mail_trim_start (clues->verb_end, end);
  const char *stop = idio_attribution_skip_colon (rest, end, &colon);
  IdioAttributionClues after;

  if (stop <= rest)
    return TRUE;

  if (stop - rest > MAX_BYTES_AFTER_VERB)
    return FALSE;

  idio_attribution_clues_find (rest, end, &after);

  return after.date || after.time || (after.address != NULL && after.address_end >= stop) || is_name (rest, stop, 1);
}

/* Whether it begins with a date, or with a word that dates have before them */
static gboolean
begins_with_date (const IdioAttributionClues *clues)
{
  return clues->early ? clues->start || clues->date || clues->time : clues->start && clues->number;
}

/* Whether a name, an address or both are all before the verb, or all but a date is after it */
static gboolean
begins_with_name (const char                 *start,
                  const IdioAttributionClues *clues)
{
  return clues->address != NULL && clues->address < clues->verb && clues->address - start < MAX_BYTES / 4 &&
         is_name (start, clues->address, *clues->address == '<' ? 3 : 0);
}

static gboolean
is_pronoun (const char *start,
            const char *end)
{
  return idio_lexicon_has_word (IDIO_LEXICON ("mail/pronouns.txt"), start, (gsize) (end - start));
}

static gboolean
ends_with_address (const char                 *end,
                   const IdioAttributionClues *clues)
{
  return clues->early && *clues->address == '<' && clues->address_end >= end;
}

/* "* Ann Lee <ann@example.org> [2025-05-03 09:14]:", as people set it in Mutt */
static gboolean
names_and_dates (const char                 *start,
                 const IdioAttributionClues *clues)
{
  if (clues->address == NULL || !clues->date || !clues->time || clues->address - start >= MAX_BYTES / 4)
    return FALSE;

  if (start[0] == '*' && start[1] == ' ')
    start += 2;

  return is_name (start, clues->address, *clues->address == '<' ? 3 : 0);
}

/* As Lotus Notes has it */
static gboolean
ends_with_date (const char                 *start,
                const char                 *end,
                const IdioAttributionClues *clues)
{
  const char *after = clues->address_end;

  return is_name (start, clues->address, 0) && end - after > 4 && g_ascii_strncasecmp (after, " on ", 4) == 0 &&
         strspn (after + 4, "0123456789/.:- AMP") >= (gsize) (end - after - 4);
}

/* A colon, a bracket around an address, or the end of a date, also in bold letters; looked at first, as most lines end
 * otherwise */
static gboolean
may_end (const char *start,
         const char *end)
{
  return end > start && (g_ascii_isdigit (end[-1]) || strchr (":>*_M", end[-1]) != NULL || (end[-1] & 0x80) != 0);
}

/* How much it looks like an attribution up to the colon at @stop, without a word for writing */
static IdioAttribution
judge_without_verb (const char                 *start,
                    const char                 *stop,
                    const IdioAttributionClues *clues)
{
  /* "ср, 30 апр. 2025 г. в 15:19, Ann Lee <ann@example.org>:" */
  if (begins_with_date (clues) && (clues->date || clues->time) && clues->address != NULL && clues->address_end >= stop)
    return IDIO_ATTRIBUTION_CERTAIN;

  if (names_and_dates (start, clues))
    return IDIO_ATTRIBUTION_LIKELY;

  /* What people thought of to say it with */
  return clues->date && clues->time && clues->address != NULL ? IDIO_ATTRIBUTION_POSSIBLE : IDIO_ATTRIBUTION_NONE;
}

/* How much the lines from @start to @end look like an attribution, seen as one */
static IdioAttribution
judge (const char *start,
       const char *end)
{
  IdioAttributionClues clues;
  const char *stop;

  if (end - start > MAX_BYTES || !may_end (start, end))
    return IDIO_ATTRIBUTION_NONE;

  idio_attribution_clues_find (start, end, &clues);

  /* "2013/7/20 Ann Lee <ann@example.org>", as Gmail once had it, and "Ann Lee"@example.org on 07/20/2013 */
  if (!clues.colon)
    return clues.date && clues.address != NULL &&
           (ends_with_address (end, &clues) || ends_with_date (start, end, &clues))
             ? IDIO_ATTRIBUTION_LIKELY : IDIO_ATTRIBUTION_NONE;

  idio_attribution_clues_find_verb (start, end, &clues);
  stop = idio_attribution_skip_colon (start, end, &clues.colon);

  if (clues.verb == NULL)
    return judge_without_verb (start, stop, &clues);

  if (!ends_after_verb (end, &clues))
    return IDIO_ATTRIBUTION_NONE;

  if (begins_with_date (&clues))
    {
      if ((clues.address != NULL && clues.number) || (clues.date && clues.time))
        return IDIO_ATTRIBUTION_CERTAIN;

      return IDIO_ATTRIBUTION_LIKELY;
    }

  if (begins_with_name (start, &clues))
    return IDIO_ATTRIBUTION_CERTAIN;

  /* "Missatge de Ann Lee <ann@example.org> del dia dl., 3 de maig 2025 a les 9:14:" */
  if (clues.verb == start && clues.address != NULL && clues.date && clues.time)
    return IDIO_ATTRIBUTION_CERTAIN;

  /* "wrote:" is what is left of a line that was folded elsewhere, "Quoting Ann Lee <ann@example.org>:" is by Horde. */
  if (clues.verb == start)
    return clues.verb_end >= stop || clues.address_end >= stop ? IDIO_ATTRIBUTION_LIKELY : IDIO_ATTRIBUTION_POSSIBLE;

  /* "Ann Lee wrote:", "Ann Lee schrieb am 3. Mai 2025 um 9:14:" */
  if (g_unichar_isupper (g_utf8_get_char (start)) && is_name (start, clues.verb, 0) &&
      !is_pronoun (start, idio_mail_trim_end (start, clues.verb)))
    return clues.date && clues.time ? IDIO_ATTRIBUTION_CERTAIN : IDIO_ATTRIBUTION_LIKELY;

  return IDIO_ATTRIBUTION_POSSIBLE;
}

/**
 * Beginning:
 * @worded: whether it begins with a word such as "On" and a date
 * @dated: whether it begins with a date
 * @full: whether that has a year
 * @address: whether it has an address
 *
 * What is in the first line of what may be an attribution.
 */
typedef struct
{
  gboolean worded;
  gboolean dated;
  gboolean full;
  gboolean address;
} Beginning;

/* Whether a line may be the first of an attribution that goes on on the next */
static gboolean
may_begin (const IdioMailLine *line,
           Beginning          *beginning)
{
  IdioAttributionClues clues;

  if (line->last - line->first > MAX_BYTES)
    return FALSE;

  idio_attribution_clues_find (line->first, line->last, &clues);
  beginning->worded = clues.early && clues.start;
  beginning->dated = clues.early && (clues.start || clues.date);
  beginning->full = clues.date;
  beginning->address = clues.address != NULL;

  return beginning->dated || beginning->address || line->last[-1] == '<';
}

/* Whether an attribution begins on this line, and not on one above it: there may be a date and an address in a line of
 * one's own, too. */
static gboolean
begins_anew (const IdioMailLine *line,
             const Beginning    *above)
{
  Beginning beginning;

  if (!may_begin (line, &beginning) || !beginning.dated || (above->address && !beginning.address))
    return FALSE;

  /* "Vào 12 tháng 5, 2025" goes on with "vào lúc 9:14", but no date does with a year and a word in upper case. */
  return !above->worded || (beginning.worded && beginning.full && g_unichar_isupper (g_utf8_get_char (line->first)));
}

/* Whether a bracket is open, so that a line that begins with ">" closes it and is no quote */
static gboolean
is_open (const char *start,
         const char *end,
         const char *brackets)
{
  gint n_open = 0;

  for (; start < end; start++)
    n_open += (*start == brackets[0]) - (*start == brackets[1]);

  return n_open > 0;
}

/* The same for some lines, of which none are an attribution as long as a bracket is open */
static IdioAttribution
judge_closed (const char *start,
              const char *end)
{
  return is_open (start, end, "<>") || is_open (start, end, "()") ? IDIO_ATTRIBUTION_NONE : judge (start, end);
}

/* Whether one begins on one of the lines after the first, up to @last: then it begins there, and not on the first. */
static gboolean
begins_later (const IdioMailLine *lines,
              guint               last,
              const Beginning    *above)
{
  for (guint i = 1; i <= last; i++)
    if (begins_anew (&lines[i], above))
      return judge (lines[i].first, lines[last].last) >= IDIO_ATTRIBUTION_LIKELY;

  return FALSE;
}

/* "---- On Monday, Ann Lee wrote ----", as Zoho has it */
static IdioAttribution
judge_ruled (const IdioMailLine *line)
{
  const char *start = line->first, *end = line->last;
  g_autofree char *words = NULL;

  if (IDIO_MAIL_LINE_LENGTH (line) > MAX_BYTES || end - start < 8 || memcmp (start, "--", 2) != 0 ||
      memcmp (end - 2, "--", 2) != 0)
    return IDIO_ATTRIBUTION_NONE;

  while (start < end && (*start == '-' || *start == ' '))
    start++;

  while (end > start && (end[-1] == '-' || end[-1] == ' '))
    end--;

  words = g_strdup_printf ("%.*s:", (int) (end - start), start);

  return end > start ? judge (words, words + strlen (words)) : IDIO_ATTRIBUTION_NONE;
}

/* ">>> Ann Lee <ann@example.org> 05/03/25 9:14 AM >>>", as GroupWise has it, and no mark below it */
static IdioAttribution
judge_marked (const IdioMailLine *line)
{
  static const char mark[] = ">>>";
  gsize length = strlen (mark);
  IdioAttributionClues clues;

  if (IDIO_MAIL_LINE_LENGTH (line) > MAX_BYTES || IDIO_MAIL_LINE_LENGTH (line) < 2 * length + 2 ||
      memcmp (line->first, ">>> ", length + 1) != 0 || memcmp (line->last - length, mark, length) != 0)
    return IDIO_ATTRIBUTION_NONE;

  idio_attribution_clues_find (line->first + length, line->last - length, &clues);

  return clues.date && clues.time ? IDIO_ATTRIBUTION_CERTAIN : IDIO_ATTRIBUTION_NONE;
}

/**
 * idio_attribution_find:
 * @start: where a line of a text starts
 * @end: where the text ends
 * @attribution_end: (out): where the attribution ends that starts there
 *
 * Looks for what mail programs put above the mail that is answered, in many languages and folded over some lines. It
 * has a date, an address or a name, and in most languages a verb, and ends with a colon.
 *
 * Returns: how much it looks like that
 */
IdioAttribution
idio_attribution_find (const char  *start,
                       const char  *end,
                       const char **attribution_end)
{
  IdioAttribution found;
  IdioMailLine line, lines[MAX_LINES];
  const char *first;
  Beginning beginning;

  if (!idio_mail_line_read (start, end, &line) || idio_mail_line_is_blank (&line))
    return IDIO_ATTRIBUTION_NONE;

  first = line.first;
  *attribution_end = line.next;

  if (*first == '>')
    return judge_marked (&line);

  found = *first == '-' ? judge_ruled (&line) : judge_closed (first, line.last);

  if (found == IDIO_ATTRIBUTION_CERTAIN || !may_begin (&line, &beginning))
    return found;

  for (guint i = 1; i < MAX_LINES; i++)
    {
      IdioMailLine *next = &lines[i];
      IdioAttribution folded;

      /* Programs that take HTML apart leave a blank line before the address. */
      if (!idio_mail_line_read_filled (line.next, end, next) || next->last - first > MAX_BYTES ||
          (next->start > line.next && *next->first != '<') ||
          (idio_mail_line_is_quoted (next) && !is_open (first, line.last, "<>")))
        break;

      line = *next;
      folded = judge_closed (first, line.last);

      if (folded <= found || (folded < IDIO_ATTRIBUTION_CERTAIN && !beginning.dated))
        continue;

      if (begins_later (lines, i, &beginning))
        break;

      found = folded;
      *attribution_end = line.next;

      if (found == IDIO_ATTRIBUTION_CERTAIN)
        break;
    }

  return found;
}
