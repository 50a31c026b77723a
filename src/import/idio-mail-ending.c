/* idio-mail-ending.c: what is below the own words of a mail: signatures and footers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-ending.h"
#include "import/idio-mail-footer.h"
#include "import/idio-mail-words.h"

/* Most lines that are looked at, from the end, without blank ones. Legal notices are long, and some are in two
 * languages. */
#define MAX_LINES 60

/* Longest line with a name, a title or an address, and with the beginning of an invitation, in bytes */
#define MAX_CONTACT_BYTES 120
#define MAX_INVITATION_BYTES 300

/* Most bytes of a paragraph in which legal phrases are looked for */
#define MAX_LEGAL_BYTES 4000

/* How many legal phrases make a notice, and how long a paragraph with fewer is that may be one, in bytes */
#define MIN_LEGAL_PHRASES 2
#define MIN_LEGAL_BYTES 100

/* How much longer or shorter than a heading the rule below it may be, in characters */
#define MAX_HEADING_DIFFERENCE 3

/* Shortest rule that is as wide as a page, in bytes */
#define MIN_PAGE_BYTES 60

/* Most addresses below what an app or a list says */
#define MAX_ADDRESS_LINES 3

/* Longest name below a sign-off, in words, and longest punctuation after a sign-off, in bytes */
#define MAX_NAME_WORDS 4
#define MAX_COMMA_BYTES 3

/* Longest and shortest signature that neither a rule nor "--" is above, and shortest below a sign-off with a name, in
 * lines */
#define MAX_BARE_LINES 8
#define MIN_BARE_LINES 3
#define MIN_SIGNED_LINES 2

/**
 * Tail:
 * @lines: the last lines of somebody's own words that are not blank; those that were not cut off yet are @n_lines
 * @starts_paragraph: whether a blank line is above each of them
 * @below: what comes after them
 * @endings: what was cut off, from the last
 *
 * The end of somebody's own words, which gets shorter.
 */
typedef struct
{
  IdioMailLine   lines[MAX_LINES];
  gboolean       starts_paragraph[MAX_LINES];
  guint          n_lines;
  IdioMailBelow  below;
  IdioMailEnding endings[IDIO_MAIL_MAX_ENDINGS];
  guint          n_endings;
} Tail;

static void
read_tail (Tail       *tail,
           const char *start,
           const char *end)
{
  const char *line_end = end;
  guint n = MAX_LINES;

  /* From the last line up, so that all of a long text need not be read */
  while (n > 0 && line_end > start)
    {
      const char *newline = memrchr (start, '\n', (gsize) (line_end - 1 - start));
      IdioMailLine line;

      idio_mail_line_read (newline != NULL ? newline + 1 : start, end, &line);
      line_end = line.start;

      if (idio_mail_line_is_blank (&line))
        {
          if (n < MAX_LINES)
            tail->starts_paragraph[n] = TRUE;

          continue;
        }

      tail->lines[--n] = line;
      tail->starts_paragraph[n] = newline == NULL;
    }

  tail->n_lines = MAX_LINES - n;
  memmove (tail->lines, tail->lines + n, tail->n_lines * sizeof *tail->lines);
  memmove (tail->starts_paragraph, tail->starts_paragraph + n, tail->n_lines * sizeof *tail->starts_paragraph);
}

static void
cut (Tail         *tail,
     guint         first,
     IdioPartKind  kind,
     gboolean      sure)
{
  IdioMailEnding *last = tail->n_endings > 0 ? &tail->endings[tail->n_endings - 1] : NULL;

  /* What is not sure does not become so by what is below it, nor the other way round. */
  if (last == NULL || (last->sure != sure && tail->n_endings < IDIO_MAIL_MAX_ENDINGS))
    last = &tail->endings[tail->n_endings++];

  *last = (IdioMailEnding) { tail->lines[first].start, kind, sure };
  tail->n_lines = first;
}

/* Where the paragraph starts that ends before line @end */
static guint
get_paragraph_above (const Tail *tail,
                     guint       end)
{
  while (end > 0 && !tail->starts_paragraph[end - 1])
    end--;

  return end > 0 ? end - 1 : 0;
}

static guint
get_paragraph (const Tail *tail)
{
  return get_paragraph_above (tail, tail->n_lines);
}

/* Whether lines are short and no sentences, as names, titles and addresses are; counts those that tell */
static gboolean
is_block (const Tail *tail,
          guint       first,
          guint       end,
          guint      *n_contacts)
{
  *n_contacts = 0;

  for (guint i = first; i < end; i++)
    {
      const IdioMailLine *line = &tail->lines[i];

      if (idio_mail_is_contact (line) || idio_mail_is_footer (line))
        *n_contacts += 1;
      else if (IDIO_MAIL_LINE_LENGTH (line) > MAX_CONTACT_BYTES || idio_mail_line_is_sentence (line) ||
               strchr ("!?:", line->last[-1]) != NULL)
        return FALSE;
    }

  return first < end;
}

/* How many legal phrases are in a paragraph; two are enough. */
static guint
count_legal (const Tail *tail,
             guint       first,
             guint       end)
{
  const char *start = tail->lines[first].first;
  const char *last = idio_mail_limit (start, tail->lines[end - 1].last, MAX_LEGAL_BYTES);
  guint n = 0;

  while (n < MIN_LEGAL_PHRASES && idio_mail_words_match (IDIO_MAIL_WORDS_LEGAL, start, last, NULL, &start))
    n++;

  return n;
}

/* Rules belong to what is below them. */
static void
cut_rules (Tail *tail)
{
  while (tail->n_endings > 0 && tail->n_lines > 0 && idio_mail_line_is_rule (&tail->lines[tail->n_lines - 1]))
    {
      IdioMailEnding last = tail->endings[tail->n_endings - 1];

      cut (tail, tail->n_lines - 1, last.kind, last.sure);
    }
}

/* Where a footer starts that the text ends with: a line, perhaps with the addresses of an app or a list below and above
 * it */
static guint
find_footer (const Tail *tail)
{
  guint first = tail->n_lines;

  for (guint i = 0; i < MAX_ADDRESS_LINES && first > 1 && idio_mail_is_address (&tail->lines[first - 1]); i++)
    first--;

  if (first == 0 || !idio_mail_is_footer (&tail->lines[first - 1]))
    return tail->n_lines;

  first--;

  while (first > 0 && *tail->lines[first - 1].first == '<' && idio_mail_is_address (&tail->lines[first - 1]))
    first--;

  return first;
}

static gboolean
cut_footer (Tail *tail)
{
  guint first = find_footer (tail), paragraph;
  const IdioMailLine *line;

  if (first < tail->n_lines)
    {
      cut (tail, first, IDIO_PART_FOOTER, TRUE);
      return TRUE;
    }

  /* What is said in the first line of a paragraph may go on. */
  paragraph = get_paragraph (tail);
  line = &tail->lines[paragraph];

  if (paragraph > 0 && paragraph + 1 < tail->n_lines &&
      idio_mail_words_match (IDIO_MAIL_WORDS_FOOTER, line->first, line->last, NULL, NULL))
    {
      cut (tail, paragraph, IDIO_PART_FOOTER, TRUE);
      return TRUE;
    }

  return FALSE;
}

/* Counts the legal phrases in the paragraphs above @n_lines, as far as there are any. */
static guint
count_legal_above (const Tail *tail,
                   guint       n_lines,
                   guint      *first,
                   guint      *n_paragraphs)
{
  guint n_phrases = 0, n;

  *n_paragraphs = 0;

  for (*first = n_lines; *first > 0; *n_paragraphs += 1)
    {
      guint paragraph = get_paragraph_above (tail, *first);

      if ((n = count_legal (tail, paragraph, *first)) == 0)
        break;

      n_phrases += n;
      *first = paragraph;
    }

  return n_phrases;
}

/* Notices of companies, which may be some paragraphs. One phrase may be in a text of one's own, two are hardly ever.
 * Above a footer a long notice may have a paragraph without any. */
static gboolean
cut_legal (Tail *tail)
{
  guint n_lines = tail->n_lines, first, n_paragraphs, n_phrases;

  if (tail->below == IDIO_MAIL_BELOW_QUOTE || n_lines == 0)
    return FALSE;

  n_phrases = count_legal_above (tail, n_lines, &first, &n_paragraphs);

  if (n_phrases == 0 && tail->n_endings > 0)
    {
      n_phrases = count_legal_above (tail, get_paragraph_above (tail, n_lines), &first, &n_paragraphs);

      if (n_paragraphs < MIN_LEGAL_PHRASES || n_phrases < n_paragraphs + MIN_LEGAL_PHRASES)
        return FALSE;
    }

  if (n_phrases == 0 || (n_phrases < MIN_LEGAL_PHRASES &&
                         tail->lines[n_lines - 1].last - tail->lines[first].first < MIN_LEGAL_BYTES))
    return FALSE;

  cut (tail, first, IDIO_PART_FOOTER, n_phrases >= MIN_LEGAL_PHRASES && first > 0);

  return TRUE;
}

/* "Links" and as many marks below it are a heading. */
static gboolean
is_heading_rule (const Tail *tail,
                 guint       rule)
{
  gsize length, length_above;

  if (rule == 0 || tail->starts_paragraph[rule] || strchr ("-=~", *tail->lines[rule].first) == NULL)
    return FALSE;

  length = IDIO_MAIL_LINE_LENGTH (&tail->lines[rule]);
  length_above = (gsize) g_utf8_strlen (tail->lines[rule - 1].first,
                                        (gssize) IDIO_MAIL_LINE_LENGTH (&tail->lines[rule - 1]));

  return MAX (length, length_above) - MIN (length, length_above) <= MAX_HEADING_DIFFERENCE;
}

/* A rule, and below it little but names and addresses */
static gboolean
cut_below_rule (Tail *tail)
{
  for (guint i = 0; i + 1 < tail->n_lines; i++)
    {
      guint n_contacts, end = i + 1;

      if (!idio_mail_line_is_rule (&tail->lines[i]) || is_heading_rule (tail, i))
        continue;

      while (end < tail->n_lines && !idio_mail_line_is_rule (&tail->lines[end]))
        end++;

      if (idio_mail_is_logo (&tail->lines[i + 1]))
        {
          cut (tail, i, IDIO_PART_SIGNATURE, TRUE);
          return TRUE;
        }

      if (!is_block (tail, i + 1, end, &n_contacts))
        continue;

      /* What is below the next rule goes along where notices end it all. */
      if (end == tail->n_lines ? n_contacts > 0 || (tail->n_endings > 0 && end - i - 1 <= MAX_BARE_LINES)
                               : n_contacts > 0 && tail->n_endings > 0)
        {
          cut (tail, i, IDIO_PART_SIGNATURE, TRUE);
          return TRUE;
        }
    }

  return FALSE;
}

/* Below a rule as wide as the page and above the footer of a list, what ends with an address is by who runs the list. */
static void
cut_notice (Tail *tail)
{
  guint rule = tail->n_lines;

  while (rule > 0 && tail->n_lines - rule <= MAX_BARE_LINES && !idio_mail_line_is_rule (&tail->lines[rule - 1]))
    rule--;

  if (rule > 0 && rule < tail->n_lines && tail->n_endings > 0 && tail->endings[tail->n_endings - 1].sure &&
      idio_mail_line_is_rule (&tail->lines[rule - 1]) &&
      IDIO_MAIL_LINE_LENGTH (&tail->lines[rule - 1]) >= MIN_PAGE_BYTES &&
      idio_mail_is_address (&tail->lines[tail->n_lines - 1]))
    cut (tail, rule - 1, IDIO_PART_FOOTER, TRUE);
}

/* @only: whether nothing but a comma may follow the words, such as a name */
static gboolean
is_sign_off (const IdioMailLine *line,
             gboolean            only)
{
  const char *end;

  return idio_mail_count_spaces (line->first, line->last) <= MAX_NAME_WORDS && !idio_mail_line_is_sentence (line) &&
         idio_mail_words_match (IDIO_MAIL_WORDS_SIGN_OFF, line->first, line->last, NULL, &end) &&
         (!only || line->last - end <= MAX_COMMA_BYTES);
}

/* Whether the mail ends above @first with a name that is in the next line, too: "Ann", "Ann Lee, MSc" */
static gboolean
is_signed (const Tail *tail,
           guint       first)
{
  const IdioMailLine *above = &tail->lines[first - 1], *next = &tail->lines[first];
  g_autofree char *name = NULL;
  gsize n_letters = 0;

  if (first > 1 && is_sign_off (&tail->lines[first - 2], FALSE))
    return TRUE;

  while (above->first + n_letters < above->last && above->first[n_letters] != ' ' && above->first[n_letters] != ',')
    n_letters++;

  name = g_strndup (above->first, n_letters);

  return n_letters > 1 && idio_mail_count_spaces (above->first, above->last) < MAX_NAME_WORDS &&
         g_strstr_len (next->first, next->last - next->first, name) != NULL;
}

/* Where the last paragraph goes on below a sign-off, which may be the line above it, and the name */
static guint
skip_sign_off (const Tail *tail,
               guint       first)
{
  guint name = first;

  /* A second line of it is no name: "此致" and "敬礼", "Many thanks," and "Best regards," */
  while (tail->n_lines - name > 1 && is_sign_off (&tail->lines[name], name > first))
    name++;

  if (name > first)
    return name + 1;

  if (first > 0 && is_sign_off (&tail->lines[first - 1], FALSE))
    return first + 1;

  return first;
}

/* A last paragraph of names and addresses with nothing above it that says so. After a sign-off it is a signature;
 * otherwise it may be what somebody asked for. */
static gboolean
cut_bare (Tail *tail)
{
  guint paragraph = get_paragraph (tail), first = skip_sign_off (tail, paragraph), n_contacts;
  guint min_lines = first > paragraph ? MIN_SIGNED_LINES : MIN_BARE_LINES;
  gboolean has_title;

  if (first == 0 || first + min_lines > tail->n_lines || tail->n_lines - first > MAX_BARE_LINES ||
      !is_block (tail, first, tail->n_lines, &n_contacts) || n_contacts == 0 ||
      (first == paragraph && idio_mail_is_contact (&tail->lines[first])) || tail->lines[first - 1].last[-1] == ':')
    return FALSE;

  /* "Ann Lee, MSc" above a mail that is answered */
  has_title = memchr (tail->lines[first].first, ',', IDIO_MAIL_LINE_LENGTH (&tail->lines[first])) != NULL;
  cut (tail, first, IDIO_PART_SIGNATURE,
       first > paragraph || is_signed (tail, first) || (tail->below == IDIO_MAIL_BELOW_MAIL && has_title));

  return TRUE;
}

/* Blocks of calendars and meeting services, which go on to the end or to the rule that closes them */
static gboolean
cut_invitation (Tail *tail)
{
  for (guint i = 0; i < tail->n_lines; i++)
    if (IDIO_MAIL_LINE_LENGTH (&tail->lines[i]) <= MAX_INVITATION_BYTES &&
        idio_mail_words_match (IDIO_MAIL_WORDS_INVITATION, tail->lines[i].first, tail->lines[i].last, NULL, NULL))
      {
        cut (tail, i, IDIO_PART_INVITATION, TRUE);
        return TRUE;
      }

  return FALSE;
}

/**
 * idio_mail_ending_find:
 * @start: where somebody's own words start
 * @end: where they end
 * @below: what is below them
 * @endings: (out caller-allocates) (array fixed-size=4): the endings of them that are not theirs, from the last
 *
 * Looks for signatures and footers, of which there may be some below each other.
 *
 * Returns: how many there are
 */
guint
idio_mail_ending_find (const char     *start,
                       const char     *end,
                       IdioMailBelow   below,
                       IdioMailEnding *endings)
{
  Tail tail = { .below = below };
  gboolean again;
  guint n_lines;

  read_tail (&tail, start, end);
  n_lines = tail.n_lines;

  /* A rule at the end goes with what is above or below it, or is the writer's. */
  while (tail.n_lines > 0 && idio_mail_line_is_rule (&tail.lines[tail.n_lines - 1]))
    tail.n_lines--;

  if (below != IDIO_MAIL_BELOW_QUOTE)
    cut_invitation (&tail);

  do
    {
      cut_rules (&tail);
      again = cut_footer (&tail) || cut_legal (&tail);
    }
  while (again);

  if (below != IDIO_MAIL_BELOW_QUOTE && (cut_below_rule (&tail) || cut_bare (&tail)))
    {
      cut_rules (&tail);
      cut_notice (&tail);
    }
  else if (tail.n_endings == 0 && tail.n_lines < n_lines && below == IDIO_MAIL_BELOW_MAIL &&
           *tail.lines[tail.n_lines].first != '.')
    cut (&tail, tail.n_lines, IDIO_PART_FOOTER, TRUE);

  memcpy (endings, tail.endings, sizeof tail.endings);

  return tail.n_endings;
}
