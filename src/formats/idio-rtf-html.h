/* idio-rtf-html.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_rtf_html_unwrap (const char *rtf,
                            gsize       length,
                            gboolean   *is_html);

G_END_DECLS
