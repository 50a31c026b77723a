/* idio-html-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-html-elements.h"
#include "formats/idio-html.h"

G_BEGIN_DECLS

char *idio_html_write (xmlNode     *root,
                       IdioHtmlUse  use);

G_END_DECLS
