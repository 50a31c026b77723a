/* idio-reference.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-measures.h"
#include "features/idio-ranges.h"

G_BEGIN_DECLS

#define IDIO_REFERENCE_N_QUANTILES 7

/**
 * IdioReferenceRange:
 * @n_documents: in how many documents the measure means something
 * @documents: its 5, 10, 25, 50, 75, 90 and 95 percent quantiles over them
 * @n_writers: how many writers they are from
 * @writers: the same quantiles of the writers' means
 *
 * A measure in the texts of others.
 */
typedef struct
{
  guint  n_documents;
  double documents[IDIO_REFERENCE_N_QUANTILES];
  guint  n_writers;
  double writers[IDIO_REFERENCE_N_QUANTILES];
} IdioReferenceRange;

typedef struct _IdioReference IdioReference;

extern const double idio_reference_quantiles[IDIO_REFERENCE_N_QUANTILES];

const IdioReference      *idio_reference_get             (void);
IdioReference            *idio_reference_new             (const char           *json,
                                                          gssize                length,
                                                          GError              **error);
void                      idio_reference_free            (IdioReference        *self);
const char               *idio_reference_get_whose       (const IdioReference  *self);
const char               *idio_reference_get_genre       (const IdioReference  *self);
const IdioReferenceRange *idio_reference_get_range       (const IdioReference  *self,
                                                          IdioMeasureId         measure);
double                    idio_reference_get_share_below (const IdioReference  *self,
                                                          IdioMeasureId         measure,
                                                          double                mean);
gboolean                  idio_reference_fits            (const IdioReference  *self,
                                                          const IdioRanges     *ranges,
                                                          guint                 group);
guint                     idio_reference_count_phrase    (const IdioReference  *self,
                                                          guint64               hash,
                                                          guint                 n_words,
                                                          guint64              *n_places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioReference, idio_reference_free)

G_END_DECLS
