/* idio-power.h: what is left on a disk when the power is cut
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     idio_power_begin      (const char    *dir,
                                const char    *copy,
                                guint          after,
                                guint32        seed);
gboolean idio_power_cut        (void);

/* For the file system */
void     idio_power_written    (const char    *path,
                                gint64         offset,
                                gconstpointer  data,
                                gsize          length);
void     idio_power_truncated  (const char    *path,
                                gint64         size);
void     idio_power_synced     (const char    *path);
void     idio_power_deleted    (const char    *path);

G_END_DECLS
