/* idio-save.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * IdioSaveFunc:
 * @file: a file that is not there yet
 * @data: data of the caller
 * @error: (out): a location for an error
 *
 * Returns: whether @file was written; if not, what there is of it is deleted
 */
typedef gboolean (*IdioSaveFunc) (GFile     *file,
                                  gpointer   data,
                                  GError   **error);

gboolean   idio_save       (GFile             *file,
                            gboolean           overwrite,
                            IdioSaveFunc       func,
                            gpointer           data,
                            GError           **error);
gboolean   idio_save_sync  (GOutputStream     *stream,
                            GError           **error);
DexFuture *idio_save_bytes (GFile             *file,
                            GBytes            *bytes,
                            GFileCreateFlags   flags) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
