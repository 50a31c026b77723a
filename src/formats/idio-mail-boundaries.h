/* idio-mail-boundaries.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean idio_mail_boundaries_add   (GPtrArray  *boundaries,
                                     const char *type);
gboolean idio_mail_boundaries_match (GPtrArray  *boundaries,
                                     const char *line,
                                     gsize       length,
                                     gboolean   *begins);

G_END_DECLS
