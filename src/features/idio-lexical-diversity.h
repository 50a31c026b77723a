/* idio-lexical-diversity.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The window of idio_lexical_diversity_get_mattr(), in words. */
#define IDIO_LEXICAL_DIVERSITY_WINDOW 50

typedef struct _IdioLexicalDiversity IdioLexicalDiversity;

IdioLexicalDiversity *idio_lexical_diversity_new            (void);
void                  idio_lexical_diversity_free           (IdioLexicalDiversity       *self);
void                  idio_lexical_diversity_add            (IdioLexicalDiversity       *self,
                                                             guint64                     hash);
double                idio_lexical_diversity_get_mattr      (const IdioLexicalDiversity *self);
double                idio_lexical_diversity_get_repetition (const IdioLexicalDiversity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioLexicalDiversity, idio_lexical_diversity_free)

G_END_DECLS
