/* reading.c: how fast texts are read and measured
 *
 *   reading FOLDER [ROUNDS]
 *
 * Reads all files below FOLDER, each a text, and prints the median of the rounds for each stage, by this thread's time
 * on the processor: others may be busy. The last stage is what tokens would take without idio-latin-line.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gio/gio.h>

#include "features/idio-measures.h"
#include "samples.h"
#include "text/idio-tokenizer.h"

static double
read_tokens (const char *text)
{
  g_autoptr(IdioTokens) tokens = idio_tokens_new (text, strlen (text));

  return tokens->n_items;
}

/* Each line by ICU's iterators, whatever is in it */
static double
read_tokens_by_icu (const char *text)
{
  g_autoptr(IdioTokens) tokens = g_new0 (IdioTokens, 1);
  gsize length = strlen (text), end;

  for (gsize start = 0; start < length; start = end + 1)
    {
      end = start + strcspn (text + start, "\n");
      idio_tokenizer_read_icu_line (tokens, text, start, end);
    }

  return tokens->n_items;
}

static double
read_all (const char *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);

  return analysis->n_words;
}

static double
measure (const char *text)
{
  g_autoptr(IdioAnalysis) analysis = idio_analysis_new (text);
  double values[IDIO_N_MEASURES];

  idio_measures_compute (analysis, values);

  return values[IDIO_MEASURE_LENGTH];
}

static gint
compare_double (gconstpointer a,
                gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static double
run (const char *name,
     double    (*stage) (const char *text),
     GPtrArray  *texts,
     gsize       n_bytes,
     guint       n_rounds)
{
  g_autofree double *rates = g_new (double, n_rounds);
  double sum = 0;

  for (guint i = 0; i < n_rounds; i++)
    {
      double start = get_seconds ();

      for (guint j = 0; j < texts->len; j++)
        sum += stage (g_ptr_array_index (texts, j));

      rates[i] = 1e-6 * (double) n_bytes / (get_seconds () - start);
    }

  qsort (rates, n_rounds, sizeof (double), compare_double);
  g_print ("%s %.1f MB/s (median of %u, best %.1f; %.0f)\n", name, rates[n_rounds / 2], n_rounds, rates[n_rounds - 1],
           sum / n_rounds);

  return rates[n_rounds / 2];
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) texts = NULL;
  guint n_rounds = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 1, 1000) : 15;
  gsize n_bytes = 0;
  double own, icu;

  if (argc < 2)
    {
      g_printerr ("usage: reading FOLDER [ROUNDS]\n");
      return 2;
    }

  texts = samples_load (argv[1]);

  for (guint i = 0; i < texts->len; i++)
    n_bytes += strlen (g_ptr_array_index (texts, i));

  if (n_bytes == 0)
    {
      g_printerr ("reading: there are no texts in %s\n", argv[1]);
      return 1;
    }

  g_print ("%u texts, %.1f MB\n", texts->len, (double) n_bytes / 1e6);
  own = run ("tokens", read_tokens, texts, n_bytes, n_rounds);
  run ("reading", read_all, texts, n_bytes, n_rounds);
  run ("measures", measure, texts, n_bytes, n_rounds);
  icu = run ("tokens by ICU alone", read_tokens_by_icu, texts, n_bytes, n_rounds);
  g_print ("own line reader %.1f times as fast as ICU\n", own / icu);

  return 0;
}
