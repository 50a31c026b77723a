/* shapes.h: texts of one shape and any size, and how what reads them grows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/**
 * ShapeFunc:
 * @text: a text
 *
 * What is to be as cheap for all shapes.
 */
typedef void (*ShapeFunc) (const char *text);

char  *shapes_make          (const char *unit,
                             gsize       n_bytes);
void   shapes_assert_linear (const char *name,
                             ShapeFunc   func,
                             gsize       n_bytes);
gsize  shapes_measure_peak  (ShapeFunc   func,
                             const char *text);
