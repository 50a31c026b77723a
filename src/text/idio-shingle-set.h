/* idio-shingle-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/idio-words.h"

G_BEGIN_DECLS

/**
 * IdioShingleSet:
 *
 * All runs of some number of words in some texts. Looking up a text in it takes as long for a thousand texts as for
 * one, which an #IdioRunIndex does not.
 */
typedef struct _IdioShingleSet IdioShingleSet;

/* Fewer words in a row are anybody's. */
#define IDIO_SHINGLE_WORDS 6

IdioShingleSet *idio_shingle_set_new                (guint                 run_words);
void            idio_shingle_set_free               (IdioShingleSet       *self);
void            idio_shingle_set_add                (IdioShingleSet       *self,
                                                     const IdioWords      *words);
void            idio_shingle_set_remove             (IdioShingleSet       *self,
                                                     const IdioWords      *words);
char           *idio_shingle_set_leave_out          (const IdioShingleSet *self,
                                                     const char           *text,
                                                     guint                 min_texts,
                                                     guint                *n_words);
char           *idio_shingle_set_leave_out_repeated (const char           *text,
                                                     guint                 run_words,
                                                     guint                *n_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioShingleSet, idio_shingle_set_free)

G_END_DECLS
