/* idio-gguf.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * IdioGguf:
 * @name: what the model is called
 * @context: how many tokens it was trained on at once, or 0 if the file does not say
 * @size: the size of the file, or of all files of a model in parts, in bytes
 * @repacked: how many bytes of it the engine makes a copy of
 * @token_bytes: how much memory each token of context takes, in bytes
 * @memory: about how much memory it takes to run it, in bytes
 * @control_tokens: what stands for tokens that are not text, such as the end of a turn
 *
 * What the head of a model file tells.
 */
typedef struct
{
  char    *name;
  guint    context;
  guint64  size;
  guint64  repacked;
  guint64  token_bytes;
  guint64  memory;
  GStrv    control_tokens;
} IdioGguf;

#define IDIO_TYPE_GGUF (idio_gguf_get_type ())

GType     idio_gguf_get_type       (void) G_GNUC_CONST;
IdioGguf *idio_gguf_read           (const char      *path,
                                    GError         **error);
IdioGguf *idio_gguf_copy           (const IdioGguf  *self);
void      idio_gguf_free           (IdioGguf        *self);
guint64   idio_gguf_measure_memory (const IdioGguf  *self,
                                    guint            n_tokens);
gboolean  idio_gguf_check_fits     (const IdioGguf  *self,
                                    guint64          memory,
                                    GError         **error);
guint64   idio_get_total_memory    (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioGguf, idio_gguf_free)

G_END_DECLS
