/* figures.c: figures with their intervals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Intervals are of 95 %, by a bootstrap over writers: the texts of one writer are not independent of each other.
 */

#include "config.h"

#include <stdlib.h>

#include "figures.h"

#define N_ROUNDS 200

typedef struct
{
  double score;
  guint writer;
  gboolean own;
} Trial;

Trials *
trials_new (void)
{
  Trials *trials = g_new0 (Trials, 1);

  trials->own = g_array_new (FALSE, FALSE, sizeof (double));
  trials->others = g_array_new (FALSE, FALSE, sizeof (double));

  return trials;
}

void
trials_free (Trials *trials)
{
  g_array_unref (trials->own);
  g_array_unref (trials->others);
  g_free (trials);
}

static gint
compare_trials_cb (gconstpointer a,
                   gconstpointer b)
{
  double x = ((const Trial *) a)->score, y = ((const Trial *) b)->score;

  return (x > y) - (x < y);
}

static gint
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The share of pairs of an own and another's text in which the own scores higher, each writer's trials counted
 * @times[writer] times. */
static double
find_auc (const GArray *sorted,
          const guint  *times)
{
  double below = 0, n_own = 0, won = 0;

  for (guint i = 0; i < sorted->len; i++)
    {
      const Trial *trial = &g_array_index (sorted, Trial, i);

      if (trial->own)
        {
          won += below * times[trial->writer];
          n_own += times[trial->writer];
        }
      else
        below += times[trial->writer];
    }

  return n_own * below > 0 ? won / (n_own * below) : 0;
}

static GArray *
pool (GPtrArray *trials,
      guint      first,
      guint      n)
{
  GArray *pooled = g_array_new (FALSE, FALSE, sizeof (Trial));

  for (guint i = first; i < first + n; i++)
    {
      const Trials *one = g_ptr_array_index (trials, i);

      for (guint j = 0; j < one->own->len; j++)
        g_array_append_val (pooled, ((Trial) { g_array_index (one->own, double, j), i, TRUE }));

      for (guint j = 0; j < one->others->len; j++)
        g_array_append_val (pooled, ((Trial) { g_array_index (one->others, double, j), i, FALSE }));
    }

  g_array_sort (pooled, compare_trials_cb);

  return pooled;
}

static void
draw (GRand *rand,
      guint *times,
      guint  n)
{
  for (guint i = 0; i < n; i++)
    times[i] = 0;

  for (guint i = 0; i < n; i++)
    times[g_rand_int_range (rand, 0, (gint32) n)]++;
}

static void
find_interval (double *values,
               double *low,
               double *high)
{
  qsort (values, N_ROUNDS, sizeof *values, compare_doubles_cb);
  *low = values[N_ROUNDS * 25 / 1000];
  *high = values[N_ROUNDS * 975 / 1000];
}

/* @trials: (element-type Trials): a writer each, some of them perhaps drawn several times */
void
figures_print_auc (const char *name,
                   GPtrArray  *trials)
{
  g_autoptr(GArray) pooled = pool (trials, 0, trials->len);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autofree guint *times = g_new (guint, trials->len);
  g_autofree double *paired = g_new (double, trials->len);
  double aucs[N_ROUNDS], pairs[N_ROUNDS];
  double auc, mean = 0, low, high, pair_low, pair_high;
  guint n_own = 0, n_others = 0;

  for (guint i = 0; i < trials->len; i++)
    {
      const Trials *one = g_ptr_array_index (trials, i);
      g_autoptr(GArray) own = pool (trials, i, 1);

      times[i] = 1;
      paired[i] = find_auc (own, times);
      mean += paired[i] / trials->len;
      n_own += one->own->len;
      n_others += one->others->len;
    }

  auc = find_auc (pooled, times);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      draw (rand, times, trials->len);
      aucs[round] = find_auc (pooled, times);
      pairs[round] = 0;

      for (guint i = 0; i < trials->len; i++)
        pairs[round] += paired[i] * times[i] / trials->len;
    }

  find_interval (aucs, &low, &high);
  find_interval (pairs, &pair_low, &pair_high);
  g_print ("%s: AUC %.3f [%.3f–%.3f], paired %.3f [%.3f–%.3f], n = %u + %u, %u writers\n", name, auc, low, high, mean,
           pair_low, pair_high, n_own, n_others, trials->len);
}

/* @hits, @totals: (element-type guint): how many of how many, a writer each */
void
figures_print_share (const char *name,
                     const char *of,
                     GArray     *hits,
                     GArray     *totals)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autofree guint *times = g_new (guint, hits->len);
  double shares[N_ROUNDS];
  double low, high;
  guint n_hits = 0, n = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      n_hits += g_array_index (hits, guint, i);
      n += g_array_index (totals, guint, i);
    }

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double drawn_hits = 0, drawn = 0;

      draw (rand, times, hits->len);

      for (guint i = 0; i < hits->len; i++)
        {
          drawn_hits += (double) times[i] * g_array_index (hits, guint, i);
          drawn += (double) times[i] * g_array_index (totals, guint, i);
        }

      shares[round] = drawn > 0 ? 100 * drawn_hits / drawn : 0;
    }

  find_interval (shares, &low, &high);
  g_print ("%s: %.1f %% of %u, %u %s [%.1f–%.1f]\n", name, n > 0 ? 100.0 * n_hits / n : 0, n, hits->len, of, low, high);
}
