/* test-quantile.c: values in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <float.h>
#include <math.h>

#include "text/idio-quantile.h"

/* Few values are compared, many are sorted by their digits: by both ways no value is lost, and each is at its place. */
static void
test_sort (void)
{
  static const double odd[] = {
    0, -0.0, 1, -1, 0.1, -0.1, INFINITY, -INFINITY, DBL_MAX, -DBL_MAX, DBL_MIN, -DBL_MIN, 4.9e-324, -4.9e-324, 1e-300,
  };
  static const guint lengths[] = { 0, 1, 2, 15, 199, 200, 201, 1000, 20000 };
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < G_N_ELEMENTS (lengths) * 3; i++)
    {
      guint n = lengths[i / 3];
      g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr(GArray) expected = NULL;

      for (guint j = 0; j < n; j++)
        {
          double value = i % 3 == 0 ? g_rand_double_range (random, -1e6, 1e6)
                       : i % 3 == 1 ? g_rand_int_range (random, -3, 4)
                                    : odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))];

          g_array_append_val (values, value);
        }

      expected = g_array_copy (values);
      idio_quantile_sort (values);
      g_assert_cmpuint (values->len, ==, n);

      /* As many are smaller than each, or as large, as there should be. */
      for (guint j = 1; j < n; j++)
        g_assert_true (g_array_index (values, double, j - 1) <= g_array_index (values, double, j));

      for (guint j = 0; j < n; j += 1 + n / 50)
        {
          double value = g_array_index (values, double, j);
          guint n_less = 0, n_same = 0;

          for (guint k = 0; k < n; k++)
            {
              n_less += g_array_index (expected, double, k) < value;
              n_same += !(g_array_index (expected, double, k) < value) && !(g_array_index (expected, double, k) > value);
            }

          g_assert_cmpuint (n_less, <=, j);
          g_assert_cmpuint (n_less + n_same, >, j);
        }
    }
}

static void
test_get (void)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1000; i > 0; i--)
    {
      double value = i;

      g_array_append_val (values, value);
    }

  idio_quantile_sort (values);
  g_assert_cmpfloat_with_epsilon (idio_quantile_get (values, 0), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (idio_quantile_get (values, 0.5), 500.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (idio_quantile_get (values, 1), 1000, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile/sort", test_sort);
  g_test_add_func ("/quantile/get", test_get);

  return g_test_run ();
}
