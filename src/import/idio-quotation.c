/* idio-quotation.c: what somebody quotes of others in quotation marks, such as an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "import/idio-mail-line.h"
#include "import/idio-quotation.h"
#include "text/idio-words.h"

/* Fewest words of a quotation that is shown, and how much of all words of a mail it has to be. In other mails a
 * sentence that somebody said is part of what the writer tells. */
#define MIN_WORDS 20
#define MIN_SHARE 0.5

/* So many lines that begin with such a mark are looked at, and so many bytes below each: time does not grow with both. */
#define MAX_TRIED 200
#define MAX_BYTES (64 * 1024)

/* A quotation may end with any of the marks that its language has with this one at the beginning. */
static const struct
{
  const char *open;
  const char *close[3];
} marks[] = {
  { "\"", { "\"" } },
  { "“", { "”" } },
  { "„", { "“", "”", "\"" } },
  { "”", { "”" } },
  { "«", { "»" } },
  { "»", { "«", "»" } },
  { "「", { "」" } },
  { "『", { "』" } },
};

static const char *
find_close (const char         *start,
            const char         *end,
            const char * const  close[3])
{
  const char *first = NULL;

  for (guint i = 0; start < end && i < 3 && close[i] != NULL; i++)
    {
      const char *found = memmem (start, (gsize) (end - start), close[i], strlen (close[i]));

      if (found != NULL && (first == NULL || found < first))
        first = found;
    }

  return first;
}

static gboolean
is_at_end (const char *p,
           const char *end)
{
  return p + strspn (p, ".,;:!?") >= end;
}

/* Where a quotation ends that begins with a line, if that is all there is on its lines. A paragraph in it may begin with
 * the mark again. */
static const char *
find_end (const IdioMailLine *line,
          const char         *end,
          guint              *n_tried)
{
  const char *limit = MIN (end, line->start + MAX_BYTES);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize length = strlen (marks[i].open);
      const char *p = line->first + length;

      if (!g_str_has_prefix (line->first, marks[i].open))
        continue;

      (*n_tried)++;

      while ((p = find_close (p, limit, marks[i].close)))
        {
          IdioMailLine last;
          const char *line_start = p;

          while (line_start > line->start && line_start[-1] != '\n')
            line_start--;

          idio_mail_line_read (line_start, end, &last);

          if (p > last.first || last.start == line->start)
            return is_at_end (g_utf8_next_char (p), last.last) ? last.next : NULL;

          p = g_utf8_next_char (p);
        }
    }

  return NULL;
}

static guint
count_words (const char *start,
             const char *end)
{
  gsize position = 0;

  return idio_count_some_words (start, (gsize) (end - start), &position, (gsize) (end - start));
}

/* The quotation in one of the writer's parts, if any */
static gboolean
find_quotation (const char     *text,
                const IdioPart *part,
                guint           n_words,
                IdioPart       *quotation)
{
  const char *p = text + part->start, *end = text + part->end, *close;
  IdioMailLine line;
  guint n_tried = 0;

  for (; n_tried < MAX_TRIED && idio_mail_line_read (p, end, &line); p = close != NULL ? close : line.next)
    {
      guint n_quoted;

      close = !idio_mail_line_is_blank (&line) ? find_end (&line, end, &n_tried) : NULL;
      n_quoted = close != NULL ? count_words (line.start, close) : 0;

      if (n_quoted >= MIN_WORDS && n_quoted >= MIN_SHARE * n_words)
        {
          *quotation = (IdioPart) {
            .start = (guint) (line.start - text), .end = (guint) (close - text), .kind = IDIO_PART_QUOTE,
          };
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * idio_quotation_doubt:
 * @text: the text of a mail
 * @parts: (element-type IdioPart): its parts
 *
 * Makes a quotation that is most of what the writer's parts are a part that is not sure.
 */
void
idio_quotation_doubt (const char *text,
                      GArray     *parts)
{
  guint n_words = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const IdioPart *part = &g_array_index (parts, IdioPart, i);

      if (part->kind == IDIO_PART_OWN)
        n_words += count_words (text + part->start, text + part->end);
    }

  for (guint i = 0; i < parts->len; i++)
    {
      IdioPart part = g_array_index (parts, IdioPart, i), quotation, below;

      if (part.kind != IDIO_PART_OWN || !find_quotation (text, &part, n_words, &quotation))
        continue;

      below = part;
      below.start = quotation.end;
      g_array_index (parts, IdioPart, i).end = quotation.start;
      g_array_insert_val (parts, i + 1, quotation);

      if (below.end > below.start)
        g_array_insert_val (parts, i + 2, below);

      if (part.start == quotation.start)
        g_array_remove_index (parts, i);

      return;
    }
}
