/* idio-html-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libxml/tree.h>

#include <glib.h>

G_BEGIN_DECLS

xmlNode *idio_html_page_strip (xmlNode *body);

G_END_DECLS
