/* idio-vocabulary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/idio-language.h"
#include "text/idio-tokens.h"

G_BEGIN_DECLS

/**
 * IdioCategory:
 *
 * What the words and phrases of a list have in common. Each is a file below `data/words`, which says what is in it.
 */
typedef enum
{
  IDIO_CATEGORY_FUNCTION_WORD,
  IDIO_CATEGORY_ABBREVIATION,
  IDIO_CATEGORY_GREETING,
  IDIO_CATEGORY_CLOSING,
  IDIO_CATEGORY_THANKS,
  IDIO_CATEGORY_APOLOGY,
  IDIO_CATEGORY_PLEASE,
  IDIO_CATEGORY_SOFT_REQUEST,
  IDIO_CATEGORY_IMPERATIVE,
  IDIO_CATEGORY_HEDGE,
  IDIO_CATEGORY_BOOSTER,
  IDIO_CATEGORY_FIRST_PERSON,
  IDIO_CATEGORY_FIRST_PLURAL,
  IDIO_CATEGORY_SECOND_PERSON,
  IDIO_CATEGORY_DISCOURSE,
  IDIO_CATEGORY_CONJUNCTION,
  IDIO_CATEGORY_SUBORDINATOR,
  IDIO_CATEGORY_NEGATION,
  IDIO_CATEGORY_MODAL,
  IDIO_CATEGORY_TIME,
  IDIO_CATEGORY_NUMBER,
  IDIO_CATEGORY_INFORMAL,
  IDIO_CATEGORY_SHORTHAND,
  IDIO_CATEGORY_CONTRACTION,
  IDIO_CATEGORY_FULL_FORM,
  IDIO_CATEGORY_BE,
  IDIO_CATEGORY_PARTICIPLE,
  IDIO_CATEGORY_NO_ADVERB,
  IDIO_CATEGORY_TYPO,
  IDIO_CATEGORY_BRITISH,
  IDIO_CATEGORY_AMERICAN,
} IdioCategory;

#define IDIO_N_CATEGORIES (IDIO_CATEGORY_AMERICAN + 1)

#define IDIO_CATEGORY_BIT(category) (1u << (category))

typedef struct _IdioVocabulary IdioVocabulary;

const IdioVocabulary *idio_vocabulary_get           (IdioLanguage          language);
const IdioVocabulary *idio_vocabulary_get_languages (void);
guint32               idio_vocabulary_find          (const IdioVocabulary *self,
                                                     guint64               hash);
void                  idio_vocabulary_mark          (const IdioVocabulary *self,
                                                     IdioTokens           *tokens);

G_END_DECLS
