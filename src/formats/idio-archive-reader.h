/* idio-archive-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * IdioArchiveReader:
 *
 * Goes through the regular files in an archive once, in the order in which they lie in it. An archive that unpacks to
 * far more than it is ends with an error, before memory or time do.
 */
typedef struct _IdioArchiveReader IdioArchiveReader;

IdioArchiveReader *idio_archive_reader_new       (GInputStream       *stream,
                                                  GError            **error);
void               idio_archive_reader_free      (IdioArchiveReader  *self);
gboolean           idio_archive_reader_next      (IdioArchiveReader  *self,
                                                  GError            **error);
const char        *idio_archive_reader_get_path  (IdioArchiveReader  *self);
gboolean           idio_archive_reader_is_alone  (IdioArchiveReader  *self);
gssize             idio_archive_reader_read      (IdioArchiveReader  *self,
                                                  void               *buffer,
                                                  gsize               length,
                                                  GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioArchiveReader, idio_archive_reader_free)

G_END_DECLS
