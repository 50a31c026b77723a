/* idio-run-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioRunSet:
 *
 * All runs of %IDIO_RUN_WORDS words in some texts. Looking up a text in it takes as long for a thousand texts as for
 * one, which an #IdioRunIndex does not.
 */
typedef struct _IdioRunSet IdioRunSet;

/* Fewer words in a row are anybody's. */
#define IDIO_RUN_WORDS 6

IdioRunSet *idio_run_set_new       (void);
void        idio_run_set_free      (IdioRunSet       *self);
void        idio_run_set_add       (IdioRunSet       *self,
                                    const char       *text);
void        idio_run_set_remove    (IdioRunSet       *self,
                                    const char       *text);
char       *idio_run_set_leave_out (const IdioRunSet *self,
                                    const char       *text,
                                    guint             min_texts,
                                    guint            *n_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioRunSet, idio_run_set_free)

G_END_DECLS
