/* idio-completion.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * IdioCompletionEnd:
 * @IDIO_COMPLETION_END_NONE: it is not whole (yet)
 * @IDIO_COMPLETION_END_STOP: the model was done
 * @IDIO_COMPLETION_END_LENGTH: it was cut off at the request's length
 */
typedef enum
{
  IDIO_COMPLETION_END_NONE,
  IDIO_COMPLETION_END_STOP,
  IDIO_COMPLETION_END_LENGTH,
} IdioCompletionEnd;

#define IDIO_TYPE_COMPLETION (idio_completion_get_type ())
G_DECLARE_FINAL_TYPE (IdioCompletion, idio_completion, IDIO, COMPLETION, GObject)

IdioCompletion    *idio_completion_new                   (void);
const char        *idio_completion_get_text              (IdioCompletion    *self);
gsize              idio_completion_get_length            (IdioCompletion    *self);
double             idio_completion_get_progress          (IdioCompletion    *self);
IdioCompletionEnd  idio_completion_get_end               (IdioCompletion    *self);
gint64             idio_completion_get_prompt_tokens     (IdioCompletion    *self);
gint64             idio_completion_get_completion_tokens (IdioCompletion    *self);
void               idio_completion_append                (IdioCompletion    *self,
                                                          const char        *text);
void               idio_completion_truncate              (IdioCompletion    *self,
                                                          gsize              length);
guint              idio_completion_get_wait              (IdioCompletion    *self);
void               idio_completion_set_wait              (IdioCompletion    *self,
                                                          guint              seconds);
void               idio_completion_set_progress          (IdioCompletion    *self,
                                                          double             progress);
void               idio_completion_set_end               (IdioCompletion    *self,
                                                          IdioCompletionEnd  end);
void               idio_completion_set_tokens            (IdioCompletion    *self,
                                                          gint64             n_prompt,
                                                          gint64             n_completion);

G_END_DECLS
