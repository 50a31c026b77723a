/* idio-rtf-token.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest control word, of which the specification knows 32 characters */
#define IDIO_RTF_MAX_WORD 40

typedef enum
{
  IDIO_RTF_TOKEN_END,
  IDIO_RTF_TOKEN_OPEN,
  IDIO_RTF_TOKEN_CLOSE,
  IDIO_RTF_TOKEN_BYTE,
  IDIO_RTF_TOKEN_ESCAPED,
  IDIO_RTF_TOKEN_WORD,
} IdioRtfTokenType;

/**
 * IdioRtfToken:
 * @type: what it is
 * @byte: (only bytes): a byte of text, as it is or as "\'hh"
 * @word: (only words): a control word without "\", or one character that is no letter
 * @has_number: whether a number follows the word
 * @number: that number
 *
 * A token of an RTF file (Rich Text Format Specification 1.9.1, “Conventions of an RTF Reader”)
 */
typedef struct
{
  IdioRtfTokenType type;
  guchar           byte;
  char             word[IDIO_RTF_MAX_WORD + 1];
  gboolean         has_number;
  int              number;
} IdioRtfToken;

const char *idio_rtf_token_read (const char   *data,
                                 const char   *end,
                                 IdioRtfToken *token);

G_END_DECLS
