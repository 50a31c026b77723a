/* idio-pdf-furniture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-pdf-line.h"

G_BEGIN_DECLS

void idio_pdf_furniture_mark (GPtrArray *pages,
                              GArray    *heights);

G_END_DECLS
