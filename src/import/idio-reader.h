/* idio-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-wanted.h"

G_BEGIN_DECLS

#define IDIO_TYPE_READER (idio_reader_get_type ())
G_DECLARE_FINAL_TYPE (IdioReader, idio_reader, IDIO, READER, GObject)

IdioReader *idio_reader_new             (void);
void        idio_reader_set_charset     (IdioReader        *self,
                                         const char        *charset);
gboolean    idio_reader_open            (IdioReader        *self,
                                         GFile             *file,
                                         const IdioWanted  *wanted,
                                         GCancellable      *cancellable,
                                         GError           **error);
gboolean    idio_reader_read_ahead      (IdioReader        *self,
                                         GFile             *file,
                                         const IdioWanted  *wanted,
                                         GCancellable      *cancellable);
guint       idio_reader_get_n_ahead     (IdioReader        *self);
IdioEntry  *idio_reader_next            (IdioReader        *self,
                                         GCancellable      *cancellable,
                                         GError           **error);
guint64     idio_reader_get_position    (IdioReader        *self);
guint       idio_reader_take_n_unwanted (IdioReader        *self);

G_END_DECLS
