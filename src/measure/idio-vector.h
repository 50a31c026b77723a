/* idio-vector.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-views.h"

G_BEGIN_DECLS

/**
 * IdioSpan:
 * @views: the views of a text
 * @first: the number of a sentence in it
 * @end: the number of the sentence before which the span ends
 *
 * Some sentences of a text.
 */
typedef struct
{
  const IdioViews *views;
  guint            first;
  guint            end;
} IdioSpan;

/**
 * IdioEntry:
 * @bucket: the number of a bucket, counted through all views
 * @weight: its weight, in units of 1 / %IDIO_VECTOR_UNIT
 */
typedef struct
{
  guint  bucket;
  gint32 weight;
} IdioEntry;

/* Weights are whole numbers, so that a sum from which a vector is taken away again is what it was before. */
#define IDIO_VECTOR_UNIT (1 << 20)

float   idio_vector_dampen       (guint           n);
GArray *idio_vector_count        (const IdioSpan *spans,
                                  guint           n_spans,
                                  IdioView        first_view);
GArray *idio_vector_weigh        (const IdioSpan *spans,
                                  guint           n_spans,
                                  IdioView        first_view,
                                  const float    *factors);
void    idio_vector_weigh_counts (GArray         *entries,
                                  const float    *factors);

G_END_DECLS
