/* idio-own-words.c: what in a text its writer wrote, and what others did
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "import/idio-mail-ending.h"
#include "import/idio-mail-footer.h"
#include "import/idio-mail-line.h"
#include "import/idio-mail-pass.h"
#include "import/idio-mail-words.h"
#include "import/idio-own-words.h"

/* Fewest sentences right below "-- ", or anywhere below "--", that make it a rule between parts of a text. One may be a
 * motto. */
#define MIN_SENTENCES 2

/* Shortest line, in bytes, that a mail program may have broken so that a sentence goes on below it */
#define MIN_WRAPPED_BYTES 50

/* Below an attribution without a quote all is somebody else's, unless quotes follow before the next one: then answers
 * are between them. Returns whether all to the end is settled. */
static gboolean
settle_attribution (IdioMailPass *pass,
                    guint        *i)
{
  guint n = *i + 1;

  for (; n < pass->parts->len; n++)
    {
      const IdioPart *part = idio_mail_pass_get_part (pass, n);

      if (part->kind == IDIO_PART_ATTRIBUTION && part->sure)
        break;

      if (part->kind == IDIO_PART_QUOTE || part->kind == IDIO_PART_FORWARDED)
        {
          *i = n;
          return FALSE;
        }
    }

  for (guint j = *i + 1; j < pass->parts->len; j++)
    {
      idio_mail_pass_get_part (pass, j)->kind = IDIO_PART_QUOTE;
      idio_mail_pass_get_part (pass, j)->sure = TRUE;
    }

  return TRUE;
}

/**
 * Block:
 * @n_lines: how many lines it has that are not blank, as far as they were counted
 * @n_sentences: how many of them end a sentence
 * @has_postscript: whether one of them begins what is added below a name
 *
 * Lines below a mark of a signature.
 */
typedef struct
{
  guint    n_lines;
  guint    n_sentences;
  gboolean has_postscript;
} Block;

/* A long sentence may go on on a line of its own. */
static gboolean
ends_sentence (const IdioMailLine *line,
               const IdioMailLine *above)
{
  return idio_mail_line_is_sentence (line) ||
         (above->next == line->start && IDIO_MAIL_LINE_LENGTH (above) >= MIN_WRAPPED_BYTES &&
          strchr (".!?", line->last[-1]) != NULL);
}

static void
count_lines (const char *start,
             const char *end,
             Block      *block)
{
  IdioMailLine line, above = { 0 };

  for (; block->n_lines <= IDIO_MAIL_MAX_SIGNATURE_LINES && idio_mail_line_read_filled (start, end, &line);
       start = line.next, above = line)
    {
      block->n_lines++;
      block->n_sentences += ends_sentence (&line, &above);
      block->has_postscript |= idio_mail_words_match (IDIO_MAIL_WORDS_POSTSCRIPT, line.first, line.last, NULL, NULL);
    }
}

/* Where the second paragraph starts, or @end */
static const char *
skip_paragraph (const char *start,
                const char *end)
{
  IdioMailLine line;

  if (!idio_mail_line_read_filled (start, end, &line))
    return end;

  while (idio_mail_line_read (line.next, end, &line))
    if (idio_mail_line_is_blank (&line))
      return idio_mail_line_read_filled (line.next, end, &line) ? line.start : end;

  return end;
}

static gboolean
is_signature_mark (const IdioMailPass *pass,
                   const IdioPart     *part)
{
  IdioMailLine line;

  return part->kind == IDIO_PART_SIGNATURE && idio_mail_line_read (pass->text + part->start, pass->end, &line) &&
         idio_mail_is_signature_mark (&line);
}

/* The last of the parts that are a signature if the one below @mark is; counts the lines of all, and of those that are
 * below another such mark */
static guint
find_signature_end (const IdioMailPass *pass,
                    guint               mark,
                    Block              *all,
                    Block              *below_next)
{
  gboolean is_below_next = FALSE;
  guint last = mark;

  for (; last + 1 < pass->parts->len && all->n_lines <= IDIO_MAIL_MAX_SIGNATURE_LINES; last++)
    {
      const IdioPart *next = idio_mail_pass_get_part (pass, last + 1);

      is_below_next |= is_signature_mark (pass, next);

      if (next->kind == IDIO_PART_OWN)
        {
          count_lines (pass->text + next->start, pass->text + next->end, all);

          if (is_below_next)
            count_lines (pass->text + next->start, pass->text + next->end, below_next);
        }
      else if (next->kind != IDIO_PART_SIGNATURE && next->kind != IDIO_PART_FOOTER)
        break;
    }

  return last;
}

/* Whether the lines below a mark may be the writer's words, between rules or below one. "--" without a space is what
 * people type, too. */
static gboolean
is_doubtful (const char  *start,
             const Block *first,
             const Block *below_next,
             gboolean     is_marked)
{
  if (first->has_postscript || first->n_sentences >= (is_marked ? MIN_SENTENCES : 1))
    return TRUE;

  if (below_next->n_lines > 0 && (!is_marked || below_next->n_sentences > 0))
    return TRUE;

  return !is_marked && first->n_lines > 1 && g_unichar_islower (g_utf8_get_char (start));
}

/* What is below the first paragraph of a signature is a part more, where it reads like text and not like the notices
 * of companies. Returns whether it is. */
static gboolean
split_signature (IdioMailPass *pass,
                 guint         mark)
{
  IdioPart *own = idio_mail_pass_get_part (pass, mark + 1);
  const char *end = pass->text + own->end, *rest = skip_paragraph (pass->text + own->start, end);
  IdioPart part = { (guint) (rest - pass->text), own->end, IDIO_PART_SIGNATURE, FALSE };
  Block block = { 0 };

  count_lines (rest, end, &block);

  if ((block.n_sentences == 0 && !block.has_postscript) ||
      idio_mail_words_match (IDIO_MAIL_WORDS_LEGAL, rest, end, NULL, NULL))
    return FALSE;

  own->end = part.start;
  g_array_insert_val (pass->parts, mark + 2, part);

  return TRUE;
}

/* Below "--" there is a signature up to the next quote. What is too long for one, or reads like text, stays. Returns
 * the last of its parts. */
static guint
settle_signature (IdioMailPass *pass,
                  guint         mark)
{
  const char *start = pass->text + idio_mail_pass_get_part (pass, mark)->start;
  gboolean is_marked = start[2] == ' ', sure = TRUE, is_split = FALSE;
  Block all = { 0 }, below_next = { 0 }, first = { 0 };
  guint last = find_signature_end (pass, mark, &all, &below_next);

  if (all.n_lines > IDIO_MAIL_MAX_SIGNATURE_LINES)
    {
      idio_mail_pass_get_part (pass, mark)->kind = IDIO_PART_OWN;
      return mark;
    }

  if (last > mark && idio_mail_pass_get_part (pass, mark + 1)->kind == IDIO_PART_OWN)
    {
      const IdioPart *own = idio_mail_pass_get_part (pass, mark + 1);
      const char *own_start = pass->text + own->start, *own_end = pass->text + own->end;

      count_lines (own_start, skip_paragraph (own_start, own_end), &first);
      sure = !is_doubtful (idio_mail_trim_start (own_start, own_end), &first, &below_next, is_marked) &&
             (is_marked || all.n_sentences < MIN_SENTENCES ||
              idio_mail_words_match (IDIO_MAIL_WORDS_LEGAL, own_start, own_end, NULL, NULL));
      is_split = sure && split_signature (pass, mark);
      last += is_split ? 1 : 0;
    }

  for (guint i = mark; i <= last; i++)
    {
      IdioPart *part = idio_mail_pass_get_part (pass, i);

      if (part->kind == IDIO_PART_FOOTER && part->sure)
        continue;

      part->kind = IDIO_PART_SIGNATURE;
      part->sure = sure && !(is_split && i == mark + 2);
    }

  return last;
}

static void
settle_parts (IdioMailPass *pass)
{
  gboolean has_others = FALSE;

  for (guint i = 0; i < pass->parts->len; i++)
    {
      const IdioPart *part = idio_mail_pass_get_part (pass, i);

      has_others |= part->kind == IDIO_PART_ATTRIBUTION || part->kind == IDIO_PART_QUOTE ||
                    part->kind == IDIO_PART_FORWARDED;

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
      IdioPart *part = idio_mail_pass_get_part (pass, i);

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
  IdioPart *all = (IdioPart *) (void *) parts->data;
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
  IdioMailPass pass = {
    .text = text,
    .end = text + strlen (text),
    .is_mail = is_mail,
    .parts = g_array_new (FALSE, FALSE, sizeof (IdioPart)),
    .no_head = text,
  };

  idio_mail_pass_read (&pass, cancellable);
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
 * @starts: (out caller-allocates) (nullable): where to put, for each of the parts, where in the result it starts, or
 *   would, in bytes
 *
 * Returns: (transfer full): the parts that are kept; where something between them is left out, a new paragraph begins
 */
char *
idio_own_words_join (const char   *text,
                     const GArray *parts,
                     gsize        *starts)
{
  GString *own = g_string_new (NULL);
  gboolean is_gap = FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);
      const char *start = text + part->start, *end = text + part->end;

      if (starts != NULL)
        starts[i] = own->len;

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

      if (starts != NULL)
        starts[i] = own->len;

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

  return idio_own_words_join (text, parts, NULL);
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
      return _("Who Wrote the Quote");

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
