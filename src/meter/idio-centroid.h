/* idio-centroid.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-vector.h"

G_BEGIN_DECLS

/**
 * IdioCentroidSpace:
 *
 * The texts of a writer in some views, and what they have in common with each other and with the texts of others.
 */
typedef struct _IdioCentroidSpace IdioCentroidSpace;

/**
 * IdioCentroid:
 * @shares: (array): how much each text counts; together 1
 * @offset: how far the mean of others is along the direction from it to the centroid
 * @length: the length of that direction; 0 if there is none
 *
 * A weighed mean of a writer's texts.
 */
typedef struct
{
  double *shares;
  double  offset;
  double  length;
} IdioCentroid;

IdioCentroidSpace *idio_centroid_space_new          (const GArray * const    *vectors,
                                                     guint                    n_vectors,
                                                     const float             *mean,
                                                     IdioView                 first_view,
                                                     IdioView                 end_view);
void               idio_centroid_space_free         (IdioCentroidSpace       *self);
void               idio_centroid_space_get_centroid (const IdioCentroidSpace *self,
                                                     const gboolean          *left_out,
                                                     IdioCentroid            *centroid);
double             idio_centroid_space_score        (IdioCentroidSpace       *self,
                                                     const IdioCentroid      *centroid,
                                                     const GArray            *vector);
void               idio_centroid_clear              (IdioCentroid            *centroid);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IdioCentroid, idio_centroid_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioCentroidSpace, idio_centroid_space_free)

G_END_DECLS
