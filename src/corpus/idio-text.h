/* idio-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "corpus/idio-audience.h"

G_BEGIN_DECLS

#define IDIO_TYPE_TEXT (idio_text_get_type ())

/**
 * IdioText:
 * @id: the number of its document, or 0 if it is not in the corpus (yet)
 * @title: what it is called
 * @body: the text, valid UTF-8 with `\n` at the end of lines
 * @n_words: how many words @body has
 * @audience: whom it was written for
 * @example: whether it belongs to the made-up writer
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
} IdioText;

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
