/* idio-pdf-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-pdf-line.h"

G_BEGIN_DECLS

char *idio_pdf_text_join (GPtrArray *lines);

G_END_DECLS
