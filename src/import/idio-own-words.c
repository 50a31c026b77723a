/* idio-own-words.c: what in a text its writer wrote, and what others did
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "import/idio-mail-line.h"
#include "import/idio-mail-pass.h"
#include "import/idio-mail-signature.h"
#include "import/idio-mail-writer.h"
#include "import/idio-own-words.h"
#include "import/idio-quotation.h"

/* What a mailbox makes of a line that begins with "From" */
#define ESCAPED ">From "

/* Whether one of its lines has the writer's name before it */
static gboolean
has_answer (const IdioMailPass *pass,
            const IdioPart     *part)
{
  const char *p = pass->text + part->start, *end = pass->text + part->end;
  IdioMailLine line;

  while (idio_mail_line_read (p, end, &line) && !idio_mail_writer_is_label (pass->writers, &line))
    p = line.next;

  return idio_mail_line_read (p, end, &line);
}

/* Below an attribution without a quote all is somebody else's, unless quotes follow before the next one: then answers
 * are between them. Returns whether all to the end is settled. */
static gboolean
settle_attribution (IdioMailPass *pass,
                    guint        *i)
{
  guint n = *i + 1;
  gboolean announced;
  const char *above;

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

  above = pass->text + idio_mail_pass_get_part (pass, *i)->start;
  announced = idio_mail_writer_announces (pass->text, above);

  for (guint j = *i + 1; j < pass->parts->len; j++)
    {
      IdioPart *part = idio_mail_pass_get_part (pass, j);

      part->kind = IDIO_PART_QUOTE;
      part->sure = !announced && !has_answer (pass, part);
    }

  return TRUE;
}

/* ">From", as mail programs store a line that begins with "From" */
static gboolean
is_escaped (const IdioMailLine *line)
{
  return IDIO_MAIL_LINE_LENGTH (line) > strlen (ESCAPED) && memcmp (line->first, ESCAPED, strlen (ESCAPED)) == 0;
}

/* ">10 people came", ">:(" and ">From": what may begin so without being a quote. Where there is more than one line, a
 * space after the mark makes it one. */
static gboolean
may_begin_so (const IdioMailLine *line,
              gboolean            is_alone)
{
  const char *rest = line->first + 1;
  const char *number = is_alone ? idio_mail_trim_start (rest, line->last) : rest;

  if (is_escaped (line) || (number < line->last && g_ascii_isdigit (*number)))
    return TRUE;

  return line->last - rest >= 2 && memchr (":;=_.^", *rest, 6) != NULL &&
         memchr ("()[]{}<>|/\\-_^=DPO", rest[1], 17) != NULL;
}

/* Whether all lines of a quote may be no quote. */
static gboolean
may_be_no_quote (const IdioMailPass *pass,
                 const IdioPart     *part,
                 gboolean            is_escape)
{
  const char *start = pass->text + part->start, *end = pass->text + part->end;
  IdioMailLine line;
  guint n_lines = 0;

  while (idio_mail_line_read_filled (start, end, &line))
    {
      gboolean is_alone = n_lines++ == 0 && idio_mail_trim_start (line.next, end) == end;

      if (is_escape ? !is_escaped (&line) : !may_begin_so (&line, is_alone))
        return FALSE;

      start = line.next;
    }

  return n_lines > 0;
}

static gboolean
is_quote (const IdioPart *part)
{
  return part->kind == IDIO_PART_QUOTE && part->sure;
}

/* Where nothing else says that there are quotes, such lines may be the writer's. */
static void
doubt_quotes (IdioMailPass *pass)
{
  gboolean has_quotes = FALSE, is_close = FALSE;

  for (guint i = 0; i < pass->parts->len; i++)
    {
      const IdioPart *part = idio_mail_pass_get_part (pass, i);
      const char *start = pass->text + part->start;

      if (part->kind == IDIO_PART_ATTRIBUTION || part->kind == IDIO_PART_FORWARDED)
        has_quotes = TRUE;
      else if (part->kind == IDIO_PART_QUOTE && !may_be_no_quote (pass, part, FALSE))
        {
          has_quotes = TRUE;
          is_close |= *start == '>' && start[1] != ' ';
        }
    }

  for (guint i = 0; i < pass->parts->len; i++)
    {
      IdioPart *part = idio_mail_pass_get_part (pass, i);

      /* Besides "> " a ">From" is none, but right below who wrote the quote it is. */
      if (is_quote (part) && (!has_quotes || (!is_close && may_be_no_quote (pass, part, TRUE) &&
                                              !(i > 0 && part[-1].kind == IDIO_PART_ATTRIBUTION))))
        part->sure = FALSE;
    }
}

static void
settle_parts (IdioMailPass       *pass,
              IdioMailSignatures *signatures)
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
      else if (idio_mail_signatures_is_mark (signatures, i))
        {
          i = idio_mail_signatures_settle (signatures, i);
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

/* Below the head of a memo somebody else's mail may be. */
static void
doubt_memo (IdioMailPass *pass)
{
  for (guint i = pass->memo != NULL ? 0 : pass->parts->len; i < pass->parts->len; i++)
    {
      IdioPart *part = idio_mail_pass_get_part (pass, i);

      if (part->start >= (guint) (pass->memo - pass->text) && part->kind == IDIO_PART_OWN)
        {
          part->kind = IDIO_PART_QUOTE;
          part->sure = FALSE;
        }
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

/* The parts, with those that were split off, if there are any: a large text may have millions of parts. */
static GArray *
join_parts (const IdioMailPass *pass,
            const GArray       *rests)
{
  GArray *parts;
  guint n_rests = 0;

  if (rests->len == 0)
    return g_array_ref (pass->parts);

  parts = g_array_new (FALSE, FALSE, sizeof (IdioPart));

  for (guint i = 0; i < pass->parts->len; i++)
    {
      const IdioPart *part = idio_mail_pass_get_part (pass, i);

      g_array_append_vals (parts, part, 1);

      if (n_rests < rests->len && g_array_index (rests, IdioPart, n_rests).start == part->end)
        g_array_append_vals (parts, &g_array_index (rests, IdioPart, n_rests++), 1);
    }

  return parts;
}

/**
 * idio_own_words_divide:
 * @text: a text with valid UTF-8, of less than 4 GB
 * @is_mail: whether it is the body of a mail for sure, and not a text that may be one and may have its head
 * @writers: (nullable) (array zero-terminated=1): what its writer is called, names and mail addresses
 * @cancellable: (nullable): ends it early, with the parts of what was read until then
 *
 * Tells the writer's own words from quotes, forwarded mails, signatures and all else that mail programs, devices and
 * companies put into mails. What may be the writer's and may be not is a part that is not sure.
 *
 * Returns: (transfer full) (element-type IdioPart): the parts, in order; together they are all of the text
 */
GArray *
idio_own_words_divide (const char         *text,
                       gboolean            is_mail,
                       const char * const *writers,
                       GCancellable       *cancellable)
{
  g_autoptr(GArray) read = g_array_new (FALSE, FALSE, sizeof (IdioPart));
  IdioMailPass pass = {
    .text = text,
    .end = text + strlen (text),
    .is_mail = is_mail,
    .parts = read,
    .no_head = text,
    .writers = writers,
  };
  g_autoptr(IdioMailSignatures) signatures = NULL;
  GArray *parts;

  idio_mail_pass_read (&pass, cancellable);
  signatures = idio_mail_signatures_new (&pass);
  doubt_quotes (&pass);
  settle_parts (&pass, signatures);
  doubt_memo (&pass);

  parts = join_parts (&pass, idio_mail_signatures_get_rests (signatures));
  merge_parts (parts);

  if (is_mail || (parts->len > 0 && g_array_index (parts, IdioPart, 0).kind == IDIO_PART_HEAD))
    idio_quotation_doubt (text, parts);

  return parts;
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
  g_autoptr(GArray) parts = idio_own_words_divide (text, FALSE, NULL, cancellable);

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
      return _("Lines Above a Quote");

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

    case IDIO_PART_INSERTED:
      return _("Inserted by Somebody Else");

    case IDIO_PART_ASSISTANT:
      return _("Written in Your Name");

    case IDIO_PART_NO_PROSE:
      return _("Table or Code");

    default:
      return _("Own Words");
    }
}
