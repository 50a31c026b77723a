/* idio-mail-pass.c: a pass over the lines of a text that may be a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-attribution.h"
#include "import/idio-broken-quote.h"
#include "import/idio-initials-quote.h"
#include "import/idio-mail-block.h"
#include "import/idio-mail-divider.h"
#include "import/idio-mail-ending.h"
#include "import/idio-mail-footer.h"
#include "import/idio-mail-head.h"
#include "import/idio-mail-line.h"
#include "import/idio-mail-pass.h"
#include "import/idio-mail-words.h"
#include "import/idio-mail-writer.h"
#include "import/idio-unmarked-quote.h"

/* Longest head of an invitation, in lines, and the shortest rule below it */
#define MAX_INVITATION_LINES 12
#define MIN_INVITATION_TILDES 6

/* How many lines are read between two looks at the cancellable */
#define LINES_PER_CHECK 4096

/**
 * idio_mail_pass_get_part:
 * @pass: a pass
 * @i: a number below that of the parts
 *
 * Returns: (transfer none): the part of that number, until more are added
 */
IdioPart *
idio_mail_pass_get_part (const IdioMailPass *pass,
                         guint               i)
{
  return &g_array_index (pass->parts, IdioPart, i);
}

static IdioPart *
get_last (const IdioMailPass *pass)
{
  return pass->parts->len > 0 ? idio_mail_pass_get_part (pass, pass->parts->len - 1) : NULL;
}

/* Where the parts end so far */
static guint
get_end (const IdioMailPass *pass)
{
  return pass->parts->len > 0 ? get_last (pass)->end : 0;
}

/* Adds a part that starts where the last one ends, or makes that longer. */
static void
append (IdioMailPass *pass,
        const char   *end,
        IdioPartKind  kind,
        gboolean      sure)
{
  IdioPart *last = get_last (pass);
  IdioPart part = { get_end (pass), (guint) (end - pass->text), kind, sure };

  if (part.start == part.end)
    return;

  if (last != NULL && last->kind == kind && last->sure == (guint) sure && kind != IDIO_PART_ATTRIBUTION &&
      kind != IDIO_PART_SIGNATURE)
    last->end = part.end;
  else
    g_array_append_val (pass->parts, part);
}

/* Takes signatures and footers off the own words that were read last. Blank lines belong to what is above them. */
static void
close_own (IdioMailPass  *pass,
           IdioMailBelow  below)
{
  IdioMailEnding endings[IDIO_MAIL_MAX_ENDINGS];
  IdioPart *own = get_last (pass);
  const char *start, *end;
  guint n_endings;

  if (own == NULL || own->kind != IDIO_PART_OWN)
    return;

  start = pass->text + own->start;
  end = pass->text + own->end;

  if (idio_mail_trim_start (start, end) == end)
    {
      if (pass->parts->len > 1)
        {
          g_array_set_size (pass->parts, pass->parts->len - 1);
          get_last (pass)->end = (guint) (end - pass->text);
        }

      return;
    }

  /* Between two marks of signatures all is one. */
  if (below == IDIO_MAIL_BELOW_QUOTE && pass->parts->len > 1 && own[-1].kind == IDIO_PART_SIGNATURE)
    return;

  n_endings = idio_mail_ending_find (start, end, below, endings);
  own->end = n_endings > 0 ? (guint) (endings[n_endings - 1].start - pass->text) : own->end;

  if (below != IDIO_MAIL_BELOW_QUOTE && idio_mail_writer_is_assistant (start, pass->text + own->end))
    {
      own->kind = IDIO_PART_ASSISTANT;
      own->sure = FALSE;
    }

  if (own->start == own->end)
    g_array_set_size (pass->parts, pass->parts->len - 1);

  for (guint i = n_endings; i > 0; i--)
    append (pass, i > 1 ? endings[i - 2].start : end, endings[i - 1].kind, endings[i - 1].sure);
}

static void
append_other (IdioMailPass *pass,
              const char   *end,
              IdioPartKind  kind,
              gboolean      sure)
{
  close_own (pass, kind == IDIO_PART_ATTRIBUTION && sure ? IDIO_MAIL_BELOW_MAIL : IDIO_MAIL_BELOW_QUOTE);
  append (pass, end, kind, sure);
}

/* The quoted lines from @line on; below an attribution some programs quote with a bar. */
static const char *
skip_quote (const IdioMailPass *pass,
            const IdioMailLine *line,
            char                mark)
{
  IdioMailLine quoted = *line, next;

  while (idio_mail_line_read (quoted.next, pass->end, &next) && !idio_mail_line_is_blank (&next))
    {
      if (*next.first != mark && !idio_broken_quote_goes_on (&quoted, &next, pass->end, pass->breaks_quotes))
        break;

      quoted = next;
    }

  return quoted.next;
}

/* Whether the next line that is not blank is a quote, and of which mark */
static char
get_quote_mark (const IdioMailPass *pass,
                const char         *start,
                IdioMailLine       *line)
{
  if (!idio_mail_line_read_filled (start, pass->end, line))
    return '\0';

  if (idio_initials_quote_find_end (line, pass->end, pass->initials) != NULL)
    return *line->first;

  return *line->first == '>' || *line->first == '|' ? *line->first : '\0';
}

/* Below a divider there may be the head of the mail. It has no ">" even where what is below it has. */
static const char *
skip_head (const IdioMailPass *pass,
           const char         *start)
{
  IdioMailLine line;
  IdioMailHead head;

  if (!idio_mail_line_read_filled (start, pass->end, &line))
    return start;

  if (idio_mail_line_is_rule (&line))
    start = line.next;

  return idio_mail_line_read_filled (start, pass->end, &line) &&
         idio_mail_head_find_inside (line.start, pass->end, &head) ? head.end : start;
}

/* All to the end. Answers in it may be the writer's: if they say so, any of it, and otherwise what has their name. */
static void
append_unmarked (IdioMailPass *pass,
                 const char   *start,
                 IdioPartKind  kind,
                 gboolean      announced)
{
  IdioMailLine line;
  gboolean is_answer = FALSE;

  if (announced)
    append (pass, pass->end, kind, FALSE);

  for (; !announced && idio_mail_line_read (start, pass->end, &line); start = line.next)
    {
      is_answer = (is_answer && !idio_mail_line_is_blank (&line)) || idio_mail_writer_is_label (pass->writers, &line);
      append (pass, line.next, kind, !is_answer);
    }
}

/* A mail from here to the end, or, if it is marked as a quote, to where the quote ends */
static const char *
take_other_mail (IdioMailPass *pass,
                 const char   *head_end,
                 IdioPartKind  head_kind,
                 IdioPartKind  kind)
{
  IdioMailLine line;
  char mark = get_quote_mark (pass, skip_head (pass, head_end), &line);
  gboolean announced = mark != '>' && idio_mail_writer_announces (pass->text, pass->text + get_end (pass));

  append_other (pass, head_end, head_kind, TRUE);

  if (mark == '>')
    {
      head_end = skip_quote (pass, &line, mark);
      append (pass, head_end, kind, TRUE);
      return head_end;
    }

  append_unmarked (pass, head_end, kind, announced);

  return pass->end;
}

static const char *
try_attribution (IdioMailPass       *pass,
                 const IdioMailLine *line)
{
  const char *end;
  IdioAttribution found = idio_attribution_find (line->start, pass->end, &end);
  const char *quote_end;
  IdioMailLine next;
  char mark;

  if (found == IDIO_ATTRIBUTION_NONE)
    return NULL;

  mark = get_quote_mark (pass, end, &next);

  if (found == IDIO_ATTRIBUTION_LIKELY && mark == '\0' &&
      (quote_end = idio_unmarked_quote_find_end (line->start, end, pass->end, &pass->sign_off)) != NULL)
    {
      append_other (pass, quote_end, IDIO_PART_QUOTE, FALSE);
      return quote_end;
    }

  /* Without a quote it is a sentence, unless it is all that was left of the mail. */
  if (found < IDIO_ATTRIBUTION_CERTAIN && mark == '\0' &&
      (found < IDIO_ATTRIBUTION_LIKELY || idio_mail_line_read_filled (end, pass->end, &next)))
    return NULL;

  append_other (pass, end, IDIO_PART_ATTRIBUTION, found >= IDIO_ATTRIBUTION_LIKELY);

  if (mark == '|' && found >= IDIO_ATTRIBUTION_LIKELY)
    {
      end = skip_quote (pass, &next, mark);
      append (pass, end, IDIO_PART_QUOTE, TRUE);
    }

  return end;
}

/* What is below may be a memo, and quotes in it are told as everywhere. */
static const char *
take_memo (IdioMailPass       *pass,
           const IdioMailHead *head)
{
  append_other (pass, head->end, IDIO_PART_ATTRIBUTION, FALSE);

  if (pass->memo == NULL)
    pass->memo = head->end;

  return head->end;
}

static const char *
try_head (IdioMailPass       *pass,
          const IdioMailLine *line)
{
  IdioMailHead head;

  if (idio_mail_head_find_notes (line->start, pass->end, &head))
    return idio_mail_writer_is_sender (pass->writers, &head)
           ? take_memo (pass, &head) : take_other_mail (pass, head.end, IDIO_PART_ATTRIBUTION, IDIO_PART_QUOTE);

  if (line->start < pass->no_head)
    return NULL;

  if (!idio_mail_head_find_inside (line->start, pass->end, &head))
    {
      pass->no_head = head.end;
      return NULL;
    }

  if (head.is_certain && (head.is_memo || idio_mail_writer_is_sender (pass->writers, &head)))
    return take_memo (pass, &head);

  if (head.is_certain)
    return take_other_mail (pass, head.end, IDIO_PART_ATTRIBUTION, IDIO_PART_QUOTE);

  append_other (pass, head.end, IDIO_PART_ATTRIBUTION, FALSE);

  return head.end;
}

/* "AL> Are you in?", which only somebody who is named above it is sure to have written */
static const char *
try_initials (IdioMailPass       *pass,
              const IdioMailLine *line)
{
  const char *end = idio_initials_quote_find_end (line, pass->end, pass->initials);
  const IdioPart *above;

  if (end == NULL)
    return NULL;

  close_own (pass, IDIO_MAIL_BELOW_QUOTE);
  above = get_last (pass);
  pass->initials_are_sure |= above != NULL && above->kind == IDIO_PART_ATTRIBUTION && above->sure;
  pass->initials = line->first;
  append (pass, end, IDIO_PART_QUOTE, pass->initials_are_sure);

  return end;
}

/* Takes what starts on this line and is not the writer's. Returns where that ends, or NULL. */
static const char *
take_other (IdioMailPass       *pass,
            const IdioMailLine *line)
{
  IdioMailDivider divider;
  const char *end;

  if (idio_mail_line_is_quoted (line))
    {
      if ((end = try_attribution (pass, line)) != NULL)
        return end;

      end = skip_quote (pass, line, '>');
      append_other (pass, end, IDIO_PART_QUOTE, TRUE);
      return end;
    }

  if ((end = try_initials (pass, line)) != NULL)
    return end;

  if (idio_mail_is_signature_mark (line))
    {
      append_other (pass, line->next, IDIO_PART_SIGNATURE, TRUE);
      return line->next;
    }

  if ((divider = idio_mail_divider_find (line, pass->end)) != IDIO_MAIL_DIVIDER_NONE)
    return take_other_mail (pass, line->next, IDIO_PART_ATTRIBUTION,
                            divider == IDIO_MAIL_DIVIDER_QUOTED ? IDIO_PART_QUOTE : IDIO_PART_FORWARDED);

  if ((*line->first == '-' || *line->first == 'B') && (end = idio_mail_block_find_end (pass, line)) != NULL)
    {
      append_other (pass, end, *line->first == 'B' ? IDIO_PART_INVITATION : IDIO_PART_ENCODED, TRUE);
      return end;
    }

  if ((end = try_attribution (pass, line)) != NULL)
    return end;

  return try_head (pass, line);
}

/* "*~*~*~*~*~*~*~*~*~*", below which Outlook has the words that go with an invitation */
static gboolean
is_invitation_rule (const IdioMailLine *line)
{
  guint n_tildes = 0;

  for (const char *p = line->first; p < line->last; p++)
    {
      if (*p != '*' && *p != '~')
        return FALSE;

      n_tildes += *p == '~';
    }

  return n_tildes >= MIN_INVITATION_TILDES;
}

/* What its mail server or calendar put above the text of a mail. Returns where that ends. */
static const char *
take_banner (IdioMailPass *pass,
             const char   *start)
{
  IdioMailLine line;
  const char *p = start;

  for (guint i = 0; i < MAX_INVITATION_LINES && idio_mail_line_read (p, pass->end, &line); i++, p = line.next)
    if (is_invitation_rule (&line))
      {
        append (pass, line.next, IDIO_PART_INVITATION, TRUE);
        return line.next;
      }

  if (!idio_mail_line_read_filled (start, pass->end, &line))
    return start;

  if (idio_mail_words_match (IDIO_MAIL_WORDS_AUTOMATIC, line.first, line.last, NULL, NULL))
    pass->is_automatic = TRUE;

  if (!idio_mail_words_match (IDIO_MAIL_WORDS_BANNER, line.first, line.last, NULL, NULL))
    return start;

  for (p = line.next; idio_mail_line_read (p, pass->end, &line) && !idio_mail_line_is_blank (&line); p = line.next)
    ;

  append (pass, p, IDIO_PART_FOOTER, TRUE);

  return p;
}

/* The head of the mail itself, and what is between that and its text */
static const char *
take_top (IdioMailPass *pass)
{
  const char *start = pass->text;
  IdioMailHead head;

  if (!pass->is_mail && idio_mail_head_find_first (start, pass->end, &head))
    {
      g_autofree char *subject = idio_mail_head_dup_subject (&head);

      append (pass, head.end, IDIO_PART_HEAD, TRUE);
      start = head.end;
      pass->is_forwarded = subject != NULL && idio_mail_subject_is_forwarded (subject);
      pass->is_surely_automatic = head.is_automatic;
      pass->is_automatic = head.is_automatic || (subject != NULL && idio_mail_subject_is_automatic (subject));
    }

  return take_banner (pass, start);
}

/**
 * idio_mail_pass_read:
 * @pass: a pass that did nothing yet
 * @cancellable: (nullable): ends it early, with the parts of what was read until then
 *
 * Divides the text into parts. A mark of a signature, and an attribution without a quote, are parts of their own: what
 * is below them is not known before all is read.
 */
void
idio_mail_pass_read (IdioMailPass *pass,
                     GCancellable *cancellable)
{
  const char *p = take_top (pass);
  IdioMailLine line;

  pass->breaks_quotes = idio_broken_quote_is_usual (p, pass->end);

  for (guint i = 1; idio_mail_line_read (p, pass->end, &line); i++)
    {
      const char *end = idio_mail_line_is_blank (&line) ? NULL : take_other (pass, &line);

      p = end != NULL ? end : line.next;

      if (end == NULL)
        append (pass, p, IDIO_PART_OWN, TRUE);

      if (i % LINES_PER_CHECK == 0 && g_cancellable_is_cancelled (cancellable))
        break;
    }

  close_own (pass, IDIO_MAIL_BELOW_NOTHING);
}
