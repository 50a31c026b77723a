/* idio-measure-formulas.c: measures that are no rate of two counts; idio-measures.c says what each is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "features/idio-measure-formulas.h"
#include "text/idio-quantile.h"

/* The lengths in words of sentences proper, or of paragraphs of them, in order of size. */
static GArray *
sort_lengths (const IdioAnalysis *analysis,
              gboolean            of_paragraphs)
{
  GArray *lengths = g_array_sized_new (FALSE, FALSE, sizeof (double), analysis->sentences->len);
  gboolean is_new = TRUE;

  for (guint i = 0; i < analysis->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);
      double length = sentence->n_words;

      is_new |= !of_paragraphs || (sentence->cues & IDIO_CUE_PARAGRAPH);

      if (!(sentence->cues & IDIO_CUE_PROSE))
        continue;

      if (is_new)
        g_array_append_val (lengths, length);
      else
        g_array_index (lengths, double, lengths->len - 1) += length;

      is_new = FALSE;
    }

  idio_quantile_sort (lengths);

  return lengths;
}

double
idio_measure_sentence_length (const IdioAnalysis *analysis)
{
  g_autoptr(GArray) lengths = sort_lengths (analysis, FALSE);

  return lengths->len > 0 ? idio_quantile_get (lengths, 0.5) : NAN;
}

double
idio_measure_sentence_spread (const IdioAnalysis *analysis)
{
  g_autoptr(GArray) lengths = sort_lengths (analysis, FALSE);

  return lengths->len >= 4 ? idio_quantile_get (lengths, 0.75) - idio_quantile_get (lengths, 0.25) : NAN;
}

double
idio_measure_paragraph_length (const IdioAnalysis *analysis)
{
  g_autoptr(GArray) lengths = sort_lengths (analysis, TRUE);

  return analysis->counts[IDIO_COUNT_PARAGRAPHS] > 0 ? idio_quantile_get (lengths, 0.5) : NAN;
}

double
idio_measure_length (const IdioAnalysis *analysis)
{
  return analysis->n_words;
}

double
idio_measure_mattr (const IdioAnalysis *analysis)
{
  return analysis->variety;
}

double
idio_measure_repetition (const IdioAnalysis *analysis)
{
  return analysis->repetition;
}

double
idio_measure_lix (const IdioAnalysis *analysis)
{
  const guint *counts = analysis->counts;

  if (counts[IDIO_COUNT_PROSE] == 0 || counts[IDIO_COUNT_LETTER_WORDS] == 0)
    return NAN;

  return (double) counts[IDIO_COUNT_PROSE_WORDS] / counts[IDIO_COUNT_PROSE] +
         100.0 * counts[IDIO_COUNT_LONG_WORDS] / counts[IDIO_COUNT_LETTER_WORDS];
}

double
idio_measure_grade (const IdioAnalysis *analysis)
{
  const guint *counts = analysis->counts;

  if (counts[IDIO_COUNT_PROSE] == 0 || counts[IDIO_COUNT_LETTER_WORDS] == 0)
    return NAN;

  return 0.0588 * 100 * counts[IDIO_COUNT_LETTERS] / counts[IDIO_COUNT_LETTER_WORDS] -
         0.296 * 100 * counts[IDIO_COUNT_PROSE] / counts[IDIO_COUNT_PROSE_WORDS] - 15.8;
}

double
idio_measure_greeting (const IdioAnalysis *analysis)
{
  return analysis->greeting != NULL;
}

double
idio_measure_greeting_named (const IdioAnalysis *analysis)
{
  return analysis->greeting_named;
}

double
idio_measure_closing (const IdioAnalysis *analysis)
{
  return analysis->closing != NULL;
}

double
idio_measure_closing_named (const IdioAnalysis *analysis)
{
  return analysis->closing_named;
}

double
idio_measure_opens_with_thanks (const IdioAnalysis *analysis)
{
  for (guint i = 0; i < analysis->sentences->len; i++)
    if (!(idio_analysis_get (analysis, i)->cues & IDIO_CUE_GREETING))
      return (idio_analysis_get (analysis, i)->cues & IDIO_CUE_THANKS) != 0;

  return 0;
}

double
idio_measure_ends_with_thanks (const IdioAnalysis *analysis)
{
  for (guint i = analysis->sentences->len; i > 0; i--)
    {
      IdioCues cues = idio_analysis_get (analysis, i - 1)->cues;

      if (cues & IDIO_CUE_THANKS)
        return 1;

      if (!(cues & IDIO_CUE_CLOSING))
        return 0;
    }

  return 0;
}

double
idio_measure_ends_with_question (const IdioAnalysis *analysis)
{
  for (guint i = analysis->sentences->len; i > 0; i--)
    if (!(idio_analysis_get (analysis, i - 1)->cues & IDIO_CUE_CLOSING))
      return (idio_analysis_get (analysis, i - 1)->cues & IDIO_CUE_QUESTION) != 0;

  return 0;
}
