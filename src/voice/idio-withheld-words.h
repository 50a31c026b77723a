/* idio-withheld-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _IdioWithheldWords IdioWithheldWords;

IdioWithheldWords  *idio_withheld_words_new       (void);
void                idio_withheld_words_free      (IdioWithheldWords *self);
void                idio_withheld_words_add       (IdioWithheldWords *self,
                                                   const char        *text);
GPtrArray          *idio_withheld_words_find_near (IdioWithheldWords *self,
                                                   const char        *word);
GStrv               idio_withheld_words_split     (const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioWithheldWords, idio_withheld_words_free)

G_END_DECLS
