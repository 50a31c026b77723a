/* idio-html-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-html-elements.h"
#include "formats/idio-html.h"

G_BEGIN_DECLS

char    *idio_html_write       (xmlNode     *root,
                                IdioHtmlUse  use);
GString *idio_html_write_entry (xmlNode     *root,
                                IdioHtmlUse  use,
                                IdioEntry   *entry);

G_END_DECLS
