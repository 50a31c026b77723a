/* idio-tokens.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IdioTokenKind:
 * @IDIO_TOKEN_BREAK: the end of a line that does not run on in the next
 * @IDIO_TOKEN_WORD: a word
 * @IDIO_TOKEN_NUMBER: a number in digits, also one such as "3.5" or "10th"
 * @IDIO_TOKEN_ADDRESS: an address of the web or of mail, taken as one word
 * @IDIO_TOKEN_MARK: a mark, or a run of one and the same
 * @IDIO_TOKEN_EMOJI: an emoji
 * @IDIO_TOKEN_EMOTICON: a face made of marks
 *
 * What a token is.
 */
typedef enum
{
  IDIO_TOKEN_BREAK,
  IDIO_TOKEN_WORD,
  IDIO_TOKEN_NUMBER,
  IDIO_TOKEN_ADDRESS,
  IDIO_TOKEN_MARK,
  IDIO_TOKEN_EMOJI,
  IDIO_TOKEN_EMOTICON,
} IdioTokenKind;

/**
 * IdioTokenFlags:
 * @IDIO_TOKEN_CAPITALIZED: begins with a capital
 * @IDIO_TOKEN_ALL_CAPITALS: has two letters or more and no small one
 * @IDIO_TOKEN_LENGTHENED: has a letter three times in a row or more
 * @IDIO_TOKEN_APOSTROPHE: has an apostrophe in it
 * @IDIO_TOKEN_AFTER_BLANK: stands after a blank, or at the beginning of a line
 * @IDIO_TOKEN_AFTER_BLANKS: stands after several blanks within a line
 * @IDIO_TOKEN_ENDS_SENTENCE: is the last of a sentence by Unicode Standard Annex #29
 * @IDIO_TOKEN_QUOTED: is part of what others said, in quotation marks; set by an analysis
 *
 * What was seen in it.
 */
typedef enum
{
  IDIO_TOKEN_CAPITALIZED   = 1 << 0,
  IDIO_TOKEN_ALL_CAPITALS  = 1 << 1,
  IDIO_TOKEN_LENGTHENED    = 1 << 2,
  IDIO_TOKEN_APOSTROPHE    = 1 << 3,
  IDIO_TOKEN_AFTER_BLANK   = 1 << 4,
  IDIO_TOKEN_AFTER_BLANKS  = 1 << 5,
  IDIO_TOKEN_ENDS_SENTENCE = 1 << 6,
  IDIO_TOKEN_QUOTED        = 1 << 7,
} IdioTokenFlags;

/**
 * IdioToken:
 * @start: where it begins in the text, in bytes
 * @length: its length in bytes
 * @hash: a hash of it without case, with straight apostrophes, and composed
 * @categories: the lists it stands in, as bits 1 << #IdioCategory; 0 until idio_vocabulary_mark()
 * @n_chars: its length in characters, without combining marks, at most %G_MAXUINT16
 * @kind: an #IdioTokenKind
 * @flags: #IdioTokenFlags
 *
 * A word, a mark or the like. Blanks are no tokens.
 */
typedef struct
{
  guint32 start;
  guint32 length;
  guint64 hash;
  guint32 categories;
  guint16 n_chars;
  guint8  kind;
  guint8  flags;
} IdioToken;

/**
 * IdioTokens:
 * @items: (array length=n_items): the tokens
 * @n_items: how many
 * @size: for how many there is room
 *
 * The tokens of a text, or of some lines of it.
 */
typedef struct
{
  IdioToken *items;
  guint      n_items;
  guint      size;
} IdioTokens;

/* Positions are 32 bits, as ICU's are signed ones. The rest is not read. */
#define IDIO_TOKENS_MAX_LENGTH ((gsize) G_MAXINT32 - 1)

IdioTokens *idio_tokens_new       (const char *text,
                                   gsize       length);
void        idio_tokens_free      (IdioTokens *self);
gboolean    idio_tokens_read_line (IdioTokens *self,
                                   const char *text,
                                   gsize       length,
                                   gsize      *position);
gboolean    idio_is_list_item     (const char *line,
                                   const char *end);

static inline gboolean
idio_token_is_word (const IdioToken *token)
{
  return token->kind == IDIO_TOKEN_WORD || token->kind == IDIO_TOKEN_NUMBER || token->kind == IDIO_TOKEN_ADDRESS;
}

/* The hash of some tokens and one more; "can you" is not "you can". */
static inline guint64
idio_token_hash_extend (guint64 hash,
                        guint64 next)
{
  return ((hash + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) ^ next;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IdioTokens, idio_tokens_free)

G_END_DECLS
