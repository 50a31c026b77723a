/* idio-run-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/idio-words.h"

G_BEGIN_DECLS

typedef struct _IdioRunIndex IdioRunIndex;

IdioRunIndex *idio_run_index_new   (const IdioWords    *words,
                                    guint               min_words);
void          idio_run_index_free  (IdioRunIndex       *self);
guint         idio_run_index_match (const IdioRunIndex *self,
                                    const IdioWords    *words,
                                    guint               first);
GArray       *idio_run_index_find  (const IdioRunIndex *self,
                                    const IdioWords    *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRunIndex, idio_run_index_free)

G_END_DECLS
