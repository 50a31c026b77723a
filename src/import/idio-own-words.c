/* idio-own-words.c: what in a text its writer wrote, and what others did
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "import/idio-attribution.h"
#include "import/idio-mail-ending.h"
#include "import/idio-mail-head.h"
#include "import/idio-mail-line.h"
#include "import/idio-mail-words.h"
#include "import/idio-own-words.h"

/* Where mail programs break the lines that they quote, in bytes; what is longer may go on on a line without ">". */
#define MIN_WRAPPED_BYTES 65
#define MAX_WRAPPED_REST_BYTES 40

/* Fewest sentences below a "--" that is no mark of a signature for sure, which make it a rule between parts of a text */
#define MIN_SENTENCES 2

/* How many of the last lines may say that somebody else wrote the mail, and how long such a line may be, in bytes */
#define MAX_ASSISTANT_LINES 4
#define MAX_ASSISTANT_BYTES 100

/* Longest head of an invitation, in lines, and the shortest rule below it */
#define MAX_INVITATION_LINES 12
#define MIN_INVITATION_TILDES 6

/* How many lines are read between two looks at the cancellable */
#define LINES_PER_CHECK 4096

/**
 * Pass:
 * @text: where the text starts
 * @end: where it ends
 * @is_mail: whether it is the body of a mail
 * @parts: those so far, each of which ends where the next starts
 * @no_head: up to here no head of a mail starts
 * @no_block_end: whether no block of encoded text ends any more
 * @is_forwarded: whether the head says that the mail was forwarded
 * @automatic: (nullable): the part that is automatic, if the head says so
 *
 * One pass through a text.
 */
typedef struct
{
  const char *text;
  const char *end;
  gboolean    is_mail;
  GArray     *parts;
  const char *no_head;
  gboolean    no_block_end;
  gboolean    is_forwarded;
  gboolean    is_automatic;
  gboolean    is_surely_automatic;
} Pass;

static IdioPart *
get_part (const Pass *pass,
          guint       i)
{
  return &g_array_index (pass->parts, IdioPart, i);
}

static IdioPart *
get_last (const Pass *pass)
{
  return pass->parts->len > 0 ? get_part (pass, pass->parts->len - 1) : NULL;
}

/* Adds a part that starts where the last one ends, or makes that longer. */
static void
append (Pass         *pass,
        const char   *end,
        IdioPartKind  kind,
        gboolean      sure)
{
  IdioPart *last = get_last (pass);
  IdioPart part = { last != NULL ? last->end : 0, (guint) (end - pass->text), kind, sure };

  if (part.start == part.end)
    return;

  if (last != NULL && last->kind == kind && last->sure == (guint) sure && kind != IDIO_PART_ATTRIBUTION &&
      kind != IDIO_PART_SIGNATURE)
    last->end = part.end;
  else
    g_array_append_val (pass->parts, part);
}

/* Whether one of the last lines says that somebody else wrote this */
static gboolean
is_by_assistant (const char *start,
                 const char *end)
{
  for (guint i = 0; i < MAX_ASSISTANT_LINES && end > start; i++)
    {
      const char *last = idio_mail_trim_end (start, end);
      const char *newline = last > start ? memrchr (start, '\n', (gsize) (last - start)) : NULL;
      IdioMailLine line;

      if (!idio_mail_line_read (newline != NULL ? newline + 1 : start, end, &line))
        return FALSE;

      if (IDIO_MAIL_LINE_LENGTH (&line) < MAX_ASSISTANT_BYTES && line.last > line.first && line.last[-1] != '.' &&
          idio_mail_words_match (IDIO_MAIL_WORDS_ASSISTANT, line.first, line.last, NULL, NULL))
        return TRUE;

      end = line.start;
    }

  return FALSE;
}

/* Takes signatures and footers off the own words that were read last. Blank lines belong to what is above them. */
static void
close_own (Pass          *pass,
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

  n_endings = idio_mail_ending_find (start, end, below, endings);
  own->end = n_endings > 0 ? (guint) (endings[n_endings - 1].start - pass->text) : own->end;
  own->sure = below == IDIO_MAIL_BELOW_QUOTE || !is_by_assistant (start, pass->text + own->end);

  if (own->start == own->end)
    g_array_set_size (pass->parts, pass->parts->len - 1);

  for (guint i = n_endings; i > 0; i--)
    append (pass, i > 1 ? endings[i - 2].start : end, endings[i - 1].kind, endings[i - 1].sure);
}

static void
append_other (Pass         *pass,
              const char   *end,
              IdioPartKind  kind,
              gboolean      sure)
{
  close_own (pass, kind == IDIO_PART_ATTRIBUTION && sure ? IDIO_MAIL_BELOW_MAIL : IDIO_MAIL_BELOW_QUOTE);
  append (pass, end, kind, sure);
}

static gboolean
starts_with (const IdioMailLine *line,
             const char         *prefix)
{
  gsize length = strlen (prefix);

  return IDIO_MAIL_LINE_LENGTH (line) >= length && g_ascii_strncasecmp (line->first, prefix, length) == 0;
}

/* A quote goes on on a line without ">" where a program broke a line that was too long. */
static gboolean
is_rest_of_quote (const Pass         *pass,
                  const IdioMailLine *quoted,
                  const IdioMailLine *line)
{
  IdioMailLine next;

  return IDIO_MAIL_LINE_LENGTH (quoted) >= MIN_WRAPPED_BYTES && !idio_mail_line_is_blank (line) &&
         strchr (".!?:;,", quoted->last[-1]) == NULL && IDIO_MAIL_LINE_LENGTH (line) <= MAX_WRAPPED_REST_BYTES &&
         g_unichar_islower (g_utf8_get_char (line->first)) &&
         idio_mail_line_read (line->next, pass->end, &next) && idio_mail_line_is_quoted (&next);
}

/* The quoted lines from @line on; below an attribution some programs quote with a bar. */
static const char *
skip_quote (const Pass         *pass,
            const IdioMailLine *line,
            char                mark)
{
  IdioMailLine quoted = *line, next;

  while (idio_mail_line_read (quoted.next, pass->end, &next) && !idio_mail_line_is_blank (&next))
    {
      if (*next.first != mark && !is_rest_of_quote (pass, &quoted, &next))
        break;

      quoted = next;
    }

  return quoted.next;
}

/* Whether the next line that is not blank is a quote, and of which mark */
static char
get_quote_mark (const Pass   *pass,
                const char   *start,
                IdioMailLine *line)
{
  if (!idio_mail_line_read_filled (start, pass->end, line))
    return '\0';

  return *line->first == '>' || *line->first == '|' ? *line->first : '\0';
}

/* "-----BEGIN PGP SIGNATURE-----" to "-----END PGP SIGNATURE-----", and a calendar. What was signed is own words. */
static const char *
find_block_end (Pass               *pass,
                const IdioMailLine *line)
{
  const char *mark = starts_with (line, "BEGIN:VCALENDAR") ? "\nEND:VCALENDAR" : "\n-----END ", *found;
  IdioMailLine next = *line;

  if (starts_with (line, "-----BEGIN PGP SIGNED MESSAGE-----"))
    {
      while (idio_mail_line_read (next.next, pass->end, &next) && starts_with (&next, "Hash:"))
        line = &next;

      return idio_mail_line_is_blank (&next) ? next.start : line->next;
    }

  if (!starts_with (line, "BEGIN:VCALENDAR") &&
      !(starts_with (line, "-----BEGIN ") && memcmp (line->last - 5, "-----", 5) == 0))
    return NULL;

  if (pass->no_block_end || !(found = g_strstr_len (line->first, pass->end - line->first, mark)))
    {
      pass->no_block_end = TRUE;
      return NULL;
    }

  idio_mail_line_read (found + 1, pass->end, &next);

  return next.next;
}

/* A mail from here to the end, or, if it is marked as a quote, to where the quote ends */
static const char *
take_other_mail (Pass               *pass,
                 const char         *head_end,
                 IdioPartKind        head_kind,
                 IdioPartKind        kind)
{
  IdioMailLine line;
  char mark = get_quote_mark (pass, head_end, &line);

  append_other (pass, head_end, head_kind, TRUE);

  if (mark == '>')
    {
      head_end = skip_quote (pass, &line, mark);
      append (pass, head_end, kind, TRUE);
      return head_end;
    }

  append (pass, pass->end, kind, TRUE);

  return pass->end;
}

static const char *
try_attribution (Pass               *pass,
                 const IdioMailLine *line)
{
  const char *end;
  IdioAttribution found = idio_attribution_find (line->start, pass->end, &end);
  IdioMailLine next;
  char mark;

  if (found == IDIO_ATTRIBUTION_NONE)
    return NULL;

  mark = get_quote_mark (pass, end, &next);

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

static const char *
try_head (Pass               *pass,
          const IdioMailLine *line)
{
  IdioMailHead head;

  if (idio_mail_head_find_notes (line->start, pass->end, &head))
    return take_other_mail (pass, head.end, IDIO_PART_ATTRIBUTION, IDIO_PART_QUOTE);

  if (line->start < pass->no_head)
    return NULL;

  if (!idio_mail_head_find_inside (line->start, pass->end, &head))
    {
      pass->no_head = head.end;
      return NULL;
    }

  if (head.is_certain)
    return take_other_mail (pass, head.end, IDIO_PART_ATTRIBUTION, IDIO_PART_QUOTE);

  append_other (pass, head.end, IDIO_PART_ATTRIBUTION, FALSE);

  return head.end;
}

/* Takes what starts on this line and is not the writer's. Returns where that ends, or NULL. */
static const char *
take_other (Pass               *pass,
            const IdioMailLine *line)
{
  IdioMailDivider divider;
  const char *end;

  if (idio_mail_line_is_quoted (line))
    {
      end = skip_quote (pass, line, '>');
      append_other (pass, end, IDIO_PART_QUOTE, TRUE);
      return end;
    }

  if (idio_mail_ending_is_signature_mark (line))
    {
      append_other (pass, line->next, IDIO_PART_SIGNATURE, TRUE);
      return line->next;
    }

  if ((divider = idio_mail_divider_find (line, pass->end)) != IDIO_MAIL_DIVIDER_NONE)
    return take_other_mail (pass, line->next, IDIO_PART_ATTRIBUTION,
                            divider == IDIO_MAIL_DIVIDER_QUOTED ? IDIO_PART_QUOTE : IDIO_PART_FORWARDED);

  if ((*line->first == '-' || *line->first == 'B') && (end = find_block_end (pass, line)) != NULL)
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
take_banner (Pass       *pass,
             const char *start)
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
take_top (Pass *pass)
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

static void
read_lines (Pass         *pass,
            GCancellable *cancellable)
{
  const char *p = take_top (pass);
  IdioMailLine line;

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

/* Below an attribution without a quote all is somebody else's, unless quotes follow before the next one: then answers
 * are between them. Returns whether all to the end is settled. */
static gboolean
settle_attribution (Pass  *pass,
                    guint *i)
{
  guint n = *i + 1;

  while (n < pass->parts->len && !(get_part (pass, n)->kind == IDIO_PART_ATTRIBUTION && get_part (pass, n)->sure))
    {
      IdioPartKind kind = get_part (pass, n)->kind;

      if (kind == IDIO_PART_QUOTE || kind == IDIO_PART_FORWARDED)
        {
          *i = n;
          return FALSE;
        }

      n++;
    }

  for (guint j = *i + 1; j < pass->parts->len; j++)
    {
      get_part (pass, j)->kind = IDIO_PART_QUOTE;
      get_part (pass, j)->sure = TRUE;
    }

  return TRUE;
}

static void
count_lines (const Pass     *pass,
             const IdioPart *part,
             guint          *n_lines,
             guint          *n_sentences)
{
  IdioMailLine line;
  const char *p = pass->text + part->start, *end = pass->text + part->end;

  for (; *n_lines <= IDIO_MAIL_MAX_SIGNATURE_LINES + 1 && idio_mail_line_read_filled (p, end, &line); p = line.next)
    {
      *n_lines += 1;
      *n_sentences += idio_mail_line_is_sentence (&line);
    }
}

static gboolean
is_signature_mark (const Pass     *pass,
                   const IdioPart *part)
{
  IdioMailLine line;

  return part->kind == IDIO_PART_SIGNATURE && idio_mail_line_read (pass->text + part->start, pass->end, &line) &&
         idio_mail_ending_is_signature_mark (&line);
}

/* Below "--" there is a signature up to the next quote. What is too long for one, or reads like text, stays. Returns the
 * last of its parts. */
static guint
settle_signature (Pass  *pass,
                  guint  mark)
{
  guint n_lines = 0, n_sentences = 0, last = mark;
  gboolean is_marked = pass->text[get_part (pass, mark)->start + 2] == ' ', sure;

  while (last + 1 < pass->parts->len && n_lines <= IDIO_MAIL_MAX_SIGNATURE_LINES)
    {
      const IdioPart *next = get_part (pass, last + 1);

      if (next->kind == IDIO_PART_OWN)
        count_lines (pass, next, &n_lines, &n_sentences);
      else if (next->kind != IDIO_PART_SIGNATURE && next->kind != IDIO_PART_FOOTER)
        break;

      last++;
    }

  if (n_lines > IDIO_MAIL_MAX_SIGNATURE_LINES)
    {
      get_part (pass, mark)->kind = IDIO_PART_OWN;
      return mark;
    }

  sure = is_marked || n_sentences < MIN_SENTENCES;

  for (guint i = mark; i <= last; i++)
    {
      get_part (pass, i)->kind = IDIO_PART_SIGNATURE;
      get_part (pass, i)->sure = sure;
    }

  return last;
}

static void
settle_parts (Pass *pass)
{
  gboolean has_others = FALSE;

  for (guint i = 0; i < pass->parts->len; i++)
    {
      const IdioPart *part = get_part (pass, i);

      has_others |= part->kind == IDIO_PART_ATTRIBUTION || part->kind == IDIO_PART_QUOTE || part->kind == IDIO_PART_FORWARDED;

      if (part->kind == IDIO_PART_ATTRIBUTION && part->sure && i + 1 < pass->parts->len)
        {
          if (settle_attribution (pass, &i))
            break;
        }
      else if (is_signature_mark (pass, part))
        {
          i = settle_signature (pass, i);
        }
    }

  for (guint i = 0; i < pass->parts->len; i++)
    {
      IdioPart *part = get_part (pass, i);

      if (part->kind != IDIO_PART_OWN || (!pass->is_automatic && (!pass->is_forwarded || has_others)))
        continue;

      part->kind = pass->is_automatic ? IDIO_PART_AUTOMATIC : IDIO_PART_FORWARDED;
      part->sure = pass->is_surely_automatic;
    }
}

/* Parts that became the same are one. */
static void
merge_parts (GArray *parts)
{
  IdioPart *all = (IdioPart *) parts->data;
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    if (n > 0 && all[n - 1].kind == all[i].kind && all[n - 1].sure == all[i].sure)
      all[n - 1].end = all[i].end;
    else
      all[n++] = all[i];

  g_array_set_size (parts, n);
}

/**
 * idio_own_words_divide:
 * @text: a text with valid UTF-8, of less than 4 GB
 * @is_mail: whether it is the body of a mail for sure, and not a text that may be one and may have its head
 * @cancellable: (nullable): ends it early, with the parts of what was read until then
 *
 * Tells the writer's own words from quotes, forwarded mails, signatures and all else that mail programs, devices and
 * companies put into mails. What may be the writer's and may be not is a part that is not sure.
 *
 * Returns: (transfer full) (element-type IdioPart): the parts, in order; together they are all of the text
 */
GArray *
idio_own_words_divide (const char   *text,
                       gboolean      is_mail,
                       GCancellable *cancellable)
{
  Pass pass = {
    .text = text,
    .end = text + strlen (text),
    .is_mail = is_mail,
    .parts = g_array_new (FALSE, FALSE, sizeof (IdioPart)),
    .no_head = text,
  };

  read_lines (&pass, cancellable);
  settle_parts (&pass);
  merge_parts (pass.parts);

  return pass.parts;
}

/**
 * idio_part_is_kept:
 * @part: a part of a text
 *
 * Returns: whether it counts as the writer's own words, because it is that or nothing says for sure that it is not
 */
gboolean
idio_part_is_kept (const IdioPart *part)
{
  return part->kind == IDIO_PART_OWN || !part->sure;
}

/**
 * idio_own_words_join:
 * @text: a text
 * @parts: (element-type IdioPart): its parts
 *
 * Returns: (transfer full): the parts that are kept; where something between them is left out, a new paragraph begins
 */
char *
idio_own_words_join (const char   *text,
                     const GArray *parts)
{
  GString *own = g_string_new (NULL);
  gboolean is_gap = FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);
      const char *start = text + part->start, *end = text + part->end;

      if (!idio_part_is_kept (part))
        {
          is_gap = TRUE;
          continue;
        }

      if (is_gap && own->len > 0)
        {
          g_string_truncate (own, (gsize) (idio_mail_trim_end (own->str, own->str + own->len) - own->str));
          g_string_append (own, "\n\n");
        }

      while ((is_gap || own->len == 0) && start < end && (*start == '\n' || (*start == '\r' && start[1] == '\n')))
        start++;

      is_gap = FALSE;
      g_string_append_len (own, start, end - start);
    }

  return g_strchomp (g_string_free_and_steal (own));
}

/**
 * idio_own_words:
 * @text: a text that may be a mail
 * @cancellable: (nullable): ends it early, with what was read until then
 *
 * Returns: (transfer full): what of it is the writer's own, which may be nothing
 */
char *
idio_own_words (const char   *text,
                GCancellable *cancellable)
{
  g_autoptr(GArray) parts = idio_own_words_divide (text, FALSE, cancellable);

  return idio_own_words_join (text, parts);
}

/**
 * idio_part_kind_get_name:
 * @kind: a kind of parts
 *
 * Returns: what to call it where people see why it was left out
 */
const char *
idio_part_kind_get_name (IdioPartKind kind)
{
  switch (kind)
    {
    case IDIO_PART_HEAD:
      return _("Mail Header");

    case IDIO_PART_ATTRIBUTION:
      return _("Introduction of a Quote");

    case IDIO_PART_QUOTE:
      return _("Quoted Text");

    case IDIO_PART_FORWARDED:
      return _("Forwarded Text");

    case IDIO_PART_SIGNATURE:
      return _("Signature");

    case IDIO_PART_FOOTER:
      return _("Footer");

    case IDIO_PART_INVITATION:
      return _("Invitation");

    case IDIO_PART_ENCODED:
      return _("Encrypted or Digitally Signed");

    case IDIO_PART_AUTOMATIC:
      return _("Automatic Reply");

    default:
      return _("Own Words");
    }
}
