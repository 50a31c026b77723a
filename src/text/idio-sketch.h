/* idio-sketch.h: how much of two texts is the same, told by a few numbers of each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IDIO_SKETCH_SIZE:
 *
 * Most values of a sketch. With 128 the standard error of a resemblance of 0.7 is 0.04; of texts with no more shingles
 * than that it is exact.
 */
#define IDIO_SKETCH_SIZE 128

/**
 * IdioSketch:
 * @n_values: how many there are
 * @values: the smallest hashes of the shingles of a text, in ascending order
 *
 * A sample of the shingles of a text, which is the same sample in each text that has them: Broder, “On the resemblance
 * and containment of documents”, 1997.
 */
typedef struct
{
  guint   n_values;
  guint32 values[];
} IdioSketch;

IdioSketch *idio_sketch_new      (const char       *text,
                                  gsize             length,
                                  guint             min_words);
gboolean    idio_sketch_reaches  (const IdioSketch *a,
                                  const IdioSketch *b,
                                  double            resemblance);
gboolean    idio_sketch_contains (const IdioSketch *self,
                                  const IdioSketch *other);
double      idio_sketch_compare  (const IdioSketch *a,
                                  const IdioSketch *b);

G_END_DECLS
