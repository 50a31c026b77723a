/* idio-mail-signature.c: what is below a mark of a signature, which is not known before all of the text is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-ending.h"
#include "import/idio-mail-footer.h"
#include "import/idio-mail-line.h"
#include "import/idio-mail-signature.h"
#include "import/idio-mail-words.h"

/* Fewest sentences right below "-- ", or anywhere below "--", that make it a rule between parts of a text. One may be a
 * motto. */
#define MIN_SENTENCES 2

/* Shortest line, in bytes, that a mail program may have broken so that a sentence goes on below it */
#define MIN_WRAPPED_BYTES 50

/**
 * Block:
 * @n_lines: how many lines it has that are not blank, as far as they were counted
 * @n_sentences: how many of them end a sentence
 * @is_counted: whether they were counted
 * @has_postscript: whether one of them begins what is added below a name
 * @is_footer: whether it is what a mailing list puts below a mark of its own, which is no text, whatever it says
 *
 * Lines below a mark of a signature.
 */
typedef struct
{
  guint n_lines : 8;
  guint n_sentences : 8;
  guint is_counted : 1;
  guint has_postscript : 1;
  guint is_footer : 1;
} Block;

struct _IdioMailSignatures
{
  IdioMailPass *pass;
  Block        *blocks; /* (nullable): one for each of its parts, of which there may be millions */
  GArray       *rests;
};

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

/* What is counted of a part. Many marks may be above it, but its lines are looked at once. */
static const Block *
get_block (IdioMailSignatures *self,
           guint               i)
{
  const IdioPart *part = idio_mail_pass_get_part (self->pass, i);
  const char *start = self->pass->text + part->start, *end = self->pass->text + part->end;
  IdioMailLine line;
  Block *block;

  if (self->blocks == NULL)
    self->blocks = g_new0 (Block, self->pass->parts->len);

  block = &self->blocks[i];

  if (!block->is_counted)
    {
      count_lines (start, end, block);
      block->is_footer = !block->has_postscript && idio_mail_line_read_filled (start, end, &line) &&
                         idio_mail_words_match (IDIO_MAIL_WORDS_FOOTER, line.first, line.last, NULL, NULL);
      block->is_counted = TRUE;
    }

  return block;
}

static void
add_block (Block       *sum,
           const Block *block)
{
  sum->n_lines += block->n_lines;
  sum->n_sentences += block->n_sentences;
  sum->has_postscript |= block->has_postscript;
}

/* The last of the parts that are a signature if the one below @mark is; counts the lines of all, and of those that are
 * below another such mark */
static guint
find_signature_end (IdioMailSignatures *self,
                    guint               mark,
                    Block              *all,
                    Block              *below_next)
{
  gboolean is_below_next = FALSE;
  guint last = mark;

  for (; last + 1 < self->pass->parts->len && all->n_lines <= IDIO_MAIL_MAX_SIGNATURE_LINES; last++)
    {
      const IdioPart *next = idio_mail_pass_get_part (self->pass, last + 1);

      is_below_next = is_below_next || idio_mail_signatures_is_mark (self, last + 1);

      if (next->kind == IDIO_PART_OWN)
        {
          const Block *block = get_block (self, last + 1);

          add_block (all, block);

          if (is_below_next && !block->is_footer)
            add_block (below_next, block);
        }
      else if (next->kind != IDIO_PART_SIGNATURE && next->kind != IDIO_PART_FOOTER)
        break;
    }

  return last;
}

/* Below @mark there are too many lines for a signature, and so there are below the marks that follow it with none
 * between. Returns the last of these. */
static guint
keep_marks (IdioMailSignatures *self,
            guint               mark)
{
  guint last = mark;

  for (guint i = mark; idio_mail_pass_get_part (self->pass, i)->kind != IDIO_PART_OWN; i++)
    if (idio_mail_signatures_is_mark (self, i))
      last = i;

  for (guint i = mark; i <= last; i++)
    if (idio_mail_signatures_is_mark (self, i))
      idio_mail_pass_get_part (self->pass, i)->kind = IDIO_PART_OWN;

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
 * of companies. */
static void
split_signature (IdioMailSignatures *self,
                 IdioPart           *own)
{
  const char *text = self->pass->text, *end = text + own->end, *rest = skip_paragraph (text + own->start, end);
  IdioPart part = { (guint) (rest - text), own->end, IDIO_PART_SIGNATURE, FALSE };
  Block block = { 0 };

  count_lines (rest, end, &block);

  if ((block.n_sentences == 0 && !block.has_postscript) ||
      idio_mail_words_match (IDIO_MAIL_WORDS_LEGAL, rest, end, NULL, NULL))
    return;

  own->end = part.start;
  g_array_append_val (self->rests, part);
}

/* Whether what is below @mark, up to the next mark or quote, is a signature for sure */
static gboolean
is_sure (IdioMailSignatures *self,
         guint               mark,
         const Block        *all,
         const Block        *below_next)
{
  const char *text = self->pass->text;
  gboolean is_marked = text[idio_mail_pass_get_part (self->pass, mark)->start + 2] == ' ';
  IdioPart *own = idio_mail_pass_get_part (self->pass, mark + 1);
  const char *start = text + own->start, *end = text + own->end;
  Block first = { 0 };

  count_lines (start, skip_paragraph (start, end), &first);

  if (is_doubtful (idio_mail_trim_start (start, end), &first, below_next, is_marked) ||
      (!is_marked && all->n_sentences >= MIN_SENTENCES &&
       !idio_mail_words_match (IDIO_MAIL_WORDS_LEGAL, start, end, NULL, NULL)))
    return FALSE;

  split_signature (self, own);

  return TRUE;
}

/**
 * idio_mail_signatures_new:
 * @pass: a pass that has read all
 *
 * Returns: (transfer full): what settles the marks of signatures among the parts of @pass, as long as there are no more
 *   or fewer of these
 */
IdioMailSignatures *
idio_mail_signatures_new (IdioMailPass *pass)
{
  IdioMailSignatures *self = g_new0 (IdioMailSignatures, 1);

  self->pass = pass;
  self->rests = g_array_new (FALSE, FALSE, sizeof (IdioPart));

  return self;
}

void
idio_mail_signatures_free (IdioMailSignatures *self)
{
  g_array_unref (self->rests);
  g_free (self->blocks);
  g_free (self);
}

/**
 * idio_mail_signatures_is_mark:
 * @self: the marks of a pass
 * @i: the number of one of its parts
 *
 * Returns: whether the part is the mark of a signature
 */
gboolean
idio_mail_signatures_is_mark (const IdioMailSignatures *self,
                              guint                     i)
{
  const IdioPart *part = idio_mail_pass_get_part (self->pass, i);
  IdioMailLine line;

  return part->kind == IDIO_PART_SIGNATURE &&
         idio_mail_line_read (self->pass->text + part->start, self->pass->end, &line) &&
         idio_mail_is_signature_mark (&line);
}

/**
 * idio_mail_signatures_settle:
 * @self: the marks of a pass
 * @mark: the number of a part that is a mark
 *
 * Below "--" there is a signature up to the next quote. What is too long for one, or reads like text, stays.
 *
 * Returns: the number of the last part that is settled by that
 */
guint
idio_mail_signatures_settle (IdioMailSignatures *self,
                             guint               mark)
{
  Block all = { 0 }, below_next = { 0 };
  guint last = find_signature_end (self, mark, &all, &below_next);
  gboolean sure;

  if (all.n_lines > IDIO_MAIL_MAX_SIGNATURE_LINES)
    return keep_marks (self, mark);

  sure = last == mark || idio_mail_pass_get_part (self->pass, mark + 1)->kind != IDIO_PART_OWN ||
         is_sure (self, mark, &all, &below_next);

  for (guint i = mark; i <= last; i++)
    {
      IdioPart *part = idio_mail_pass_get_part (self->pass, i);

      if (part->kind == IDIO_PART_FOOTER && part->sure)
        continue;

      part->kind = IDIO_PART_SIGNATURE;
      part->sure = sure;
    }

  return last;
}

/**
 * idio_mail_signatures_get_rests:
 * @self: the marks of a pass
 *
 * Returns: (transfer none) (element-type IdioPart): the parts that are missing between those of the pass, in order
 */
const GArray *
idio_mail_signatures_get_rests (const IdioMailSignatures *self)
{
  return self->rests;
}
