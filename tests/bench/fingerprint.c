/* fingerprint.c: what more documents cost the ranges of many
 *
 *   ranges [DOCUMENTS]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>

#include "features/idio-measures.h"
#include "features/idio-ranges.h"

#define N_ROUNDS 101

/* As many as an import saves at once */
#define N_CHUNK 128

enum { WORK, FRIENDS, N_GROUPS };

static void
make_values (double *values)
{
  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    values[i] = g_random_int_range (0, 3) == 0 ? 0 : g_random_double_range (0, 100);
}

/* Everything that can be asked, as a page of all measures does. */
static double
ask_all (IdioRanges *ranges)
{
  double sum = 0;

  for (guint i = 0; i < IDIO_N_MEASURES; i++)
    {
      IdioRange range;

      if (idio_ranges_get_range (ranges, i, IDIO_RANGES_ALL, &range))
        sum += range.median;

      if (idio_ranges_get_range (ranges, i, WORK, &range))
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

static void
print_times (const char *what,
             gint64     *times)
{
  qsort (times, N_ROUNDS, sizeof (gint64), compare_time);
  g_print ("%-24s %.2f ms (median of %d; %.2f to %.2f)\n", what, 1e-3 * (double) times[N_ROUNDS / 2], N_ROUNDS,
           1e-3 * (double) times[0], 1e-3 * (double) times[N_ROUNDS - 1]);
}

static gint64
add_chunk (IdioRanges *ranges)
{
  static double values[N_CHUNK][IDIO_N_MEASURES];
  const double *rows[N_CHUNK];
  guint groups[N_CHUNK];
  gint64 start;

  for (guint i = 0; i < N_CHUNK; i++)
    {
      make_values (values[i]);
      rows[i] = values[i];
      groups[i] = WORK;
    }

  start = g_get_monotonic_time ();
  idio_ranges_add_all (ranges, N_CHUNK, groups, rows);
  start = g_get_monotonic_time () - start;

  for (guint i = 0; i < N_CHUNK; i++)
    idio_ranges_remove (ranges, WORK, values[i]);

  return start;
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 1, 10000000) : 10000;
  g_autoptr(IdioRanges) ranges = idio_ranges_new (IDIO_N_MEASURES);
  double values[IDIO_N_MEASURES];
  gint64 added[N_ROUNDS], removed[N_ROUNDS], asked[N_ROUNDS], chunks[N_ROUNDS];
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      make_values (values);
      idio_ranges_add (ranges, i % 2 == 0 ? WORK : FRIENDS, values);
    }

  g_print ("%u documents one by one: %.1f ms\n", n, 1e-3 * (double) (g_get_monotonic_time () - start));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      make_values (values);
      start = g_get_monotonic_time ();
      idio_ranges_add (ranges, WORK, values);
      added[i] = g_get_monotonic_time () - start;

      start = g_get_monotonic_time ();
      ask_all (ranges);
      asked[i] = g_get_monotonic_time () - start;

      start = g_get_monotonic_time ();
      idio_ranges_remove (ranges, WORK, values);
      removed[i] = g_get_monotonic_time () - start;
      chunks[i] = add_chunk (ranges);
    }

  print_times ("one added", added);
  print_times ("one removed", removed);
  print_times ("all asked", asked);
  print_times (G_STRINGIFY (N_CHUNK) " added at once", chunks);

  return 0;
}
