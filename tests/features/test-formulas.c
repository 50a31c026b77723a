/* test-formulas.c: formulas against their definition, taken literally
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "features/idio-lexical-diversity.h"
#include "features/idio-measure-formulas.h"
#include "idio-test.h"
#include "text/idio-quantile.h"

#define WINDOW  IDIO_LEXICAL_DIVERSITY_WINDOW
#define EPSILON 1e-9

/* The mean share of different words over all windows */
static double
average_windows (const guint64 *words,
                 guint          n)
{
  double sum = 0;

  for (guint start = 0; start + WINDOW <= n; start++)
    {
      g_autoptr(GHashTable) types = g_hash_table_new (g_int64_hash, g_int64_equal);

      for (guint i = start; i < start + WINDOW; i++)
        g_hash_table_add (types, (gpointer) &words[i]);

      sum += (double) g_hash_table_size (types) / WINDOW;
    }

  return sum / (n - WINDOW + 1);
}

/* 10,000 times the share of ordered pairs of different places that have the same word, by the formula's N² */
static double
count_pairs (const guint64 *words,
             guint          n)
{
  double pairs = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      pairs += i != j && words[i] == words[j];

  return 1e4 * pairs / n / n;
}

static void
test_lexical_diversity (void)
{
  static const guint lengths[] = { 1, 2, WINDOW - 1, WINDOW, WINDOW + 1, 2 * WINDOW, 2 * WINDOW + 1, 777 };
  static const gint vocabularies[] = { 1, 2, 7, WINDOW, 10000 };
  g_autoptr(IdioLexicalDiversity) none = idio_lexical_diversity_new ();

  g_assert_true (isnan (idio_lexical_diversity_get_mattr (none)));
  g_assert_true (isnan (idio_lexical_diversity_get_repetition (none)));

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (guint j = 0; j < G_N_ELEMENTS (vocabularies); j++)
      {
        g_autoptr(IdioLexicalDiversity) diversity = idio_lexical_diversity_new ();
        g_autofree guint64 *words = g_new (guint64, lengths[i]);

        for (guint k = 0; k < lengths[i]; k++)
          {
            /* Hashes that are spread as those of words are, with one that is 0 */
            words[k] = (guint64) g_test_rand_int_range (0, vocabularies[j]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
            idio_lexical_diversity_add (diversity, words[k]);
          }

        if (lengths[i] < WINDOW)
          g_assert_true (isnan (idio_lexical_diversity_get_mattr (diversity)));
        else
          g_assert_cmpfloat_with_epsilon (idio_lexical_diversity_get_mattr (diversity),
                                          average_windows (words, lengths[i]), EPSILON);

        g_assert_cmpfloat_with_epsilon (idio_lexical_diversity_get_repetition (diversity),
                                        count_pairs (words, lengths[i]), 1e-6);
      }
}

static void
test_quantile (void)
{
  static const double values[] = { 40, 10, -20, 30, 10 };
  static const struct { double share, value; } expected[] = {
    { 0, -20 }, { 0.125, -5 }, { 0.25, 10 }, { 0.5, 10 }, { 0.75, 30 }, { 0.9, 36 }, { 1, 40 },
  };
  g_autoptr(GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) one = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_vals (sorted, values, G_N_ELEMENTS (values));
  g_array_append_val (one, values[0]);
  idio_quantile_sort (sorted);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpfloat_with_epsilon (idio_quantile_get (sorted, expected[i].share), expected[i].value, EPSILON);
      g_assert_cmpfloat_with_epsilon (idio_quantile_get (one, expected[i].share), values[0], EPSILON);
    }
}

/* 12 words with 55 letters in 2 sentences; 3 words have more than six letters. */
#define COUNTED "The orchard blossomed in spring. Our neighbors came to see it again."

static void
test_readability (void)
{
  g_autoptr(IdioAnalysis) counted = idio_analysis_new (COUNTED);
  g_autoptr(IdioAnalysis) windows = idio_analysis_new ("The orchard blossomed in spring.\r\nOur neighbors came to see it again.\r\n");
  g_autoptr(IdioAnalysis) empty = idio_analysis_new ("");
  g_autoptr(IdioAnalysis) numbers = idio_analysis_new ("1 2 3. 4 5 6.");
  double letters = 100.0 * 55 / 12, sentences = 100.0 * 2 / 12;

  /* Björnsson 1968: words a sentence, and the percentage of words of more than six letters */
  g_assert_cmpfloat_with_epsilon (idio_measure_lix (counted), 12.0 / 2 + 100.0 * 3 / 12, EPSILON);
  g_assert_cmpfloat_with_epsilon (idio_measure_lix (windows), 12.0 / 2 + 100.0 * 3 / 12, EPSILON);

  /* Coleman and Liau 1975: letters and sentences in 100 words */
  g_assert_cmpfloat_with_epsilon (idio_measure_grade (counted), 0.0588 * letters - 0.296 * sentences - 15.8, EPSILON);

  g_assert_true (isnan (idio_measure_lix (empty)));
  g_assert_true (isnan (idio_measure_grade (empty)));
  g_assert_true (isnan (idio_measure_grade (numbers)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formulas/lexical-diversity", test_lexical_diversity);
  g_test_add_func ("/formulas/quantile", test_quantile);
  g_test_add_func ("/formulas/readability", test_readability);

  return g_test_run ();
}
