/* idio-language.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/idio-tokens.h"

G_BEGIN_DECLS

/**
 * IdioLanguage:
 * @IDIO_LANGUAGE_OTHER: one without lists, or not to be told from so little text
 * @IDIO_LANGUAGE_ENGLISH: English
 * @IDIO_LANGUAGE_GERMAN: German
 * @IDIO_LANGUAGE_FRENCH: French
 * @IDIO_LANGUAGE_SPANISH: Spanish
 *
 * The language of a text.
 */
typedef enum
{
  IDIO_LANGUAGE_OTHER,
  IDIO_LANGUAGE_ENGLISH,
  IDIO_LANGUAGE_GERMAN,
  IDIO_LANGUAGE_FRENCH,
  IDIO_LANGUAGE_SPANISH,
} IdioLanguage;

#define IDIO_N_LANGUAGES (IDIO_LANGUAGE_SPANISH + 1)

IdioLanguage idio_language_detect     (const IdioTokens *tokens);
const char  *idio_language_get_folder (IdioLanguage      language);

G_END_DECLS
