/* idio-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-audience.h"

G_BEGIN_DECLS

#define IDIO_TYPE_TEXT_PART (idio_text_part_get_type ())

/**
 * IDIO_TEXT_PART_INSERTED:
 *
 * The kind of parts that need not be whole lines.
 */
#define IDIO_TEXT_PART_INSERTED "inserted"

/**
 * IdioTextPart:
 * @start: where in the body it stands or stood, in bytes
 * @length: how much of the body it is, in bytes; 0 if it was left out
 * @kind: what it is, such as "quote"; import/idio-own-words.h knows them
 * @text: what was left out, also if a person took it back in since; or "" if it is in the body and may be by others
 *
 * A part of a text that is not the user's, or may not be.
 */
typedef struct
{
  gsize  start;
  gsize  length;
  char  *kind;
  char  *text;
} IdioTextPart;

/**
 * IdioTextState:
 * @IDIO_TEXT_NEW: it is compared with the others at the end of an import
 * @IDIO_TEXT_COMPARED: it was; those that are new are compared with it
 * @IDIO_TEXT_SETTLED: a person said what belongs to it, and nothing else does any more
 *
 * Whether a text was compared with the other documents. The values are kept in databases.
 */
typedef enum
{
  IDIO_TEXT_NEW,
  IDIO_TEXT_COMPARED,
  IDIO_TEXT_SETTLED,
} IdioTextState;

#define IDIO_TYPE_TEXT (idio_text_get_type ())

/**
 * IdioText:
 * @id: the number of its document, or 0 if it is not in the corpus (yet)
 * @title: what it is called
 * @body: the text, valid UTF-8 with `\n` at the end of lines
 * @n_words: how many words @body has
 * @audience: whom it was written for
 * @example: whether it belongs to the made-up writer
 * @written: when it was written, in seconds since 1970, or 0; known before it is in the corpus
 * @author: (nullable): who wrote it first, as its file tells; likewise
 * @editor: (nullable): who changed it last, if that was not the author; likewise
 * @charset: (nullable): the character set that its file was taken to be in, if that was guessed; likewise
 * @source: (nullable): the URI of that file, likewise
 * @private: whether nothing of it may be sent to another computer; likewise
 * @parts: (nullable) (element-type IdioTextPart): what is or was not the user's in it, in order; likewise
 * @medium: (nullable): what it was written in, if its file told, such as "mail"; import/idio-entry-text.c knows them
 * @added: when it became a document, in seconds since 1970; 0 for now
 * @state: whether it was compared with the other documents
 *
 * A document with its text in hand.
 */
typedef struct
{
  gint64        id;
  char         *title;
  char         *body;
  guint         n_words;
  IdioAudience  audience;
  gboolean      example;
  gint64        written;
  char         *author;
  char         *editor;
  char         *charset;
  char         *source;
  gboolean      private;
  GPtrArray    *parts;
  char         *medium;
  gint64        added;
  IdioTextState state;
} IdioText;

GType         idio_text_part_get_type (void) G_GNUC_CONST;
IdioTextPart *idio_text_part_new      (gsize               start,
                                       gsize               length,
                                       const char         *kind,
                                       const char         *text);
IdioTextPart *idio_text_part_copy     (const IdioTextPart *self);
void          idio_text_part_free     (IdioTextPart       *self);
gboolean      idio_text_part_is_doubtful (const IdioTextPart *self);
char         *idio_text_part_dup_words (const IdioTextPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioTextPart, idio_text_part_free)

GType     idio_text_get_type     (void) G_GNUC_CONST;
IdioText *idio_text_new          (gint64          id,
                                  const char     *title,
                                  const char     *body,
                                  guint           n_words,
                                  IdioAudience    audience);
IdioText *idio_text_copy         (const IdioText *self);
void      idio_text_free         (IdioText       *self);
char     *idio_text_hash         (const char     *body,
                                  GCancellable   *cancellable,
                                  GError        **error);
char     *idio_text_dup_excerpt  (const char     *body,
                                  glong           n_chars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioText, idio_text_free)

G_END_DECLS
