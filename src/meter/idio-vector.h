/* idio-vector.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-views.h"

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
 * IdioVectorEntry:
 * @bucket: the number of a bucket, counted through all views
 * @weight: its weight, in units of 1 / %IDIO_VECTOR_UNIT
 */
typedef struct
{
  guint  bucket;
  gint32 weight;
} IdioVectorEntry;

/* Weights are whole numbers of this unit. */
#define IDIO_VECTOR_UNIT (1 << 20)

GArray *idio_vector_count        (const IdioSpan *spans,
                                  guint           n_spans,
                                  IdioView        first_view);
GArray *idio_vector_weigh        (const IdioSpan *spans,
                                  guint           n_spans,
                                  IdioView        first_view,
                                  const float    *factors);
void    idio_vector_weigh_counts (GArray         *entries,
                                  const float    *factors);
double  idio_vector_multiply     (const GArray   *vector,
                                  IdioView        first_view,
                                  IdioView        end_view,
                                  const float    *dense);

G_END_DECLS
