/* idio-takes.c: measures that are no rate of two counts; idio-measures.c says what each is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "measure/idio-quantile.h"
#include "measure/idio-takes.h"

/* The lengths in words of sentences proper, or of paragraphs of them, in order of size. */
static GArray *
sort_lengths (const IdioReading *reading,
              gboolean           of_paragraphs)
{
  GArray *lengths = g_array_sized_new (FALSE, FALSE, sizeof (double), reading->sentences->len);
  gboolean is_new = TRUE;

  for (guint i = 0; i < reading->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_reading_get (reading, i);
      double length = sentence->n_words;

      is_new |= !of_paragraphs || (sentence->marks & IDIO_MARK_PARAGRAPH);

      if (!(sentence->marks & IDIO_MARK_PROSE))
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
idio_take_sentence_length (const IdioReading *reading)
{
  g_autoptr(GArray) lengths = sort_lengths (reading, FALSE);

  return lengths->len > 0 ? idio_quantile_get (lengths, 0.5) : NAN;
}

double
idio_take_sentence_spread (const IdioReading *reading)
{
  g_autoptr(GArray) lengths = sort_lengths (reading, FALSE);

  return lengths->len >= 4 ? idio_quantile_get (lengths, 0.75) - idio_quantile_get (lengths, 0.25) : NAN;
}

double
idio_take_paragraph_length (const IdioReading *reading)
{
  g_autoptr(GArray) lengths = sort_lengths (reading, TRUE);

  return reading->counts[IDIO_COUNT_PARAGRAPHS] > 0 ? idio_quantile_get (lengths, 0.5) : NAN;
}

double
idio_take_length (const IdioReading *reading)
{
  return reading->n_words;
}

double
idio_take_variety (const IdioReading *reading)
{
  return reading->variety;
}

double
idio_take_repetition (const IdioReading *reading)
{
  return reading->repetition;
}

double
idio_take_lix (const IdioReading *reading)
{
  const guint *counts = reading->counts;

  if (counts[IDIO_COUNT_PROSE] == 0 || counts[IDIO_COUNT_LETTER_WORDS] == 0)
    return NAN;

  return (double) counts[IDIO_COUNT_PROSE_WORDS] / counts[IDIO_COUNT_PROSE] +
         100.0 * counts[IDIO_COUNT_LONG_WORDS] / counts[IDIO_COUNT_LETTER_WORDS];
}

double
idio_take_grade (const IdioReading *reading)
{
  const guint *counts = reading->counts;

  if (counts[IDIO_COUNT_PROSE] == 0 || counts[IDIO_COUNT_LETTER_WORDS] == 0)
    return NAN;

  return 0.0588 * 100 * counts[IDIO_COUNT_LETTERS] / counts[IDIO_COUNT_LETTER_WORDS] -
         0.296 * 100 * counts[IDIO_COUNT_PROSE] / counts[IDIO_COUNT_PROSE_WORDS] - 15.8;
}

double
idio_take_greeting (const IdioReading *reading)
{
  return reading->greeting != NULL;
}

double
idio_take_greeting_named (const IdioReading *reading)
{
  return reading->greeting_named;
}

double
idio_take_closing (const IdioReading *reading)
{
  return reading->closing != NULL;
}

double
idio_take_closing_named (const IdioReading *reading)
{
  return reading->closing_named;
}

double
idio_take_opens_with_thanks (const IdioReading *reading)
{
  for (guint i = 0; i < reading->sentences->len; i++)
    if (!(idio_reading_get (reading, i)->marks & IDIO_MARK_GREETING))
      return (idio_reading_get (reading, i)->marks & IDIO_MARK_THANKS) != 0;

  return 0;
}

double
idio_take_ends_with_thanks (const IdioReading *reading)
{
  for (guint i = reading->sentences->len; i > 0; i--)
    {
      IdioMark marks = idio_reading_get (reading, i - 1)->marks;

      if (marks & IDIO_MARK_THANKS)
        return 1;

      if (!(marks & IDIO_MARK_CLOSING))
        return 0;
    }

  return 0;
}

double
idio_take_ends_with_question (const IdioReading *reading)
{
  for (guint i = reading->sentences->len; i > 0; i--)
    if (!(idio_reading_get (reading, i - 1)->marks & IDIO_MARK_CLOSING))
      return (idio_reading_get (reading, i - 1)->marks & IDIO_MARK_QUESTION) != 0;

  return 0;
}
