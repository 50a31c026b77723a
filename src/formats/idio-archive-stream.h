/* idio-archive-stream.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-archive-reader.h"

G_BEGIN_DECLS

#define IDIO_TYPE_ARCHIVE_STREAM (idio_archive_stream_get_type ())

/**
 * IdioArchiveStream:
 *
 * The file in an archive at which a reader is, as a stream. It ends when the reader goes on.
 */
G_DECLARE_FINAL_TYPE (IdioArchiveStream, idio_archive_stream, IDIO, ARCHIVE_STREAM, GInputStream)

GInputStream *idio_archive_stream_new (IdioArchiveReader *reader);
void          idio_archive_stream_end (IdioArchiveStream *self);

G_END_DECLS
