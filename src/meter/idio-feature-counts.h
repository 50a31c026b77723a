/* idio-feature-counts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "meter/idio-vector.h"

G_BEGIN_DECLS

/* Tallies of another version mean nothing: of another form, or of other views. */
#define IDIO_FEATURE_COUNTS_VERSION "1." IDIO_VIEWS_VERSION

GBytes *idio_feature_counts_new  (const char *text);
GArray *idio_feature_counts_read (GBytes     *packed);

G_END_DECLS
