/* idio-cholesky.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void idio_cholesky_decompose (double       *matrix,
                              guint         n);
void idio_cholesky_solve     (const double *decomposed,
                              guint         n,
                              double       *x);

G_END_DECLS
