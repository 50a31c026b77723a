/* idio-html-elements.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libxml/tree.h>

#include <glib.h>

G_BEGIN_DECLS

gboolean  idio_html_is_element   (const xmlNode      *node,
                                  const char         *name);
gboolean  idio_html_is_listed    (const xmlNode      *node,
                                  const char * const *names);
gboolean  idio_html_has_value    (xmlNode            *element,
                                  const char         *attribute,
                                  const char         *value);
gboolean  idio_html_has_class    (xmlNode            *element,
                                  const char         *name);
char     *idio_html_get_style    (xmlNode            *element);
gboolean  idio_html_is_hidden    (xmlNode            *element);
gboolean  idio_html_is_left_out  (xmlNode            *element);
gboolean  idio_html_is_block     (xmlNode            *element);
gboolean  idio_html_is_reference (xmlNode            *element);
gboolean  idio_html_is_signature (xmlNode            *element);

G_END_DECLS
