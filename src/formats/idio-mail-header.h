/* idio-mail-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  idio_mail_header_matches   (const char *line,
                                      gsize       length);
gboolean  idio_mail_header_is_known  (const char *line,
                                      gsize       length);
gboolean  idio_mail_header_is_read   (const char *line,
                                      gsize       length);
char     *idio_mail_header_dup_value (const char *head,
                                      gsize       length,
                                      const char *name);

G_END_DECLS
