/* idio-message.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/idio-wanted.h"

G_BEGIN_DECLS

/**
 * IdioMessageKind:
 * @IDIO_MESSAGE_READ: to the reader: read a file, of which the descriptor came before this; %IDIO_READ_TYPE
 * @IDIO_MESSAGE_ENTRY: a text in it, as idio_entry_to_bytes() makes it
 * @IDIO_MESSAGE_PROGRESS: the reading goes on
 * @IDIO_MESSAGE_DONE: all was read
 * @IDIO_MESSAGE_FAILED: no more can be read; %IDIO_FAILED_TYPE
 *
 * What the program that reads files and the one that asked for it say to each other.
 */
typedef enum
{
  IDIO_MESSAGE_READ,
  IDIO_MESSAGE_ENTRY,
  IDIO_MESSAGE_PROGRESS,
  IDIO_MESSAGE_DONE,
  IDIO_MESSAGE_FAILED,
} IdioMessageKind;

/* The file's name; what is wanted of texts that may be by several people; the character set of a text, if that is known */
#define IDIO_READ_TYPE "(s" IDIO_WANTED_TYPE "ms)"

/* A code of #IdioImportError, and the sentence */
#define IDIO_FAILED_TYPE "(is)"

/**
 * IdioMessage:
 * @kind: what it says
 * @position: how much of the file was read by then, in bytes
 * @n_unwanted: how many texts there were since the message before by people of whom nothing is wanted
 * @content: (nullable): the rest, not to be trusted
 */
typedef struct
{
  IdioMessageKind  kind;
  guint64          position;
  guint            n_unwanted;
  GBytes          *content;
} IdioMessage;

gboolean  idio_message_send    (GOutputStream       *stream,
                                IdioMessageKind      kind,
                                guint64              position,
                                guint                n_unwanted,
                                GBytes              *content,
                                GCancellable        *cancellable,
                                GError             **error);
gboolean  idio_message_receive (IdioMessage         *self,
                                GInputStream        *stream,
                                GCancellable        *cancellable,
                                GError             **error);
GBytes   *idio_message_pack    (GVariant            *content);
GVariant *idio_message_unpack  (const IdioMessage   *self,
                                const GVariantType  *type);
void      idio_message_clear   (IdioMessage         *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IdioMessage, idio_message_clear)

G_END_DECLS
