/* idio-reliability.c: what tells writers apart, and what one writer does now so and now otherwise
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-reliability.h"
#include "text/idio-stop.h"

/* Of fewer it can't be told. */
#define MIN_WRITERS 5
#define MIN_DEGREES 50u

/* What is in fewer texts varies by chance. */
#define MIN_TEXTS_WITH 3

/* Between writers there is at least so much of the variance within them, and to what power the ratio counts, as measured. */
#define LEAST_RATIO 0.1
#define POWER       (1.0 / 3)

/* A variance of nothing */
#define TINY 1e-9

/* Sums over writers, for each bucket. */
typedef struct
{
  guint  *n_with;      /* texts */
  double *squares;     /* of its weights */
  double *means;       /* of the writers */
  double *mean_squares;
  double *own_squares; /* of these means, each as often as the writer has texts */
  double  inverses;    /* of the writers' numbers of texts */
} Sums;

static void
sums_init (Sums *sums)
{
  sums->n_with = g_new0 (guint, IDIO_N_BUCKETS);
  sums->squares = g_new0 (double, IDIO_N_BUCKETS);
  sums->means = g_new0 (double, IDIO_N_BUCKETS);
  sums->mean_squares = g_new0 (double, IDIO_N_BUCKETS);
  sums->own_squares = g_new0 (double, IDIO_N_BUCKETS);
  sums->inverses = 0;
}

static void
sums_clear (Sums *sums)
{
  g_free (sums->n_with);
  g_free (sums->squares);
  g_free (sums->means);
  g_free (sums->mean_squares);
  g_free (sums->own_squares);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static void
add_text (Sums        *sums,
          GBytes      *packed,
          const float *factors,
          double      *total)
{
  g_autoptr(GArray) vector = idio_feature_counts_read (packed);

  idio_vector_weigh_counts (vector, factors);

  for (guint i = 0; i < vector->len; i++)
    {
      const IdioVectorEntry *entry = &g_array_index (vector, IdioVectorEntry, i);
      double weight = (double) entry->weight / IDIO_VECTOR_UNIT;

      sums->n_with[entry->bucket]++;
      sums->squares[entry->bucket] += weight * weight;
      total[entry->bucket] += weight;
    }
}

/* Takes the total of a writer's @n texts, and leaves zeros. */
static void
add_writer (Sums   *sums,
            double *total,
            guint   n)
{
  for (guint i = 0; i < IDIO_N_BUCKETS; i++)
    {
      double mean = total[i] / n;

      /* Most are in none of the texts of a writer of few. */
      if (!(total[i] > 0))
        continue;

      sums->means[i] += mean;
      sums->mean_squares[i] += mean * mean;
      sums->own_squares[i] += n * mean * mean;
      total[i] = 0;
    }

  sums->inverses += 1.0 / n;
}

/* The logarithm of the variance between writers by that within them, as in a one-way analysis of variance. */
static double
find_ratio (const Sums *sums,
            guint       bucket,
            guint       n_texts,
            guint       n_writers)
{
  double within = (sums->squares[bucket] - sums->own_squares[bucket]) / (n_texts - n_writers);
  double mean = sums->means[bucket] / n_writers;
  double between = (sums->mean_squares[bucket] - n_writers * mean * mean) / (n_writers - 1);

  between -= within * sums->inverses / n_writers;
  within = MAX (within, 0) + TINY;

  return log (MAX (between, 0) / within + LEAST_RATIO);
}

/* In each view what is usual counts 1, as nothing is known of what is rare. */
static void
find_in_view (const Sums *sums,
              guint       first,
              guint       n_texts,
              guint       n_writers,
              float      *reliabilities)
{
  double sum = 0;
  guint n = 0;

  for (guint i = first; i < first + IDIO_VIEW_SIZE; i++)
    if (sums->n_with[i] >= MIN_TEXTS_WITH)
      {
        sum += find_ratio (sums, i, n_texts, n_writers);
        n++;
      }

  for (guint i = first; i < first + IDIO_VIEW_SIZE; i++)
    reliabilities[i] = sums->n_with[i] < MIN_TEXTS_WITH
                         ? 1 : (float) exp (POWER * (find_ratio (sums, i, n_texts, n_writers) - sum / n));
}

/**
 * idio_reliability_find:
 * @packed_texts: (array length=n_texts): what was counted in texts of one genre
 * @writers: (array length=n_texts): for each, the number of its writer
 * @n_texts: how many they are
 * @n_writers: how many writers there are, each of whom has a text
 * @factors: by what each bucket's weight is multiplied
 *
 * What writers do each in their own way, text for text, tells more than what they do now so and now otherwise. What that is
 * depends on the genre.
 *
 * Returns: (transfer full) (nullable) (array): by how much more than what is usual each bucket tells, or %NULL if these are
 *   too few to know
 */
float *
idio_reliability_find (GBytes * const *packed_texts,
                       const guint    *writers,
                       guint           n_texts,
                       guint           n_writers,
                       const float    *factors)
{
  g_auto(Sums) sums = { 0 };
  g_autofree double *total = NULL;
  float *reliabilities;

  if (n_writers < MIN_WRITERS || n_texts < n_writers + MIN_DEGREES)
    return NULL;

  sums_init (&sums);
  total = g_new0 (double, IDIO_N_BUCKETS);

  for (guint writer = 0; writer < n_writers && !idio_stop_is_asked (); writer++)
    {
      guint n = 0;

      for (guint i = 0; i < n_texts; i++)
        if (writers[i] == writer)
          {
            add_text (&sums, packed_texts[i], factors, total);
            n++;
          }

      add_writer (&sums, total, n);
    }

  reliabilities = g_new (float, IDIO_N_BUCKETS);

  for (guint view = 0; view < IDIO_N_VIEWS; view++)
    find_in_view (&sums, view * IDIO_VIEW_SIZE, n_texts, n_writers, reliabilities);

  return reliabilities;
}
