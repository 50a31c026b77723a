/* test-reliability.c: what tells writers apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "meter/idio-reliability.h"

#define N_WRITERS    8
#define N_TEXTS_EACH 10
#define N_TEXTS      (N_WRITERS * N_TEXTS_EACH)

/* Half of the writers always say "alpha"; all say "beta" in half of their texts; "gamma" is in two texts only. */
static void
make_texts (GBytes **packed_texts,
            guint   *writers,
            float  **factors)
{
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = NULL;

      writers[i] = i / N_TEXTS_EACH;
      text = g_strdup_printf ("one two three%s%s%s", writers[i] % 2 == 0 ? " alpha" : "", i % 2 == 0 ? " beta" : "",
                              i < 2 ? " gamma" : "");
      packed_texts[i] = idio_feature_counts_new (text);
    }

  *factors = g_new (float, IDIO_N_BUCKETS);

  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    (*factors)[i] = 1;
}

static float
find_word (const float *reliabilities,
           const char  *word)
{
  g_autoptr(IdioViews) views = idio_views_new (word);

  return reliabilities[IDIO_VIEW_WORDS * IDIO_VIEW_SIZE + g_array_index (views->grams[IDIO_VIEW_WORDS], guint16, 0)];
}

static void
test_steady (void)
{
  GBytes *packed_texts[N_TEXTS];
  guint writers[N_TEXTS];
  g_autofree float *factors = NULL;
  g_autofree float *reliabilities = NULL;

  make_texts (packed_texts, writers, &factors);
  reliabilities = idio_reliability_find (packed_texts, writers, N_TEXTS, N_WRITERS, factors);

  g_assert_cmpfloat (find_word (reliabilities, "alpha"), >, 3 * find_word (reliabilities, "beta"));
  g_assert_cmpfloat (find_word (reliabilities, "beta"), >, 0);
  g_assert_cmpfloat_with_epsilon (find_word (reliabilities, "gamma"), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (find_word (reliabilities, "delta"), 1, 1e-6);

  for (guint i = 0; i < N_TEXTS; i++)
    g_bytes_unref (packed_texts[i]);
}

static void
test_too_few (void)
{
  GBytes *packed_texts[N_TEXTS];
  guint writers[N_TEXTS];
  g_autofree float *factors = NULL;

  make_texts (packed_texts, writers, &factors);

  /* Four writers, and then five with a few texts */
  g_assert_null (idio_reliability_find (packed_texts, writers, 4 * N_TEXTS_EACH, 4, factors));
  g_assert_null (idio_reliability_find (packed_texts, writers, 5 * N_TEXTS_EACH, 5, factors));

  for (guint i = 0; i < N_TEXTS; i++)
    g_bytes_unref (packed_texts[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reliability/steady", test_steady);
  g_test_add_func ("/reliability/too-few", test_too_few);

  return g_test_run ();
}
