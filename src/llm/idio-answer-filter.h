/* idio-answer-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _IdioAnswerFilter IdioAnswerFilter;

IdioAnswerFilter *idio_answer_filter_new            (gboolean          prose);
void              idio_answer_filter_free           (IdioAnswerFilter *self);
void              idio_answer_filter_push           (IdioAnswerFilter *self,
                                                     const char       *text);
void              idio_answer_filter_end            (IdioAnswerFilter *self);
const char       *idio_answer_filter_get_text       (IdioAnswerFilter *self);
gboolean          idio_answer_filter_has_thought    (IdioAnswerFilter *self);
gboolean          idio_answer_filter_take_rewritten (IdioAnswerFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioAnswerFilter, idio_answer_filter_free)

G_END_DECLS
