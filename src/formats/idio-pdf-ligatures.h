/* idio-pdf-ligatures.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <poppler.h>

G_BEGIN_DECLS

void idio_pdf_ligatures_mend (char                   *text,
                              const PopplerRectangle *rectangles,
                              guint                   n_rectangles);

G_END_DECLS
