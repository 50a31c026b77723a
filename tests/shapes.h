/* shapes.h: texts of one shape and any size, and how what reads them grows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* What is to be as cheap for all shapes of text. */
typedef void (*ShapeFunc) (const char *text);

/* What is to be as cheap for each of many things as for each of a few. */
typedef void (*ManyFunc) (guint n);

char  *shapes_make          (const char *unit,
                             gsize       n_bytes);
void   shapes_assert_linear (const char *name,
                             ShapeFunc   func,
                             gsize       n_bytes);
void   many_assert_linear   (const char *name,
                             ManyFunc    func,
                             guint       n);
gsize  shapes_measure_peak  (ShapeFunc   func,
                             const char *text);
