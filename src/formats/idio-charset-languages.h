/* idio-charset-languages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioScript:
 *
 * Languages that are written in one of the character sets of one byte.
 */
typedef enum
{
  IDIO_SCRIPT_WESTERN,
  IDIO_SCRIPT_CENTRAL,
  IDIO_SCRIPT_CYRILLIC,
  IDIO_SCRIPT_GREEK,
  IDIO_SCRIPT_TURKISH,
  IDIO_SCRIPT_HEBREW,
  IDIO_SCRIPT_ARABIC,
  IDIO_SCRIPT_BALTIC,
  IDIO_SCRIPT_THAI,
} IdioScript;

/**
 * IdioCharsetLanguage:
 * @script: the character sets that it is written in
 * @letters: its letters in lower case, each with its cost: minus ten times the natural logarithm of its share
 */
typedef struct
{
  IdioScript  script;
  const char *letters;
} IdioCharsetLanguage;

/* Ends with one that has no letters */
extern const IdioCharsetLanguage idio_charset_languages[];

G_END_DECLS
