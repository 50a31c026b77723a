/* idio-archive-stream.c: a file in an archive as a stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/idio-archive-stream.h"

struct _IdioArchiveStream
{
  GInputStream       parent_instance;

  IdioArchiveReader *reader;
};

G_DEFINE_FINAL_TYPE (IdioArchiveStream, idio_archive_stream, G_TYPE_INPUT_STREAM)

static gssize
idio_archive_stream_read (GInputStream  *stream,
                          void          *buffer,
                          gsize          count,
                          GCancellable  *cancellable,
                          GError       **error)
{
  IdioArchiveStream *self = IDIO_ARCHIVE_STREAM (stream);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  return self->reader != NULL ? idio_archive_reader_read (self->reader, buffer, count, error) : 0;
}

static void
idio_archive_stream_class_init (IdioArchiveStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = idio_archive_stream_read;
}

static void
idio_archive_stream_init (IdioArchiveStream *self)
{
}

/**
 * idio_archive_stream_new:
 * @reader: (transfer none): a reader at a file
 *
 * Returns: (transfer full): what is in the file
 */
GInputStream *
idio_archive_stream_new (IdioArchiveReader *reader)
{
  IdioArchiveStream *self = g_object_new (IDIO_TYPE_ARCHIVE_STREAM, NULL);

  self->reader = reader;

  return G_INPUT_STREAM (self);
}

/**
 * idio_archive_stream_end:
 * @self: a stream
 *
 * Has to be called before its reader goes on or is freed. Whoever still has the stream finds its end.
 */
void
idio_archive_stream_end (IdioArchiveStream *self)
{
  g_return_if_fail (IDIO_IS_ARCHIVE_STREAM (self));

  self->reader = NULL;
}
