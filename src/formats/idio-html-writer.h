/* idio-html-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libxml/tree.h>

#include "formats/idio-html.h"

G_BEGIN_DECLS

gboolean  idio_html_is_element  (const xmlNode *node,
                                 const char    *name);
char     *idio_html_get_style   (xmlNode       *element);
gboolean  idio_html_is_hidden   (xmlNode       *element);
gboolean  idio_html_is_left_out (xmlNode       *element);
gboolean  idio_html_is_block    (xmlNode       *element);
char     *idio_html_write       (xmlNode       *root,
                                 IdioHtmlUse    use);

G_END_DECLS
