/* test-centroid.c: what texts of one writer have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-centroid.h"
#include "meter/idio-cholesky.h"

#define N_TEXTS   9
#define N_BUCKETS 40

/* As in idio-centroid.c */
#define REGULARIZATION 0.1

/* Texts of which nothing but the first buckets of a view are used, and the mean of others. */
typedef struct
{
  GArray *vectors[N_TEXTS];
  double  dense[N_TEXTS][N_BUCKETS];
  float  *mean;
} Texts;

static void
texts_init (Texts    *texts,
            IdioView  view)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);

  texts->mean = g_new0 (float, IDIO_N_BUCKETS);

  for (guint i = 0; i < N_BUCKETS; i++)
    texts->mean[view * IDIO_VIEW_SIZE + i] = (float) g_rand_double_range (rand, 0, 0.2);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      texts->vectors[i] = g_array_new (FALSE, FALSE, sizeof (IdioVectorEntry));

      for (guint j = 0; j < N_BUCKETS; j++)
        {
          IdioVectorEntry entry = { view * IDIO_VIEW_SIZE + j, g_rand_int_range (rand, 1, IDIO_VECTOR_UNIT) };
          gboolean is_there = g_rand_boolean (rand);

          texts->dense[i][j] = is_there ? (double) entry.weight / IDIO_VECTOR_UNIT : 0;

          if (is_there)
            g_array_append_val (texts->vectors[i], entry);
        }
    }
}

static void
texts_clear (Texts *texts)
{
  g_free (texts->mean);

  for (guint i = 0; i < N_TEXTS; i++)
    g_array_unref (texts->vectors[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static IdioCentroidSpace *
make_space (const Texts *texts,
            guint        n,
            IdioView     first_view,
            IdioView     end_view)
{
  return idio_centroid_space_new ((const GArray * const *) texts->vectors, n, texts->mean, first_view, end_view);
}

/* w = λ (λI + C'C)⁻¹ (q − m), if (λI + C'C) w = λ (q − m). */
static void
test_definition (void)
{
  g_auto(Texts) texts;
  g_autoptr(IdioCentroidSpace) space = NULL;
  g_auto(IdioCentroid) centroid = { 0 };
  double own[N_BUCKETS] = { 0 }, direction[N_BUCKETS], at[N_TEXTS] = { 0 };
  double trace = 0, sum = 0, length = 0, offset = 0, lambda;

  texts_init (&texts, IDIO_VIEW_WORDS);
  space = make_space (&texts, N_TEXTS, 0, IDIO_END_CONTENT_VIEWS);
  idio_centroid_space_get_centroid (space, NULL, &centroid);

  for (guint j = 0; j < N_BUCKETS; j++)
    {
      direction[j] = -(double) texts.mean[IDIO_VIEW_WORDS * IDIO_VIEW_SIZE + j];

      for (guint i = 0; i < N_TEXTS; i++)
        {
          own[j] += texts.dense[i][j] / N_TEXTS;
          direction[j] += centroid.shares[i] * texts.dense[i][j];
        }
    }

  for (guint i = 0; i < N_TEXTS; i++)
    {
      sum += centroid.shares[i];

      for (guint j = 0; j < N_BUCKETS; j++)
        {
          trace += (texts.dense[i][j] - own[j]) * (texts.dense[i][j] - own[j]);
          at[i] += (texts.dense[i][j] - own[j]) * direction[j];
        }
    }

  lambda = REGULARIZATION * trace / N_TEXTS;
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);

  for (guint j = 0; j < N_BUCKETS; j++)
    {
      double mean = (double) texts.mean[IDIO_VIEW_WORDS * IDIO_VIEW_SIZE + j], left = lambda * direction[j];

      for (guint i = 0; i < N_TEXTS; i++)
        left += (texts.dense[i][j] - own[j]) * at[i];

      g_assert_cmpfloat_with_epsilon (left, lambda * (own[j] - mean), 1e-5);
      length += direction[j] * (own[j] - mean);
      offset += direction[j] * mean;
    }

  g_assert_cmpfloat_with_epsilon (centroid.length, sqrt (length), 1e-5);
  g_assert_cmpfloat_with_epsilon (centroid.offset, offset, 1e-5);
}

/* A text left out is as if it had never been there. */
static void
test_left_out (void)
{
  g_auto(Texts) texts;
  g_autoptr(IdioCentroidSpace) space = NULL;
  g_autoptr(IdioCentroidSpace) without = NULL;
  g_auto(IdioCentroid) centroid = { 0 };
  g_auto(IdioCentroid) other = { 0 };
  gboolean left_out[N_TEXTS] = { FALSE };

  texts_init (&texts, IDIO_VIEW_SHAPES_2);
  left_out[N_TEXTS - 1] = TRUE;
  space = make_space (&texts, N_TEXTS, IDIO_FIRST_STYLE_VIEW, IDIO_N_VIEWS);
  without = make_space (&texts, N_TEXTS - 1, IDIO_FIRST_STYLE_VIEW, IDIO_N_VIEWS);
  idio_centroid_space_get_centroid (space, left_out, &centroid);
  idio_centroid_space_get_centroid (without, NULL, &other);

  for (guint i = 0; i < N_TEXTS - 1; i++)
    g_assert_cmpfloat_with_epsilon (centroid.shares[i], other.shares[i], 1e-12);

  g_assert_cmpfloat (centroid.shares[N_TEXTS - 1], >=, 0);
  g_assert_cmpfloat (centroid.shares[N_TEXTS - 1], <=, 0);
  g_assert_cmpfloat_with_epsilon (idio_centroid_space_score (space, &centroid, texts.vectors[N_TEXTS - 1]),
                                  idio_centroid_space_score (without, &other, texts.vectors[N_TEXTS - 1]), 1e-9);
}

/* Views that don't count, no texts, one, and the same twice. */
static void
test_degenerate (void)
{
  g_auto(Texts) texts;
  g_autoptr(IdioCentroidSpace) others = NULL;
  g_autoptr(IdioCentroidSpace) none = NULL;
  g_autoptr(IdioCentroidSpace) one = NULL;
  g_autoptr(IdioCentroidSpace) twins = NULL;
  IdioCentroid centroids[4] = { { 0 } };

  texts_init (&texts, IDIO_VIEW_WORDS);
  others = make_space (&texts, N_TEXTS, IDIO_VIEW_SHAPES_2, IDIO_N_VIEWS);
  none = make_space (&texts, 0, 0, IDIO_N_VIEWS);
  one = make_space (&texts, 1, 0, IDIO_N_VIEWS);
  g_array_unref (texts.vectors[1]);
  texts.vectors[1] = g_array_ref (texts.vectors[0]);
  twins = make_space (&texts, 2, 0, IDIO_N_VIEWS);

  idio_centroid_space_get_centroid (others, NULL, &centroids[0]);
  idio_centroid_space_get_centroid (none, NULL, &centroids[1]);
  idio_centroid_space_get_centroid (one, NULL, &centroids[2]);
  idio_centroid_space_get_centroid (twins, NULL, &centroids[3]);

  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (idio_centroid_space_score (i == 0 ? others : none, &centroids[i], texts.vectors[2]),
                                    0, 1e-12);

  g_assert_cmpfloat_with_epsilon (centroids[2].shares[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (centroids[3].shares[0], 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (centroids[3].length, centroids[2].length, 1e-9);

  for (guint i = 0; i < G_N_ELEMENTS (centroids); i++)
    idio_centroid_clear (&centroids[i]);
}

/* [4 2; 2 3] x = [2; 5] */
static void
test_cholesky (void)
{
  double matrix[] = { 4, 0, 2, 3 }, x[] = { 2, 5 };

  idio_cholesky_decompose (matrix, 2);
  g_assert_cmpfloat_with_epsilon (matrix[0], 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (matrix[2], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (matrix[3], G_SQRT2, 1e-12);
  idio_cholesky_solve (matrix, 2, x);
  g_assert_cmpfloat_with_epsilon (x[0], -0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (x[1], 2, 1e-12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/centroid/definition", test_definition);
  g_test_add_func ("/centroid/left-out", test_left_out);
  g_test_add_func ("/centroid/degenerate", test_degenerate);
  g_test_add_func ("/centroid/cholesky", test_cholesky);

  return g_test_run ();
}
