/* idio-reference.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-genre.h"

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

/**
 * IdioReferenceRate:
 * @usual: how usual a habit is: a share of texts for habits that are counted in texts, of those with the occasion if
 *   there is one; else the mean of @writers, or what is counted in 100 sentences or words where @writers are shares of
 *   texts without it
 * @n_writers: how many writers it could be told of
 * @writers: (array length=n_writers): how often each of them has it, in ascending order
 *
 * A habit in the texts of others.
 */
typedef struct
{
  double  usual;
  guint   n_writers;
  double *writers;
} IdioReferenceRate;

typedef struct _IdioReference IdioReference;

extern const double idio_reference_quantiles[IDIO_REFERENCE_N_QUANTILES];

const IdioReference      *idio_reference_get             (IdioGenre             genre,
                                                          IdioLanguage          language);
const IdioReference      *idio_reference_find            (GPtrArray            *features,
                                                          IdioGenre             genre);
IdioReference            *idio_reference_new             (const char           *json,
                                                          gssize                length,
                                                          GError              **error);
void                      idio_reference_free            (IdioReference        *self);
IdioGenre                 idio_reference_get_genre       (const IdioReference  *self);
const IdioReferenceRange *idio_reference_get_range       (const IdioReference  *self,
                                                          IdioMeasureId         measure);
const IdioReferenceRate  *idio_reference_get_rate        (const IdioReference  *self,
                                                          const char           *nick);
double                    idio_reference_get_share_below (const IdioReference  *self,
                                                          IdioMeasureId         measure,
                                                          double                mean);
guint                     idio_reference_count_phrase    (const IdioReference  *self,
                                                          guint64               hash,
                                                          guint                 n_words,
                                                          guint64              *n_places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioReference, idio_reference_free)

G_END_DECLS
