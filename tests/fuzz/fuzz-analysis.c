/* fuzz-analysis.c: any bytes are read, and what comes out lies within them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "features/idio-measures.h"
#include "fuzz.h"
#include "meter/idio-mask.h"
#include "meter/idio-views.h"
#include "text/idio-words.h"

static void
check_tokens (const char *text,
              gsize       size)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, size);
  gsize end = 0;

  for (guint i = 0; i < tokens->n_items; i++)
    {
      const IdioToken *token = &tokens->items[i];

      g_assert (token->start >= end && (gsize) token->start + token->length <= size);
      end = token->start + token->length;
    }
}

static void
check_measures (const IdioAnalysis *analysis)
{
  double values[IDIO_N_MEASURES];

  idio_measures_compute (analysis, values);

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      g_assert (!isinf (values[i]));

      if (isnan (values[i]))
        continue;

      if (idio_measures[i].unit == IDIO_UNIT_PERCENT)
        g_assert (values[i] >= 0 && values[i] <= 100);

      if (idio_measures[i].unit == IDIO_UNIT_TEXTS)
        g_assert (values[i] >= 0 && values[i] <= 1);
    }
}

static void
check_analysis (const char *text,
                gboolean    valid)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
  gsize size = strlen (text);
  gsize end = 0;

  for (guint i = 0; i < analysis->sentences->len; i++)
    {
      const IdioSentence *sentence = idio_analysis_get (analysis, i);

      g_assert (sentence->start >= end && sentence->start <= size && sentence->length <= size - sentence->start);
      g_assert (!valid || fuzz_is_span (text, size, sentence->start, sentence->length));
      end = sentence->start + sentence->length;
    }

  g_assert (analysis->name_start <= size && analysis->name_length <= size - analysis->name_start);
  g_assert (!valid || fuzz_is_span (text, size, analysis->name_start, analysis->name_length));
  check_measures (analysis);
}

static void
check_words (const char *text)
{
  g_autoptr(IdioWords) words = idio_words_new (text);
  g_autoptr(IdioMask) mask = idio_mask_new (text, strlen (text));
  g_autoptr(IdioViews) views = idio_views_new (text);
  gsize size = strlen (text);

  for (guint i = 0; i < words->words->len; i++)
    g_assert (fuzz_is_span (text, size, idio_words_get (words, i)->start, idio_words_get (words, i)->length));

  g_assert (mask != NULL && views != NULL);
}

int
fuzz_run (const guint8 *data,
          size_t        size)
{
  g_autofree char *raw = g_strndup ((const char *) data, size);
  g_autofree char *text = fuzz_dup_text (data, size);

  check_tokens ((const char *) data, size);

  /* Databases may hold anything. */
  if (strcmp (raw, text) != 0)
    check_analysis (raw, FALSE);

  check_analysis (text, TRUE);
  check_words (text);

  return 0;
}
