/* idio-gguf-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *idio_gguf_file_read_beginning (const char  *path,
                                     gsize        max_bytes,
                                     gsize       *n_read,
                                     guint64     *size,
                                     GError     **error);
char *idio_gguf_file_dup_basename   (const char  *path);
char *idio_gguf_file_dup_name       (const char  *path);
char *idio_gguf_file_name_part      (const char  *path,
                                     guint64      part,
                                     guint64      n_parts);

G_END_DECLS
