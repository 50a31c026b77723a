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
gboolean           idio_lexicon_has_word    (const IdioLexicon *self,
                                             const char        *word,
                                             gsize              length);
gsize              idio_lexicon_match_start (const IdioLexicon *self,
                                             const char        *text,
                                             gsize              length);
gboolean           idio_lexicon_has_prefix  (const IdioLexicon *self,
                                             const char        *text);
const IdioLexicon *idio_lexicon_get         (const char        *name);

/**
 * IDIO_LEXICON:
 * @name: as for idio_lexicon_get()
 *
 * The same for where words are looked up one by one: finds the list only once.
 */
#define IDIO_LEXICON(name)                                           \
  (G_GNUC_EXTENSION ({                                               \
    static const IdioLexicon *lexicon;                               \
                                                                     \
    if (g_once_init_enter_pointer (&lexicon))                        \
      g_once_init_leave_pointer (&lexicon, idio_lexicon_get (name)); \
                                                                     \
    lexicon;                                                         \
  }))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioLexicon, idio_lexicon_free)

G_END_DECLS
