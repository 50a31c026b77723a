/* idio-pdf-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <poppler.h>

#include "formats/idio-pdf-line.h"

G_BEGIN_DECLS

GPtrArray *idio_pdf_page_read     (PopplerPage *page,
                                   guint        index);
void       idio_pdf_lines_justify (GPtrArray   *lines);
void       idio_pdf_lines_order   (GPtrArray   *lines);

G_END_DECLS
