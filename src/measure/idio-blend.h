/* idio-blend.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-vector.h"

G_BEGIN_DECLS

/**
 * IdioBlender:
 *
 * The texts of a writer in some views, and what they have in common with each other and with the texts of others.
 */
typedef struct _IdioBlender IdioBlender;

/**
 * IdioBlend:
 * @shares: (array): how much each text counts; together 1
 * @offset: how far the mean of others is along the direction from it to the blend
 * @length: the length of that direction; 0 if there is none
 *
 * A weighed mean of a writer's texts.
 */
typedef struct
{
  double *shares;
  double  offset;
  double  length;
} IdioBlend;

IdioBlender *idio_blender_new   (const GArray * const *vectors,
                                 guint                 n_vectors,
                                 const float          *mean,
                                 IdioView              first_view,
                                 IdioView              end_view);
void         idio_blender_free  (IdioBlender          *self);
void         idio_blender_blend (const IdioBlender    *self,
                                 const gboolean       *left_out,
                                 IdioBlend            *blend);
double       idio_blender_score (IdioBlender          *self,
                                 const IdioBlend      *blend,
                                 const GArray         *vector);
void         idio_blend_clear   (IdioBlend            *blend);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IdioBlend, idio_blend_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioBlender, idio_blender_free)

G_END_DECLS
