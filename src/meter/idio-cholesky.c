/* idio-cholesky.c: systems of linear equations whose matrix is symmetric and positive definite
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "meter/idio-cholesky.h"

/* Four sums, which a processor can make at once. */
static double
multiply_rows (const double *a,
               const double *b,
               guint         n)
{
  double sums[4] = { 0 };
  guint i;

  for (i = 0; i + 4 <= n; i += 4)
    for (guint j = 0; j < 4; j++)
      sums[j] += a[i + j] * b[i + j];

  for (; i < n; i++)
    sums[0] += a[i] * b[i];

  return sums[0] + sums[1] + sums[2] + sums[3];
}

/**
 * idio_cholesky_decompose:
 * @matrix: (inout) (array): the lower half of @n × @n numbers, row by row; it becomes L, where LL' is what it was
 * @n: how many rows
 *
 * Cholesky's decomposition (see Golub and Van Loan, Matrix Computations, 4.2).
 */
void
idio_cholesky_decompose (double *matrix,
                         guint   n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++)
      {
        double *row = matrix + (gsize) i * n, *other = matrix + (gsize) j * n;
        double rest = row[j] - multiply_rows (row, other, j);

        row[j] = i == j ? sqrt (rest) : rest / other[j];
      }
}

/**
 * idio_cholesky_solve:
 * @decomposed: what idio_cholesky_decompose() made of a matrix
 * @n: how many rows
 * @x: (inout) (array length=n): the right side of the equations, which becomes the solution
 */
void
idio_cholesky_solve (const double *decomposed,
                     guint         n,
                     double       *x)
{
  for (guint i = 0; i < n; i++)
    x[i] = (x[i] - multiply_rows (decomposed + (gsize) i * n, x, i)) / decomposed[(gsize) i * n + i];

  for (guint i = n; i-- > 0;)
    {
      x[i] /= decomposed[(gsize) i * n + i];

      for (guint j = 0; j < i; j++)
        x[j] -= decomposed[(gsize) i * n + j] * x[i];
    }
}
