/* idio-analyze-paragraphs.c: which sentences begin a paragraph
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "features/idio-analyzer.h"

/* Without blank lines between them, lines are paragraphs if there are so many, and to so many of them another sentence
 * that follows one on its line: else a program may have put each sentence on a line. */
#define MIN_PARAGRAPH_LINES 3
#define MAX_LINES_PER_GAP   3

static gboolean
has_line_end (const char *text,
              gsize       start,
              gsize       end)
{
  while (start < end && text[start] != '\n' && text[start] != '\r')
    start++;

  return start < end;
}

/* Whether there is a blank line between two places of the text. */
static gboolean
has_blank_line (const char *text,
                gsize       start,
                gsize       end)
{
  gsize n_lines = 0;

  for (gsize i = start; i < end && n_lines < 2; i++)
    if (text[i] == '\n' || text[i] == '\r')
      {
        n_lines++;
        i += text[i] == '\r' && i + 1 < end && text[i + 1] == '\n';
      }
    else if (text[i] != ' ' && text[i] != '\t')
      n_lines = 0;

  return n_lines >= 2;
}

/* Where some paragraphs are parted by blank lines, a line that follows another one's full stop is not one. */
static void
find_paragraphs (IdioAnalysis *self,
                 const char   *text)
{
  const IdioCues line = IDIO_CUE_OPEN_END | IDIO_CUE_LIST_ITEM | IDIO_CUE_GREETING | IDIO_CUE_CLOSING;
  gboolean seen_line = FALSE;

  for (guint i = 1; i < self->sentences->len; i++)
    {
      const IdioSentence *before = idio_analysis_get (self, i - 1);
      IdioSentence *sentence = idio_analysis_get (self, i);

      self->n_lines += has_line_end (text, before->start + before->length, sentence->start);

      if (!(sentence->cues & IDIO_CUE_PARAGRAPH))
        continue;

      if (has_blank_line (text, before->start + before->length, sentence->start))
        self->has_blank_lines |= (before->cues & sentence->cues & IDIO_CUE_PROSE) != 0;
      else if (!((before->cues | sentence->cues) & line))
        seen_line = TRUE;
    }

  if (!self->has_blank_lines || !seen_line)
    return;

  for (guint i = 1; i < self->sentences->len; i++)
    {
      const IdioSentence *before = idio_analysis_get (self, i - 1);
      IdioSentence *sentence = idio_analysis_get (self, i);

      if ((sentence->cues & IDIO_CUE_PARAGRAPH) && !((before->cues | sentence->cues) & line) &&
          !has_blank_line (text, before->start + before->length, sentence->start))
        sentence->cues &= ~IDIO_CUE_PARAGRAPH;
    }
}

static void
count_paragraphs (IdioAnalysis *self)
{
  guint *counts = self->counts;
  IdioSentence *only = NULL;
  guint n_prose = 0;

  for (guint i = 0; i <= self->sentences->len; i++)
    {
      IdioSentence *sentence = i < self->sentences->len ? idio_analysis_get (self, i) : NULL;

      if (sentence == NULL || (sentence->cues & IDIO_CUE_PARAGRAPH))
        {
          counts[IDIO_COUNT_PARAGRAPHS] += n_prose > 0;

          if (n_prose == 1)
            {
              counts[IDIO_COUNT_SINGLE_PARAGRAPHS]++;
              only->cues |= IDIO_CUE_SINGLE_PARAGRAPH;
            }

          n_prose = 0;
        }

      if (sentence != NULL && (sentence->cues & IDIO_CUE_PROSE))
        {
          only = sentence;
          n_prose++;
        }
    }

  if (!self->has_blank_lines &&
      (counts[IDIO_COUNT_PARAGRAPHS] < MIN_PARAGRAPH_LINES || counts[IDIO_COUNT_SENTENCE_GAPS] < MIN_PARAGRAPH_LINES ||
       self->n_lines > MAX_LINES_PER_GAP * counts[IDIO_COUNT_SENTENCE_GAPS]))
    {
      counts[IDIO_COUNT_PARAGRAPHS] = counts[IDIO_COUNT_SINGLE_PARAGRAPHS] = 0;

      for (guint i = 0; i < self->sentences->len; i++)
        idio_analysis_get (self, i)->cues &= ~IDIO_CUE_SINGLE_PARAGRAPH;
    }
}

static gboolean
has_link (const char         *text,
          const IdioSentence *sentence)
{
  const char *start = text + sentence->start;

  return (sentence->cues & IDIO_CUE_ADDRESS) && (g_strstr_len (start, (gssize) sentence->length, "://") != NULL ||
                                                 g_strstr_len (start, (gssize) sentence->length, "www.") != NULL);
}

/* Finds the last sentence, if it has a link, and the only one. */
static void
find_last_and_only (IdioAnalysis *self,
                    const char   *text)
{
  const IdioCues frame = IDIO_CUE_GREETING | IDIO_CUE_CLOSING;
  IdioSentence *last = NULL;

  for (guint i = 0; i < self->sentences->len; i++)
    if (!(idio_analysis_get (self, i)->cues & frame))
      last = idio_analysis_get (self, i);

  if (last == NULL)
    return;

  if (self->counts[IDIO_COUNT_SENTENCES] > 1)
    last->cues |= has_link (text, last) ? IDIO_CUE_LAST_LINK : 0;
  else if (last->cues & IDIO_CUE_PROSE)
    last->cues |= IDIO_CUE_ONLY;
}

/**
 * idio_analysis_find_paragraphs:
 * @self: an analysis, with its sentences proper
 * @text: the text
 *
 * Finds the paragraphs and counts them, and what the last sentence and the only one show. No paragraphs are counted
 * where their ends can't be told from those of lines.
 */
void
idio_analysis_find_paragraphs (IdioAnalysis *self,
                               const char   *text)
{
  find_paragraphs (self, text);
  count_paragraphs (self);
  find_last_and_only (self, text);
}
