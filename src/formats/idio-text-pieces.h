/* idio-text-pieces.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-source.h"

G_BEGIN_DECLS

/**
 * IdioTextPieces:
 *
 * A text that may be larger than what is kept in memory of it, such as a chat of many years.
 */
typedef struct _IdioTextPieces IdioTextPieces;

IdioTextPieces *idio_text_pieces_new     (IdioSource      *source);
void            idio_text_pieces_free    (IdioTextPieces  *self);
const char     *idio_text_pieces_next    (IdioTextPieces  *self,
                                          const char      *rest,
                                          GError         **error);
gboolean        idio_text_pieces_is_last (IdioTextPieces  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioTextPieces, idio_text_pieces_free)

G_END_DECLS
