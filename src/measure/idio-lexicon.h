/* idio-lexicon.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _IdioLexicon IdioLexicon;

IdioLexicon       *idio_lexicon_new         (const char        *list);
void               idio_lexicon_free        (IdioLexicon       *self);
gboolean           idio_lexicon_contains    (const IdioLexicon *self,
                                             const char        *words);
gsize              idio_lexicon_match_start (const IdioLexicon *self,
                                             const char        *text,
                                             gsize              length);
gboolean           idio_lexicon_has_prefix  (const IdioLexicon *self,
                                             const char        *text);
const IdioLexicon *idio_lexicon_get         (const char        *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioLexicon, idio_lexicon_free)

G_END_DECLS
