/* idio-odt-body.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-odt-styles.h"
#include "formats/idio-prose.h"

G_BEGIN_DECLS

gboolean idio_odt_body_read (GBytes        *bytes,
                             IdioOdtStyles *styles,
                             IdioProse     *prose,
                             gboolean      *is_text);

G_END_DECLS
