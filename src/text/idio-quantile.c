/* idio-quantile.c: where the values of many lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/idio-quantile.h"

static gint
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
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
