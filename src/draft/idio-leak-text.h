/* idio-leak-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "features/idio-analysis.h"
#include "text/idio-words.h"

G_BEGIN_DECLS

/**
 * IdioLeakPlace:
 * @IDIO_LEAK_PLACE_WITHIN: within a sentence, where only names have a capital letter in most languages
 * @IDIO_LEAK_PLACE_START: where a sentence gives any word a capital letter
 * @IDIO_LEAK_PLACE_GREETING: in the greeting, before the name
 * @IDIO_LEAK_PLACE_ADDRESSEE: whom the greeting names
 * @IDIO_LEAK_PLACE_CLOSING: in the sign-off
 *
 * Where in a text a word stands.
 */
typedef enum
{
  IDIO_LEAK_PLACE_WITHIN,
  IDIO_LEAK_PLACE_START,
  IDIO_LEAK_PLACE_GREETING,
  IDIO_LEAK_PLACE_ADDRESSEE,
  IDIO_LEAK_PLACE_CLOSING,
} IdioLeakPlace;

/**
 * IdioLeakText:
 * @text: the text
 * @words: its words
 * @analysis: what one pass over it found
 * @places: (array) (element-type guint8): an #IdioLeakPlace for each word
 *
 * A draft or a sample, as what leaked from one to the other is looked for.
 */
typedef struct
{
  char         *text;
  IdioWords    *words;
  IdioAnalysis *analysis;
  guint8       *places;
} IdioLeakText;

IdioLeakText *idio_leak_text_new            (const char         *text,
                                             gsize               max_bytes);
void          idio_leak_text_free           (IdioLeakText       *self);
char         *idio_leak_text_dup_prose      (const IdioLeakText *self);
gboolean      idio_leak_text_is_capitalized (const IdioLeakText *self,
                                             const IdioWord     *word);
char         *idio_leak_text_dup_name       (const IdioWord     *word);
gboolean      idio_leak_text_is_name        (const IdioLeakText *self,
                                             guint               i);
gboolean      idio_leak_text_is_listed      (const IdioLeakText *self,
                                             const IdioWord     *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioLeakText, idio_leak_text_free)

G_END_DECLS
