/* idio-sse-decoder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioSseFunc:
 * @event: the name of the event, "message" if it has none
 * @data: its data lines, with "\n" between them
 * @user_data: what was given with the function
 */
typedef void (*IdioSseFunc) (const char *event,
                             const char *data,
                             gpointer    user_data);

typedef struct _IdioSseDecoder IdioSseDecoder;

IdioSseDecoder *idio_sse_decoder_new           (IdioSseFunc     func,
                                                gpointer        user_data);
IdioSseDecoder *idio_sse_decoder_new_for_lines (IdioSseFunc     func,
                                                gpointer        user_data);
void            idio_sse_decoder_free          (IdioSseDecoder *self);
gboolean        idio_sse_decoder_push          (IdioSseDecoder *self,
                                                const char     *bytes,
                                                gsize           length);
void            idio_sse_decoder_end           (IdioSseDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioSseDecoder, idio_sse_decoder_free)

G_END_DECLS
