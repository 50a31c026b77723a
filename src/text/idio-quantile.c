/* idio-quantile.c: where the values of many lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "text/idio-quantile.h"

/* From so many on, counting is faster than comparing. */
#define MANY 200

#define N_DIGITS 8
#define N_BUCKETS 256

static gint
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Turns a number into one without a sign that has the same place among others, and back. */
static guint64
flip (guint64  bits,
      gboolean back)
{
  const guint64 sign = G_GUINT64_CONSTANT (1) << 63;
  gboolean negative = ((bits & sign) != 0) != back;

  return negative ? ~bits : bits ^ sign;
}

static void
swap (guint64 **a,
      guint64 **b)
{
  guint64 *c = *a;

  *a = *b;
  *b = c;
}

/* Sorts by one digit after the other, from the last on. Values that many texts share have few different digits. */
static void
sort_many (double *values,
           guint   n)
{
  g_autofree guint64 *from = g_new (guint64, n), *to = g_new (guint64, n);

  memcpy (from, values, n * sizeof (double));

  for (guint i = 0; i < n; i++)
    from[i] = flip (from[i], FALSE);

  for (guint digit = 0; digit < N_DIGITS; digit++)
    {
      guint starts[N_BUCKETS + 1] = { 0 };
      guint shift = 8 * digit;

      for (guint i = 0; i < n; i++)
        starts[((from[i] >> shift) & 0xff) + 1]++;

      if (starts[((from[0] >> shift) & 0xff) + 1] == n)
        continue;

      for (guint i = 0; i < N_BUCKETS; i++)
        starts[i + 1] += starts[i];

      for (guint i = 0; i < n; i++)
        to[starts[(from[i] >> shift) & 0xff]++] = from[i];

      swap (&from, &to);
    }

  for (guint i = 0; i < n; i++)
    from[i] = flip (from[i], TRUE);

  memcpy (values, from, n * sizeof (double));
}

/**
 * idio_quantile_sort:
 * @values: (element-type double): values, none of them NAN
 *
 * Puts them in ascending order, for idio_quantile_get().
 */
void
idio_quantile_sort (GArray *values)
{
  if (values->len >= MANY)
    sort_many ((double *) (gpointer) values->data, values->len);
  else
    g_array_sort (values, compare_doubles);
}

/**
 * idio_quantile_get:
 * @sorted: (element-type double): values in ascending order, one at least
 * @share: which quantile, from 0 to 1
 *
 * Returns: the quantile, by linear interpolation between the two nearest values (definition 7 of Hyndman and Fan 1996,
 *   Sample Quantiles)
 */
double
idio_quantile_get (const GArray *sorted,
                   double        share)
{
  double place = share * (sorted->len - 1);
  guint below = (guint) place;
  double low = g_array_index (sorted, double, below);
  double high = g_array_index (sorted, double, MIN (below + 1, sorted->len - 1));

  return low + (place - below) * (high - low);
}
