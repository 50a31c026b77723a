/* idio-tally.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "measure/idio-vector.h"

G_BEGIN_DECLS

/* Tallies of another version mean nothing: of another form, or of other views. */
#define IDIO_TALLY_VERSION "1." IDIO_VIEWS_VERSION

GBytes *idio_tally_new  (const char *text);
GArray *idio_tally_read (GBytes     *tally);

G_END_DECLS
