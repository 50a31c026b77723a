/* idio-ranges.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioRange:
 * @n: how many texts have a value
 * @n_some: how many of these have one that is not 0
 * @low: the 5th percentile
 * @lower: the lower quartile
 * @median: the median
 * @upper: the upper quartile
 * @high: the 95th percentile
 * @mean: the mean
 *
 * Where the values of a measure lie in a writer's texts. Percentiles are of type 7 of Hyndman and Fan, “Sample
 * quantiles in statistical packages” (The American Statistician 50, 1996).
 */
typedef struct
{
  guint  n;
  guint  n_some;
  double low;
  double lower;
  double median;
  double upper;
  double high;
  double mean;
} IdioRange;

/* All texts, whomever they are for. */
#define IDIO_RANGES_ALL G_MAXUINT

typedef struct _IdioRanges IdioRanges;

IdioRanges *idio_ranges_new          (guint                 n_measures);
IdioRanges *idio_ranges_copy         (const IdioRanges     *self);
void        idio_ranges_free         (IdioRanges           *self);
void        idio_ranges_add          (IdioRanges           *self,
                                      guint                 group,
                                      const double         *values);
void        idio_ranges_add_all      (IdioRanges           *self,
                                      guint                 n_texts,
                                      const guint          *groups,
                                      const double * const *values);
void        idio_ranges_remove       (IdioRanges           *self,
                                      guint                 group,
                                      const double         *values);
guint       idio_ranges_get_n_texts  (const IdioRanges     *self,
                                      guint                 group);
gboolean    idio_ranges_get_range    (const IdioRanges     *self,
                                      guint                 measure,
                                      guint                 group,
                                      IdioRange            *range);
double      idio_ranges_get_quantile (const IdioRanges     *self,
                                      guint                 measure,
                                      guint                 group,
                                      double                share);
double      idio_ranges_get_share    (const IdioRanges     *self,
                                      guint                 measure,
                                      guint                 group,
                                      double                value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRanges, idio_ranges_free)

G_END_DECLS
