/* idio-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *idio_file_load        (GFile         *file,
                               GCancellable  *cancellable,
                               GError       **error);
int     idio_file_open        (GFile         *file,
                               GCancellable  *cancellable,
                               GError       **error);
GBytes *idio_file_load_stream (GInputStream  *stream,
                               GCancellable  *cancellable,
                               GError       **error);
void    idio_file_explain     (GError       **error,
                               const GError  *cause);

G_END_DECLS
