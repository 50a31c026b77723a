/* idio-transcript.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-source.h"

G_BEGIN_DECLS

/**
 * IdioTranscript:
 *
 * A conversation in a text that is read line by line: joins lines to messages, and those as #IdioJoiner does.
 */
typedef struct _IdioTranscript IdioTranscript;

/**
 * IdioTranscriptFilter:
 * @message: a message with text and author, which may be changed
 *
 * Cuts off what the program that wrote the text has added to a message.
 *
 * Returns: whether a person wrote what is left
 */
typedef gboolean (*IdioTranscriptFilter) (IdioEntry *message);

IdioTranscript *idio_transcript_new    (IdioTakeFunc          take,
                                        gpointer              data,
                                        char                 *place,
                                        IdioTranscriptFilter  filter);
void            idio_transcript_free   (IdioTranscript       *self);
gboolean        idio_transcript_begin  (IdioTranscript       *self,
                                        char                 *author,
                                        GDateTime            *time);
void            idio_transcript_append (IdioTranscript       *self,
                                        const char           *line,
                                        gsize                 length);
gboolean        idio_transcript_finish (IdioTranscript       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioTranscript, idio_transcript_free)

G_END_DECLS
