/* idio-centroid.c: what the texts of a writer have in common, and others do not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a writer's own texts differ among each other, a difference from others says little. This is within-class
 * covariance normalization (Hatch and others, Interspeech 2006) with the covariance of the one writer's texts: the
 * direction from the mean m of others to the mean q of the texts becomes w = λ (λI + C'C)⁻¹ (q − m), where the rows of
 * C are the texts less q. As w = q − m − C'(λI + CC')⁻¹C (q − m), it is the direction to another mean of the same
 * texts, in which each has a share of its own; and all that is needed to find the shares is what the texts give with
 * each other and with m.
 */

#include "config.h"

#include <math.h>

#include "meter/idio-centroid.h"
#include "meter/idio-cholesky.h"
#include "text/idio-stop.h"

/* λ, as a share of the mean square of a row of C. Below .3 it matters little. */
#define REGULARIZATION 0.1

struct _IdioCentroidSpace
{
  GPtrArray   *vectors;
  const float *mean;
  IdioView     first_view;
  IdioView     end_view;
  double      *products; /* of each two texts: the lower half */
  double      *at_mean;  /* of each text and the mean */
  double       mean_square;
  float       *dense;    /* all zeros but while a vector is multiplied with others */
};

static double
multiply (const IdioCentroidSpace *self,
          const GArray            *vector,
          const float             *dense)
{
  return idio_vector_multiply (vector, self->first_view, self->end_view, dense);
}

static void
spread (IdioCentroidSpace *self,
        const GArray      *vector,
        float              unit)
{
  guint first = self->first_view * IDIO_VIEW_SIZE, end = self->end_view * IDIO_VIEW_SIZE;

  for (guint i = 0; i < vector->len; i++)
    {
      const IdioVectorEntry *entry = &g_array_index (vector, IdioVectorEntry, i);

      if (entry->bucket >= first && entry->bucket < end)
        self->dense[entry->bucket - first] = (float) entry->weight * unit;
    }
}

/**
 * idio_centroid_space_new:
 * @vectors: (array length=n_vectors) (transfer none): the texts, as of idio_vector_weigh()
 * @n_vectors: how many they are
 * @mean: the mean of the texts of others; it must live as long as what is returned
 * @first_view: the first view that counts
 * @end_view: the view before which to end
 *
 * It takes a time that grows with the square of @n_vectors: some 10 ms for 100.
 *
 * Returns: (transfer full): the space of these texts
 */
IdioCentroidSpace *
idio_centroid_space_new (const GArray * const *vectors,
                         guint                 n_vectors,
                         const float          *mean,
                         IdioView              first_view,
                         IdioView              end_view)
{
  IdioCentroidSpace *self = g_new0 (IdioCentroidSpace, 1);
  guint n_buckets = (end_view - first_view) * IDIO_VIEW_SIZE;

  self->first_view = first_view;
  self->end_view = end_view;
  self->mean = mean + first_view * IDIO_VIEW_SIZE;
  self->vectors = g_ptr_array_new_full (n_vectors, (GDestroyNotify) g_array_unref);
  self->products = g_new0 (double, (gsize) n_vectors * n_vectors);
  self->at_mean = g_new (double, n_vectors);
  self->dense = g_new0 (float, n_buckets);

  for (guint i = 0; i < n_vectors; i++)
    {
      g_ptr_array_add (self->vectors, g_array_ref ((GArray *) vectors[i]));
      self->at_mean[i] = multiply (self, vectors[i], self->mean);
      spread (self, vectors[i], 1.0f / IDIO_VECTOR_UNIT);

      for (guint j = 0; j <= i && !idio_stop_is_asked (); j++)
        self->products[(gsize) i * n_vectors + j] = multiply (self, vectors[j], self->dense);

      spread (self, vectors[i], 0);
    }

  for (guint i = 0; i < n_buckets; i++)
    self->mean_square += (double) self->mean[i] * (double) self->mean[i];

  return self;
}

void
idio_centroid_space_free (IdioCentroidSpace *self)
{
  g_ptr_array_unref (self->vectors);
  g_free (self->products);
  g_free (self->at_mean);
  g_free (self->dense);
  g_free (self);
}

static double
get_product (const IdioCentroidSpace *self,
             guint                    i,
             guint                    j)
{
  return self->products[(gsize) MAX (i, j) * self->vectors->len + MIN (i, j)];
}

/* What each text gives with the mean of them all, and that mean with itself. */
static double
find_at_own_mean (const IdioCentroidSpace *self,
                  const guint             *members,
                  guint                    n,
                  double                  *at_own_mean)
{
  double square = 0;

  for (guint i = 0; i < n; i++)
    {
      at_own_mean[i] = 0;

      for (guint j = 0; j < n; j++)
        at_own_mean[i] += get_product (self, members[i], members[j]) / n;

      square += at_own_mean[i] / n;
    }

  return square;
}

/* (λI + CC')⁻¹ C (q − m) */
static double *
find_corrections (const IdioCentroidSpace *self,
                  const guint             *members,
                  guint                    n,
                  const double            *at_own_mean,
                  double                   own_square,
                  double                   own_at_mean)
{
  double *corrections = g_new0 (double, n);
  g_autofree double *matrix = g_new (double, (gsize) n * n);
  double trace = 0;

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j <= i; j++)
        matrix[(gsize) i * n + j] = get_product (self, members[i], members[j]) - at_own_mean[i] - at_own_mean[j] +
                                    own_square;

      trace += matrix[(gsize) i * n + i];
    }

  /* Nothing differs among one text, or among several that are the same but for rounding. */
  if (trace < 1e-9 * n)
    return corrections;

  for (guint i = 0; i < n; i++)
    {
      matrix[(gsize) i * n + i] += REGULARIZATION * trace / n;
      corrections[i] = at_own_mean[i] - own_square - self->at_mean[members[i]] + own_at_mean;
    }

  idio_cholesky_decompose (matrix, n);
  idio_cholesky_solve (matrix, n, corrections);

  return corrections;
}

/**
 * idio_centroid_space_get_centroid:
 * @self: a space of texts
 * @left_out: (nullable) (array): for each text, whether it is not to count
 * @centroid: (out caller-allocates): the centroid of the others; free it with idio_centroid_clear()
 */
void
idio_centroid_space_get_centroid (const IdioCentroidSpace *self,
                                  const gboolean          *left_out,
                                  IdioCentroid            *centroid)
{
  g_autofree guint *members = g_new (guint, self->vectors->len);
  g_autofree double *at_own_mean = g_new (double, self->vectors->len);
  g_autofree double *corrections = NULL;
  double own_square, own_at_mean = 0, sum = 0, square;
  guint n = 0;

  centroid->shares = g_new0 (double, self->vectors->len);
  centroid->offset = centroid->length = 0;

  for (guint i = 0; i < self->vectors->len; i++)
    if (left_out == NULL || !left_out[i])
      members[n++] = i;

  if (n == 0)
    return;

  for (guint i = 0; i < n; i++)
    own_at_mean += self->at_mean[members[i]] / n;

  own_square = find_at_own_mean (self, members, n, at_own_mean);
  corrections = find_corrections (self, members, n, at_own_mean, own_square, own_at_mean);
  square = own_square - 2 * own_at_mean + self->mean_square;

  for (guint i = 0; i < n; i++)
    sum += corrections[i];

  /* w (q − m) = |q − m|² − (C (q − m))' (λI + CC')⁻¹ C (q − m) */
  for (guint i = 0; i < n; i++)
    {
      double share = 1.0 / n - corrections[i] + sum / n;

      centroid->shares[members[i]] = share;
      centroid->offset += share * self->at_mean[members[i]];
      square -= corrections[i] * (at_own_mean[i] - own_square - self->at_mean[members[i]] + own_at_mean);
    }

  centroid->offset -= self->mean_square;
  centroid->length = sqrt (MAX (square, 0));
}

/**
 * idio_centroid_space_score:
 * @self: a space of texts
 * @centroid: a centroid of its texts
 * @vector: another text
 *
 * Returns: how far from the mean of others @vector is along the direction to @centroid
 */
double
idio_centroid_space_score (IdioCentroidSpace  *self,
                           const IdioCentroid *centroid,
                           const GArray       *vector)
{
  double product = -multiply (self, vector, self->mean);

  spread (self, vector, 1.0f / IDIO_VECTOR_UNIT);

  for (guint i = 0; i < self->vectors->len; i++)
    product += centroid->shares[i] * multiply (self, g_ptr_array_index (self->vectors, i), self->dense);

  spread (self, vector, 0);

  return centroid->length > 0 ? (product - centroid->offset) / centroid->length : 0;
}

void
idio_centroid_clear (IdioCentroid *centroid)
{
  g_clear_pointer (&centroid->shares, g_free);
}
