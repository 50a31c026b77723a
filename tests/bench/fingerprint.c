/* fingerprint.c: what one more document costs the fingerprint of many
 *
 *   fingerprint [DOCUMENTS]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>

#include "measure/idio-fingerprint.h"
#include "measure/idio-measures.h"

#define N_ROUNDS 101

enum { WORK, FRIENDS, N_GROUPS };

static void
make_values (double *values)
{
  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    values[i] = g_random_int_range (0, 3) == 0 ? 0 : g_random_double_range (0, 100);
}

/* Everything that can be asked, as a page of all measures does. */
static double
ask_all (IdioFingerprint *fingerprint)
{
  double sum = 0;

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioRange range;

      if (idio_fingerprint_get_range (fingerprint, i, IDIO_FINGERPRINT_ALL, &range))
        sum += range.median;

      if (idio_fingerprint_get_range (fingerprint, i, WORK, &range))
        sum += range.median;
    }

  return sum;
}

static int
compare_time (gconstpointer a,
              gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 1, 10000000) : 10000;
  g_autoptr(IdioFingerprint) fingerprint = idio_fingerprint_new (IDIO_N_MEASURES, N_GROUPS);
  double values[IDIO_N_MEASURES];
  gint64 added[N_ROUNDS], removed[N_ROUNDS];
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      make_values (values);
      idio_fingerprint_add (fingerprint, i % 2 == 0 ? WORK : FRIENDS, values);
    }

  ask_all (fingerprint);
  g_print ("%u documents from scratch: %.1f ms\n", n, 1e-3 * (double) (g_get_monotonic_time () - start));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      make_values (values);
      start = g_get_monotonic_time ();
      idio_fingerprint_add (fingerprint, WORK, values);
      ask_all (fingerprint);
      added[i] = g_get_monotonic_time () - start;

      start = g_get_monotonic_time ();
      idio_fingerprint_remove (fingerprint, WORK, values);
      ask_all (fingerprint);
      removed[i] = g_get_monotonic_time () - start;
    }

  qsort (added, N_ROUNDS, sizeof (gint64), compare_time);
  qsort (removed, N_ROUNDS, sizeof (gint64), compare_time);
  g_print ("one added, all asked: %.2f ms; one removed, all asked: %.2f ms (medians of %d; worst %.2f and %.2f)\n",
           1e-3 * (double) added[N_ROUNDS / 2], 1e-3 * (double) removed[N_ROUNDS / 2], N_ROUNDS,
           1e-3 * (double) added[N_ROUNDS - 1], 1e-3 * (double) removed[N_ROUNDS - 1]);

  return 0;
}
