/* idio-line-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Longer lines come in pieces. */
#define IDIO_LINE_MAX_BYTES (64 * 1024)

/**
 * IdioLineReader:
 *
 * Reads a stream line by line, of any size and with lines of any length, and can look ahead.
 */
typedef struct _IdioLineReader IdioLineReader;

IdioLineReader *idio_line_reader_new        (GInputStream    *stream,
                                             guint64          n_bytes);
void            idio_line_reader_free       (IdioLineReader  *self);
guint64         idio_line_reader_get_offset (IdioLineReader  *self);
const char     *idio_line_reader_peek       (IdioLineReader  *self,
                                             gsize            n_bytes,
                                             gsize           *length,
                                             GError         **error);
const char     *idio_line_reader_read       (IdioLineReader  *self,
                                             gsize           *length,
                                             gboolean        *is_start,
                                             GError         **error);
gboolean        idio_line_reader_skip       (IdioLineReader  *self,
                                             const char      *starts,
                                             gboolean        *is_blank);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioLineReader, idio_line_reader_free)

G_END_DECLS
